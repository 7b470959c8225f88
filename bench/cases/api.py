"""The API over a million tickets."""
import json
import time
import urllib.request

from bench import data, disk, figures
from bench.plan import MILLION
from bench.report import Section, Target
from bench.run import PATIENCE
from bench.server import Connection, serving

LIMIT = 0.001


def measure(plan):
    times = plan.amount(1000, 10)
    with data.copy(plan.size) as (folder, home), serving(folder, home) as server:
        sync = disk.sync_rate(home, plan.amount(1.5, 0.1))
        connection = Connection(server)
        open_tickets = some_open(connection, min(times, folder.counts["OPEN"] // 2))
        asked, asked_mean = with_mean(server, "latest", lambda: latest(connection, times))
        consumed, consumed_mean = with_mean(server, "consume", lambda: consume(connection, open_tickets))
        connection.close()
        resident = server.memory("VmRSS")
        server.forget_peak()
        whole = Whole(server, folder)
        grown, after = server.memory("VmHWM") - resident, server.memory("VmRSS") - resident
    section = Section(
        "API", f"`tickets serve` over {plan.size:,} tickets, one connection, one call after another, each from the first "
        "byte sent to the last one read. The mean at the server is what its own `/metrics` say. A consume is durable "
        f"before it is answered; the disk itself needed {figures.seconds(1 / sync)} for one durable append just before.",
        ("", "calls", "p50", "p99", "most", "mean at the server"),
        [row("`GET latest?limit=50`", asked, asked_mean), row("`POST consume`", consumed, consumed_mean)])
    section.notes.append(
        f"The whole `latest`: {whole.bytes / 1e6:,.0f} MB with {whole.rows:,} tickets in {figures.seconds(whole.seconds)}, "
        f"the first byte after {figures.seconds(whole.first_byte)}. The server had {figures.megabytes(resident)} "
        f"resident before, {figures.megabytes(grown)} more at most meanwhile and {figures.megabytes(after)} more after it.")
    if plan.size == MILLION:
        for name, taken, disk_needs in (("latest?limit=50", asked, 0), ("consume", consumed, 1 / sync)):
            reached = figures.percentile(taken, 0.5)
            says = f"p50 {figures.seconds(reached)} at the client"
            # What the disk alone exceeds says nothing of the program.
            section.targets.append(Target(
                f"API, {name}", "under 1 ms at the server",
                says + (f", a durable append alone {figures.seconds(disk_needs)}" if disk_needs else ""),
                True if reached < LIMIT else None if disk_needs >= LIMIT else False))
        section.targets.append(Target(
            "API, whole `latest`", "streamed with bounded memory (here: 16 MB)", f"{figures.megabytes(grown)} more",
            grown <= 16 * figures.MB))
    return section


def row(name, taken, mean):
    shares = (figures.seconds(figures.percentile(taken, share)) for share in (0.5, 0.99, 1))
    return name, len(taken), *shares, figures.seconds(mean) if mean else ""


def latest(connection, times):
    taken = []
    for _ in range(times):
        seconds, status, answer = connection.call("/api/tickets/latest?limit=50")
        assert status == 200, answer
        taken.append(seconds)
    return taken


def some_open(connection, number):
    """The ids of so many OPEN tickets."""
    _, _, answer = connection.call(f"/api/tickets/latest?status=OPEN&limit={number}")
    return [row["request_id"] for row in json.loads(answer)["rows"]]


def consume(connection, tickets):
    taken = []
    for ticket in tickets:
        seconds, status, answer = connection.call("/api/tickets/consume", {"request_id": ticket})
        assert status == 200, answer
        taken.append(seconds)
    return taken


def with_mean(server, call, work):
    """What work() gives, and the mean time of these calls meanwhile as the server's metrics have it."""
    before = metered(server, call)
    done = work()
    seconds, calls = (after - before for after, before in zip(metered(server, call), before))
    return done, seconds / calls if calls else None


def metered(server, call):
    """The seconds of a call and how often it was made, in all."""
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=PATIENCE) as answer:
        lines = [line.rsplit(" ", 1) for line in answer.read().decode().splitlines() if f"\"{call}\"" in line]
    name = "tickets_api_request_duration_seconds_"
    return [sum(float(value) for labels, value in lines if labels.startswith(name + part)) for part in ("sum", "count")]


class Whole:
    """The whole board, read and counted as it comes."""

    def __init__(self, server, folder):
        start = time.monotonic()
        self.bytes = self.rows = 0
        self.first_byte, left = None, b""
        with urllib.request.urlopen(f"{server.url}/api/tickets/latest", timeout=PATIENCE) as answer:
            while data := answer.read(1 << 20):
                self.first_byte = self.first_byte or time.monotonic() - start
                self.bytes += len(data)
                self.rows += (left + data).count(b'"request_id"')
                left = data[-len(b'"request_id"') + 1:]
        self.seconds = time.monotonic() - start
        if self.rows != folder.truth["tickets"]:
            raise AssertionError(f"{self.rows} of {folder.truth['tickets']} tickets")

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
        asked = latest(connection, times)
        consumed = consume(connection, min(times, folder.counts["OPEN"] // 2))
        connection.close()
        at_server = means(server)
        resident = server.memory("VmRSS")
        server.forget_peak()
        whole = Whole(server, folder)
        grown, after = server.memory("VmHWM") - resident, server.memory("VmRSS") - resident
    section = Section(
        "API", f"`tickets serve` over {plan.size:,} tickets, one connection, one call after another, each from the first "
        "byte sent to the last one read. The mean at the server is what its own `/metrics` say. A consume is durable "
        f"before it is answered; the disk itself needed {figures.seconds(1 / sync)} for one durable append just before.",
        ("", "calls", "p50", "p99", "most", "mean at the server"),
        [row("`GET latest?limit=50`", asked, at_server.get("latest")),
         row("`POST consume`", consumed, at_server.get("consume"))])
    section.notes.append(
        f"The whole `latest`: {whole.bytes / 1e6:,.0f} MB with {whole.rows:,} tickets in {figures.seconds(whole.seconds)}, "
        f"the first byte after {figures.seconds(whole.first_byte)}. The server had {figures.megabytes(resident)} "
        f"resident before, {figures.megabytes(grown)} more at most meanwhile and {figures.megabytes(after)} more after it.")
    if plan.size == MILLION:
        for name, taken in (("latest?limit=50", asked), ("consume", consumed)):
            reached = figures.percentile(taken, 0.5)
            section.targets.append(Target(
                f"API, {name}", "under 1 ms at the server", f"p50 {figures.seconds(reached)} at the client",
                reached < LIMIT))
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


def consume(connection, times):
    """Takes OPEN tickets."""
    _, _, answer = connection.call(f"/api/tickets/latest?status=OPEN&limit={times}")
    taken = []
    for row in json.loads(answer)["rows"]:
        seconds, status, answer = connection.call("/api/tickets/consume", {"request_id": row["request_id"]})
        assert status == 200, answer
        taken.append(seconds)
    return taken


def means(server):
    """The mean time of a call by what it is of, as the server measured it."""
    with urllib.request.urlopen(f"{server.url}/metrics", timeout=PATIENCE) as answer:
        lines = answer.read().decode().splitlines()
    sums, counts = {}, {}
    for line in lines:
        for end, into in (("_sum{", sums), ("_count{", counts)):
            if line.startswith("tickets_api_request_duration_seconds" + end):
                labels, value = line.rsplit(" ", 1)
                for call in ("latest", "consume"):
                    if call in labels:
                        into[call] = into.get(call, 0) + float(value)
    return {call: sums[call] / count for call, count in counts.items() if count}


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

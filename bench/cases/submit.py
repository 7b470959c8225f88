"""Durable submits beside what the disk can do."""
import json
import shutil
import subprocess

from bench import data, disk, figures
from bench.cases.programs import ran
from bench.report import Section
from bench.server import serving
from bench.tools import HERE
from program import BINARY
from state import State

CLIENTS = (1, 16, 64)


def measure(plan):
    seconds, submits = plan.amount(2, 1), plan.amount(5000, 20)
    wrk = shutil.which("wrk")
    ways = [(f"`POST /api/tickets`, clients: {clients}",
             lambda home, clients=clients: over_api(home, clients, seconds, wrk))
            for clients in CLIENTS[:plan.amount(3, 1)] if wrk]
    ways.append(("`tickets submit --json -`", lambda home: from_input(home, submits)))
    found = {name: [] for name, _ in ways}
    for _ in range(min(plan.rounds, 3)):
        for name, work in ways:
            with data.scratch() as home:
                found[name].append(disk.beside(home, plan.amount(0.7, 0.1), lambda: work(home)))
    section = Section(
        "Durable submits", "A submit is answered when its line is on the disk. Over the API each client has one "
        "connection and one submit under way (`wrk`); the lines of the log are counted afterwards. Clients that come "
        "together share an `fdatasync`. The disk's own rate is that of a program that does nothing but `write` and "
        "`fdatasync` a line, measured before and after each. Medians.", ("", "runs", "a second", "p50", "p99", "disk's own rate", "to it"),
        [row(name, runs) for name, runs in found.items()])
    if not wrk:
        section.notes.append("Over the API it could not be measured: there is no `wrk`.")
    return section


def row(name, runs):
    columns = [figures.median(column) for column in zip(*((*taken, sync) for taken, sync in runs))]
    rate, *latency, sync = columns
    return (name, len(runs), figures.number(rate), *map(figures.seconds, latency), *("",) * (2 - len(latency)),
            figures.number(sync), figures.ratio(figures.median([found[0] / sync for found, sync in runs])))


def over_api(home, clients, seconds, wrk):
    """The rate and the latencies of so many clients."""
    state = State(home / "state").make()
    with serving(data.Folder(state, {}), home) as server:
        words = [wrk, "--threads", "1", "--connections", str(clients), "--duration", f"{seconds}s",
                 "--script", str(HERE / "native" / "submit.lua"), server.url]
        said = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout
    found = json.loads(said[said.index("{"):])
    written = state.requests.read_bytes().count(b"\n")
    if found["refused"] or not found["answered"] <= written <= found["answered"] + clients:
        raise AssertionError(f"{found}, but {written} lines")
    return found["answered"] / found["seconds"], found["p50"], found["p99"]


def from_input(home, submits):
    """The rate of `tickets submit --json -`: one after another, each answered."""
    state = State(home / "state").make()
    line = json.dumps({"request_type": "ACKNOWLEDGE", "payload": {"message_id": "push_1"}}) + "\n"
    words = [BINARY, "--state", str(state.path), "submit", "--json", "-"]
    done = ran(words, home, "submit", input=line.encode() * submits)
    if (written := state.requests.read_bytes().count(b"\n")) != submits:
        raise AssertionError(f"{written} of {submits} lines")
    return (submits / done.seconds,)

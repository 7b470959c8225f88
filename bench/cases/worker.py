"""The worker without its delay."""
import json
import pathlib

from bench import data, disk, figures
from bench.cases.programs import expect, ran
from bench.report import Section
from bench.server import serving
from program import BINARY, Tickets
from state import State, line, request

AT_A_TIME = (1, 4, 16)
WORKER = str(pathlib.Path(BINARY).parent / "ticket-worker")


def measure(plan):
    tickets = plan.amount(1000, 20)
    ways = [(place, number) for place in ("folder", "API") for number in AT_A_TIME[:plan.amount(3, 1)]]
    found = {way: [] for way in ways}
    for _ in range(min(plan.rounds, 3)):
        for place, number in ways:
            with data.scratch() as home:
                found[place, number].append(disk.beside(
                    home, plan.amount(0.5, 0.1), lambda: drain(home, tickets, number, place == "API")))
    rows = [row(*way, tickets, runs) for way, runs in found.items()]
    return Section(
        "Worker", f"`ticket-worker --drain --delay 0` over {tickets:,} OPEN tickets until its end; each ticket is two "
        "durable appends, which the last column compares with the disk's own rate, and all are DONE afterwards. Medians.",
        ("works on", "at a time", "runs", "tickets a second", "in all", "processor", "disk's own rate", "appends to it"),
        rows)


def row(place, at_a_time, tickets, runs):
    seconds, cpu = (figures.median([getattr(done, name) for done, _ in runs]) for name in ("seconds", "cpu"))
    to_disk = figures.median([2 * tickets / done.seconds / sync for done, sync in runs])
    return (place, at_a_time, len(runs), figures.number(tickets / seconds), figures.seconds(seconds),
            figures.seconds(cpu), figures.number(figures.median([sync for _, sync in runs])), figures.ratio(to_disk))


def drain(home, tickets, at_a_time, over_api):
    """The run of a worker that takes so many tickets to DONE."""
    state = State(home / "state").make()
    state.append(state.requests, *(line(request(number)) for number in range(tickets)))
    words = [WORKER, "--drain", "--delay", "0", "--concurrency", str(at_a_time), "--log-level", "error",
             "--state", str(state.path)]
    disk.settle()
    if over_api:
        with serving(data.Folder(state, {}), home) as server:
            done = ran([*words, "--api", server.url], home, "ticket-worker")
    else:
        done = ran(words, home, "ticket-worker")
    found = json.loads(Tickets(state, home).run("check", "--json", code=0).stdout)
    expect(found["status"], {"OPEN": 0, "IN_PROGRESS": 0, "DONE": tickets, "FAILED": 0}, "ticket-worker")
    return done

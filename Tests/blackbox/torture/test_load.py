"""Everybody at once at one state folder for ten minutes: nothing lost, nothing doubled, nothing grows but the board."""
import statistics

import pytest

import journals
from load import Load
from state import line, request, result, ticket_id
from waiting import wait_until

pytestmark = pytest.mark.alone

#: (kind, how many, operations a second of each): 100 writers, about 1,500 durable operations a second.
SHORT = [("http", 8, 20), ("command", 4, 10), ("commands", 2, 10), ("foreign", 6, 10)]
FULL = [("http", 24, 20), ("http", 24, 20), ("http", 24, 20), ("command", 12, 10), ("commands", 4, 4), ("foreign", 12, 10)]
#: What a ticket may cost a process that shows the board, in bytes: 96 for the board, the rest for its index's slack,
#: trace ids, and what the allocator keeps.
EACH_TICKET = 160


def growth(load, name, tickets):
    """Bytes a ticket between the first minute and the end."""
    first = next(sizes for at, sizes in load.sizes if at >= load.sizes[0][0] + 60)
    return (load.sizes[-1][1][name].anonymous - first[name].anonymous) / max(tickets, 1)


@pytest.mark.timeout(1_200)
def test_a_hundred_writers_a_console_a_worker_and_readers(state, home, amount, figures):
    seconds, kinds = amount(6, 600), amount(SHORT, FULL)
    load = Load(state, home)
    try:
        load.start(seconds, kinds)
        done = load.run(seconds)
        assert done["troubles"] == []
        seen = load.settle()
        worker = f"worker_{load.worker.pid}"
        assert journals.findings(state, load.journals, workers={worker}) == {}
        counts = journals.counts(state)
        # Who was told last sees the same board.
        wait_until(lambda: {k: v for k, v in load.shown_counts().items() if v} == counts,
                   lambda: f"{counts} on\n{load.console.screen()}", 10)
        assert "row_count" in load.attacked.target.exchange(load.attacked.target.request()).decode()
        assert seen["wrong"] == {} and seen["asked"] > 0
        worked = sum(record["processor_id"] == worker for record in journals.records(state.results))
        rate = (done["operations"] + worked) / seconds
        p99 = statistics.quantiles(done["latencies"], n=100)[98]
        keys = sorted(load.eyes.times)
        told = {"operations": done["operations"] + worked, "told_to_wait": done["busy"], "tickets": sum(counts.values()), "lost": 0, "double": 0,
                "events_followed": seen["events"], "durable_a_second": round(rate, 1), "p99_write_ms": round(p99 * 1000, 1),
                "key_median_ms": round(statistics.median(keys) * 1000, 1), "key_p95_ms": round(keys[int(len(keys) * 0.95)] * 1000, 1), "key_worst_ms": round(keys[-1] * 1000, 1)}
        if amount(False, True):
            tickets = sum(counts.values()) * (1 - 60 / seconds)
            told |= {f"{name}_bytes_a_ticket": round(growth(load, name, tickets), 1) for name in ("serve", "console", "worker")}
        figures("load: 100 writers, console, worker, readers", **told)
        if amount(False, True):
            assert rate >= 1_000 and p99 < 0.25 and keys[int(len(keys) * 0.95)] < 0.05 and done["busy"] == 0
            for name in ("serve", "console", "worker"):
                assert growth(load, name, tickets) < EACH_TICKET, name
                later = [sizes[name] for at, sizes in load.sizes if at >= load.sizes[0][0] + 60]
                for what in ("threads", "descriptors"):
                    values = [getattr(size, what) for size in later]
                    assert max(values[-60:]) <= max(values[:60]) + 4, (name, what, values[::30])
    finally:
        load.end()


# The check itself

@pytest.fixture
def told(state, home):
    """A small honest history: four tickets, the worker's among them; the check finds nothing wrong."""
    folder = home / "journals"
    folder.mkdir()
    journal = journals.Journal(folder / "1.journal")
    for number in range(4):
        state.append(state.requests, request(number))
        journal.note("submitted", ticket_id(number))
    for number in range(3):
        for kind, serial, status in (("taken", 1, "IN_PROGRESS"), ("finished", 2, "DONE")):
            record = result(number, status, serial, processor="p")
            state.append(state.results, record)
            journal.note(kind, ticket_id(number), record["result_id"])
    state.append(state.results, result(3, "IN_PROGRESS", 1, processor="worker_7"), result(3, "DONE", 2, processor="worker_7"))
    journal.close()
    assert journals.findings(state, folder, workers={"worker_7"}) == {}
    return folder


def changed(log, change):
    lines = log.read_text(encoding="utf-8").splitlines(keepends=True)
    log.write_text("".join(change(lines)), encoding="utf-8")


@pytest.mark.parametrize("log, change, finding", [
    ("requests", lambda lines: lines[:1] + lines[2:], "lost tickets"),
    ("requests", lambda lines: lines + lines[:1], "doubled tickets"),
    ("requests", lambda lines: [*lines, line(request(9)) + "\n"], "unasked tickets"),
    ("requests", lambda lines: [lines[0][:50] + "\n", *lines[1:]], "broken"),
    ("results", lambda lines: lines[:1] + lines[2:], "lost steps"),
    ("results", lambda lines: lines + lines[:1], "doubled steps"),
    ("results", lambda lines: [*lines, line(result(1, "IN_PROGRESS", 9, processor="q")) + "\n"], "doubled steps"),
    ("results", lambda lines: [*lines, line(result(9, "IN_PROGRESS", 9, processor="q")) + "\n"], "unasked steps"),
    ("results", lambda lines: lines[1:], "finished but not taken")])
def test_control_a_lie_of_any_kind_is_found(state, told, log, change, finding):
    changed(getattr(state, log), change)
    assert finding in journals.findings(state, told, workers={"worker_7"})


def test_control_steps_of_a_worker_that_nobody_started_are_found(state, told):
    assert "unasked steps" in journals.findings(state, told, workers=())

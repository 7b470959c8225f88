"""While nothing happens, nothing is done but what time itself changes."""
import re

import pytest

from console import counts as shown
from state import fill, request
from waiting import cpu_seconds, wake_ups

SECONDS = 10


@pytest.mark.parametrize("worker", [False, True], ids=["worker off", "worker idle"])
def test_idle_over_20000_tickets_writes_only_the_time_and_uses_no_processor(open_bare, tickets, state, worker):
    counts = fill(state, 20_000) if not worker else fill(state, 0)
    terminal = open_bare(tickets.command())
    terminal.wait_for("LIVE")
    if worker:
        terminal.send(b"w")
        terminal.wait_for("idle")
    terminal.quiet(pause=0.5)
    assert shown(terminal.screen()) == counts
    pieces, used, woken = len(terminal.chunks), cpu_seconds(terminal.pid), wake_ups(terminal.pid)
    terminal.pump(SECONDS)
    used, woken = cpu_seconds(terminal.pid) - used, wake_ups(terminal.pid) - woken
    written = terminal.chunks[pieces:]
    assert used < 0.05, f"{used:.3f} s of processor time in {SECONDS} s"
    # Once a second for the clock, whatever the threads; a lock's renewal or a page fault may come in between.
    assert woken <= SECONDS + 5, f"woken {woken} times in {SECONDS} s"
    moments = [moment for moment, _ in written]
    assert len(moments) <= SECONDS + 1
    assert all(later - earlier > 0.5 for earlier, later in zip(moments, moments[1:])), "more than once a second"
    for _, data in written:
        text = re.sub(rb"\x1b(?:\[[0-9;?]*[A-Za-z]|[()][AB0]|[=>78])|[\x08\x0f\r]", b"", data)
        assert re.fullmatch(rb"(?:ago|[0-9:smhd+ ~])*", text), f"more than the time: {data!r}"


def test_an_append_is_drawn_at_once(open_bare, tickets, state):
    fill(state, 20)
    terminal = open_bare(tickets.command())
    terminal.wait_for("LIVE")
    terminal.quiet(pause=0.5)
    state.append(state.requests, request(999_999, reason="지금 막 온 티켓"))
    terminal.wait_for("지금 막 온 티켓", seconds=1)

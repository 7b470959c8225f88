"""Two troubles at once."""
import contextlib
import random
import threading
import time

import pytest

import native_build
from console import counts
from plain_board import PlainBoard
from small_disk import fill, small_disk
from state import State, fill as fill_state
from storm import Storm

pytestmark = pytest.mark.timeout(900)


def wrong(findings):
    """Without records in pieces, which a full disk makes where a foreign writer comes in between."""
    return [finding for finding in findings if not finding.startswith("damaged: ")]


@contextlib.contextmanager
def tides(disk):
    """The disk is full, and has room, by turns."""
    is_over = threading.Event()

    def rise_and_fall():
        while not is_over.wait(random.uniform(0.05, 0.3)):
            ballast = fill(disk, random.choice([0, 100, 4096, 9000]))
            is_over.wait(random.uniform(0.05, 0.3))
            ballast.unlink()

    thread = threading.Thread(target=rise_and_fall)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()


def test_killed_while_the_disk_is_full_nothing_is_lost(home, amount, figures):
    kills = acknowledged = denied = 0
    for _ in range(amount(1, 4)):
        with small_disk(16 << 10) as disk:
            storm = Storm(State(disk / "state").make(), home)
            with tides(disk):
                found = wrong(storm.run(amount(25, 200), longest_pause=0.08))
            assert not found, "\n".join(found[:20])
        kills += storm.kills
        acknowledged += len(storm.history.submits) + len(storm.history.steps)
        denied += len(storm.history.denied)
    figures("kill -9 while the disk is full", kills=kills, acknowledged=acknowledged, denied=denied, lost=0, doubled=0)


def unsynced(storm, notes):
    """What was acknowledged though the first sync of its process that covered it had failed, or none did."""
    board = PlainBoard(storm.state)
    synced = [tuple(map(int, row.split())) for row in notes.read_text().splitlines()]
    ends = {}
    for log, rows in ((storm.state.requests, board.request_lines), (storm.state.results, board.result_lines)):
        for row in rows:
            if row.record:
                key = row.record.get("result_id") or row.record.get("trace_id")
                ends.setdefault(key, (log.stat().st_ino, row.offset + len(row.data) + 1))
    acknowledged = [(token, token) for token, _ in storm.history.submits]
    acknowledged += [(processor, result or result_of(board, ticket, status))
                     for processor, ticket, status, result in storm.history.steps]
    for who, key in acknowledged:
        inode, end = ends[key]
        mine = [is_good for pid, file, size, is_good in synced
                if pid == storm.history.process[who] and file == inode and size >= end]
        if not mine or not mine[0]:
            yield f"{who}: {key}"


def result_of(board, ticket, status):
    return next(step["result_id"] for step in board.steps[ticket] if step["status"] == status)


def storm_of_bad_syncs(state, home, kills, **more):
    notes = home / "notes"
    storm = Storm(state, home, env={"LD_PRELOAD": native_build.preloaded("badsync"), "SYNC_FAILS": "20",
                                    "SYNC_NOTES": str(notes), **more})
    found = storm.run(kills, longest_pause=0.15)
    assert not found, "\n".join(found[:20])
    return storm, list(unsynced(storm, notes))


def test_where_syncs_fail_in_a_storm_nothing_unsynced_is_acknowledged(state, home, amount, figures):
    storm, found = storm_of_bad_syncs(state, home, amount(15, 400))
    assert not found, "\n".join(found[:20])
    acknowledged = len(storm.history.submits) + len(storm.history.steps)
    figures("syncs that fail in a storm", kills=storm.kills, acknowledged=acknowledged, unsynced=0)


def test_control_syncs_whose_failure_is_hidden_are_found_out(state, home):
    assert storm_of_bad_syncs(state, home, 20, SYNC_FAILS="70", SYNC_LIES="1")[1]


def test_a_terminal_resized_while_the_logs_are_read_shows_them_whole(open_bare, tickets, state, amount, figures):
    expected = fill_state(state, amount(5_000, 100_000))
    terminal = open_bare(tickets.command())
    for _ in range(200):
        terminal.resize(random.choice([1, 20, 80, 120, 300]), random.choice([1, 10, 24, 40, 100]))
        terminal.pump(0.002)
    terminal.resize(120, 40)
    end = time.monotonic() + 30
    while counts(terminal.screen()) != expected:
        assert time.monotonic() < end, f"{expected} on\n{terminal.screen()}"
        terminal.pump(0.1)
    terminal.send(b"q")
    assert terminal.reap(10) == 0
    figures("resized while loading", resizes=200, tickets=sum(expected.values()), wrong=0)

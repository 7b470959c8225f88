"""Two troubles at once."""
import collections
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


class Notes:
    """What badsync.c saw."""

    def __init__(self, path):
        self.syncs, self.writers = collections.defaultdict(list), {}
        for row in path.read_text().splitlines():
            kind, *numbers = row.split()
            pid, descriptor, inode, end = map(int, numbers)
            if kind == "append":
                self.writers[pid, inode, end] = descriptor, len(self.syncs[pid, inode])
            else:
                self.syncs[pid, inode].append((descriptor, end, kind == "good"))

    def is_synced(self, pid, inode, end):
        """Whether the first sync succeeded that covered a record of this process, by the descriptor that wrote it: a failure
        is told to each descriptor once, and the next one would succeed whatever was lost."""
        descriptor, before = self.writers.get((pid, inode, end), (None, 0))
        mine = [is_good for by, size, is_good in self.syncs[pid, inode][before:] if by == descriptor and size >= end]
        return mine[:1] == [True]

    def is_settled(self, pid, inode, end):
        """Whether a sync of this process covered a record, whoever wrote that."""
        return any(is_good and size >= end for _, size, is_good in self.syncs[pid, inode])


def unsynced(storm, notes):
    """What was acknowledged though its sync failed or never was, or that of its ticket."""
    board, notes = PlainBoard(storm.state), Notes(notes)
    ends = {}
    for log, rows in ((storm.state.requests, board.request_lines), (storm.state.results, board.result_lines)):
        inode = log.stat().st_ino
        for row in rows:
            if row.record:
                key = row.record.get("result_id") or row.record["request_id"]
                ends.setdefault(key, (inode, row.offset + len(row.data) + 1))
    process = storm.history.process
    for who, ticket in storm.history.submits:
        if not notes.is_synced(process[who], *ends[ticket]):
            yield f"{who}: {ticket}"
    for who, ticket, status, result in storm.history.steps:
        if not notes.is_synced(process[who], *ends[result or result_of(board, ticket, status)]):
            yield f"{who}: {status} of {ticket}"
        if not notes.is_settled(process[who], *ends[ticket]):
            yield f"{who}: {status} of {ticket}, whose request is not settled"


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

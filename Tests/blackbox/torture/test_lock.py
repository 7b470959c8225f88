"""16 workers start at the same moment, whatever stands at worker.lock: never two of them hold it."""
import itertools
import multiprocessing
import os
import signal

import pytest

import crowd
import lock_starts
import naive_worker
from crowd import Crowd, Gathering, wait_until_left
from program import BINARY
from served import WORKER

PLACES = (crowd.LOOK, crowd.SYNC, crowd.GUARD, crowd.BEGINNING)
HELD = ("acquired", "taken over")

pytestmark = pytest.mark.timeout(1800)


@pytest.fixture
def gathering(home):
    return Gathering(home)


@pytest.fixture
def crowds(home, state, gathering):
    """Eight of each program; the second knows the folder by another name."""
    state.make()
    alias = home / "alias"
    alias.symlink_to(state.path, target_is_directory=True)
    opened = []

    def open(**options):
        commands = [BINARY, "--state", str(state.path), "--lang", "en", "worker", "--follow"], \
            [WORKER, "--state", f"{alias}/../alias/", "--follow"]
        opened.extend(Crowd(command, home, gathering, **options) for command in commands)
        return opened

    yield open
    for each in opened:
        each.close()


def start_at_once(crowds, gathering, place, stays=1):
    """Starts eight of each, of whom `stays` will not end by themselves: (holders, exit codes)."""
    gathering.expect(place, 16)
    for each in crowds:
        each.start(8)
    wait_until_left(crowds, stays)
    for each in crowds:
        each.signal(signal.SIGTERM)
    for each in crowds:
        each.wait_for_end()
    held = [pid for each in crowds for pid in each.ended if any(word in each.said(pid) for word in HELD)]
    return held, sorted(code for each in crowds for code in each.ended.values())


def test_of_16_workers_that_start_at_once_never_two_hold_the_lock(crowds, gathering, state, amount, figures):
    both = crowds()
    starts = [*((put, "taken") for put in lock_starts.TAKEN.values()), *((lock_starts.nothing, "taken"),) * 3,
              *((put, "locked") for put in lock_starts.LOCKED.values()),
              *((put, "refused") for put in lock_starts.REFUSED.values())]
    rounds = amount(len(starts), 3500)
    doubles = 0
    for number, (put, outcome) in zip(range(rounds), itertools.cycle(starts)):
        lock_starts.clear(state.lock)
        put(state.lock)
        before = lock_starts.seen(state.lock)
        held, codes = start_at_once(both, gathering, PLACES[number // len(starts) % len(PLACES)],
                                   stays=outcome == "taken")
        doubles += len(held) > 1
        told = f"round {number}, {outcome}: {codes}"
        if outcome == "taken":
            assert len(held) == 1 and codes == [0] + [5] * 15, told
            assert not os.path.lexists(state.lock), told
        else:
            assert not held and set(codes) == {5 if outcome == "locked" else 1}, told
            assert lock_starts.seen(state.lock) == before, told
        assert len(os.listdir(state.path)) == 1 + os.path.lexists(state.lock), f"left behind: {os.listdir(state.path)}"
    figures("lock: 16 workers start at once", rounds=rounds, starts=16 * rounds, second_holders=doubles)


def test_control_without_the_guard_a_second_worker_holds_the_lock(crowds, gathering, state):
    both = crowds(unguarded=True)
    for _ in range(5):
        lock_starts.clear(state.lock)
        lock_starts.TAKEN["stale"](state.lock)
        held, _ = start_at_once(both, gathering, crowd.CHANGE)
        if len(held) > 1:
            return
    pytest.fail("16 workers without a guard, and never two that hold the lock")


def test_control_the_lock_as_the_contract_words_it_has_second_holders(state):
    state.make()
    context = multiprocessing.get_context("fork")
    for put in (lock_starts.TAKEN["stale"],) * 5:
        lock_starts.clear(state.lock)
        put(state.lock)
        barrier, holders = context.Barrier(16), context.Value("i", 0)

        def run():
            try:
                had = naive_worker.worker_lock(state.lock, pause=lambda: barrier.wait(10))
            except FileNotFoundError:
                return
            with holders.get_lock():
                holders.value += had

        workers = [context.Process(target=run) for _ in range(16)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        if holders.value > 1:
            return
    pytest.fail("16 naive workers, and never two that hold the lock")

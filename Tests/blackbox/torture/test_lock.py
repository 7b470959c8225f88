"""16 workers start at the same moment, whatever stands at worker.lock: never two of them hold it."""
import itertools
import multiprocessing
import os
import pathlib
import signal
import subprocess
import tempfile

import pytest

import crowd
import lock_starts
import naive_worker
from crowd import Crowd, Gathering, wait_until_left
from program import BINARY, Tickets, environment
from served import WORKER
from state import State, request
from waiting import wait_until

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
    rounds = amount(len(starts), 600)
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
    for _ in range(5):
        lock_starts.clear(state.lock)
        lock_starts.TAKEN["stale"](state.lock)
        barrier, holders = context.Barrier(16), context.Value("i", 0)

        def run():
            had = naive_worker.worker_lock(state.lock, pause=lambda: barrier.wait(30))
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


def test_a_lock_last_written_in_a_year_that_no_calendar_has_is_judged(home):
    """A tmpfs keeps any number as a file's time."""
    memory = pathlib.Path("/dev/shm")
    if not os.access(memory, os.W_OK):
        pytest.skip("no tmpfs at /dev/shm")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        state = State(folder).make()
        for seconds, code in ((2**63 - 1, 5), (2**55, 5), (-2**63, 0), (-2**55, 0)):
            state.lock.write_bytes(b"?")
            os.utime(state.lock, (seconds, seconds))
            if abs(os.stat(state.lock).st_mtime) < 2**54:
                pytest.skip("this file system keeps no such times")
            done = Tickets(state, home).run("worker", "--once")
            assert done.returncode == code, f"{seconds}: {done.returncode} {done.stderr}"


def test_a_bind_mount_of_the_folder_has_the_same_lock(tickets, state, home):
    other = home / "mounted"
    other.mkdir()
    state.make()
    if subprocess.run(["mount", "--bind", state.path, other], capture_output=True, timeout=20).returncode:
        pytest.skip("this machine lets nobody mount")
    worker = tickets.start("worker", "--follow")
    try:
        wait_until(state.lock.exists, "the lock")
        done = Tickets(State(other), home).run("worker", "--once", code=5)
        assert str(worker.pid) in done.stderr
        worker.terminate()
        worker.communicate(timeout=10)
        Tickets(State(other), home).run("worker", "--once", code=0)
    finally:
        worker.kill()
        worker.communicate()
        subprocess.run(["umount", other], check=True, timeout=20)


@pytest.mark.parametrize("program", [BINARY, WORKER])
def test_a_worker_that_is_short_of_descriptors_leaves_no_lock_without_saying_so(program, state, home, amount, figures):
    """However many it may open: it works, or it says what it cannot; and it never dies of it."""
    words = [program, "--state", str(state.path), *(["--lang", "en", "worker"] if program == BINARY else [])]
    worked = tried = 0
    for limit in range(3, 40, amount(4, 1)):
        for log in (state.results, state.lock):
            log.unlink(missing_ok=True)
        if not state.requests.exists():
            state.append(state.requests, request(1))
        done = subprocess.run(["prlimit", f"--nofile={limit}", *words, "--once", "--delay", "0"], text=True, cwd=home,
                              capture_output=True, timeout=30, env=environment(home))
        # 127: not even its libraries could be opened.
        assert done.returncode in (0, 1, 5, 127), f"{limit}: {done.returncode} {done.stderr}"
        assert not state.lock.exists() or "could not be removed" in done.stderr, f"{limit}: {done.stderr}"
        finished = [record["status"] for record in state.lines(state.results)] == ["IN_PROGRESS", "DONE"]
        assert finished or done.returncode, f"{limit}: ended with 0, and nothing done: {done.stderr}"
        worked, tried = worked + finished, tried + 1
    assert worked
    figures("lock: workers with few descriptors", workers=tried, locks_left_in_silence=0)

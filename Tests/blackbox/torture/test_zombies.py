"""A holder is stopped, its lock taken over, and it wakes: it never writes again, and leaves the other's lock alone."""
import contextlib
import itertools
import multiprocessing
import os
import random
import shutil
import signal
import time

import pytest

import faked_time
import naive_worker
import native_build
from holder import Holder
from program import BINARY
from served import WORKER
from state import request, ticket_id
from waiting import wait_until

pytestmark = pytest.mark.timeout(1800)

TICKETS = 3000
ELEVEN_MINUTES = 660


@pytest.fixture
def place(state):
    """The folder with a few OPEN tickets; `renew()` makes it as it was."""
    state.append(state.requests, *(request(number) for number in range(5)))
    return state


@pytest.fixture
def busy_place(place):
    """The same with more than a worker takes in the time."""
    place.append(place.requests, *(request(number) for number in range(5, TICKETS)))
    return place


def renew(state):
    state.results.unlink(missing_ok=True)
    state.lock.unlink(missing_ok=True)


def traces(state):
    """All that a zombie could spoil."""
    lock = (os.stat(state.lock).st_ino, state.lock.read_bytes()) if state.lock.exists() else None
    return state.results.read_bytes() if state.results.exists() else b"", lock


def worker(number, state, *words):
    command = [BINARY, "--state", str(state.path), "--lang", "en", "worker"] if number % 2 else \
        [WORKER, "--state", str(state.path)]
    return [*command, *words]


class Successor(Holder):
    """A worker whose clock says that the holder's lock is stale: it takes one ticket and keeps it in hand."""

    def __init__(self, state, home, number, ahead=ELEVEN_MINUTES):
        super().__init__(worker(number, state, "--follow", "--delay", "3600"), home,
                         env=faked_time.ahead(ahead) if ahead else {})

    def took_over(self, state):
        """False if it ended instead."""
        taken = f'"processor_id": "worker_{self.pid}"'.encode()
        wait_until(lambda: self.has_ended() or taken in traces(state)[0], self.said, 30, pause=0.001)
        return not self.has_ended()


def wake_as_zombie(zombie, successor, state, leave):
    """What the zombie changed after the takeover, and its exit code. `leave` makes the successor go first."""
    if leave is not None:
        os.kill(successor.pid, leave)
        successor.end()
    before = traces(state)
    zombie.wake()
    code = zombie.end()
    return [name for name, old, new in zip(("results", "lock"), before, traces(state)) if old != new], code


def assert_nobody_takes_over(holder, state, home):
    """While a holder is stopped with the guard; awake again it goes on as if nothing had been."""
    with contextlib.closing(Successor(state, home, 1)) as other:
        before = traces(state)
        wait_until(lambda: f"process {holder.pid}" in other.said(), other.said, 20)
        assert traces(state) == before
    holder.wake()
    assert holder.end() == 0, holder.said()


def stop_outside_guard(zombie, rng):
    """False if it ended meanwhile."""
    while not zombie.has_ended():
        time.sleep(rng.random() * 0.01)
        zombie.stop()
        if not zombie.has_guard():
            return not zombie.has_ended()
        zombie.wake()
    return False


def test_a_stopped_holder_that_wakes_after_a_takeover_writes_nothing(busy_place, home, amount, figures):
    seed = random.randrange(1 << 32)
    print("seed", seed)
    rng, wanted = random.Random(seed), amount(10, 250)
    zombies = writes = 0
    while zombies < wanted:
        renew(busy_place)
        zombie = Holder(worker(zombies, busy_place, "--drain", "--delay", "0"), home)
        with contextlib.closing(zombie):
            wait_until(lambda: busy_place.results.exists() or zombie.has_ended(), zombie.said, 20, pause=0.001)
            if not stop_outside_guard(zombie, rng):
                continue
            with contextlib.closing(Successor(busy_place, home, zombies // 2)) as successor:
                assert successor.took_over(busy_place), successor.said()
                # The successor still holds the lock, released it, or was killed with it.
                leave = (None, signal.SIGTERM, signal.SIGKILL)[zombies % 3]
                changed, code = wake_as_zombie(zombie, successor, busy_place, leave)
                zombies, writes = zombies + 1, writes + len(changed)
                assert not changed and code == 5, f"{changed} by a zombie that ended with {code}: {zombie.said()}"
    figures("lock: a stopped holder wakes", zombies=zombies, writes_by_them=writes)


def holders_at_each_call(place, home, step):
    """(n, a worker that stands before its n-th call), for every `step`-th, until one has ended before."""
    for at in itertools.count(step, step):
        renew(place)
        env = {"LD_PRELOAD": native_build.preloaded("stop_before"), "STOP_AT": str(at)}
        with contextlib.closing(Holder(worker(1, place, "--once", "--delay", "0"), home, env=env)) as holder:
            wait_until(holder.is_still, "a holder at its call", 20, pause=0.001)
            if holder.has_ended():
                return
            yield at, holder


def test_a_holder_stopped_before_any_of_its_calls_is_a_zombie_or_has_the_guard(place, home, amount, figures):
    """Where it has the guard nobody takes its lock, however old that is: what it writes then is its own."""
    zombies = guarded = writes = 0
    step, patience = amount(7, 1), amount(0, 6)
    for at, zombie in holders_at_each_call(place, home, step):
        if zombie.has_guard():
            guarded += 1
            if guarded <= patience:
                assert_nobody_takes_over(zombie, place, home)
            continue
        with contextlib.closing(Successor(place, home, at)) as successor:
            assert successor.took_over(place), successor.said()
            changed, code = wake_as_zombie(zombie, successor, place, None)
            zombies, writes = zombies + 1, writes + len(changed)
            assert not changed and code in (0, 5), f"call {at}: {changed}, {code}: {zombie.said()}"
    assert zombies
    figures("lock: a holder stopped before each of its calls wakes", calls=at, zombies=zombies, writes_by_them=writes)


def test_a_holder_whose_folder_was_moved_away_leaves_the_new_one_alone(place, home, amount, figures):
    """Wherever it was when somebody put a copy of the folder in its place, in which another worker has the lock. Short,
    it is tried only where the holder has the guard."""
    zombies = writes = 0
    step = amount(2, 1)
    gone = home / "gone"
    for at, zombie in holders_at_each_call(place, home, step):
        if amount(not zombie.has_guard(), False):
            continue
        place.path.rename(gone)
        shutil.copytree(gone, place.path, ignore=shutil.ignore_patterns("worker.lock*"))
        with contextlib.closing(Successor(place, home, at, ahead=0)) as successor:
            assert successor.took_over(place), successor.said()
            changed, code = wake_as_zombie(zombie, successor, place, None)
            zombies, writes = zombies + 1, writes + len(changed)
            assert not changed, f"call {at}: {changed} changed by one that ended with {code}: {zombie.said()}"
        shutil.rmtree(gone)
    assert zombies
    figures("lock: the folder is moved away under its holder", calls=at, zombies=zombies, writes_by_them=writes)


def test_a_holder_stopped_while_it_renews_loses_the_lock_and_says_so(place, home, amount, figures):
    """Its clock runs 600 times as fast, so that it renews ten times a second."""
    rng, wanted = random.Random(), amount(3, 60)
    zombies = writes = 0
    fast = {"LD_PRELOAD": faked_time.library(), "NO_FAKE_STAT": "1", "FAKETIME": "+0 x600"}
    while zombies < wanted:
        renew(place)
        with contextlib.closing(Holder(worker(1, place, "--follow", "--delay", "3600"), home, env=fast)) as zombie:
            wait_until(lambda: place.results.exists() or zombie.has_ended(), zombie.said, 20, pause=0.001)
            first = place.lock.read_bytes()
            wait_until(lambda: place.lock.read_bytes() != first, "a renewal", 20, pause=0.001)
            if not stop_outside_guard(zombie, rng):
                continue
            with contextlib.closing(Successor(place, home, zombies, ahead=10 * 365 * 86400)) as successor:
                assert successor.took_over(place), successor.said()
                changed, code = wake_as_zombie(zombie, successor, place, None)
                zombies, writes = zombies + 1, writes + len(changed)
                assert not changed and code == 5 and "lost" in zombie.said(), (changed, code, zombie.said())
    figures("lock: a holder stopped while it renews wakes", zombies=zombies, writes_by_them=writes)


def test_control_a_naive_worker_writes_as_a_zombie(busy_place):
    tickets = [ticket_id(number) for number in range(TICKETS)]

    def hold():
        assert naive_worker.worker_lock(busy_place.lock)
        naive_worker.work(busy_place.results, tickets)

    zombie = multiprocessing.get_context("fork").Process(target=hold)
    zombie.start()
    try:
        wait_until(lambda: busy_place.results.exists() and busy_place.results.stat().st_size, "the first ticket taken")
        os.kill(zombie.pid, signal.SIGSTOP)
        assert naive_worker.worker_lock(busy_place.lock, ahead=ELEVEN_MINUTES)
        before = traces(busy_place)
        os.kill(zombie.pid, signal.SIGCONT)
        wait_until(lambda: traces(busy_place) != before, "a write by the zombie")
    finally:
        zombie.kill()
        zombie.join()

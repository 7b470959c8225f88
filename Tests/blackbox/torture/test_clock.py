"""Clocks in other zones, clocks at the very second, clocks that step: never a second holder, never a step back in a ticket."""
import contextlib
import itertools
import json
import os
import random
import subprocess
import time
from datetime import datetime, timedelta, timezone

import pytest

import faked_time
import naive_worker
from faked_time import SteppedClock
from holder import Holder
from program import BINARY, environment
from served import WORKER
from state import request
from waiting import wait_until

pytestmark = pytest.mark.timeout(1800)

#: As POSIX writes zones, which needs no table of them: Seoul, UTC, New York in summer, Kolkata, Kiritimati.
ZONES = ("KST-9", "UTC0", "EDT4", "IST-5:30", "<+14>-14")
#: How a lock's time may be written.
OFFSETS = ("+09:00", "", "Z", "-04:00", "+05:30", "+14:00")
NOW = 1_783_000_000
DAY = 86_400


def written(microseconds, offset):
    """A moment as a lock says it; without an offset it is Korean time."""
    minutes = 0 if offset == "Z" else 540 if not offset else \
        int(offset[0] + "1") * (int(offset[1:3]) * 60 + int(offset[4:]))
    at = datetime.fromtimestamp(microseconds // 1_000_000, timezone(timedelta(minutes=minutes)))
    return at.strftime("%Y-%m-%dT%H:%M:%S") + f".{microseconds % 1_000_000:06d}{offset}"


def once(state, home, number, second, zone):
    """A worker whose clock stands at this second: its exit code and what it said."""
    words = [BINARY, "--state", str(state.path), "--lang", "en", "worker", "--once"] if number % 2 else \
        [WORKER, "--state", str(state.path), "--once"]
    done = subprocess.run(words, stdin=subprocess.DEVNULL, capture_output=True, text=True, cwd=home, timeout=30,
                          env=environment(home, TZ=zone, **faked_time.standing(second)))
    return done.returncode, done.stdout + done.stderr


#: Microseconds since the lock was acquired, and whether it is stale then.
AGES = ((599_000_000, False), (599_999_999, False), (600_000_000, True), (600_000_001, True), (601_000_000, True),
        (-DAY * 1_000_000, False), (DAY * 1_000_000, True))


def test_a_lock_is_stale_from_the_600th_second_on_in_every_zone(state, home, amount, figures):
    state.make()
    cases = [*itertools.product(ZONES, OFFSETS, AGES)]
    tried = 0
    for number, (zone, offset, (age, stale)) in list(enumerate(cases))[::amount(11, 1)]:
        old = f'{{"pid": 999999, "acquired_at": "{written(NOW * 1_000_000 - age, offset)}"}}'
        state.lock.write_text(old)
        code, said = once(state, home, number, NOW, zone)
        case = f"{old} at {NOW} in {zone}: {said}"
        assert code == (0 if stale else 5), case
        assert ("taken over" in said) == stale, case
        assert stale != state.lock.exists() and (stale or state.lock.read_text() == old), case
        tried += 1
    figures("clock: 599, 600, 601 s in five zones", judged=tried, wrong=0)


def test_a_lock_that_says_nothing_is_as_old_as_its_file_in_every_zone(state, home, amount):
    state.make()
    for number, (zone, age) in list(enumerate(itertools.product(ZONES, (599, 600, 601))))[::amount(4, 1)]:
        state.lock.write_bytes(b"?")
        os.utime(state.lock, ns=((NOW - age) * 10**9,) * 2)
        code, said = once(state, home, number, NOW, zone)
        assert code == (5 if age < 600 else 0), f"{age} in {zone}: {said}"


@pytest.mark.parametrize("age, stale", [(599, False), (600, True)])
def test_what_one_worker_wrote_another_judges_in_another_zone(state, home, age, stale):
    state.make()
    for zone, other in (("KST-9", "EDT4"), ("<+14>-14", "KST-9")):
        holder = Holder([BINARY, "--state", str(state.path), "--utc-offset", "-04:00", "worker", "--follow"], home,
                        env={"TZ": zone, **faked_time.standing(NOW)})
        with contextlib.closing(holder):
            wait_until(state.lock.exists, holder.said)
            code, said = once(state, home, 1, NOW + age, other)
            assert code == (0 if stale else 5), said
            if stale:
                assert holder.end() == 5, "the holder did not notice that it lost the lock"
            else:
                assert str(holder.pid) in said and state.lock.exists()
        state.lock.unlink(missing_ok=True)


# ---- steps while they run


class Shift:
    """Workers that start again and again by a clock that others step."""

    def __init__(self, state, home, clock):
        self.state, self.home, self.clock = state, home, clock
        self.workers, self.started, self.codes, self.takeovers = [], [], [], 0

    def keep(self, count):
        for worker in [each for each in self.workers if each.has_ended()]:
            self.workers.remove(worker)
            self.codes.append(worker.process.returncode)
            assert self.codes[-1] in (0, 5), worker.said()
            self._note(worker)
        while len(self.workers) < count:
            number = len(self.started)
            words = [BINARY, "--state", str(self.state.path), "--lang", "en", "worker"] if number % 2 else \
                [WORKER, "--state", str(self.state.path)]
            self.workers.append(Holder([*words, "--drain", "--delay", "0.003"], self.home, env=self.clock.environment))
            self.started.append(self.workers[-1].pid)

    def _note(self, worker):
        worker.end()
        self.takeovers += "taken over" in worker.said()
        worker.close()

    def close(self):
        for worker in self.workers:
            worker.process.terminate()
        for worker in self.workers:
            self._note(worker)


def interlopers(state, started):
    """Who wrote, was followed by another, and wrote again: two that held the lock at once."""
    order = [record["processor_id"] for record in state.lines(state.results)]
    blocks = [processor for processor, _ in itertools.groupby(order)]
    # A number that the system gave twice tells nothing.
    return [each for each in set(blocks) if blocks.count(each) > 1 and started.count(int(each.split("_")[1])) == 1]


def test_a_clock_that_steps_a_day_either_way_makes_no_second_holder(state, home, tickets, amount, figures):
    count = amount(3_000, 40_000)
    state.append(state.requests, *(request(number) for number in range(count)))
    clock = SteppedClock(home / "clock")
    rng, steps, ahead, wanted = random.Random(), 0, 0, amount(50, 1_500)
    with contextlib.closing(Shift(state, home, clock)) as shift:
        while steps < wanted or not shift.takeovers:
            shift.keep(4)
            # A lock of the future is nobody's to take: only a clock that gets ever further ahead finds stale ones.
            ahead += rng.choice((599, 601, DAY))
            clock.step(ahead - rng.choice((0, 0, DAY)))
            steps += 1
            time.sleep(rng.random() * 0.1)
    second = interlopers(state, shift.started)
    figures("clock: steps of a day while workers run", steps=steps, workers=len(shift.started),
            takeovers=shift.takeovers, second_holders=len(second))
    assert not second, second
    tickets.run("check", code=0)


def test_control_two_naive_workers_hold_the_lock_when_the_clock_steps(state):
    state.make()
    assert naive_worker.worker_lock(state.lock)
    assert naive_worker.worker_lock(state.lock, ahead=DAY)


def test_a_tickets_times_go_on_when_the_clock_goes_back(state, tickets, home, amount):
    clock, rng = SteppedClock(home / "clock"), random.Random()
    env, ids = clock.environment, []
    steps = (0, -DAY, DAY, -3_600, 60)
    for _ in range(amount(5, 60)):
        clock.step(rng.choice(steps))
        submitted = tickets.run("submit", "acknowledge", "--message-id", "m", env=env, code=0)
        ids.append(json.loads(submitted.stdout)["request_id"])
        clock.step(rng.choice(steps))
        tickets.run("consume", ids[-1], env=env, code=0)
        clock.step(rng.choice(steps))
        tickets.run("complete", ids[-1], "--status", "DONE", env=env, code=0)
    requested = {record["request_id"]: record["requested_at"] for record in state.lines(state.requests)}
    for ticket, steps in itertools.groupby(state.lines(state.results), key=lambda record: record["request_id"]):
        times = [requested[ticket], *(record["processed_at"] for record in steps)]
        moments = [datetime.fromisoformat(text) for text in times]
        assert len(times) == 3 and times == sorted(set(times)) and moments == sorted(set(moments)), times
    board = tickets.json("board", "--json", env=env, code=0)
    assert [row["request_id"] for row in board["rows"]] == ids[::-1]
    assert {row["current_status"] for row in board["rows"]} == {"DONE"}


def test_control_the_clock_that_steps_is_seen_to_step(home):
    clock = SteppedClock(home / "clock")

    def seen():
        return float(subprocess.run(["date", "+%s"], env=environment(home, **clock.environment), capture_output=True,
                                    check=True, timeout=20).stdout)

    before = seen()
    clock.step(-DAY)
    assert seen() < before - DAY / 2

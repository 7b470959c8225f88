"""However the console ends and whatever disturbs it, the terminal is the shell's again and no process lives on."""
import pathlib
import shutil
import sys

import pytest

from api import Server
from endings import DEADLY, DISTURBANCES, ENDINGS, STARTS, Ending
from program import BINARY
from state import State, fill, request
from waiting import wait_until

HERE = pathlib.Path(__file__).resolve().parent

#: Keys that open what the console may show when it ends.
MODES = {"board": b"", "form": b"\x1bOQ", "form with text": b"\x1bOQ\xed\x95\x9c", "filter": b"/drift", "help": b"?", "detail": b"\r",
         "messages": b"@", "problems": b"!", "commands": b":", "question": b"c"}


class Scene:
    """A console somewhere, for one ending after the other."""

    def __init__(self, home, words=(), keys=b"", tickets=9):
        self.home, self.words, self.keys, self.tickets = home, words, keys, tickets
        self.count = 0

    def state(self):
        self.count += 1
        state = State(self.home / f"state{self.count}")
        state.append(state.requests, *(request(n) for n in range(self.tickets)))
        return state

    def command(self, state):
        return [BINARY, "--state", str(state.path), *self.words]

    def enter(self, job):
        job.started() if self.name in STARTS else job.wait_for(b" quit")
        if not job.has_ended():
            job.send(self.keys).quiet(0.05)

    def run(self, name, full):
        """What was wrong after that ending."""
        self.name, self.current = name, self.state()
        ending = Ending(name, self.command(self.current), self.home, self.enter, whole=full)
        faults = ending.run(self.patience(full)) + self.judge(name)
        return [f"{name}: {fault}" for fault in faults]

    def patience(self, full):
        """On a machine of tests that is busy with others, a second says little."""
        return self.longest() if full else 10

    def longest(self):
        return 1.0

    def judge(self, name):
        return []


class Working(Scene):
    """The worker is on and has a ticket in hand."""

    def enter(self, job):
        super().enter(job)
        if not job.has_ended() and self.name not in STARTS:
            job.send(b"w")
            wait_until(lambda: job.read_once(0) or self.current.lines(self.current.results), "a ticket in hand")
            wait_until(lambda: self.current.lines(self.current.results), "a ticket in hand")

    def longest(self):
        return 3.2

    def judge(self, name):
        if name in DEADLY:
            return []
        faults = ["the lock is left"] if self.current.lock.exists() else []
        return faults + (["a ticket is left in hand"] if len(self.current.lines(self.current.results)) % 2 else [])


class Loading(Scene):
    """A big log is being read."""

    def __init__(self, home, tickets):
        super().__init__(home)
        self.big = State(home / "big")
        fill(self.big, tickets)

    def state(self):
        shutil.rmtree(self.big.path / "cache", ignore_errors=True)
        return self.big

    def enter(self, job):
        job.started() if self.name in STARTS else job.wait_for(b"tickets")


def attack(scene, names, full):
    """All faults, and how many endings left none."""
    faults = {name: scene.run(name, full) for name in names}
    return [fault for found in faults.values() for fault in found], sum(not found for found in faults.values())


@pytest.fixture
def held(amount, figures):
    """Attacks a scene and expects no fault: in the short form with those endings only."""
    full = amount(False, True)

    def attack_it(what, scene, short):
        names = ENDINGS if full else short
        faults, restored = attack(scene, names, full)
        figures("terminal: " + what, endings=len(names), restored=restored)
        assert not faults, "\n".join(faults)

    return attack_it


@pytest.mark.timeout(240)
@pytest.mark.parametrize("mode", MODES)
def test_every_ending_restores_the_terminal(home, held, mode):
    short = ENDINGS if mode == "board" else ["SIGTERM", "closed with SIGHUP"]
    held(f"28 endings, {mode}", Scene(home, keys=MODES[mode]), short)


@pytest.mark.timeout(240)
def test_every_ending_restores_the_terminal_with_a_ticket_in_hand(home, held):
    held("28 endings, a ticket in hand", Working(home), ["SIGABRT", "closed without SIGHUP"])


@pytest.mark.timeout(240)
def test_every_ending_restores_the_terminal_over_the_api(home, held):
    state = State(home / "served")
    state.append(state.requests, *(request(n) for n in range(9)))
    server = Server(state, home)
    try:
        held("28 endings, over the API", Scene(home, words=("--api", server.base)), ["SIGTERM", "closed with SIGHUP"])
    finally:
        server.stop()


@pytest.mark.timeout(240)
def test_every_ending_restores_the_terminal_while_a_big_log_is_read(home, held, amount):
    held("28 endings, loading", Loading(home, amount(20_000, 100_000)), ["quit", "SIGTERM", "closed without SIGHUP"])


@pytest.mark.timeout(240)
def test_control_a_console_that_handles_nothing_is_found_out(home, amount, figures):
    class Naive(Scene):
        def command(self, state):
            return [sys.executable, str(HERE / "naive_console.py")]

        def patience(self, full):
            return self.longest()

    names = amount(["quit", "SIGTERM", "SIGHUP", "SIGQUIT", "closed without SIGHUP"], DISTURBANCES)
    faults, restored = attack(Naive(home), names, amount(False, True))
    figures("terminal: 28 endings, control", endings=len(names), found_broken=len(names) - restored)
    assert len(names) - restored >= amount(3, 6), faults

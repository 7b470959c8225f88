"""`tickets tail` while its logs go away and come back."""
import signal
import subprocess
import threading

import pytest

from program import BINARY, environment
from served import Server
from state import State, result, ticket_id
from state import request as new
from waiting import wait_until


class Tail:
    """What it says, as it says it."""

    def __init__(self, tickets, *words):
        self.process = tickets.start(*words, "tail")
        self.told, self.said = [], []
        for file, lines in ((self.process.stdout, self.told), (self.process.stderr, self.said)):
            threading.Thread(target=lambda file=file, lines=lines: lines.extend(iter(file.readline, "")),
                             daemon=True).start()

    def count(self, number):
        return sum(ticket_id(number) in line for line in self.told)

    def wait_for(self, number):
        wait_until(lambda: self.count(number), lambda: f"ticket {number} in {self.told}")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(10) == 0


@pytest.fixture(params=["logs", "server"])
def tail(request, state, home, tickets):
    """A tail of 20 tickets, each taken, that is awake."""
    state.append(state.requests, *map(new, range(20)))
    state.append(state.results, *(result(number, "IN_PROGRESS") for number in range(20)))
    server = Server(state, home).start() if request.param == "server" else None
    tail = Tail(tickets, *(["--api", server.url] if server else []))
    numbers = iter(range(100, 200))
    wait_until(lambda: state.append(state.requests, new(next(numbers))) or tail.told, "a first line", pause=0.2)
    yield tail
    tail.stop()
    if server:
        server.stop(signal.SIGKILL)


def test_logs_that_come_back_are_not_told_again(tail, state):
    away = State(state.path.with_name("away"))
    state.path.rename(away.path)
    wait_until(lambda: tail.said, "a word about it")
    away.append(away.requests, new(500))
    away.path.rename(state.path)
    wait_until(lambda: state.append(state.requests, new(501)) or tail.count(501), "the next ticket", pause=0.2)
    # Filed while they were away.
    tail.wait_for(500)
    assert not [line for line in tail.told if any(ticket_id(number) in line for number in range(20))]
    assert len(set(tail.told)) == len(tail.told)


@pytest.mark.parametrize("served", [False, True], ids=["logs", "server"])
def test_in_one_file_the_lines_stand_behind_the_sentence_about_them(state, home, served):
    state.append(state.requests, *map(new, range(5)))
    server = Server(state, home).start() if served else None
    words = ["--api", server.url] if server else ["--state", str(state.path)]
    written = home / "written"
    with written.open("w") as file:
        tail = subprocess.Popen([BINARY, *words, "tail", "--lang", "en"], stdout=file, stderr=file,
                                stdin=subprocess.DEVNULL, cwd=home, env=environment(home))
    try:
        numbers = iter(range(100, 200))
        wait_until(lambda: state.append(state.requests, new(next(numbers))) or written.read_text(), "a line", pause=0.2)
        # Of a server one replacement is looked at.
        for first in range(300, 303 if served else 330, 3):
            other = State(home / "other")
            other.append(other.requests, *map(new, range(first, first + 3)))
            other.requests.rename(state.requests)
            wait_until(lambda: ticket_id(first + 2) in written.read_text(), written.read_text)
            lines = written.read_text().splitlines()
            place = next(at for at, line in enumerate(lines) if ticket_id(first) in line)
            assert "going on with what is new" in lines[place - 1], lines
    finally:
        tail.kill()
        tail.wait()
        if server:
            server.stop(signal.SIGKILL)


def test_logs_that_begin_anew_are_told_from_their_beginning(tail, state):
    for log in (state.requests, state.results):
        log.rename(log.with_suffix(".old"))
    wait_until(lambda: tail.said, "a word about it")
    state.append(state.requests, new(600), new(601))
    state.append(state.results, result(600, "IN_PROGRESS"))
    tail.wait_for(601)
    wait_until(lambda: tail.count(600) == 2, lambda: tail.told)


def test_a_ticket_that_is_done_once_more_is_told_of_once_more(tail, state, tickets):
    state.results.rename(state.results.with_suffix(".old"))
    wait_until(lambda: tail.said, "a word about it")
    tickets.run("consume", ticket_id(3), code=0)
    tail.wait_for(3)
    tickets.run("complete", ticket_id(3), "--status", "DONE", code=0)
    wait_until(lambda: tail.count(3) == 2, lambda: tail.told)

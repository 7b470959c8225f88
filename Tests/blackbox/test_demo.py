"""`tickets demo`: a board that lives, in a folder that goes with it."""
import os
import re
import signal
import stat

import pytest

from bare_terminal import BareTerminal
from console import counts
from program import BINARY
from state import State
from waiting import wait_until


@pytest.fixture
def demo(home):
    """Opens demos in terminals; all are gone at the end."""
    opened = []

    def open(*words, **options):
        opened.append(BareTerminal([BINARY, "demo", *words], home, **options))
        return opened[-1]

    yield open
    for terminal in opened:
        terminal.close()


def folders(home):
    return list(home.glob("tickets-demo.*"))


def pumped(terminal, condition):
    """The condition, while the terminal is read."""
    def ask():
        terminal.pump(0.05)
        return condition()
    return ask


def open_board(demo, home, *words, **options):
    """A demo whose board stands, and its folder."""
    terminal = demo(*words, **options)
    wait_until(pumped(terminal, lambda: all(counts(terminal.screen()).get(s) for s in ("OPEN", "DONE", "FAILED"))),
               terminal.screen)
    return terminal, State(folders(home)[0])


@pytest.mark.parametrize("language, name, farewell", [("en", "DEMO", "That was a demo"), ("ko", "데모", "데모를 마치고")])
def test_tickets_arrive_the_worker_runs_and_nothing_stays(demo, home, language, name, farewell):
    terminal, state = open_board(demo, home, "--lang", language, env={"TICKETS_STATE": f"{home}/real"})
    assert stat.S_IMODE(os.stat(state.path).st_mode) == 0o700
    head = terminal.screen().splitlines()[0]
    assert name in head
    assert counts(terminal.screen())["IN_PROGRESS"] >= 2
    requests = len(state.requests.read_text().splitlines())
    mine = f'"worker_{terminal.pid}"'
    wait_until(pumped(terminal, lambda: len(state.requests.read_text().splitlines()) > requests), "a new ticket", 20)
    wait_until(pumped(terminal, lambda: any(mine in line and "DONE" in line for line in state.results.read_text().splitlines())),
               "a ticket done", 20)
    terminal.send(b"q")
    assert os.waitstatus_to_exitcode(terminal.reap(10)) == 0
    assert not folders(home) and not (home / "real").exists()
    assert farewell in terminal.written.decode().split("\x1b[?1049l")[-1]


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
def test_it_is_called_a_demo_where_there_is_little_room(demo, home, size):
    terminal = demo("--lang", "en", columns=size[0], rows=size[1])
    # Beside all that it has to say.
    wait_until(pumped(terminal, lambda: re.match("DEMO  LIVE  worker on: .*stuck 1", terminal.screen())), terminal.screen)


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, "hangup"])
def test_however_it_ends_its_folder_goes(demo, home, how):
    terminal, _ = open_board(demo, home)
    if how == "hangup":
        terminal.hang_up()
    else:
        os.kill(terminal.pid, how)
    assert os.waitstatus_to_exitcode(terminal.reap(10)) == 0
    assert not folders(home)


@pytest.mark.parametrize("words", [["--state", "state"], ["--api", "http://127.0.0.1:1"], ["--token-file", "token"]])
@pytest.mark.parametrize("language, says", [("en", "has a folder of its own"), ("ko", "전용 임시 폴더")])
def test_it_takes_no_folder_and_no_server(tickets, home, words, language, says):
    done = tickets.run("demo", *words, "--lang", language, code=2, state=False)
    assert says in done.stderr and words[0] in done.stderr
    assert not folders(home)


def test_without_a_terminal_it_says_so_and_makes_nothing(tickets, home):
    done = tickets.run("demo", code=1, state=False)
    assert "is not a terminal" in done.stderr and done.stdout == ""
    assert not folders(home)


def test_where_no_folder_can_be_made_it_says_so(demo, home):
    terminal = demo("--lang", "en", env={"TMPDIR": f"{home}/nowhere"})
    terminal.wait_for("No files can be made")
    assert os.waitstatus_to_exitcode(terminal.reap(10)) == 1

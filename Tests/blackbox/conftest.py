import os
import pathlib
import shutil
import signal
import tempfile

import pytest

from bare_terminal import BareTerminal
from console import Console
from program import BINARY, Tickets
from served import OriginalServer
from state import State


def pytest_addoption(parser):
    parser.addoption("--full", action="store_true", help="the attacks in their whole size: hours, one after the other")


def pytest_configure(config):
    config.addinivalue_line("markers", "full: makes sense in its whole size only")
    config.addinivalue_line("markers", "alone: measures time, and has the machine for itself under make torture")
    config.addinivalue_line("markers", "long: takes another half hour, and 15 GB; with LONG=1")


def pytest_collection_modifyitems(config, items):
    left_out = [item for item in items if item.get_closest_marker("full") and not config.getoption("--full")
                or item.get_closest_marker("long") and not os.environ.get("LONG")]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def pytest_sessionstart(session):
    if not pathlib.Path(BINARY).exists():
        pytest.exit(f"{BINARY} is missing: make build", returncode=2)
    # Under nohup, or in the background of a script, some are ignored, and every child would ignore them, too. What is
    # caught instead is as new in a child.
    for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, lambda *_: None)


@pytest.fixture
def home():
    """A short path: a socket's may have 107 bytes."""
    path = pathlib.Path(tempfile.mkdtemp(prefix="tickets-"))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture
def state(home):
    return State(home / "state")


@pytest.fixture
def tickets(state, home):
    return Tickets(state, home)


@pytest.fixture
def original():
    """A server that knows only what the original system's does."""
    server = OriginalServer()
    yield server
    server.close()


@pytest.fixture
def open_console(home, state):
    """Opens the console in tmux; all are closed at the end."""
    opened = []

    def open(start=True, **options):
        place = home / f"console{len(opened)}"
        place.mkdir()
        console = Console(place, options.pop("state", state), **options)
        opened.append(console)
        return console.start() if start else console

    yield open
    for console in opened:
        console.close()


@pytest.fixture
def open_bare(home):
    """Runs a command at a bare terminal; all are ended at the end."""
    opened = []

    def open(command, **options):
        opened.append(BareTerminal(command, home, **options))
        return opened[-1]

    yield open
    for terminal in opened:
        terminal.close()

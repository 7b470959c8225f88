"""State folders on file systems of networks and of programs: whoever starts there is told, once, and works on."""
import pytest

from machine import Machine
from program import Tickets
from served import Worker
from state import State

WARNING = "is on a network file system (fuse.sshfs): tickets can be lost there when several machines write."


@pytest.fixture
def mounted(home):
    """A state folder on a file system that says what it is."""
    opened = []

    def mount(subtype):
        opened.append(Machine(home / f"disk{len(opened)}", subtype=subtype))
        return State(opened[-1].mountpoint / "state")

    yield mount
    for machine in opened:
        machine.close()


def test_a_network_file_system_is_warned_about_once_and_by_everything(mounted, home, open_console):
    state = mounted("sshfs")
    tickets = Tickets(state, home)
    for words in (["submit", "acknowledge", "--message-id", "m"], ["board", "--json"], ["worker", "--drain"]):
        told = tickets.run("--lang", "en", *words, code=0).stderr
        assert told.count(WARNING) == 1 and told.startswith(f"tickets: {state.path} "), (words, told)
    assert "네트워크 파일 시스템(fuse.sshfs)" in tickets.run("--lang", "ko", "info", code=0).stderr
    assert tickets.run("help", code=0).stderr == ""
    worker = Worker(home, "--state", str(state.path), "--drain")
    assert worker.end() == 0
    assert [line["level"] for line in worker.lines() if WARNING in line["msg"]] == ["warn"]
    server = tickets.start("--lang", "en", "serve", "--listen", "127.0.0.1:0")
    try:
        assert WARNING in server.stderr.readline()
    finally:
        server.kill()
        server.communicate()
    console = open_console(state=state, columns=250, words=["--lang", "en"])
    console.wait_for("fuse.sshfs", seconds=10)
    console.keys("@").wait_for(WARNING)


@pytest.mark.parametrize("subtype", [None, "bindfs"])
def test_a_file_system_of_a_program_keeps_nobody_apart_who_comes_another_way_and_says_so(mounted, home, subtype):
    tickets = Tickets(mounted(subtype), home)
    told = tickets.run("--lang", "en", "submit", "acknowledge", "--message-id", "m", code=0).stderr
    name = f"fuse.{subtype}" if subtype else "fuse"
    assert told.count(f"is on a file system that a program makes ({name}): who reaches the same files another way") == 1
    assert f"프로그램이 만드는 파일 시스템({name})" in tickets.run("--lang", "ko", "board", code=0).stderr


def test_control_a_local_file_system_is_no_reason_to_warn(state, tickets):
    assert tickets.run("submit", "acknowledge", "--message-id", "m", code=0).stderr == ""

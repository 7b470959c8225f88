"""Every way in which the console ends leaves the terminal as it was, and nothing behind."""
import signal

import pytest

from state import request
from waiting import is_gone, wait_until


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP], ids=lambda n: n.name)
@pytest.mark.parametrize("worker", [False, True], ids=["worker off", "worker on"])
def test_a_signal_ends_it_cleanly(open_console, state, number, worker):
    state.append(state.requests, *(request(n) for n in range(9)))
    console = open_console()
    if worker:
        console.keys("w")
        wait_until(lambda: state.lines(state.results), "a ticket taken")
    console.signal(number)
    console.wait_for_end(seconds=3.5)
    console.assert_terminal_restored()
    assert not state.lock.exists()
    assert len(state.lines(state.results)) % 2 == 0, "a ticket was left in progress"


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGQUIT, signal.SIGILL, signal.SIGBUS],
                         ids=lambda n: n.name)
def test_a_crash_restores_the_terminal_and_dies_of_its_signal(open_console, number):
    console = open_console()
    console.signal(number)
    assert console.wait_for_end(seconds=10) == 128 + number
    console.assert_terminal_restored()


@pytest.mark.parametrize("worker, seconds", [(False, 1), (True, 3)], ids=["worker off", "ticket in hand"])
def test_when_the_terminal_is_gone_so_is_the_process(open_bare, tickets, state, worker, seconds):
    state.append(state.requests, *(request(n) for n in range(9)))
    terminal = open_bare(tickets.command())
    terminal.wait_for("OPEN")
    if worker:
        terminal.send(b"w")
        wait_until(lambda: terminal.read_once(0) and state.lines(state.results), "a ticket taken")
    terminal.hang_up()
    terminal.reap(seconds)
    assert not state.lock.exists()
    assert len(state.lines(state.results)) % 2 == 0, "a ticket was left in progress"


def test_when_only_the_terminal_s_reader_is_gone_so_is_the_process(open_console):
    """Under a shell that ignores SIGHUP nothing but the end of the input tells."""
    console = open_console(start=False)
    console.script(f"trap '' HUP; exec sh -c 'echo $$ > {console.pid_file}; exec \"$@\"' - {' '.join(console.words)}")
    console.wait_for("OPEN")
    pid = console.pid
    console.close()
    wait_until(lambda: is_gone(pid), "the process gone", 1)


def test_ctrl_z_gives_the_shell_its_terminal_and_fg_the_board(open_console):
    console = open_console()
    pid = console.pid
    console.keys("C-z").wait_for("Stopped")
    assert console.terminal("alternate_on") == "0" and console.terminal("cursor_flag") == "1"
    with open(f"/proc/{pid}/stat") as file:
        assert file.read().rsplit(")", 1)[1].split()[0] == "T"
    console.type("echo the-shell-$((6*7))").keys("Enter").wait_for("the-shell-42")
    console.resize(100, 30)
    console.type("fg").keys("Enter").wait_for("OPEN", "FAILED")
    assert console.terminal("alternate_on") == "1"
    console.keys("?").wait_for("F1")
    console.keys("Escape").wait_until_gone("Help")
    console.keys("q")
    wait_until(lambda: is_gone(pid), console.screen)


@pytest.mark.parametrize("keys", [["q"], ["C-c"], ["F2", "C-c"], ["?", "C-c"]], ids="+".join)
def test_the_operator_s_ways_out_restore_the_terminal(open_console, keys):
    console = open_console()
    for key in keys:
        console.keys(key)
    assert console.wait_for_end() == 0
    console.assert_terminal_restored()


def test_escape_on_the_board_never_quits(open_console):
    console = open_console()
    for _ in range(3):
        console.keys("Escape").wait_for_tick()
    console.keys("?").wait_for("F1")
    assert not console.exit_file.exists()

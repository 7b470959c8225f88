"""A library that is loaded before the program must not change what the program is told to do."""
import json
import subprocess

import native_build
from program import environment
from served import WORKER


def test_a_command_is_carried_out_though_a_library_set_a_variable_before_it_began(tickets, state, home):
    env = {"LD_PRELOAD": native_build.preloaded("sets_a_variable")}
    done = tickets.run("submit", "acknowledge", "--message-id", "한글", env=env, code=0)
    assert json.loads(done.stdout)["result"] == "OK"
    (written,) = state.lines(state.requests)
    assert written["payload"] == {"message_id": "한글"}
    help = subprocess.run([WORKER, "--help"], capture_output=True, text=True, timeout=20, env=environment(home, **env))
    assert "ticket-worker" in help.stdout


def test_control_without_the_library_the_same_words_do_the_same(tickets, state):
    tickets.run("submit", "acknowledge", "--message-id", "한글", code=0)
    assert len(state.lines(state.requests)) == 1


def test_a_console_that_got_no_thread_for_reading_reads_as_soon_as_there_is_one(open_console, tickets):
    tickets.run("submit", "acknowledge", "--message-id", "m1", code=0)
    console = open_console(start=False, env={"LD_PRELOAD": native_build.preloaded("nothread")})
    console.start(waits=False)
    assert "no thread left" in console.wait_for("LIVE", "ACKNOWLEDGE")

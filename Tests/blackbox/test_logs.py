"""Logs that other hands move, cut, remove or lock while the console watches them."""
import os
import subprocess

import pytest

from console import counts
from state import line, request, result

WITHIN = 1.5  # said within a second, and drawn


@pytest.fixture
def console(open_console, state):
    state.append(state.requests, *(request(n) for n in range(6)))
    state.append(state.results, result(0, "IN_PROGRESS", 1), result(0, "DONE", 2))
    console = open_console()
    console.wait_for_counts(WITHIN, OPEN=5, DONE=1)
    return console


def test_a_truncated_log_is_said_and_read_anew(console, state):
    with open(state.requests, "r+b") as log:
        log.truncate(len((line(request(0)) + "\n").encode()))
    console.wait_for_counts(WITHIN, DONE=1)
    console.keys("@").wait_for("ticket_requests.jsonl", seconds=WITHIN)


def test_a_rotated_log_is_said_and_the_new_one_read(console, state):
    os.rename(state.requests, str(state.requests) + ".1")
    state.append(state.requests, request(0), request(1), request(9))
    console.wait_for_counts(WITHIN, OPEN=2, DONE=1)
    console.keys("@").wait_for("ticket_requests.jsonl", seconds=WITHIN)


def test_a_log_rewritten_with_the_same_length_is_noticed(console, state):
    text = state.results.read_text()
    state.results.write_text(text.replace('"DONE"', '"DOME"'))
    console.wait_for_counts(WITHIN, OPEN=5, IN_PROGRESS=1)


def test_a_removed_log_is_said_and_followed_again_when_it_is_back(console, state):
    state.requests.unlink()
    console.wait_for_counts(WITHIN)
    state.append(state.requests, request(0), request(1))
    console.wait_for_counts(WITHIN, OPEN=1, DONE=1)


def test_a_removed_folder_is_survived(console, state):
    for log in (state.requests, state.results):
        log.unlink()
    state.requests.parent.rmdir()
    console.wait_for_counts(WITHIN)
    state.append(state.requests, request(3))
    console.wait_for_counts(WITHIN, OPEN=1)


@pytest.mark.parametrize("put", [
    lambda path: os.mkfifo(path), lambda path: os.mkdir(path), lambda path: os.symlink("/etc/hostname", path)],
    ids=["fifo", "directory", "symlink"])
def test_what_is_no_log_is_a_banner_and_a_retry(console, state, put):
    os.rename(state.requests, str(state.requests) + ".kept")
    put(state.requests)
    console.wait_for("STALE", seconds=WITHIN)
    state.requests.rmdir() if state.requests.is_dir() and not state.requests.is_symlink() else state.requests.unlink()
    os.rename(str(state.requests) + ".kept", state.requests)
    console.wait_for("LIVE", seconds=WITHIN)
    console.wait_for_counts(WITHIN, OPEN=5, DONE=1)


# Root reads everything, but for this.
WITHOUT_POWER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]


def test_an_unreadable_log_is_a_banner_and_a_retry(open_console, state):
    before = WITHOUT_POWER if os.geteuid() == 0 else []
    if subprocess.run([*before, "true"], capture_output=True).returncode:
        pytest.skip("this root cannot give up its power over files")
    state.append(state.requests, request(1))
    console = open_console(before=before)
    console.wait_for_counts(WITHIN, OPEN=1)
    state.requests.chmod(0)
    console.wait_for("STALE", seconds=WITHIN)
    assert counts(console.screen())["OPEN"] == 1
    state.requests.chmod(0o644)
    console.wait_for("LIVE", seconds=WITHIN)


def test_an_unfinished_line_is_mentioned_after_two_seconds(console, state):
    with open(state.requests, "a") as log:
        log.write('{"schema": "TICKET_')
    console.wait_for("ticket_requests.jsonl", "unfinished", seconds=4.5)
    assert counts(console.screen())["OPEN"] == 5


def test_a_torn_line_becomes_one_problem_and_the_next_record_is_whole(console, tickets, state):
    with open(state.requests, "a") as log:
        log.write('{"schema": "TICKET_')
    tickets.submit("찢어진 줄 뒤의 티켓")
    console.wait_for("찢어진 줄 뒤의 티켓", "problems 1", seconds=WITHIN)

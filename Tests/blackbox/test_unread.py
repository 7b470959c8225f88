"""Output that goes into a pipe which is full and never read: it holds up neither the work nor the end."""
import os
import signal
import subprocess

import pytest

from program import BINARY, environment, full_pipe
from served import Server
from state import request
from waiting import wait_until


@pytest.fixture
def start(state, home):
    """Starts a command with such a pipe as its output or error; all are gone at the end."""
    reading, writing = full_pipe()
    started = []

    def start(*words, **files):
        files = {name: writing for name in files} if files else {"stderr": writing}
        command = [BINARY, "--state", str(state.path), *words]
        started.append(subprocess.Popen(
            command, stdin=subprocess.DEVNULL, cwd=home, env=environment(home),
            **{"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, **files}))
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()
    os.close(reading)
    os.close(writing)


def end(process):
    process.send_signal(signal.SIGTERM)
    return process.wait(4)


def test_the_worker_works_and_ends(start, state):
    state.append(state.requests, request(1), request(2))
    worker = start("worker", "--delay", "0")
    wait_until(lambda: len(state.lines(state.results)) == 4, "both tickets done")
    assert state.lock.exists()
    assert end(worker) == 0
    assert not state.lock.exists()


def test_the_worker_says_that_it_may_not_work_and_ends(start, state, tickets):
    state.append(state.requests, request(1))
    holder = tickets.start("worker")
    wait_until(state.lock.exists, "the lock")
    assert start("worker").wait(10) == 5
    holder.send_signal(signal.SIGTERM)
    holder.communicate()


@pytest.mark.parametrize("mode", ["--drain", "--once"])
def test_the_report_of_a_worker_that_is_done_waits_for_its_reader(state, home, mode):
    state.append(state.requests, *map(request, range(3)))
    reading, writing = full_pipe()
    try:
        worker = subprocess.Popen([BINARY, "--state", str(state.path), "worker", mode, "--delay", "0"],
                                  stderr=writing, cwd=home, env=environment(home))
        os.close(writing)
        steps = 6 if mode == "--drain" else 2
        wait_until(lambda: len(state.lines(state.results)) == steps and not state.lock.exists(), "the work done")
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(2.5)
        with os.fdopen(reading, "rb", closefd=False) as pipe:
            report = pipe.read().lstrip(b"x").decode().splitlines()
        assert worker.wait(10) == 0
        assert sum("DONE" in line for line in report) == steps / 2
    finally:
        worker.kill()
        worker.wait()
        os.close(reading)


def test_the_report_of_a_worker_that_is_done_waits_no_longer_than_a_signal(start, state):
    state.append(state.requests, request(1))
    worker = start("worker", "--drain", "--delay", "0")
    wait_until(lambda: len(state.lines(state.results)) == 2 and not state.lock.exists(), "the work done")
    assert end(worker) == 0


def test_the_server_answers_and_ends(start, state, home):
    server = Server(state.make(), home)
    process = start("serve", "--listen", f"127.0.0.1:{server.port}")
    wait_until(server.answers, "the server answers")
    assert end(process) == 0


def test_the_server_says_that_it_cannot_listen_and_ends(start, state):
    assert start("serve", "--listen", f"unix:{state.path}/no/such/folder").wait(10) == 1


@pytest.mark.parametrize("output", ["stdout", "stderr"])
def test_tail_ends(start, state, output):
    state.append(state.requests, request(1))
    tail = start("tail", **{output: True})
    watches = lambda: any("inotify" in os.readlink(f"/proc/{tail.pid}/fd/{fd}") for fd in os.listdir(f"/proc/{tail.pid}/fd"))
    wait_until(watches, "tail watching")
    if output == "stdout":
        state.append(state.requests, request(2))
    else:
        state.requests.rename(state.requests.with_suffix(".old"))
    with pytest.raises(subprocess.TimeoutExpired):
        tail.wait(0.5)
    assert end(tail) == 0


def test_tail_of_a_server_ends(start, state, home):
    server = Server(state.make(), home).start()
    try:
        tail = start("tail", "--api", server.url, stdout=True)
        with pytest.raises(subprocess.TimeoutExpired):
            tail.wait(1)
        server.submit("하나")
        with pytest.raises(subprocess.TimeoutExpired):
            tail.wait(0.5)
        assert end(tail) == 0
    finally:
        server.stop(signal.SIGKILL)

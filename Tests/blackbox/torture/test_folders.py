"""Folders as others have made them: closed, shared, or on file systems that are strange."""
import errno
import os
import stat
import subprocess

import pytest

from machine import Machine
from program import Tickets, environment
from state import State
from tracer import Tracer
from waiting import wait_until

SUBMIT = ("submit", "acknowledge", "--message-id", "m")
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")


def run_as(user, tickets, home, *words, group=None, umask="022"):
    """A command of another user's."""
    become = ["setpriv", f"--reuid={user}", f"--regid={group or user}", "--clear-groups"]
    return subprocess.run(["sh", "-c", f'umask {umask}; exec "$@"', "sh", *become, *tickets.command(*words)], timeout=20,
                          capture_output=True, text=True, env=environment(home), stdin=subprocess.DEVNULL)


@as_root
def test_where_a_folder_above_may_not_be_read_every_submit_is_acknowledged(home):
    home.chmod(0o711)
    (home / "srv").mkdir()
    (home / "srv").chmod(0o733)
    tickets = Tickets(State(home / "srv" / "desk" / "state"), home)
    for _ in range(2):
        done = run_as(65534, tickets, home, *SUBMIT)
        assert done.returncode == 0, done.stderr


def test_on_a_frozen_disk_nothing_is_made_that_is_there(home, state, tickets):
    tickets.submit()
    for words in (("board",), ("submit", "acknowledge", "--message-id", "m"), ("worker", "--once")):
        calls, done = Tracer(home).calls(tickets.command(*words))
        assert done.returncode == 0 and not [call for call in calls if call.name.startswith("mkdir")]


@as_root
def test_a_folder_of_a_group_is_for_all_of_the_group(home):
    home.chmod(0o711)
    shared = home / "shared"
    shared.mkdir()
    os.chown(shared, 65531, 65530)
    shared.chmod(0o2775)
    tickets, group = Tickets(State(shared / "state"), home), {"group": 65530, "umask": "002"}
    for user in (65531, 65532):
        for words in (SUBMIT, ("worker", "--drain", "--delay", "0")):
            done = run_as(user, tickets, home, *words, **group)
            assert done.returncode == 0, done.stderr
    assert set(tickets.statuses().values()) == {"DONE"}


def test_under_the_usual_umask_only_the_maker_may_write(home, state, tickets):
    tickets.run(*SUBMIT, code=0)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (state.path, state.requests.parent, state.requests)}
    assert modes == {"state": 0o755, "tickets": 0o755, "ticket_requests.jsonl": 0o644}


def test_a_worker_of_another_container_is_alive(home, state, tickets):
    tickets.submit()
    apart = ["unshare", "-rpf"]
    if subprocess.run([*apart, "true"], capture_output=True).returncode != 0:
        pytest.skip("no namespaces of processes can be made here")
    worker = tickets.start("worker")
    try:
        wait_until(state.lock.exists, "the worker's lock")
        for words in (["worker", "--once"], ["worker", "--take-over"]):
            done = subprocess.run([*apart, *tickets.command("--lang", "en", *words)], env=environment(home), text=True,
                                  capture_output=True, stdin=subprocess.DEVNULL, timeout=20)
            assert done.returncode == 5 and "alive" in done.stderr + done.stdout, done.stderr
        worker.kill()
        worker.wait()
        assert "not running" in tickets.run("--lang", "en", "worker", "--once", code=5).stderr
    finally:
        worker.kill()
        worker.communicate()


@pytest.fixture
def machine(home):
    made = Machine(home / "disk")
    yield made
    made.close()


def test_a_folder_that_gets_another_number_at_each_look_is_given_up(home, machine):
    tickets = Tickets(State(machine.mountpoint / "state").make(), home)
    machine.tell("renumber")
    done = tickets.run("--lang", "en", *SUBMIT, code=1)
    assert "could not be written (Stale file handle)" in done.stderr


def test_a_file_system_whose_program_has_died_is_called_so(home, machine):
    tickets = Tickets(State(machine.mountpoint / "state"), home)
    machine.process.kill()
    machine.process.wait()
    assert "Transport endpoint is not connected" in tickets.run("--lang", "en", *SUBMIT, code=1).stderr


def test_a_file_system_without_hard_links_is_called_so(home, state, tickets):
    tickets.submit()
    command = tickets.command("--lang", "en", "worker", "--once")
    done = Tracer(home, "--only", "linkat").run(command, "--fail", f"1:{errno.EPERM}:0")
    assert done.returncode == 1 and "this file system has no hard links" in done.stderr

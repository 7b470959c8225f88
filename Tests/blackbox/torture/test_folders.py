"""Folders as others have made them: not ours, not writable, or shared by a group."""
import os
import stat
import subprocess

import pytest

from program import Tickets, environment
from state import State
from tracer import Tracer

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

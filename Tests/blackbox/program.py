"""The program as a command, without a terminal."""
import contextlib
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
#: Another build's may be tested: `script/sanitize`.
BINARY = os.path.join(os.environ.get("TICKETS_BINARIES", ROOT / ".build" / "release"), "tickets")

#: Nothing of the user's: what a program may know of its surroundings stands here, and what a sanitizer has to be told.
CLEAN = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8"} | {
    name: os.environ[name] for name in ("ASAN_OPTIONS", "TSAN_OPTIONS") if name in os.environ}


def environment(home, **changes):
    """The whole environment of a child; a change to None leaves a variable out."""
    variables = dict(CLEAN, HOME=str(home), TMPDIR=str(home), XDG_CONFIG_HOME=f"{home}/config",
                     XDG_STATE_HOME=f"{home}/xdg-state", XDG_RUNTIME_DIR=str(home))
    variables.update(changes)
    return {name: value for name, value in variables.items() if value is not None}


def full_pipe():
    """A pipe that nobody reads and that holds nothing more."""
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    with contextlib.suppress(BlockingIOError):
        while True:
            os.write(writing, b"x" * 4096)
    os.set_blocking(writing, True)
    return reading, writing


class Tickets:
    """Calls `tickets` on one state folder."""

    def __init__(self, state, home):
        self.state, self.home = state, home

    def command(self, *words):
        return [BINARY, "--state", str(self.state.path), *words]

    def run(self, *words, code=None, stdin="", timeout=20, env=None, state=True):
        command = self.command(*words) if state else [BINARY, *words]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=timeout, cwd=self.home,
                              env=environment(self.home, **(env or {})))
        if code is not None:
            assert done.returncode == code, f"{words}: exit {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    def start(self, *words, **options):
        return subprocess.Popen(self.command(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.PIPE, text=True, cwd=self.home,
                                env=environment(self.home, **options.pop("env", {})), **options)

    def json(self, *words, **options):
        """The answer on standard output as JSON."""
        return json.loads(self.run(*words, **options).stdout)

    def submit(self, reason="정산 불일치 확인", mode="FULL"):
        """A new RECONCILE ticket's id."""
        return self.json("submit", "reconcile", "--mode", mode, "--reason", reason, code=0)["request_id"]

    def board(self, *words):
        return self.json("board", "--json", *words, code=0)

    def statuses(self):
        return {row["request_id"]: row["current_status"] for row in self.board()["rows"]}

"""Many processes of one program that reach the same place at the same moment; `native/crowd.c` does it."""
import contextlib
import mmap
import os
import selectors
import signal
import socket
import struct
import subprocess

import native_build
from program import environment

#: Where the processes gather; LOOK is the first opening of a path that ends as `look` says, CHANGE a link or rename.
NOWHERE, BEGINNING, LOOK, SYNC, GUARD, CHANGE = range(6)


class Gathering:
    """The place where processes wait for each other, in memory that they share."""

    def __init__(self, home):
        self.path = home / "gathering"
        self.path.write_bytes(bytes(4096))
        with open(self.path, "r+b") as file:
            self.memory = mmap.mmap(file.fileno(), 4096)

    def expect(self, place, count):
        struct.pack_into("iii", self.memory, 0, place, count, 0)


class Crowd:
    """A program, loaded once, that begins as often as wanted. `ended` and `running` are those of the last start."""

    def __init__(self, command, home, gathering, look="worker.lock", unguarded=False):
        self.out = home / f"said-{os.urandom(4).hex()}"
        self.out.mkdir()
        self.socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        env = {"LD_PRELOAD": native_build.preloaded("crowd"), "CROWD_FD": str(theirs.fileno()), "CROWD_OUT": str(self.out),
               "CROWD_GATHER": str(gathering.path), "CROWD_LOOK": look, "CROWD_UNGUARDED": "1" if unguarded else None}
        self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, cwd=home, pass_fds=[theirs.fileno()],
                                        env=environment(home, **env), process_group=0)
        theirs.close()
        self.running, self.ended = set(), {}

    def fileno(self):
        return self.socket.fileno()

    def start(self, count, word="-"):
        """`count` processes, in which `word` stands for the last argument, if it is as long."""
        self.forget()
        self.socket.sendall(f"{count} {word}\n".encode())
        self.running = {int(pid) for pid in self._answer("started")}

    def note_end(self):
        """Waits for the next that ends."""
        pid, status = map(int, self._answer("ended"))
        self.running.discard(pid)
        self.ended[pid] = os.waitstatus_to_exitcode(status)

    def wait_for_end(self):
        while self.running:
            self.note_end()
        return self.ended

    def said(self, pid):
        return (self.out / str(pid)).read_text()

    def signal(self, number):
        for pid in self.running:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, number)

    def forget(self):
        assert not self.running
        for pid in self.ended:
            (self.out / str(pid)).unlink()
        self.ended = {}

    def _answer(self, kind):
        self.socket.settimeout(30)
        told, *words = self.socket.recv(1 << 16).decode().split() or [None]
        assert told == kind, f"{kind} expected, got {told} {words}"
        return words

    def close(self):
        """Whatever happens, all of them are gone then."""
        self.socket.close()
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def wait_until_left(crowds, left, seconds=20):
    """Until at most `left` of all are running, or the time is over: how many are."""
    with selectors.DefaultSelector() as selector:
        for each in crowds:
            selector.register(each, selectors.EVENT_READ, each)
        while (running := sum(len(each.running) for each in crowds)) > left:
            ready = selector.select(seconds)
            if not ready:
                break
            for key, _ in ready:
                key.data.note_end()
    return running

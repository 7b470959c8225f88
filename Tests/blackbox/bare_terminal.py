"""A pseudo-terminal and nothing else: every byte that the program writes, with the moment at which it arrived."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

import pyte

from program import environment


class BareTerminal:
    """Runs a command as the foreground of a terminal of its own."""

    def __init__(self, command, home, columns=120, rows=40, env=None):
        self.chunks = []  # (monotonic seconds, bytes)
        self.drawn = 0
        self.display = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.display)
        variables = environment(home, **dict({"TERM": "tmux-256color"}, **(env or {})))
        self.started = time.monotonic()
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.chdir(home)
            os.execve(command[0], command, variables)
        self.is_open = True

    def pump(self, seconds):
        """Reads what comes in that time."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            if not self.read_once(left):
                break

    def read_once(self, timeout):
        """Waits at most that long for a piece; false when the terminal is closed."""
        if not select.select([self.master], [], [], timeout)[0]:
            return True
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            data = b""
        if data:
            self.chunks.append((time.monotonic(), data))
        return bool(data)

    def screen(self, upto=None):
        """What a person sees once the first `upto` pieces (all, when absent) are drawn."""
        for _, data in self.chunks[self.drawn:upto]:
            self.stream.feed(data)
        self.drawn = max(self.drawn, len(self.chunks) if upto is None else upto)
        # The right half of a wide character is an empty cell.
        rows = (self.display.buffer[row] for row in range(self.display.lines))
        return "\n".join("".join(row[column].data for column in range(self.display.columns)).rstrip() for row in rows)

    def wait_for(self, text, seconds=10.0):
        """Waits until the text is on the screen; the moment at which its last byte arrived."""
        end = time.monotonic() + seconds
        while text not in self.screen():
            left = end - time.monotonic()
            if left <= 0 or not self.read_once(left):
                raise AssertionError(f"{text!r} not within {seconds} s on\n{self.screen()}")
        return self.chunks[-1][0] if self.chunks else self.started

    @property
    def written(self):
        return b"".join(data for _, data in self.chunks)

    def quiet(self, pause=0.3, seconds=10.0):
        """Waits until nothing came for `pause` seconds."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            count = len(self.chunks)
            self.pump(pause)
            if len(self.chunks) == count:
                return
        raise AssertionError(f"still writing after {seconds} s")

    def send(self, data):
        os.write(self.master, data)

    def resize(self, columns, rows):
        self.display.resize(max(rows, 1), max(columns, 1))
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def hang_up(self):
        """Takes the terminal away."""
        if self.is_open:
            self.is_open = False
            os.close(self.master)

    def reap(self, seconds=5.0):
        """The program's wait status, once it has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return status
            if self.is_open:
                self.pump(0.01)
            else:
                time.sleep(0.005)
        raise AssertionError(f"still running after {seconds} s")

    def close(self):
        self.hang_up()
        try:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        except (ProcessLookupError, ChildProcessError):
            pass

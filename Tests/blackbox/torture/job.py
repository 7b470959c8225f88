"""A command as a job of a shell that heals nothing: whatever the terminal is like afterwards, the command left it so."""
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time

from program import environment
from waiting import is_gone

#: What a shell resets in its children, and what a test runner may have changed.
SIGNALS = (signal.SIGINT, signal.SIGQUIT, signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU, signal.SIGHUP, signal.SIGPIPE,
           signal.SIGCHLD, signal.SIGXFSZ)


class Job:
    """The session leader is a child that stands for the shell; the command is in a process group of its own."""

    def __init__(self, command, home, columns=120, rows=40, env=None, stdin=None, stdout=None, hup_ignored=False,
                 foreground=True, before=None):
        """`stdin` and `stdout` may be files to use instead of the terminal. `before` runs in the child at last."""
        self.master, self.slave = pty.openpty()
        self.resize(columns, rows)
        self.modes = termios.tcgetattr(self.slave)
        self.flags = fcntl.fcntl(self.slave, fcntl.F_GETFL)
        self.received = bytearray()
        self.status = None
        told, tell = os.pipe()
        asked, self.ask = os.pipe()
        self.shell = os.fork()
        if self.shell == 0:
            variables = environment(home, **dict({"TERM": "xterm-256color"}, **(env or {})))
            try:
                os.chdir(home)
                os.close(self.master)
                os.close(told)
                os.close(self.ask)
                self._be_the_shell(command, variables, (stdin, stdout), hup_ignored, foreground, before, tell, asked)
            finally:
                os._exit(99)
        os.close(tell)
        os.close(asked)
        self.told = told
        self.pid = int(os.read(told, 16))

    # In the shell

    def _be_the_shell(self, command, variables, files, hup_ignored, foreground, before, tell, asked):
        for number in SIGNALS:
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_SETMASK, ())
        os.setsid()
        fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
        signal.signal(signal.SIGTTOU, signal.SIG_IGN)
        if hup_ignored:
            signal.signal(signal.SIGHUP, signal.SIG_IGN)
        go, ready = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.read(go, 1)
            signal.signal(signal.SIGTTOU, signal.SIG_DFL)
            for file, ours in enumerate((*files, None)):
                os.dup2(self.slave if ours is None else ours, file)
            os.closerange(3, 256)
            if before:
                before()
            os.execve(command[0], command, variables)
        os.setpgid(pid, pid)
        if foreground:
            os.tcsetpgrp(self.slave, pid)
        os.write(ready, b".")
        os.write(tell, b"%15d\n" % pid)
        while True:
            if select.select([asked], [], [], 0.005)[0]:
                request = os.read(asked, 1)
                if not request:
                    return
                os.tcsetpgrp(self.slave, pid if request == b"f" else os.getpid())
            ended, status = os.waitpid(pid, os.WNOHANG)
            if ended:
                os.write(tell, b"%15d\n" % status)
                while os.read(asked, 1):
                    pass
                return

    # What a person does

    def send(self, data):
        os.write(self.master, data)
        return self

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def signal(self, number):
        """To the process alone, as `kill` does."""
        os.kill(self.pid, number)
        return self

    def to_foreground(self):
        """Gives the job the terminal, as `fg` does before it continues it."""
        os.write(self.ask, b"f")
        time.sleep(0.03)
        return self

    def to_background(self):
        """Takes the terminal for the shell."""
        os.write(self.ask, b"b")
        time.sleep(0.03)
        return self

    def hang_up(self):
        """Takes the terminal away."""
        for file in (self.slave, self.master):
            os.close(file)
        self.slave = self.master = None

    # What a person sees

    @property
    def written(self):
        """All that came so far."""
        return bytes(self.received)

    def pump(self, seconds):
        """Reads what comes in that time, or until the end of the program."""
        end = time.monotonic() + seconds
        while True:
            left = end - time.monotonic()
            if self.read_once(min(max(left, 0), 0.02)) or left > 0 and not self.has_ended():
                continue
            return self

    def read_once(self, timeout):
        if self.master is None or not select.select([self.master], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self.master, 1 << 16)
        except OSError:
            data = b""
        self.received += data
        return bool(data)

    def wait_for(self, text, seconds=15.0, since=0):
        """Until these bytes have come; False if the program ended without them."""
        end = time.monotonic() + seconds
        while text not in self.received[since:]:
            if not self.read_once(0.05) and self.has_ended():
                return text in self.received[since:]
            assert time.monotonic() < end, f"{text!r} not within {seconds} s behind {bytes(self.received[-300:])!r}"
        return True

    def quiet(self, pause=0.15, seconds=10.0):
        """Until nothing came for `pause` seconds."""
        end = time.monotonic() + seconds
        while self.read_once(pause):
            assert time.monotonic() < end, f"still writing after {seconds} s"
        return self

    def started(self):
        """Until it has drawn something and waits, or has ended."""
        end = time.monotonic() + 60
        while not self.received and not self.has_ended():
            assert time.monotonic() < end, "nothing comes"
            self.read_once(0.05)
        return self.quiet()

    # What became of it

    def state(self):
        """The letter of `ps`; X when it is gone."""
        try:
            with open(f"/proc/{self.pid}/stat") as file:
                return file.read().rsplit(")", 1)[1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return "X"

    def has_ended(self):
        """Whether the shell knows how it ended."""
        if self.status is None and select.select([self.told], [], [], 0)[0]:
            data = os.read(self.told, 16)
            self.status = int(data) if data else -1
        return self.status is not None

    def wait_for_end(self, seconds):
        """How long it took; None if it still runs."""
        started = time.monotonic()
        while time.monotonic() - started < seconds:
            self.read_once(0.005)
            if self.has_ended() if self.master is not None else is_gone(self.pid):
                while self.read_once(0):
                    pass
                return time.monotonic() - started
        return None

    def close(self):
        """Ends everything, whatever state it is in. Again: nothing."""
        if self.told is None:
            return
        for pid in (self.pid, self.shell):
            try:
                os.kill(pid, signal.SIGKILL)
                os.kill(pid, signal.SIGCONT)
            except ProcessLookupError:
                pass
        try:
            os.waitpid(self.shell, 0)
        except ChildProcessError:
            pass
        for name in ("master", "slave", "told", "ask"):
            if getattr(self, name) is not None:
                os.close(getattr(self, name))
                setattr(self, name, None)

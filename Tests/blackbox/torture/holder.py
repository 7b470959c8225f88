"""A worker that holds the lock, is stopped, and wakes when another has long taken the lock over."""
import contextlib
import os
import signal
import subprocess

from program import environment
from waiting import is_gone, wait_until


class Holder:
    """A worker process; what it says goes to a file."""

    def __init__(self, command, home, env=None):
        self.log = home / f"holder-{os.urandom(4).hex()}.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=home,
                                            env=environment(home, **(env or {})), process_group=0)

    @property
    def pid(self):
        return self.process.pid

    def has_ended(self):
        return self.process.poll() is not None

    def stop(self):
        """Nothing of it runs any more when this returns."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGSTOP)
        wait_until(self.is_still, "a stopped process", 20, pause=0.0005)

    def is_still(self):
        """Stopped in all of its threads, or gone."""
        return is_gone(self.pid) or all(state in "TtZX" for state in self._states())

    def _states(self):
        for thread in os.listdir(f"/proc/{self.pid}/task"):
            with contextlib.suppress(FileNotFoundError, ProcessLookupError):
                with open(f"/proc/{self.pid}/task/{thread}/stat") as file:
                    yield file.read().rsplit(")", 1)[1].split()[0]

    def has_guard(self):
        """Whether it holds a flock of a folder just now; that of its lock's file it always does."""
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            return any(self._locks_folder(number) for number in os.listdir(f"/proc/{self.pid}/fd"))
        return False

    def _locks_folder(self, number):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError), open(f"/proc/{self.pid}/fdinfo/{number}") as info:
            return os.path.isdir(f"/proc/{self.pid}/fd/{number}") and "FLOCK" in info.read()
        return False

    def wake(self):
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGCONT)

    def end(self, seconds=20):
        return self.process.wait(seconds)

    def said(self):
        return self.log.read_text(errors="replace")

    def close(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.unlink(missing_ok=True)

"""A machine whose power can fail: a file system of its own, and the processes that run on it."""
import os
import pathlib
import subprocess
import sys

import pytest

from waiting import wait_until

PROGRAM = pathlib.Path(__file__).resolve().parent / "disk_mount.py"


class Machine:
    """Mounts the disk at `mountpoint`; `close` takes it away whatever happened."""

    def __init__(self, mountpoint, seed=1, subtype=None):
        self.mountpoint = pathlib.Path(mountpoint)
        self.mountpoint.mkdir(parents=True)
        self.log = self.mountpoint.with_suffix(".log")
        words = [sys.executable, "-W", "ignore", str(PROGRAM), str(mountpoint), str(seed), *([subtype] if subtype else [])]
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True)
        self.running = []
        try:
            wait_until(lambda: os.path.ismount(mountpoint) or self.process.poll() is not None, "the mounted disk")
        finally:
            if self.process.poll() is not None:
                self.close()
        if not os.path.ismount(mountpoint):
            pytest.skip(f"this machine mounts no FUSE file system: {self.log.read_text().strip()[-200:]}")

    def tell(self, *words):
        """How many changes there were so far, whether the power is off, and how many syncs there were."""
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        self.process.stdin.flush()
        return [int(word) for word in self.process.stdout.readline().split()]

    def run(self, process):
        """Remembers a process that a power cut ends."""
        self.running.append(process)
        return process

    def cut(self):
        """The power fails: everything that runs is gone at once, and some of what was not synced. Then it comes back."""
        self.off()
        self.tell("boot")

    def off(self):
        """The power fails, and stays away until it is told to `boot`."""
        self.tell("cut")
        self.kill()

    def kill(self):
        while self.running:
            process = self.running.pop()
            process.kill()
            process.wait()

    def close(self):
        self.kill()
        subprocess.run(["umount", "-l", str(self.mountpoint)], capture_output=True)
        self.process.stdin.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

"""Runs a program under native/tracer.c, which ends or disturbs it at a system call of our choice."""
import platform
import subprocess

import pytest

import native_build
from program import environment


def binary():
    """The tracer, built when it is first needed."""
    if platform.machine() != "x86_64":
        pytest.skip("the tracer knows the registers of x86-64 alone")
    return native_build.program("tracer")


class Call:
    """One system call that touched the folder: its number from 1, its name and its file."""

    def __init__(self, row):
        number, self.name, self.path = (row.split(" ", 2) + [""])[:3]
        self.number = int(number)

    def __repr__(self):
        return f"{self.number} {self.name} {self.path}"


class Tracer:
    """Counts the calls that touch `under`, by default all of `home`. `words` are further options for all runs, such as
    --also."""

    def __init__(self, home, *words, under=None, env=None):
        self.home, self.words, self.env = home, words, environment(home, **(env or {}))
        self.under = str(under or home)

    def command(self, command, *words):
        return [binary(), "--under", self.under, *self.words, *words, "--", *command]

    def run(self, command, *words, timeout=30):
        return subprocess.run(self.command(command, *words), cwd=self.home, env=self.env, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=timeout)

    def start(self, command, *words, **files):
        return subprocess.Popen(self.command(command, *words), cwd=self.home, env=self.env, text=True,
                                stdin=subprocess.DEVNULL, **files)

    def calls(self, command, *words, timeout=30):
        """What a run does, undisturbed unless `words` say otherwise, and its end."""
        listing = self.home / "calls"
        done = self.run(command, *words, "--list", str(listing), timeout=timeout)
        return [Call(row) for row in listing.read_text().splitlines()], done

    def fail(self, command, number, error, times):
        """The call that failed, which need not be the one of that number in another run: how often files are looked at
        and synced depends on the moment. None if the run ended before. And its end."""
        calls, done = self.calls(command, "--fail", f"{number}:{error}:{times}")
        return next((call for call in calls if call.number == number), None), done

"""Runs a program under native/tracer.c, which ends or disturbs it at a system call of our choice."""
import pathlib
import platform
import subprocess
import tempfile

import pytest

from program import environment

SOURCE = pathlib.Path(__file__).resolve().parent / "native" / "tracer.c"
built = tempfile.TemporaryDirectory(prefix="tickets-tracer-")


def binary():
    """The tracer, built when it is first needed."""
    path = pathlib.Path(built.name) / "tracer"
    if not path.exists():
        if platform.machine() != "x86_64":
            pytest.skip("the tracer knows the registers of x86-64 alone")
        subprocess.run(["gcc", "-O2", "-Wall", "-Werror", "-o", path, SOURCE], check=True)
    return str(path)


class Call:
    """One system call that touched the folder: its number from 1, its name and its file."""

    def __init__(self, row):
        number, self.name, self.path = (row.split(" ", 2) + [""])[:3]
        self.number = int(number)

    def __repr__(self):
        return f"{self.number} {self.name} {self.path}"


class Tracer:
    """`words` are further options for all runs, such as --also."""

    def __init__(self, home, *words, env=None):
        self.home, self.words, self.env = home, words, environment(home, **(env or {}))

    def command(self, command, *words):
        return [binary(), "--under", str(self.home), *self.words, *words, "--", *command]

    def run(self, command, *words, timeout=30):
        return subprocess.run(self.command(command, *words), cwd=self.home, env=self.env, capture_output=True, text=True,
                              stdin=subprocess.DEVNULL, timeout=timeout)

    def start(self, command, *words, **files):
        return subprocess.Popen(self.command(command, *words), cwd=self.home, env=self.env, text=True,
                                stdin=subprocess.DEVNULL, **files)

    def calls(self, command, timeout=30):
        """What an undisturbed run does, and its end."""
        listing = self.home / "calls"
        done = self.run(command, "--list", str(listing), timeout=timeout)
        return [Call(row) for row in listing.read_text().splitlines()], done

"""State folders of any size, made once."""
import contextlib
import dataclasses
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from bench import DATA
from bench.tools import HERE, compiled
from state import State

GENERATOR = "native/make_tickets.cpp"
SEED = 1


@dataclasses.dataclass(frozen=True)
class Folder:
    """A state folder and what its generator knows to be true of it."""
    state: State
    truth: dict

    @property
    def logs(self):
        return [str(self.state.requests), str(self.state.results)]

    @property
    def counts(self):
        return self.truth["status"]

    @property
    def cache(self):
        """Where the program keeps what it can make anew."""
        return self.state.path / "cache"

    def forget(self):
        """Takes away what earlier runs of the program left for later ones."""
        shutil.rmtree(self.cache, ignore_errors=True)


def folder(tickets, noise=False, seed=SEED):
    """The folder with this many tickets, made when it is missing; its logs are nobody's to write."""
    path = DATA / f"{tickets}{'-noise' if noise else ''}{f'-seed{seed}' if seed != SEED else ''}"
    known = path / "truth.json"
    generator = hashlib.sha256((HERE / GENERATOR).read_bytes()).hexdigest()
    if known.exists() and (truth := json.loads(known.read_text()))["generator"] == generator:
        return warm(Folder(State(path), truth))
    print(f"Making {tickets:,} tickets …", file=sys.stderr)
    shutil.rmtree(path, ignore_errors=True)
    DATA.mkdir(parents=True, exist_ok=True)
    words = [compiled(GENERATOR), str(path), str(tickets), str(seed), *(["noise"] if noise else [])]
    truth = json.loads(subprocess.run(words, check=True, stdout=subprocess.PIPE).stdout) | {"generator": generator}
    known.write_text(json.dumps(truth))
    # Not to be written to the disk while something is measured.
    os.sync()
    return warm(Folder(State(path), truth))


def warm(folder):
    """Has the logs in the page cache."""
    subprocess.run([compiled("peers/read_bytes.cpp"), *folder.logs], check=True, stdout=subprocess.DEVNULL)
    return folder


@contextlib.contextmanager
def scratch():
    """A folder for one case, on the file system of the data."""
    DATA.mkdir(parents=True, exist_ok=True)
    path = pathlib.Path(tempfile.mkdtemp(prefix="run-", dir=DATA))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def copy(tickets, noise=False):
    """A folder with this many tickets that may be written to, and the home of who does; without any cache."""
    original = folder(tickets, noise)
    with scratch() as home:
        (home / "state").mkdir()
        shutil.copytree(original.state.path / "tickets", home / "state" / "tickets")
        os.sync()
        yield warm(Folder(State(home / "state"), original.truth)), home

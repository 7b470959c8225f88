"""Other clocks for real programs, by libfaketime."""
import glob
import pathlib

import pytest

LIBRARY = "/usr/lib/*/faketime/libfaketimeMT.so.1"


def library():
    found = glob.glob(LIBRARY)
    if not found:
        pytest.skip("libfaketime is not installed")
    return found[0]


def _environment(**more):
    # Files keep their own times, and what counts seconds goes on undisturbed.
    return {"LD_PRELOAD": library(), "NO_FAKE_STAT": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1", "FAKETIME_NO_CACHE": "1",
            **more}


def ahead(seconds):
    """The environment of a clock that is fast by so much, or slow."""
    return _environment(FAKETIME=f"{seconds:+.6f}")


def standing(second):
    """The environment of a clock that stands still, at this second since 1970."""
    return _environment(FAKETIME=str(second), FAKETIME_FMT="%s")


class SteppedClock:
    """A clock that others see step while they run."""

    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.step(0)

    def step(self, ahead):
        new = self.path.with_suffix(".new")
        new.write_text(f"{ahead:+d}\n")
        new.rename(self.path)

    @property
    def environment(self):
        return _environment(FAKETIME_TIMESTAMP_FILE=str(self.path))

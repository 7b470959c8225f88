"""Waiting for conditions: the only way in which these tests let time pass."""
import contextlib
import os
import time


def wait_until(condition, what, seconds=10.0, pause=0.02):
    """The first true value of condition(); fails, naming `what`, when there is none within `seconds`."""
    end = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() >= end:
            shown = what() if callable(what) else what
            raise AssertionError(f"not within {seconds} s: {shown}")
        time.sleep(pause)


def is_gone(pid):
    """Whether the process has ended, reaped or not."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()[0] in "ZX"
    except (FileNotFoundError, ProcessLookupError):
        return True


def wake_ups(pid):
    """How often a thread of the process has gone to sleep, each time to be woken."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/status") as file:
            total += next(int(row.split()[1]) for row in file if row.startswith("voluntary_ctxt_switches"))
    return total


def cpu_seconds(pid):
    """The processor time that all threads of the process have used, to the nanosecond where the kernel tells."""
    total = 0
    for thread in os.listdir(f"/proc/{pid}/task"):
        # It may end just now.
        with contextlib.suppress(FileNotFoundError, ProcessLookupError), open(f"/proc/{pid}/task/{thread}/schedstat") as file:
            total += int(file.read().split()[0])
    return total / 1e9

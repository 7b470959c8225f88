"""What the disk can do just now: it changes from minute to minute."""
import json
import os
import statistics

from bench.cases.programs import ran
from bench.tools import compiled


def settle():
    """Has everything written before on the disk, so that none of it is written during what is measured next."""
    os.sync()


def sync_rate(home, seconds):
    """How often a second it makes one append durable, one after another."""
    done = ran([compiled("native/sync_rate.cpp"), str(home / "synced"), str(seconds)], home, "sync_rate")
    return json.loads(done.output)["rate"]


def beside(home, seconds, work):
    """What work() gives, and the disk's rate from before and after it."""
    settle()
    before = sync_rate(home, seconds)
    done = work()
    return done, statistics.mean((before, sync_rate(home, seconds)))

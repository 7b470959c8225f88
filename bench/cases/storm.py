"""A storm of lines, and the keys meanwhile."""
import json
import os
import subprocess
import sys
import threading
import time

from bench import data, figures
from bench.report import Section, Target
from bench.terminal import opened
from bench.tools import peer
from console import STATUSES, counts

#: Lines a second, in batches of so many seconds.
RATE, BATCH = 50_000, 0.01
KEY_EVERY = 0.1
PATIENCE = 60


def measure(plan):
    seconds = plan.amount(10, 1)
    lines = RATE * seconds
    more = data.folder(plan.amount(220_000, 22_000), seed=2)
    with data.copy(plan.size) as (folder, home):
        terminal = opened(folder, home)
        try:
            since, used = len(terminal.chunks), terminal.cpu()
            storm = Storm(folder, more, lines)
            storm.start()
            keys = press_keys(terminal, storm)
            whole = wait_for_counts(terminal, expected_after(storm, folder, home), since)
            used = terminal.cpu() - used
            answers = [answer(terminal, *key) for key in keys]
            frames = [moment for moment in terminal.frames(since) if moment <= storm.ended]
        finally:
            terminal.close()
    taken = storm.ended - storm.started
    least = min(fewest(frames, storm.started, storm.ended), len(frames))
    section = Section(
        "Storm", f"{storm.written:,} lines of new tickets and their results, {storm.written / taken:,.0f} a second, "
        f"appended to the logs of a console over {plan.size:,} tickets. A key moves to another column; it is answered "
        "when that column is marked on the screen. Afterwards the counts are those of both logs.",
        ("lines/s", "frames/s", "fewest in a second", "keys", "key p50", "key p99", "slowest", "whole after",
         "processor"),
        [(figures.number(storm.written / taken), f"{len(frames) / taken:.1f}", least, len(answers),
          *(figures.seconds(figures.percentile(answers, share)) for share in (0.5, 0.99, 1)),
          figures.seconds(max(0, terminal.frame_end(whole) - storm.ended)), f"{used / taken:.0%} of a core")])
    section.targets += [
        Target("storm of 50,000 lines/s, frames", "at least 10 a second", f"{least} in the poorest second",
               None if storm.was_late else least >= 10),
        Target("storm of 50,000 lines/s, keys", "answered within 50 ms",
               f"p99 {figures.seconds(figures.percentile(answers, 0.99))}, most {figures.seconds(max(answers))}",
               None if storm.was_late else max(answers) <= 0.050)]
    return section


class Storm(threading.Thread):
    """Appends to both logs at an even rate, each in the share that it has of the lines."""

    def __init__(self, folder, more, lines):
        super().__init__()
        self.files = [os.open(log, os.O_WRONLY | os.O_APPEND) for log in folder.logs]
        self.batches = [list(pieces(log, share, lines)) for log, share in zip(more.logs, shares(more))]
        self.written, self.started, self.ended = 0, None, None
        self.was_late = False

    def run(self):
        self.started = time.monotonic()
        for number, batch in enumerate(zip(*self.batches)):
            for file, (bytes, lines) in zip(self.files, batch):
                os.write(file, bytes)
                self.written += lines
            ahead = self.started + (number + 1) * BATCH - time.monotonic()
            if ahead > 0:
                time.sleep(ahead)
        self.ended = time.monotonic()
        self.was_late = self.written / (self.ended - self.started) < 0.95 * RATE


def shares(more):
    requests = more.truth["tickets"] / more.truth["lines"]
    return requests, 1 - requests


def pieces(log, share, lines):
    """A log's first lines in batches for the storm: bytes and how many lines they are."""
    with open(log, "rb") as file:
        for _ in range(round(lines / RATE / BATCH)):
            batch = [file.readline() for _ in range(round(RATE * BATCH * share))]
            yield b"".join(batch), len(batch)


def press_keys(terminal, storm):
    """Presses keys while it storms: each with its moment, the first piece that may answer it, and its column."""
    pressed = []
    while storm.is_alive():
        column = (len(pressed) + 1) % len(STATUSES)
        pressed.append((time.monotonic(), len(terminal.chunks), STATUSES[column]))
        terminal.send(b"%d" % (column + 1))
        terminal.pump(KEY_EVERY)
    return pressed


def answer(terminal, moment, since, status):
    found = terminal.first(lambda text: f"> {status} " in text, since)
    if found is None:
        raise AssertionError(f"the key to {status} was never answered")
    return terminal.chunks[found][0] - moment


def expected_after(storm, folder, home):
    """The counts with the storm's tickets, which are others than the folder's."""
    logs = [home / "requests", home / "results"]
    for log, batches in zip(logs, storm.batches):
        log.write_bytes(b"".join(bytes for bytes, _ in batches))
    fold = [sys.executable, peer("python_join.py"), "json", "counts", *map(str, logs)]
    added = json.loads(subprocess.run(fold, check=True, stdout=subprocess.PIPE).stdout)
    return {status: count + added[status] for status, count in folder.counts.items()}


def wait_for_counts(terminal, expected, since):
    """Waits until the screen shows these counts; the piece that completed them."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        terminal.pump(0.5)
        found = terminal.first(lambda text: counts(text) == expected, since)
        if found is not None:
            return found
    raise AssertionError(f"{expected} never came to\n{terminal.screen()}")


def fewest(moments, start, end):
    """The smallest number of frames in a whole second of the storm."""
    whole = int(end - start)
    return min((sum(start + second <= moment < start + second + 1 for moment in moments) for second in range(whole)),
               default=0)

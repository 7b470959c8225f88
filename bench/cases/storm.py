"""A storm of lines, and the keys meanwhile."""
import itertools
import json
import os
import re
import subprocess
import sys
import threading
import time

from bench import data, figures
from bench.report import Section, Target
from bench.terminal import opened
from bench.tools import peer
from console import counts

#: Lines a second, in batches of so many seconds.
RATE, BATCH = 50_000, 0.01
KEY_EVERY = 0.1
PATIENCE = 60
#: What the detail's title begins with.
DETAIL = re.compile("┌ ([0-9a-f-]{36}) ")


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
            expected, tickets = expected_after(storm, folder, home), oldest_open(folder)
            whole = wait_for(terminal, lambda text: counts(text) == expected, since)
            # A console that fell behind still owes keys.
            wait_for(terminal, lambda text: tickets[len(keys)] in text, since)
            used = terminal.cpu() - used
            answers = answers_of(terminal, keys, since, tickets)
            frames = [moment for moment in terminal.frames(since) if moment <= storm.ended]
        finally:
            terminal.close()
    taken = storm.ended - storm.started
    least = min(fewest(frames, storm.started, storm.ended), len(frames))
    section = Section(
        "Storm", f"{storm.written:,} lines of new tickets and their results, {storm.written / taken:,.0f} a second, "
        f"appended to the logs of a console over {plan.size:,} tickets. A key moves to the next OPEN ticket, ten a "
        "second; it is answered when that ticket's history stands there. Afterwards the counts are those of both logs.",
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
    """Presses keys while it storms, each to the next ticket below; the moments."""
    pressed = []
    while storm.is_alive():
        pressed.append(time.monotonic())
        terminal.send(b"j")
        terminal.pump(KEY_EVERY)
    return pressed


def oldest_open(folder):
    """The ids with which the column OPEN begins, which the storm leaves alone."""
    with open(folder.logs[0], "rb") as requests, open(folder.logs[1], "rb") as results:
        # A ticket is taken within 900 seconds, long before so many lines.
        taken = {json.loads(line)["request_id"] for line in itertools.islice(results, 10_000)}
        asked = (json.loads(line)["request_id"] for line in itertools.islice(requests, 1_000))
        return [ticket for ticket in asked if ticket not in taken]


def answers_of(terminal, pressed, since, tickets):
    """The seconds that each key took. A frame that shows a later key's ticket answers the keys before it as well."""
    places = {ticket: place for place, ticket in enumerate(tickets)}
    taken = []
    for text, (moment, _) in zip(terminal.shown()[since:], terminal.chunks[since:]):
        shown = next((places[word] for word in DETAIL.findall(text) if word in places), 0)
        taken += [moment - pressed[number] for number in range(len(taken), min(shown, len(pressed)))]
    if len(taken) < len(pressed):
        raise AssertionError(f"{len(pressed) - len(taken)} keys were never answered on\n{terminal.screen()}")
    return taken


def expected_after(storm, folder, home):
    """The counts with the storm's tickets, which are others than the folder's."""
    logs = [home / "requests", home / "results"]
    for log, batches in zip(logs, storm.batches):
        log.write_bytes(b"".join(bytes for bytes, _ in batches))
    fold = [sys.executable, peer("python_join.py"), "json", "counts", *map(str, logs)]
    added = json.loads(subprocess.run(fold, check=True, stdout=subprocess.PIPE).stdout)
    return {status: count + added[status] for status, count in folder.counts.items()}


def wait_for(terminal, holds, since):
    """Waits until this holds of the screen; the piece that made it so."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        terminal.pump(0.5)
        found = terminal.first(holds, since)
        if found is not None:
            return found
    raise AssertionError(f"what should have come never came to\n{terminal.screen()}")


def fewest(moments, start, end):
    """The smallest number of frames in a whole second of the storm."""
    whole = int(end - start)
    return min((sum(start + second <= moment < start + second + 1 for moment in moments) for second in range(whole)),
               default=0)

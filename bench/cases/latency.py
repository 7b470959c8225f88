"""From an append to the terminal, beside `tail -F`."""
import gc
import os
import random
import time

from bare_terminal import BareTerminal
from bench import data, figures
from bench.report import Section, Target
from bench.terminal import opened
from console import counts
from state import line, request, result

BATCH = 50
#: Beyond the tickets that the generator made.
FIRST = 0x7000_0000


def measure(plan):
    appends = plan.amount(400, 10)
    gc.disable()
    try:
        with data.copy(plan.size) as (folder, home):
            console, tail = ConsoleMeter(folder, home), TailMeter(home)
            try:
                for _ in range(max(1, appends // BATCH)):
                    for meter in (console, tail):
                        meter.measure(min(BATCH, appends))
                found = [("console, last byte of the frame", console.latencies()), ("`tail -F`, the line", tail.taken)]
            finally:
                console.terminal.close()
                tail.terminal.close()
    finally:
        gc.enable()
    section = Section(
        "Append to terminal", f"From just before the `write(2)` of a line to the last byte at a terminal: of the frame whose "
        f"counts hold it, in a console over {plan.size:,} tickets, and of the line from `tail -F` at a like terminal, which "
        "is the floor of this meter. In turn, 10 to 40 ms apart.",
        ("", "appends", "p50", "p90", "p99", "most"),
        [(name, len(taken), *(figures.seconds(figures.percentile(taken, share)) for share in (0.5, 0.9, 0.99)),
          figures.seconds(max(taken))) for name, taken in found])
    taken = found[0][1]
    for share, limit in ((0.5, 0.001), (0.99, 0.005)):
        reached = figures.percentile(taken, share)
        section.targets.append(Target(f"append → bytes on the terminal, p{share * 100:.0f}",
                                      f"at most {figures.seconds(limit)}", figures.seconds(reached), reached <= limit))
    return section


class ConsoleMeter:
    """Alternates new tickets with the taking of them, and afterwards looks up the piece that shows each."""

    def __init__(self, folder, home):
        self.terminal = opened(folder, home)
        self.files = [os.open(log, os.O_WRONLY | os.O_APPEND) for log in folder.logs]
        self.expected = dict(folder.counts)
        self.appended = []

    def measure(self, appends):
        for _ in range(appends):
            self.terminal.pump(random.uniform(0.010, 0.040))
            ticket, is_result = divmod(len(self.appended), 2)
            text = result(FIRST + ticket, "IN_PROGRESS", 1) if is_result else request(FIRST + ticket)
            self.expected["OPEN"] += -1 if is_result else 1
            self.expected["IN_PROGRESS"] += is_result
            bytes, pieces = (line(text) + "\n").encode(), len(self.terminal.chunks)
            before = time.monotonic()
            os.write(self.files[is_result], bytes)
            self.appended.append((before, pieces, dict(self.expected)))
            self.terminal.pump(0.02)

    def latencies(self):
        taken = []
        for before, pieces, expected in self.appended:
            found = self.terminal.first(lambda text: counts(text) == expected, pieces)
            if found is None:
                raise AssertionError(f"{expected} never came to\n{self.terminal.screen()}")
            taken.append(self.terminal.frame_end(found) - before)
        return taken


class TailMeter:
    """The same for `tail -F`, whose line is known by its end."""

    def __init__(self, home):
        log = home / "tailed.jsonl"
        self.file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.terminal = BareTerminal(["/usr/bin/tail", "-n", "0", "-F", str(log)], home)
        self.terminal.pump(0.3)
        self.taken = []

    def measure(self, appends):
        for _ in range(appends):
            self.terminal.pump(random.uniform(0.010, 0.040))
            text, pieces = line(request(FIRST + len(self.taken))) + "\n", len(self.terminal.chunks)
            before = time.monotonic()
            os.write(self.file, text.encode())
            while not any(data.endswith(b"\n") for _, data in self.terminal.chunks[pieces:]):
                if not self.terminal.read_once(5):
                    raise AssertionError("tail ended")
            self.taken.append(self.terminal.chunks[-1][0] - before)
            self.terminal.pump(0.02)

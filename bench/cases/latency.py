"""From an append to the terminal, beside `tail -F`."""
import contextlib
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
from waiting import cpu_seconds

BATCH = 50
#: A second console, to compare what an append costs.
SMALL = 1_000
#: Beyond the tickets that the generator made.
FIRST = 0x7000_0000


def measure(plan):
    appends = plan.amount(400, 10)
    sizes = sorted({plan.size, min(plan.size, SMALL)}, reverse=True)
    with contextlib.ExitStack() as open_until_the_end:
        open_until_the_end.callback(gc.enable)
        gc.disable()
        folders = [open_until_the_end.enter_context(data.copy(size)) for size in sizes]
        meters = [*(ConsoleMeter(*place) for place in folders), TailMeter(folders[0][1])]
        for meter in meters:
            open_until_the_end.callback(meter.terminal.close)
        for _ in range(max(1, appends // BATCH)):
            for meter in meters:
                used = cpu_seconds(meter.terminal.pid)
                meter.measure(min(BATCH, appends))
                meter.cpu += cpu_seconds(meter.terminal.pid) - used
        found = [(meter.name, meter.latencies(), meter.cpu) for meter in meters]
    section = Section(
        "Append to terminal", "From just before the `write(2)` of a line to the last byte at a terminal: of the frame "
        "whose counts hold it, and of the line from `tail -F` at a like terminal, which is the floor of this meter. In "
        "turn, one append 30 to 60 ms after the other; the processor time is that of all threads meanwhile, the clock "
        "included.",
        ("", "appends", "p50", "p90", "p99", "most", "processor an append"),
        [(name, len(taken), *(figures.seconds(figures.percentile(taken, share)) for share in (0.5, 0.9, 0.99, 1)),
          figures.seconds(cpu / len(taken))) for name, taken, cpu in found])
    taken = found[0][1]
    for share, limit in ((0.5, 0.001), (0.99, 0.005)):
        reached = figures.percentile(taken, share)
        section.targets.append(Target(f"append → bytes on the terminal, p{share * 100:.0f}",
                                      f"at most {figures.seconds(limit)}", figures.seconds(reached), reached <= limit))
    return section


class ConsoleMeter:
    """Alternates new tickets with the taking of them, and afterwards looks up the piece that shows each."""

    def __init__(self, folder, home):
        self.name, self.cpu = f"console over {folder.truth['tickets']:,} tickets", 0
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
            self.appended.append((before, pieces, tuple(self.expected.values())))
            self.terminal.pump(0.02)

    def latencies(self):
        self.terminal.pump(1)
        # Which append the counts are of; a frame may have come so late that it shows a later one too.
        numbers = {expected: number for number, (_, _, expected) in enumerate(self.appended)}
        taken = []
        for number, (before, pieces, expected) in enumerate(self.appended):
            found = self.terminal.first(
                lambda text: numbers.get(tuple(counts(text).values()), -1) >= number, pieces)
            if found is None:
                raise AssertionError(f"{expected} never came to\n{self.terminal.screen()}")
            taken.append(self.terminal.frame_end(found) - before)
        return taken


class TailMeter:
    """The same for `tail -F`, whose line is known by its end."""

    def __init__(self, home):
        self.name, self.cpu, self.taken = "`tail -F`", 0, []
        log = home / "tailed.jsonl"
        self.file = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
        self.terminal = BareTerminal(["/usr/bin/tail", "-n", "0", "-F", str(log)], home)
        self.terminal.pump(0.3)

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

    def latencies(self):
        return self.taken

"""What a frame costs: processor time, and bytes beside the cells that changed."""
import os
import time

from bench import data, encoder, figures
from bench.report import Section, Target
from bench.terminal import opened
from console import counts
from state import line, request

COLUMNS, ROWS = 200, 50
#: How long nothing must come for a frame to be over.
PAUSE = 0.02
BLANK = " "


def measure(plan):
    times = plan.amount(100, 4)
    with data.copy(plan.size) as (folder, home):
        terminal = opened(folder, home, columns=COLUMNS, rows=ROWS)
        try:
            log = os.open(folder.logs[0], os.O_WRONLY | os.O_APPEND)

            def append(number):
                os.write(log, (line(request(0x7000_0000 + number)) + "\n").encode())

            def keys(*pressed):
                return lambda number: terminal.send(pressed[number % len(pressed)])
            frames = [
                Frames("selection moves by a row", terminal, keys(b"j")).draw(times),
                Frames("selection moves by a column", terminal, keys(b"2", b"3", b"4", b"1")).draw(times),
                Frames("a page on", terminal, keys(b"\x1b[6~")).draw(times),
                Frames("a ticket arrives", terminal, append).draw(times),
                Frames("help opens and closes", terminal, keys(b"?", b"\x1b")).draw(times),
                Frames("drawn anew (Ctrl-L)", terminal, keys(b"\x0c"), clears=True).draw(plan.amount(50, 2)),
            ]
            expected = dict(folder.counts, OPEN=folder.counts["OPEN"] + times)
            if (found := counts(terminal.screen())) != expected:
                raise AssertionError(f"{found} instead of {expected}")
        finally:
            terminal.close()
    section = Section(
        "Frames", f"A console of {COLUMNS}×{ROWS} cells over {plan.size:,} tickets. The processor time is that of all "
        "threads from the key or the line to the finished frame. A cell has changed when its text or its look has; the "
        "text is the UTF-8 of the cells that changed; the least is what an encoder that sees the whole frame needs for "
        "them, with the cursor's movements and the colours (`bench/encoder.py`).",
        ("", "frames", "processor, median", "most", "bytes a frame", "cells changed", "text", "least", "to text",
         "to least"),
        [each.row() for each in frames])
    slowest = max(frames, key=lambda each: figures.median(each.cpu))
    section.targets.append(Target(
        f"frame {COLUMNS}×{ROWS}, processor", "at most 1 ms",
        f"{figures.seconds(figures.median(slowest.cpu))} ({slowest.name}, the costliest)",
        figures.median(slowest.cpu) <= 0.001))
    bytes, text, least = (sum(getattr(each, part) for each in frames) for part in ("bytes", "text", "least"))
    section.targets.append(Target(
        f"frame {COLUMNS}×{ROWS}, bytes", "at most 1.2 × the cells that changed (here: 1.2 × the least)",
        f"{bytes / least:.2f} × the least over all of these ({bytes / text:.2f} × the text alone)",
        bytes <= 1.2 * least))
    return section


class Frames:
    """The frames that follow on one kind of event."""

    def __init__(self, name, terminal, cause, clears=False):
        self.name, self.terminal, self.cause, self.clears = name, terminal, cause, clears
        self.cpu, self.bytes, self.cells, self.text, self.least = [], 0, 0, 0, 0

    def draw(self, times):
        terminal = self.terminal
        terminal.settle(0.3)
        terminal.screen()
        before = cells(terminal)
        for number in range(times):
            used, pieces = terminal.cpu(), len(terminal.chunks)
            self.cause(number)
            wait_for_frame(terminal, pieces)
            self.cpu.append(terminal.cpu() - used)
            self.bytes += sum(len(data) for _, data in terminal.chunks[pieces:])
            terminal.screen()
            after = cells(terminal)
            # A screen that was cleared needs every cell that is not blank.
            changed = [new for old, new in zip(before, after) if (new.data != BLANK if self.clears else new != old)]
            self.cells += len(changed)
            self.text += sum(len(cell.data.encode()) for cell in changed)
            self.least += len(encoder.encode(before, after, COLUMNS, self.clears))
            before = after
        return self

    def row(self):
        frames = len(self.cpu)
        return (self.name, frames, figures.seconds(figures.median(self.cpu)), figures.seconds(max(self.cpu)),
                figures.number(self.bytes / frames), figures.number(self.cells / frames),
                figures.number(self.text / frames), figures.number(self.least / frames),
                figures.ratio(self.bytes / max(1, self.text)), figures.ratio(self.bytes / max(1, self.least)))


def wait_for_frame(terminal, pieces):
    """Until a frame came and nothing more for a moment."""
    end = time.monotonic() + 2
    while len(terminal.chunks) == pieces and time.monotonic() < end:
        terminal.read_once(0.1)
    terminal.settle(PAUSE)


def cells(terminal):
    """Every cell with its look."""
    buffer = terminal.display.buffer
    return [buffer[row][column] for row in range(ROWS) for column in range(COLUMNS)]

"""The console at a terminal that keeps the moment of every piece that it writes."""
import dataclasses
import os
import signal
import time

from bare_terminal import BareTerminal
from bench.run import PATIENCE
from console import counts
from program import BINARY
from waiting import cpu_seconds

#: Pieces of one frame follow each other faster than this.
WITHIN_FRAME = 0.002


@dataclasses.dataclass(frozen=True)
class Opening:
    """How a console came up, in seconds from before the fork, and what it cost until it was asked to quit."""
    first_frame: float
    first_tickets: float
    seconds: float
    cpu: float
    peak: int


class Terminal(BareTerminal):
    def __init__(self, folder, home, columns=120, rows=40):
        self.folder = folder
        self.texts = []
        super().__init__([BINARY, "--state", str(folder.state.path)], home, columns, rows)

    # What was shown when

    def shown(self):
        """The text of the screen after each piece. Pieces are drawn here and not as they come, for that takes time."""
        for index in range(len(self.texts), len(self.chunks)):
            self.texts.append(self.screen(index + 1))
        return self.texts

    def first(self, holds, since=0):
        """The first piece from `since` after which this holds of the screen; None where there is none."""
        texts = self.shown()
        return next((index for index in range(since, len(texts)) if holds(texts[index])), None)

    def frame_end(self, index):
        """The moment of the last piece of the frame that this piece is of."""
        while index + 1 < len(self.chunks) and self.chunks[index + 1][0] - self.chunks[index][0] < WITHIN_FRAME:
            index += 1
        return self.chunks[index][0]

    def frames(self, since=0):
        """The moments at which frames begin."""
        moments = [moment for moment, _ in self.chunks[since:]]
        return [moment for before, moment in zip([0, *moments], moments) if moment - before >= WITHIN_FRAME]

    # Waiting

    def wait_for_board(self):
        """Waits until the whole board stands there; the piece that completed it."""
        while (waited := time.monotonic() - self.started) < PATIENCE:
            self.settle(0.15)
            # Drawing takes from the program's time: it waits for a sign.
            if waited > 5 or any(b"IVE" in data for _, data in self.chunks):
                found = self.first(lambda text: "LIVE" in text and counts(text) == self.folder.counts)
                if found is not None:
                    return found
        raise AssertionError(f"no board of {self.folder.counts} on\n{self.screen()}")

    def settle(self, pause):
        """Reads until nothing came for so long, or for a second in all."""
        end = time.monotonic() + 1
        while time.monotonic() < end:
            pieces = len(self.chunks)
            if not self.read_once(pause):
                raise AssertionError(f"the console ended:\n{self.screen()}")
            if len(self.chunks) == pieces:
                return

    # The process

    def cpu(self):
        return cpu_seconds(self.pid)

    def peak(self):
        """The most memory that was resident so far, in bytes."""
        return self.memory("VmHWM")

    def memory(self, field):
        with open(f"/proc/{self.pid}/status") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith(field))

    def quit(self):
        """Leaves the console as an operator does; its processor time in all."""
        self.send(b"q")
        end = time.monotonic() + 10
        while self.read_once(max(0, end - time.monotonic())) and time.monotonic() < end:
            pass
        if time.monotonic() >= end:
            os.kill(self.pid, signal.SIGKILL)
        _, _, used = os.wait4(self.pid, 0)
        self.hang_up()
        return used.ru_utime + used.ru_stime


def opened(folder, home, **size):
    """A console with its whole board before it."""
    terminal = Terminal(folder, home, **size)
    try:
        terminal.wait_for_board()
        terminal.settle(0.3)
    except BaseException:
        terminal.close()
        raise
    return terminal


def opening(folder, home):
    """Opens the console, waits for the whole board, and leaves."""
    terminal = Terminal(folder, home)
    try:
        whole = terminal.wait_for_board()
        first = terminal.first(lambda text: all(status in text for status in folder.counts))
        tickets = terminal.first(lambda text: any(kind in text for kind in ("RECONCILE ", "REPORTS ", "ACKNOWLEDGE ")))
        # Counts without tickets are no board.
        pieces = first, tickets, max(tickets, whole)
        moments = [terminal.frame_end(index) - terminal.started for index in pieces]
        peak = terminal.peak()
        return Opening(*moments, cpu=terminal.quit(), peak=peak)
    finally:
        terminal.close()


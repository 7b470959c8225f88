"""A console before which nothing happens."""
import os

from bench import data, figures
from bench.plan import MILLION
from bench.report import Section, Target
from bench.terminal import opened

#: Processor time that drawing the clock may take, each second.
TICK = 0.001


def measure(plan):
    seconds = plan.amount(60, 2)
    with data.copy(plan.size) as (folder, home):
        terminal = opened(folder, home)
        try:
            # What follows the load, such as giving memory back, is not idleness.
            terminal.pump(plan.amount(5, 0.1))
            before, pieces = Usage(terminal), len(terminal.chunks)
            terminal.pump(seconds)
            after, written = Usage(terminal), terminal.chunks[pieces:]
            resident = terminal.memory("VmRSS")
        finally:
            terminal.close()
    cpu, wakes = after.cpu - before.cpu, after.waits - before.waits
    size = sum(len(data) for _, data in written)
    section = Section(
        "Idle", f"{seconds} s of a console over {plan.size:,} tickets that nobody touches. A wake-up is a voluntary "
        "context switch, of any thread.",
        ("processor", "wake-ups", "forced switches", "writes", "bytes written", "resident"),
        [(figures.seconds(cpu), f"{wakes} ({wakes / seconds:.2f}/s)", after.forced - before.forced, len(written),
          f"{size} ({size / seconds:.0f}/s)", figures.megabytes(resident))])
    if plan.size == MILLION:
        section.targets += [
            Target(f"idle {seconds} s, processor", "0 s but the clock (here: 1 ms a tick)", figures.seconds(cpu),
                   cpu <= TICK * seconds),
            Target(f"idle {seconds} s, wake-ups", "at most 1/s", f"{wakes / seconds:.2f}/s", wakes <= seconds + 1)]
    return section


class Usage:
    """What all threads of a program have used so far."""

    def __init__(self, terminal):
        self.cpu = terminal.cpu()
        self.waits = self.forced = 0
        for thread in os.listdir(f"/proc/{terminal.pid}/task"):
            with open(f"/proc/{terminal.pid}/task/{thread}/status") as file:
                fields = dict(line.partition(":")[::2] for line in file)
            self.waits += int(fields["voluntary_ctxt_switches"])
            self.forced += int(fields["nonvoluntary_ctxt_switches"])

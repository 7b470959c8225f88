"""The cold load at growing sizes."""
import shutil

from bench import DATA, data, figures
from bench.cases import programs
from bench.contest import contest
from bench.report import Section, Target

#: From here on a folder is made for the run alone, and only where the disk has room for it several times over.
LARGE = 5_000_000
ROOM = 30_000_000_000
#: Of both logs, a ticket.
BYTES = 800


def measure(plan):
    section = Section(
        "Growth", "`tickets check`, cold, from exec to its end. The last two columns are what a ticket costs beyond the "
        "size before.", ("tickets", "logs", "runs", "median", "processor", "peak memory", "time a ticket more",
                         "memory a ticket more"))
    before = None
    for size in plan.sizes:
        if reason := obstacle(size):
            section.notes.append(f"{size:,} tickets: left out, for {reason}.")
            continue
        check, truth = load(size, plan)
        section.rows.append((figures.number(size), f"{truth['bytes'] / 1e6:,.1f} MB", len(check.runs),
                             figures.seconds(check.seconds), figures.seconds(check.cpu), figures.megabytes(check.peak),
                             *more(check, size, before)))
        if size >= LARGE and before:
            section.targets.append(linear(check, size, *before))
        before = check, size
    return section


def obstacle(size):
    """Why so many tickets cannot be measured here; None where they can."""
    if size < LARGE:
        return None
    if shutil.disk_usage(DATA).free < ROOM:
        return f"less than {ROOM / 1e9:.0f} GB of disk are free"
    with open("/proc/meminfo") as file:
        available = next(int(line.split()[1]) * 1024 for line in file if line.startswith("MemAvailable"))
    return "the page cache has no room for the logs" if available < 1.2 * BYTES * size else None


def load(size, plan):
    folder = data.folder(size)
    with data.scratch() as home:
        check = programs.check(folder, home, before=folder.forget)
        contest([check], min(plan.rounds, 3))
    folder.forget()
    if size >= LARGE:
        shutil.rmtree(folder.state.path)
    return check, folder.truth


def more(check, size, before):
    if not before:
        return "", ""
    smaller, tickets = before
    return (f"{(check.seconds - smaller.seconds) / (size - tickets) * 1e9:,.0f} ns",
            f"{(check.peak - smaller.peak) / (size - tickets):.0f} B")


def linear(check, size, smaller, tickets):
    """Ten times the tickets in at most eleven times the time, and within the memory of the target."""
    times, sizes = check.seconds / smaller.seconds, size / tickets
    a_ticket = (check.peak - 20 * figures.MB) / size
    return Target(f"{size:,} tickets", "linear in size, at most 96 B a ticket + 20 MB",
                  f"{times:.1f} × the time of {tickets:,}, {a_ticket:.0f} B a ticket beyond 20 MB",
                  times <= 1.1 * sizes and a_ticket <= 96)

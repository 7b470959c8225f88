"""Opening what was open before."""
import time

from bench import data, figures, profile
from bench.cases import programs
from bench.contest import HEAD, contest
from bench.plan import MILLION
from bench.report import Section, Target
from bench.terminal import opened
from program import BINARY

LIMIT = 0.050


def measure(plan):
    with data.copy(plan.size) as (folder, home):
        folder.forget()
        kept = leave_cache(folder, home, plan.amount(10, 1))
        check, newest = programs.check(folder, home), programs.newest(folder, home)
        console = programs.console(folder, home)
        contest([check, newest, console], plan.rounds)
        why = profile.note(newest.name, [BINARY, "--state", str(folder.state.path), "board", "--json", "--limit", "50"])
    says = (f"After one console left {kept}. `tickets check` takes nobody's word for the logs: it reads them whole, as "
            "ever; `tickets board` waits until all of the logs is verified where they have changed since, or lately; "
            "the console verifies them behind its first frames." if kept else
            "**Nothing was left in `state/cache` by the console before, so these are cold starts too.**")
    section = Section("Warm start", says, HEAD, [each.row() for each in (check, newest, console)])
    first = figures.median([run.first_frame for run in console.runs])
    tickets = figures.median([run.first_tickets for run in console.runs])
    section.notes.append(f"The console's first frame stood after {figures.seconds(first)} and the first tickets after "
                         f"{figures.seconds(tickets)} (medians), the time of the fork that starts it included.")
    section.notes.append(why)
    if plan.size == MILLION:
        for work, reached in (("first frame", first), ("first tickets", tickets), ("whole board", console.seconds)):
            section.targets.append(Target(
                f"warm start, {work}", "at most 50 ms", figures.seconds(reached) + ("" if kept else ", cold"),
                reached <= LIMIT if kept else None))
    return section


def leave_cache(folder, home, patience):
    """Lets a console run until its cache no longer changes; what is there then, in words."""
    terminal = opened(folder, home)
    end = time.monotonic() + patience
    sizes = None
    while time.monotonic() < end:
        terminal.pump(0.5)
        before, sizes = sizes, cached(folder)
        if sizes and sizes == before:
            break
    terminal.quit()
    sizes = cached(folder)
    return f"{sum(sizes.values()) / figures.MB:.1f} MB in `state/cache`" if sizes else None


def cached(folder):
    return {path.name: path.stat().st_size for path in folder.cache.rglob("*") if path.is_file()}

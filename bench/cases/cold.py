"""Both logs to the finished board, with nothing left of an earlier run."""
from bench import data, figures, profile
from bench.cases import programs
from bench.contest import HEAD, contest
from bench.plan import MILLION
from bench.report import Section, Target
from program import BINARY

#: Of a ticket, in bytes, and of the program itself.
BYTES_A_TICKET, CONSTANT = 96, 20_000_000


def measure(plan):
    with data.copy(plan.size) as (folder, home):
        check = programs.check(folder, home, before=folder.forget)
        console = programs.console(folder, home, before=folder.forget)
        floors = simdjson, _ = programs.floors(folder, home)
        peers = programs.peers(folder, home) if plan.has_peers else []
        duckdb = peers[0] if peers else None
        contest([check, console, *floors, *peers], plan.rounds)
        folder.forget()
        why = profile.note("`tickets check`", [BINARY, "--state", str(folder.state.path), "check", "--json"])

    section = Section(
        "Cold load", f"{folder.truth['lines']:,} lines, {folder.truth['bytes'] / 1e6:,.0f} MB, in the page cache, from "
        "exec to the end of the program, or for the console until the terminal shows four right counts. Every answer is "
        "compared with what the generator knows. *Board* keeps what columns and detail show of each ticket; *counts "
        "alone* keeps a status. The bare pass unescapes every string and keeps none.",
        (*HEAD, "to DuckDB, board", "to simdjson"),
        [each.row(duckdb, simdjson) for each in (check, console, *peers, *floors)])
    section.notes += [came_up(console), why]
    if plan.size == MILLION:
        section.targets += targets(check, console, simdjson, duckdb, peers)
    return section


def came_up(console):
    """When the console's first frames stood there."""
    first = figures.seconds(figures.median([run.first_frame for run in console.runs]))
    tickets = figures.seconds(figures.median([run.first_tickets for run in console.runs]))
    return f"The console's first frame stood after {first} and the first tickets after {tickets} (medians)."


def targets(check, console, simdjson, duckdb, peers):
    for each in (check, console):
        if duckdb:
            alone = each.seconds / peers[1].seconds
            yield Target(f"cold load, {each.name}", "at most 0.35 × DuckDB",
                         f"{each.seconds / duckdb.seconds:.2f} × (and {alone:.2f} × its counts alone)",
                         each.seconds <= 0.35 * duckdb.seconds)
        yield Target(f"cold load, {each.name}", "at most 1.0 × bare simdjson pass",
                     figures.ratio(each.seconds / simdjson.seconds), each.seconds <= simdjson.seconds)
        yield Target(f"peak memory of it, {each.name}", "at most 120 MB", figures.megabytes(each.peak),
                     each.peak <= 120 * figures.MB)
        wanted = BYTES_A_TICKET * MILLION + CONSTANT
        yield Target(f"memory, {each.name}", "at most 96 B a ticket + 20 MB",
                     f"{(each.peak - CONSTANT) / MILLION:.0f} B a ticket beyond 20 MB", each.peak <= wanted)

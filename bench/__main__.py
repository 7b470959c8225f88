"""python -m bench: measures, and writes the report."""
import argparse
import importlib
import pathlib
import sys
import time

from bench import ROOT, report, tools
from bench.machine import Machine
from bench.plan import Plan

#: In the order of the report.
CASES = ("truth", "cold", "warm", "growth", "latency", "storm", "idle", "frame", "filter", "api", "submit", "worker")
RESULTS = ROOT / "bench" / "RESULTS.md"


def words():
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--only", default="", help=f"cases, with commas: {','.join(CASES)}")
    parser.add_argument("--size", type=int, default=Plan.size, help="tickets, where a case has one size")
    parser.add_argument("--sizes", default=",".join(map(str, Plan.sizes)), help="tickets of the growth case")
    parser.add_argument("--rounds", type=int, default=Plan.rounds)
    parser.add_argument("--no-peers", action="store_true", help="without what must be installed")
    parser.add_argument("--brief", action="store_true", help="only show that everything works")
    parser.add_argument("--out", type=pathlib.Path, help="else bench/RESULTS.md, when all cases run")
    found = parser.parse_args()
    chosen = [name for name in found.only.split(",") if name] or list(CASES)
    if unknown := set(chosen) - set(CASES):
        parser.error(f"no such case: {', '.join(sorted(unknown))}")
    plan = Plan(size=found.size, sizes=tuple(int(size) for size in found.sizes.split(",") if size), rounds=found.rounds,
                has_peers=not found.no_peers, is_brief=found.brief)
    return plan, chosen, found.out or (RESULTS if chosen == list(CASES) else None)


def main():
    plan, chosen, out = words()
    started = time.time()
    tools.prepare(plan)
    machine = Machine(plan)
    sections = []
    for name in chosen:
        begun = time.monotonic()
        sections.append(importlib.import_module(f"bench.cases.{name}").measure(plan))
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
    text = report.document(machine, plan, sections, started)
    if out:
        out.write_text(text)
        print(f"Written: {out}", file=sys.stderr)
    print(text)


if __name__ == "__main__":
    main()

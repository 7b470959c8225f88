"""The same answers, before anything about speed: damaged logs read as their generator knows them to be."""
import sys

from bench import data
from bench.cases import programs
from bench.report import Section
from bench.tools import peer


def measure(plan):
    damaged = data.folder(plan.size, noise=True)
    with data.scratch() as home:
        programs.check(damaged, home).once()
        python = [sys.executable, peer("python_join.py"), "json", "counts"]
        programs.counting("Python with json, counts alone", python, damaged, home).once()
        damaged.forget()
    problems = damaged.truth["problems"]
    return Section(
        "Answers", f"{plan.size:,} tickets with torn, foreign and doubled lines, steps that are not allowed and results "
        "of unknown tickets: what `tickets check` counts by status, and how many problems it finds, is what the generator "
        "knows; a Python fold counts the same by status. A difference would have ended this run.",
        ("", *damaged.counts, "problems in requests", "problems in results"),
        [("generator, `tickets check`", *(f"{value:,}" for value in damaged.counts.values()),
          *(f"{problems[log]:,}" for log in ("requests", "results")))])

"""Measures the program beside what a user would otherwise take: `make bench`, `make bench-check`.

The figures judge nothing but the targets that they stand beside, and every one is measured in the run that prints it.
"""
import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
#: What is built for the benchmark.
BUILT = ROOT / ".build" / "bench"
DATA = ROOT / "bench" / "data"

# The bare terminal, the server and the state folder of the black-box tests serve here too.
sys.path.append(str(ROOT / "Tests" / "blackbox"))

"""The benchmark itself: that each case still works, and that the gate can close. Its figures are no matter here."""
import copy
import json
import os
import random
import re
import shutil
import subprocess
import sys

import pyte
import pytest

from bench import profile
from program import ROOT

#: Without what must be installed, and in a moment.
TINY = ("--brief", "--no-peers", "--rounds", "1", "--size", "200")


def call(*words):
    return subprocess.run([sys.executable, "-m", *words], cwd=ROOT, capture_output=True, text=True, timeout=55,
                          env=dict(os.environ, PYTHONDONTWRITEBYTECODE="1"))


def test_each_case_writes_its_section_at_a_tiny_size(tmp_path):
    out = tmp_path / "RESULTS.md"
    done = call("bench", *TINY, "--sizes", "200,400", "--out", str(out))
    assert done.returncode == 0, done.stderr
    titles = re.findall(r"^## (.*)", out.read_text(), re.M)
    assert titles == ["Targets", "Answers", "Cold load", "Warm start", "Growth", "Append to terminal", "Storm", "Idle",
                      "Frames", "Filter", "API", "Durable submits", "Worker"]


def test_some_cases_alone_are_printed_and_no_report_is_written():
    report = ROOT / "bench" / "RESULTS.md"
    before = report.stat() if report.exists() else None
    done = call("bench", *TINY, "--only", "cold")
    assert done.returncode == 0 and "## Cold load" in done.stdout and "## Idle" not in done.stdout
    assert "at most 120 MB" not in done.stdout, "a target of a million tickets judged at 200"
    assert (report.stat() if report.exists() else None) == before


def test_an_unknown_case_is_named():
    done = call("bench", "--only", "cold,lukewarm")
    assert done.returncode == 2 and "lukewarm" in done.stderr


@pytest.mark.skipif(not shutil.which("valgrind"), reason="needs valgrind, which make bench-check installs")
@pytest.mark.parametrize("share, code, says", [(0.9, 1, "OVER"), (1, 0, ""), (1.2, 0, "better"), (None, 1, "no limit")])
def test_the_gate_closes_when_a_case_needs_more_than_its_limit(tmp_path, needed, share, code, says):
    limits = tmp_path / "instructions.json"
    limits.write_text(json.dumps({"submit": int(needed * share)} if share else {}))
    done = call("bench.instructions", "--only", "submit", "--limits", str(limits))
    assert done.returncode == code and says in done.stdout, done.stdout + done.stderr


@pytest.fixture(scope="module")
def needed(tmp_path_factory):
    """What `submit` needs now."""
    limits = tmp_path_factory.mktemp("gate") / "instructions.json"
    done = call("bench.instructions", "--only", "submit", "--limits", str(limits), "--update")
    assert done.returncode == 0, done.stderr
    return json.loads(limits.read_text())["submit"]


@pytest.mark.parametrize("clears", [False, True], ids=["from the frame before", "drawn anew"])
def test_what_the_reference_encoder_counts_makes_the_frame(clears):
    sys.path.insert(0, str(ROOT))
    from bench.encoder import encode

    chance = random.Random(7)
    columns, rows = 60, 12
    screen = pyte.Screen(columns, rows)
    stream = pyte.ByteStream(screen)

    def cells():
        return [screen.buffer[row][column] for row in range(rows) for column in range(columns)]

    for _ in range(100):
        before = copy.deepcopy(screen.buffer), cells()
        for _ in range(chance.randrange(1, 8)):
            look = chance.choice(["", "1", "7", "38;5;31", "1;38;5;130", "4;7", "44"])
            # Ten columns each, so that no wide character is cut.
            text = chance.choice(["티켓 처리 ", "─" * 10, "REPORTS RE", " " * 10, "x   y     "])
            row, column = chance.randrange(rows), 10 * chance.randrange(columns // 10)
            stream.feed(f"\x1b[{look}m\x1b[{row + 1};{column + 1}H{text}\x1b[m".encode())
        wanted = cells()
        screen.buffer = before[0]
        stream.feed(encode(before[1], wanted, columns, clears))
        assert cells() == wanted


def test_names_of_functions_are_short():
    assert profile.short("csj::Walker<(anonymous namespace)::RecordSink>::value(int)") == "value"
    assert profile.short("specialized static TimestampParser.parse(_:)") == "specialized static TimestampParser.parse"
    assert profile.short("_copy_to_iter") == "_copy_to_iter"

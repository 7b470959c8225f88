"""Foreign bytes at every door, made by libFuzzer as coverage tells it, under the address sanitizer (Tests/Fuzz). The short
form runs with the unit tests: the same entries over the corpus."""
import os
import re
import subprocess

import pytest

from program import ROOT

ENTRIES = ("lines", "logs", "salvage", "longline", "checkpoint", "archive", "filter", "pattern", "keys", "text",
           "settings", "api", "answers")
FINDINGS = ROOT / ".build" / "fuzz" / "findings"


@pytest.fixture(scope="module")
def built():
    """Builds the fuzzer, once."""
    subprocess.run([ROOT / "script" / "fuzz"], check=True, stdout=subprocess.DEVNULL)


def fuzz(entry, *words):
    """The exit code of a run, what it said, and how many inputs it tried."""
    done = subprocess.run(["nice", "-n", "5", ROOT / "script" / "fuzz", entry, *words], capture_output=True,
                          env=os.environ | {"FUZZ_BUILT": "1"})
    said = done.stderr.decode(errors="replace")
    runs = re.search(r"number_of_executed_units: (\d+)", said)
    return done.returncode, said, int(runs[1]) if runs else 0


@pytest.mark.full
@pytest.mark.timeout(3600)
def test_no_input_breaks_a_promise(built, figures):
    tried = {}
    for entry in ENTRIES:
        code, said, tried[entry] = fuzz(entry, "-1", "-max_total_time=30")
        assert code == 0, f"{entry}: the input is in {FINDINGS}\n{said[-4000:]}"
    figures("hostile bytes, fuzzed by coverage", runs=sum(tried.values()), crashes=0, broken_promises=0, **tried)


@pytest.mark.full
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("entry, found", [("controlTrap", "FINDING: the seeded defect"),
                                          ("controlOverrun", "AddressSanitizer: heap-buffer-overflow")])
def test_control_a_seeded_defect_is_found(built, entry, found):
    code, said, _ = fuzz(entry, "5000000")
    assert code != 0 and found in said

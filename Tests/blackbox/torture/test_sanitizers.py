"""The thread and the address sanitizer over the unit tests and the real programs: no report."""
import re
import subprocess

import pytest

from program import ROOT

pytestmark = pytest.mark.alone

KINDS = ("address", "thread")


def sanitize(kind, *words):
    done = subprocess.run([ROOT / "script" / "sanitize", kind, *words], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.timeout(300)
@pytest.mark.parametrize("kind", KINDS)
def test_control_a_seeded_defect_is_reported_and_a_sound_program_is_not(kind):
    code, said = sanitize(kind, "control")
    assert code == 0, said
    assert f"{kind} sanitizer, sound control: 0 reports" in said
    assert re.search(f"{kind} sanitizer, seeded control: [1-9]", said), said


@pytest.mark.full
@pytest.mark.long
@pytest.mark.timeout(5400)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_reported(figures, kind):
    code, said = sanitize(kind)
    assert code == 0, said[-6000:]
    passed = sum(int(count) for count in re.findall(r"(\d+) passed", said))
    assert passed > 0
    figures(f"{kind} sanitizer", black_box_tests=passed, reports=0)

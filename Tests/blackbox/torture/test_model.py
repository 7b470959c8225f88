"""The lock's protocol, every interleaving of it, and every way to break it that the model knows."""
import re
import subprocess

import pytest

from program import ROOT

MODEL = ROOT / "Model"

pytestmark = [pytest.mark.timeout(7200), pytest.mark.alone]


def check(*words):
    """States of all runs that hold, and how many mutations were caught; fails with what `Model/check` says."""
    done = subprocess.run([MODEL / "check", *words], capture_output=True, text=True, timeout=7000)
    assert done.returncode == 0, done.stdout + done.stderr
    states = sum(int(number) for number in re.findall(r"(\d+) states, 0 errors", done.stdout))
    known = set(re.findall(r"#define (\w+) *\(MUTATION == \d+\)", (MODEL / "worker_lock.pml").read_text()))
    return states, len(known & set(re.findall(r"^ok +(\w+): ", done.stdout, re.M))), len(known)


def test_the_lock_holds_in_every_interleaving_and_every_mutation_is_caught(amount, figures):
    """Each mutation is a control: without its part the protocol must fail."""
    states, caught, known = check(*amount(["--short"], []))
    assert states > 500_000 and caught == amount(4, known), (states, caught, known)
    figures("lock: model checked (Spin, exhaustive)", states=states, mutations_caught=caught, errors=0)


@pytest.mark.long
def test_the_lock_holds_with_three_workers_killed_at_any_step(figures):
    states, caught, known = check("--full")
    assert states > 200_000_000 and caught == known, (states, caught, known)
    figures("lock: model checked, 3 workers killed at any step (Spin, exhaustive)", states=states, mutations_caught=caught,
            errors=0)

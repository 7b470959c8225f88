"""The log of the attacks' figures, and the report over all runs: python figures.py writes it."""
import json
import pathlib
import subprocess
import time

HERE = pathlib.Path(__file__).resolve().parent
LOG = HERE / "figures.jsonl"
REPORT = HERE.parents[1] / "TORTURE.md"

HEAD = """# What the attacks did

Written by `make torture` from [the log of its runs](blackbox/torture/figures.jsonl). Whole numbers are sums over the runs,
numbers with a point the greatest of them. A run that found a fault is not listed: what it found is in
[REGRESSIONS.md](REGRESSIONS.md). Each attack has a control, which runs with it: see `test_control_…` beside it in
`Tests/blackbox/torture`.

| attack | again with | runs | figures | last |
|---|---|---|---|---|
"""


def add(attack, test, counts, seconds):
    """Appends what one run did."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True).stdout.strip()
    run = {"attack": attack, "test": test, "at": time.strftime("%Y-%m-%d"), "commit": commit, "seconds": round(seconds),
           "counts": counts}
    with open(LOG, "a", encoding="utf-8") as file:
        file.write(json.dumps(run, ensure_ascii=False) + "\n")


def runs():
    return [json.loads(line) for line in LOG.read_text(encoding="utf-8").splitlines()] if LOG.exists() else []


def summed(counts):
    """The counts of several runs as one."""
    total = {}
    for count in counts:
        for name, value in count.items():
            total[name] = max(total.get(name, value), value) if isinstance(value, float) else total.get(name, 0) + value
    return total


def report(runs):
    attacks = {}
    for run in runs:
        attacks.setdefault(run["attack"], []).append(run)
    rows = []
    for attack, its in attacks.items():
        told = ", ".join(f"{value:,} {name.replace('_', ' ')}" for name, value in summed(run["counts"] for run in its).items())
        last = its[-1]
        rows.append(f"| {attack} | `make torture ONLY={last['test'].split('[')[0]}` | {len(its)} | {told} | {last['at']} {last['commit']} |")
    return HEAD + "\n".join(rows) + "\n"


if __name__ == "__main__":
    REPORT.write_text(report(runs()), encoding="utf-8")

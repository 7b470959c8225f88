"""python -m bench.instructions: the instructions of small fixed cases against what they may be.

Instructions, unlike seconds, are the same on a busy machine. Ends with 1 when a case needs more than its limit and the
tolerance. `--update` writes the limits anew.
"""
import argparse
import json
import pathlib
import re
import subprocess
import sys

from bench import BUILT, ROOT, data
from bench.terminal import opened
from program import BINARY, environment

LIMITS = ROOT / "bench" / "instructions.json"
#: By how much a case may exceed its limit, and by how much it may stay below before the limit is called too high.
TOLERANCE = 0.05
TICKETS = 20_000


def cases():
    """Name, whether the logs are damaged, whether it starts warm, the program's words."""
    yield "check", False, False, ["check"]
    yield "check, damaged logs", True, False, ["check"]
    yield "board, warm", False, True, ["board", "--json", "--limit", "50"]
    yield "board --json --limit 50", False, False, ["board", "--json", "--limit", "50"]
    yield "show", False, False, ["show", None]
    yield "submit", False, False, ["submit", "acknowledge", "--message-id", "push_1"]
    yield "info", False, False, ["info"]


def main():
    parser = argparse.ArgumentParser(prog="make bench-check", description=__doc__)
    parser.add_argument("--update", action="store_true", help="make what is needed now the limit")
    parser.add_argument("--limits", type=pathlib.Path, default=LIMITS)
    parser.add_argument("--only", help="one case")
    words = parser.parse_args()
    limits = json.loads(words.limits.read_text()) if words.limits.exists() else {}
    needed = {name: measure(*case) for name, *case in cases() if words.only in (None, name)}
    if words.update:
        limits = limits | needed if words.only else needed
        words.limits.write_text(json.dumps(limits, indent=2) + "\n")
    sys.exit(judge(needed, limits))


def judge(needed, limits):
    """Prints the table; 1 when anything is over."""
    code = 0
    print(f"{'case':<28}{'instructions':>16}{'limit':>16}{'change':>9}")
    for name, count in needed.items():
        limit = limits.get(name)
        change = count / limit - 1 if limit else None
        verdict = "no limit: make bench-check UPDATE=1" if limit is None else ""
        if change is not None and change > TOLERANCE:
            verdict = f"OVER by more than {TOLERANCE:.0%}"
        elif change is not None and change < -TOLERANCE:
            verdict = "better: make bench-check UPDATE=1 keeps it so"
        code = max(code, int(limit is None or change > TOLERANCE))
        shown = ("", "") if limit is None else (f"{limit:,}", f"{change:+.1%}")
        print(f"{name:<28}{count:>16,}{shown[0]:>16}{shown[1]:>9}  {verdict}".rstrip())
    return code


def measure(is_damaged, is_warm, words):
    """The instructions of one run on a fresh copy."""
    with data.copy(TICKETS, noise=is_damaged) as (folder, home):
        if is_warm:
            terminal = opened(folder, home)
            terminal.pump(2)
            terminal.quit()
        first = json.loads(folder.state.requests.open().readline())["request_id"]
        return instructions([first if word is None else word for word in words], folder, home)


def instructions(words, folder, home):
    out = BUILT / "callgrind" / f"{words[0]}.out"
    out.parent.mkdir(parents=True, exist_ok=True)
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}",
               readable(), "--state", str(folder.state.path), *words]
    # Swift's hash tables start from chance otherwise.
    variables = environment(home, SWIFT_DETERMINISTIC_HASHING="1")
    done = subprocess.run(command, cwd=home, env=variables, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if not found or done.returncode not in (0, 1):
        raise RuntimeError(f"valgrind: exit {done.returncode}\n{done.stderr[-2000:]}")
    return int(found[1])


def readable():
    """The program without its debug information, which is newer than valgrind; names of functions stay."""
    copy = BUILT / "tickets"
    subprocess.run(["strip", "--strip-debug", "-o", copy, BINARY], check=True)
    return str(copy)


if __name__ == "__main__":
    main()

"""Measures the real program at a bare terminal and prints the figures; judges nothing.

    meter.py [STATE]    STATE: a state folder for the start-up times; absent: 100,000 tickets are made

Everything is done on copies in a temporary folder.
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

from bare_terminal import BareTerminal
from console import counts
from program import BINARY
from state import State, fill, request, result
from waiting import cpu_seconds

JOIN = """
import json, sys
status = {}
for line in open(sys.argv[1] + "/tickets/ticket_requests.jsonl", encoding="utf-8"):
    try: status.setdefault(json.loads(line)["request_id"], "OPEN")
    except (ValueError, KeyError, TypeError): pass
steps = {("OPEN", "IN_PROGRESS"), ("IN_PROGRESS", "DONE"), ("IN_PROGRESS", "FAILED")}
for line in open(sys.argv[1] + "/tickets/ticket_results.jsonl", encoding="utf-8"):
    try: record = json.loads(line); step = status.get(record["request_id"]), record["status"]
    except (ValueError, KeyError, TypeError): continue
    if step in steps: status[record["request_id"]] = step[1]
count = {}
for each in status.values(): count[each] = count.get(each, 0) + 1
print(count)
"""


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def open_board(state, home):
    terminal = BareTerminal([BINARY, "--state", str(state.path)], home)
    terminal.wait_for("LIVE", seconds=60)
    terminal.quiet(pause=0.5, seconds=60)
    return terminal


def idle(state, home, seconds=10):
    terminal = open_board(state, home)
    pieces, used = len(terminal.chunks), cpu_seconds(terminal.pid)
    terminal.pump(seconds)
    used = cpu_seconds(terminal.pid) - used
    written = terminal.chunks[pieces:]
    size = sum(len(data) for _, data in written)
    print(f"idle {seconds} s over 20,000 tickets: {used * 1000:.1f} ms of processor, {len(written)} writes, {size} bytes")
    terminal.close()


def latency(state, home, appends=200):
    """From the return of the appender's write to the last byte of the frame that shows it."""
    terminal = open_board(state, home)
    taken = []
    for number in range(appends):
        before = counts(terminal.screen())
        ticket = 1_000_000 + number // 2
        line = request(ticket) if number % 2 == 0 else result(ticket, "IN_PROGRESS", 1)
        state.append(state.requests if number % 2 == 0 else state.results, line)
        start = time.monotonic()
        while counts(terminal.screen()) == before:
            terminal.read_once(1)
        end = terminal.chunks[-1][0]
        # The rest of the same frame follows at once.
        while (pieces := len(terminal.chunks)) and terminal.read_once(0.005) and len(terminal.chunks) > pieces:
            end = terminal.chunks[-1][0]
        taken.append((end - start) * 1000)
        terminal.pump(0.02)
    print(f"append to last byte of the frame, {appends} of them: p50 {percentile(taken, 0.5):.2f} ms, "
          f"p99 {percentile(taken, 0.99):.2f} ms, most {max(taken):.2f} ms")
    terminal.close()


def start_up(state, home, runs=5):
    firsts, wholes, memory = [], [], []
    for _ in range(runs):
        terminal = BareTerminal([BINARY, "--state", str(state.path)], home)
        end = time.monotonic() + 20
        # Drawn only afterwards: the emulator is slow.
        while time.monotonic() < end and b"IVE" not in terminal.written[-20_000:]:
            terminal.read_once(0.05)
        terminal.pump(0.3)
        with open(f"/proc/{terminal.pid}/status") as file:
            memory.append(next(int(row.split()[1]) for row in file if row.startswith("VmRSS")) / 1024)
        chunks = list(terminal.chunks)
        terminal.close()
        screens = [(moment, terminal.screen(upto)) for upto, (moment, _) in enumerate(chunks, 1)]
        final = counts(screens[-1][1])
        first = next(moment for moment, screen in screens if "OPEN" in screen and "FAILED" in screen)
        whole = next(moment for moment, screen in screens if "LIVE" in screen and counts(screen) == final)
        firsts.append((first - terminal.started) * 1000)
        wholes.append((whole - terminal.started) * 1000)
    joins = []
    for _ in range(3):
        start = time.monotonic()
        said = subprocess.run(["python3", "-c", JOIN, str(state.path)], capture_output=True, text=True, check=True).stdout
        joins.append((time.monotonic() - start) * 1000)
    print(f"board: {final}; python3's join: {said.strip()}")
    print(f"from exec, best / median of {runs}: first frame {min(firsts):.0f} / {percentile(firsts, 0.5):.0f} ms, "
          f"whole board {min(wholes):.0f} / {percentile(wholes, 0.5):.0f} ms; resident {max(memory):.0f} MB; "
          f"python3's join alone {min(joins):.0f} / {percentile(joins, 0.5):.0f} ms")


def main():
    home = pathlib.Path(tempfile.mkdtemp(prefix="tickets-"))
    try:
        large = State(home / "large")
        if len(sys.argv) > 1:
            shutil.copytree(pathlib.Path(sys.argv[1]) / "tickets", large.make().path / "tickets", dirs_exist_ok=True)
        else:
            fill(large, 100_000)
        start_up(large, home)
        medium = State(home / "medium")
        fill(medium, 20_000)
        idle(medium, home)
        latency(medium, home)
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()

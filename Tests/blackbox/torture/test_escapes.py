"""No text of a ticket, a file, a server or a clipboard ever reaches the terminal as anything but text.

Each payload stands in every field of a ticket; every byte that goes to the terminal is read by a guard that knows what the
terminal's own description can make, and nothing else."""
import base64
import json
import re
import subprocess
import sys

import pytest

import hostile_tickets
from hostile_server import HostileServer
from hostile_tickets import mark
from job import Job
from payloads import PAYLOADS, chosen
from program import BINARY
from screens import damage, drawn
from state import State, request, ticket_id
from test_terminal_endings import HERE
from wire import pieces
from wire_guard import COPY, WireGuard

#: It can scroll and repeat by no sequence that the screen of these tests does not know.
TERM = "tmux-256color"
MARK = re.compile(r"M\d{4}")


@pytest.fixture
def attacked(amount):
    """The payloads of this run: some of every kind, or all."""
    return chosen(amount(120, len(PAYLOADS)))


@pytest.fixture
def run(home):
    """Starts the console on a state folder; all are ended at the end."""
    jobs = []

    def start(state, *words, waits=True, term=TERM, command=None, **options):
        options.setdefault("env", {})["TERM"] = term
        jobs.append(Job(command or [BINARY, "--state", str(state.path), *words], home, **options))
        if waits:
            jobs[-1].wait_for(b"OPEN")
            jobs[-1].quiet()
        return jobs[-1]

    yield start
    for job in jobs:
        job.close()


def assert_clean(wire, term=TERM, copies=False):
    found = WireGuard(term, copies).check(wire)
    assert not found, f"{len(found)} findings, first {found[:5]}"
    return len(wire)


def press(job, keys, times=1, pause=0.02):
    for _ in range(times):
        job.send(keys).pump(pause)
    return job


def finish(job):
    """Leaves once all is drawn: what a terminal has not taken after a moment is cut, wherever that is."""
    job.quiet(0.1)
    for _ in range(2):
        if not job.has_ended():
            press(job, b"\x03", pause=0.2)
    assert job.wait_for_end(10) is not None
    return job.written


def test_there_are_as_many_payloads_as_promised():
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 2064


# The screen

@pytest.mark.timeout(300)
@pytest.mark.parametrize("columns, rows, term", [(80, 24, "xterm-256color"), (120, 40, TERM), (200, 50, "linux"), (40, 10, "vt100"), (500, 400, TERM)],
                         ids=str)
def test_the_board_and_its_panel(run, home, attacked, amount, figures, columns, rows, term):
    """The columns by pages; in the full form also every ticket's records, by moving to it."""
    state = hostile_tickets.fill(State(home / "state"), attacked)
    job = run(state, columns=columns, rows=rows, term=term)
    pages = len(attacked) // 4 // max(1, (rows - 12) // 3) + 1
    for column in b"1234":
        press(job, bytes([column]), pause=0.05)
        press(job, b"\x04", min(pages, amount(15, 400)))
        press(job, b"k", amount(5, len(attacked) // 4 if (columns, rows) == (120, 40) else 50), 0.018)
    job.send(b"\x0c").quiet()
    if rows == 400:
        seen = set(MARK.findall("\n".join("".join(row) for row in drawn(job.written, columns, rows))))
        assert len(seen) > min(len(attacked), 400) / 2, "the payloads were not shown"
    bytes_read = assert_clean(finish(job), term)
    figures("escapes: board and panel", payloads=len(attacked), kilobytes=bytes_read // 1024, findings=0)


@pytest.mark.timeout(900)
def test_opened_tickets_and_questions_about_them(run, home, attacked, amount, figures):
    """Detail with its scrolled records, the questions before a step, and the answers to the steps themselves."""
    state = hostile_tickets.fill(State(home / "state"), attacked)
    job = run(state)
    count = amount(6, len(attacked) // 4)
    for column, step in zip(b"1234", (b"c", b"D", b"X", b"c")):
        press(job, bytes([column]))
        for number in range(count):
            press(job, b"\r")
            press(job, b" ", pause=0.018)
            press(job, step, pause=0.018)
            press(job, b"\r" if number % 10 == 0 else b"\x1b", pause=0.04)
            press(job, b"\x1b", 2, 0.03)
            press(job, b"j", pause=0.018)
    job.send(b"@").quiet()
    assert_clean(finish(job), copies=True)
    figures("escapes: opened tickets", payloads=4 * count, findings=0)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("columns, rows", [(80, 24), (200, 50), (500, 400)], ids=str)
def test_problems_and_their_raw_text(run, home, attacked, amount, figures, columns, rows):
    state = hostile_tickets.spoil(hostile_tickets.fill(State(home / "state"), attacked[:40]), attacked)
    job = run(state, columns=columns, rows=rows)
    press(job, b"!", pause=0.1)
    press(job, b" ", min(5 * len(attacked) // max(1, rows - 12) + 1, amount(15, 1000)), 0.018)
    press(job, b"k", amount(20, 300), 0.018)
    press(job, b"\r", pause=0.05)
    assert_clean(finish(job))
    figures("escapes: problems", lines=4 * len(attacked), findings=0)


@pytest.mark.timeout(300)
def test_messages_of_the_worker_and_of_steps(run, home, attacked, amount, figures):
    """The worker takes hostile tickets in hand, and other lines come and go meanwhile."""
    state = hostile_tickets.fill(State(home / "state"), attacked, status="OPEN")
    job = run(state, columns=200, rows=50)
    press(job, b"@w", pause=amount(2.2, 15))
    hostile_tickets.spoil(state, attacked[:50])
    press(job, b" ", 4, 0.05)
    state.requests.write_bytes(b"")
    press(job, b"G", 20, 0.05)
    state.lock.unlink(missing_ok=True)
    press(job, b"G", 20, 0.05)
    assert_clean(finish(job))
    figures("escapes: messages", findings=0)


PLACES = {"form": b"\x1bOQ", "acknowledgement": b"\x1bOS", "filter": b"/", "search in help": b"?", "commands": b":"}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("place", PLACES)
def test_what_is_pasted_and_typed(run, home, attacked, amount, figures, place):
    """Each payload by bracketed paste, into every place that takes text; the filter suggests hostile names besides."""
    state = hostile_tickets.fill(State(home / "state"), chosen(100))
    job = run(state)
    press(job, PLACES[place], pause=0.1)
    part = attacked[::amount(5, 1)]
    for number, kind, text in part:
        data = text[:3000].encode("utf-8", "replace")
        press(job, b"\x1b[200~" + data + b"\x1b[201~", pause=0.018)
        if place == "filter" and number % 10 == 0:
            for words in (b"by:", b"type:", b"mode:", b"trace:", b"id:M"):
                press(job, b"\x15" + words, pause=0.03)
                press(job, b"\t\t", pause=0.03)
        press(job, b"\x10" if place == "form" and number % 10 == 0 else b"\x15", pause=0.018)
        press(job, b"\x1b\x15" if place == "form" and number % 10 == 0 else b"\x15", pause=0.018)
        assert not job.has_ended(), (number, kind)
    written = finish(job)
    assert len(written) > 2000
    assert_clean(written)
    figures(f"escapes: pasted into {place}", payloads=len(part), findings=0)


@pytest.mark.timeout(300)
def test_what_a_server_says(run, home, attacked, amount, figures):
    """Rows, refusals of forms and steps, and the line of the status."""
    server = HostileServer(attacked)
    try:
        state = State(home / "state")
        job = run(state, "--api", server.base, columns=200, rows=50)
        for column, step in zip(b"1234", (b"c", b"D", b"X", b"c")):
            press(job, bytes([column]))
            for _ in range(amount(7, 200)):
                press(job, step + b"\r", pause=0.03)
                press(job, b"\x1b", pause=0.03)
                press(job, b"j", pause=0.02)
        for number in range(amount(7, 200)):
            press(job, b"\x1bOQ", pause=0.05)
            press(job, b"x\x13", pause=0.08)
            press(job, b"\x1b", pause=0.05)
        press(job, b"@w", pause=1)
        # The first thing that can be done to some tickets is to copy their ids.
        assert_clean(finish(job), copies=True)
        assert server.refusals >= amount(12, 500)
        figures("escapes: a hostile server", refusals=server.refusals, findings=0)
    finally:
        server.stop()


# What stands around a hostile text

@pytest.mark.timeout(300)
@pytest.mark.parametrize("view, keys, columns, rows", [("board", b"3g\x0c", 200, 400), ("board, narrow", b"3g\x0c", 80, 400), ("problems", b"!\x0c", 120, 400)],
                         ids=["board", "narrow", "problems"])
def test_the_neighbours_of_a_hostile_text_are_what_they_are_beside_a_harmless_one(run, home, attacked, figures, view, keys, columns, rows):
    """Screen by screen the same with `x` in place of every payload: all that is not the payload's own must be the same."""
    # Longer ones make bad lines, which the board does not have.
    short = [payload for payload in attacked if len(payload[2]) < 10_000]
    per_screen = (rows - 20) // 3 // 2
    for start in range(0, len(short), per_screen):
        part = short[start:start + per_screen]
        screens = [capture(run, State(home / f"{name}{start}"), part, harmless, keys, columns, rows)
                   for name, harmless in (("bad", None), ("good", "x"))]
        # Of problems, reasons and places differ with the text; what is around them does not.
        found = [row for row in damage(*screens, lambda text: view == "problems" or MARK.search(text))
                 if not row[2].startswith("┌ ticket_requests.jsonl")]
        assert not found, f"{len(found)} rows, first:\n{found[0][1]}\n{found[0][2]}"
    figures(f"escapes: neighbours on the {view}", payloads=len(attacked), damaged=0)


def capture(run, state, part, harmless, keys, columns, rows):
    """Harmless tickets around and between, in all four columns."""
    hostile_tickets.fill(state, part, harmless, status="DONE")
    for number in range(4 * len(part)):
        state.append(state.requests, request(number))
        for record in hostile_tickets.results(number, "plain", hostile_tickets.STATUSES[number % 4]):
            state.append(state.results, {**record, "request_id": ticket_id(number), "message": f"plain {number}"})
    if keys.startswith(b"!"):
        for number, _, hostile in part:
            text = hostile[:3000].replace("\n", " ") if harmless is None else harmless
            state.append(state.requests, f"{mark(number)} {text}", f"plain {number}")
    job = run(state, columns=columns, rows=rows)
    for key in keys:
        press(job, bytes([key]), pause=0.05)
    job.quiet()
    screen = drawn(job.written[job.written.rindex(b"\x1b[2J"):] if b"\x1b[2J" in job.written else job.written, columns, rows)
    finish(job)
    job.close()
    # The clock, and the folder's name.
    return [[" "] * columns, *screen[1:]]


# Copies

def test_copies_are_base64_and_nothing_else(run, home, attacked, amount, figures):
    part = [payload for payload in attacked if len(payload[2]) < 10_000][:amount(60, 3000)]
    state = hostile_tickets.fill(State(home / "state"), part, status="OPEN")
    job = run(state)
    press(job, b"g", pause=0.1)
    for _ in part:
        press(job, b"yYj", pause=0.01)
    written = finish(job)
    assert_clean(written, copies=True)
    copied = [base64.b64decode(piece.data[7:-1]).decode() for piece in pieces(written) if COPY.fullmatch(piece.data)]
    ids = {hostile_tickets.request(number, text)["request_id"] for number, _, text in part}
    assert len(copied) == 2 * len(part) and ids <= set(copied)
    assert all(json.loads(text) for text in set(copied) - ids)
    figures("escapes: copies", copies=len(copied), findings=0)


# Controls

def test_control_the_guard_finds_what_others_let_through(run, home, attacked, amount, figures):
    """The texts on the terminal as jq -r prints them, and as a list that trusts curses."""
    corpus = home / "corpus.jsonl"
    corpus.write_text("".join(json.dumps(f"{mark(number)} {text[:2000]}") + "\n" for number, _, text in reversed(attacked)))
    job = run(None, command=["/usr/bin/jq", "-r", ".", str(corpus)], waits=False)
    job.wait_for_end(10)
    found = len(WireGuard().check(job.written))
    figures("escapes: control, jq -r", findings=found)
    assert found >= amount(100, 1000)
    naive = run(None, command=[sys.executable, str(HERE / "naive_console.py"), str(corpus)], rows=400, columns=200, waits=False).started()
    assert len(WireGuard(TERM).check(naive.written)) > amount(3, 50)


def test_control_the_comparison_finds_damaged_neighbours(attacked, amount, figures):
    """A list that puts each text where it belongs, as it is."""
    # Of some sequences not even the judge knows what to make.
    part = [payload for payload in attacked if len(payload[2]) < 3000 and "CSI" not in payload[1]][:amount(150, 400)]
    screens = []
    for harmless in (None, "x"):
        lines = [f"\x1b[{row};1H│ {mark(number)} {text if harmless is None else harmless}\x1b[{row};120H│"
                 for row, (number, _, text) in zip(range(1, 2 * len(part), 2), part)]
        plain = [f"\x1b[{row};1H│ plain {row}\x1b[{row};120H│" for row in range(2, 2 * len(part) + 1, 2)]
        screens.append(drawn("".join(plain + lines).encode("utf-8", "replace"), 120, 2 * len(part) + 1))
    found = len(damage(*screens, lambda text: bool(MARK.search(text))))
    figures("escapes: control, neighbours of a naive list", damaged=found)
    assert found > 5

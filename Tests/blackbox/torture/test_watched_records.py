"""Records that are shown with a ticket while its log becomes another one: they are its own, or it is said that there is
none."""
import contextlib
import json
import subprocess
import sys
import threading
import time

import pytest
import requests

import native_build
from api import Server
from changes import overwrite, put
from program import Tickets
from state import line, request, result, ticket_id

COUNT = 1500


def world(first):
    """A log whose records are as long as those of every other, so that each begins where one of another ticket did."""
    return "".join(line(request(number, reason=ticket_id(number))) + "\n" for number in range(first, first + COUNT))


#: Three, so that of a record of two halves it is clear which one is the newer.
FIRSTS = 100_000, 200_000, 300_000
WORLDS = [world(first) for first in FIRSTS]
#: How long each record is.
LENGTH = len(WORLDS[0]) // COUNT
#: A write goes at least so many bytes at a time.
PAGE = 4096


def half_written():
    """The id and the reason of each record that a write in place stands in the middle of.

    Such a record stands in the log, whole, for as long as the writer waits there: for a reader it is one as any other.
    Nothing tells it from what was appended: the log has its size, and the time stamp of the moment when the write began."""
    for old, new in zip(WORLDS, WORLDS[1:] + WORLDS[:1]):
        for place in range(PAGE, len(new), PAGE):
            record = json.loads(new[place // LENGTH * LENGTH:place] + old[place:place // LENGTH * LENGTH + LENGTH])
            yield record["request_id"], record["payload"]["reason"]


HALF_WRITTEN = set(half_written())


def truncate_and_grow(path, text):
    with open(path, "r+") as log:
        log.truncate(0)
        for start in range(0, len(text), 1 << 16):
            log.write(text[start:start + (1 << 16)])
            log.flush()


def rotate(path, text):
    """As programs do that open the log for each record, while another moves it away."""
    with contextlib.suppress(FileNotFoundError):
        path.rename(path.with_suffix(".1"))
    for record in text.splitlines(keepends=True)[:300]:
        with open(path, "a") as log:
            log.write(record)


WAYS = {"replaced": put, "rewritten": overwrite, "truncated and grown": truncate_and_grow, "rotated": rotate}


class Changing:
    """A log that becomes another one again and again."""

    def __init__(self, path, way, pause=0.02):
        self.path, self.way, self.pause, self.count = path, way, pause, 0
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._run)

    def _run(self):
        while not self.over.wait(self.pause):
            self.count += 1
            self.way(self.path, WORLDS[self.count % len(WORLDS)])

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


@pytest.fixture
def logs(state):
    """Some tickets of all worlds are taken, with their ids as messages."""
    state.make()
    state.requests.write_text(WORLDS[0])
    state.append(state.results, *(result(first + number, "IN_PROGRESS", message=ticket_id(first + number))
                                  for first in FIRSTS for number in range(0, COUNT, 3)))
    return state


def is_true(row, halves=frozenset()):
    """Whether a row holds what was written of its ticket, be it one of those `halves`."""
    said = row["last_message"] == (row["request_id"] if row["current_status"] == "IN_PROGRESS" else "")
    reason = row["payload"].get("reason") if isinstance(row["payload"], dict) else None
    return said and (reason == row["request_id"] or (row["request_id"], reason) in halves)


class Looks:
    """What was seen: rows, half written and untrue ones among them, and how often it was said that nothing could be."""

    def __init__(self, seconds, halves):
        self.end, self.halves = time.monotonic() + seconds, halves
        self.rows, self.half_written, self.untrue, self.refused = 0, 0, [], 0

    def look(self, *ways):
        # A loaded machine may need longer for the first that is not refused.
        while time.monotonic() < self.end or not self.rows and time.monotonic() < self.end + 30:
            for way in ways:
                rows = way()
                if rows is None:
                    self.refused += 1
                else:
                    self.rows += len(rows)
                    self.half_written += sum(not is_true(row) and is_true(row, self.halves) for row in rows)
                    self.untrue += [row for row in rows if not is_true(row, self.halves)]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.timeout(300)
def test_no_ticket_is_shown_with_the_records_of_another(home, logs, way, amount, figures):
    server, tickets = Server(logs, home), Tickets(logs, home)

    def answered(path, rows):
        try:
            answer = server.get(path)
            return rows(answer.json()) if answer.status_code == 200 else None
        except (requests.RequestException, ValueError):
            # A long answer that had begun before the log was another.
            return None

    def latest():
        return answered("/api/tickets/latest?limit=50", lambda body: body["rows"])

    def whole():
        return answered("/api/tickets/latest", lambda body: body["rows"])

    def history():
        rows = answered(f"/api/tickets/{ticket_id(100_003)}", lambda body: [body])
        for row in rows or []:
            assert [record["record"]["request_id"] for record in row["history"]] == [row["request_id"]] * 2, row
        return rows

    def board():
        done = tickets.run("board", "--json")
        assert done.returncode == 0 or "ticket_requests.jsonl" in done.stderr, done.stderr
        return json.loads(done.stdout)["rows"] if done.returncode == 0 else None

    def show():
        done = tickets.run("show", ticket_id(100_003))
        assert not any(ticket_id(first + 3) in done.stdout for first in FIRSTS[1:])
        assert done.returncode or ticket_id(100_003) in done.stdout
        return [] if done.returncode == 0 else None

    looks = Looks(amount(2.5, 60), HALF_WRITTEN if way == "rewritten" else frozenset())
    try:
        with Changing(logs.requests, WAYS[way]) as changing:
            looks.look(latest, whole, history, board, show)
        assert looks.rows > 0 and looks.untrue == [], looks.untrue[:2]
        # Once it holds still, all is there.
        overwrite(logs.requests, WORLDS[0])
        assert len(server.rows()) == len(tickets.board()["rows"]) == COUNT
        assert all(map(is_true, server.rows()))
    finally:
        server.stop()
    figures(f"records of a log that is {way}", changes=changing.count, rows=looks.rows, untrue=0,
            half_written=looks.half_written, refused=looks.refused)


#: Where the last record begins.
LAST = len(WORLDS[0]) - LENGTH


def overtaken(log, home, cut):
    """The environment of a reader that a writer in place overtakes when it has read so many bytes of the last record."""
    other = home / "other"
    other.write_text(WORLDS[1])
    log.write_text(WORLDS[0])
    return {"LD_PRELOAD": native_build.preloaded("overtaken"), "OVERTAKEN_LOG": str(log), "OVERTAKEN_BY": str(other),
            "OVERTAKEN_FROM": str(LAST - 1), "OVERTAKEN_AT": str(LAST + cut)}


def test_a_reader_that_is_overtaken_within_a_record_shows_no_half_of_it(home, logs, tickets, amount, figures):
    cuts = range(0, LENGTH, amount(30, 1))
    for cut in cuts:
        [row] = tickets.json("board", "--json", "--limit", "1", env=overtaken(logs.requests, home, cut), code=0)["rows"]
        assert row["request_id"] == ticket_id(200_000 + COUNT - 1) and is_true(row), (cut, row)
    figures("a record overtaken behind each of its bytes", cuts=len(cuts), untrue=0)


def test_a_write_in_place_that_waits_is_shown_as_far_as_it_has_come(logs, tickets, amount):
    """By a reader that knows nothing of what stood there before."""
    shown = set()
    for place in range(PAGE, len(WORLDS[0]), PAGE * amount(20, 1)):
        overwrite(logs.requests, WORLDS[1][:place] + WORLDS[0][place:])
        rows = tickets.board()["rows"]
        assert len(rows) == COUNT and all(is_true(row, HALF_WRITTEN) for row in rows), place
        shown |= {(row["request_id"], row["payload"]["reason"]) for row in rows if not is_true(row)}
    assert shown and shown < HALF_WRITTEN


def test_control_a_reader_that_reads_once_shows_half_of_another_record(home, logs):
    once = f"import os, sys; print(os.pread(os.open(sys.argv[1], 0), {LENGTH}, {LAST}).decode())"
    env = overtaken(logs.requests, home, WORLDS[0].index('", "requested_at'))
    done = subprocess.run([sys.executable, "-c", once, logs.requests], env=env, capture_output=True, text=True, check=True)
    record = json.loads(done.stdout)
    shown = record["request_id"], record["payload"]["reason"]
    assert shown == (ticket_id(100_000 + COUNT - 1), ticket_id(200_000 + COUNT - 1))


@pytest.mark.timeout(300)
def test_a_log_whose_end_tells_nothing_is_read_again_where_its_records_do(home, logs):
    last = line(request(300_000, reason="끝" * 400)) + "\n"
    logs.requests.write_text(WORLDS[0] + last)
    server = Server(logs, home)
    try:
        assert len(server.rows()) == COUNT + 1
        overwrite(logs.requests, WORLDS[1] + last)
        found = {row["request_id"] for row in server.rows()}
        assert found == {ticket_id(200_000 + number) for number in range(COUNT)} | {ticket_id(300_000)}
    finally:
        server.stop()


class NaiveReader:
    """Remembers where records begin, and reads them from whatever stands at the path when they are shown."""

    def __init__(self, path):
        self.path, self.places, start = path, [], 0
        for text in path.read_bytes().splitlines(keepends=True):
            self.places.append((json.loads(text)["request_id"], start))
            start += len(text)

    def rows(self):
        for ticket, start in self.places:
            with open(self.path, "rb") as log:
                log.seek(start)
                try:
                    payload = json.loads(log.readline())["payload"]
                except ValueError:
                    payload = None
            yield {"request_id": ticket, "payload": payload, "current_status": "OPEN", "last_message": ""}


@pytest.mark.parametrize("way", WAYS)
def test_control_a_reader_by_offsets_shows_the_records_of_others(logs, way):
    """In the moment that the attack waits for, which here is made."""
    reader = NaiveReader(logs.requests)
    assert all(map(is_true, reader.rows()))
    WAYS[way](logs.requests, WORLDS[1])
    assert not any(map(is_true, reader.rows()))

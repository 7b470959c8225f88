"""Records that are shown with a ticket while its log becomes another one: they are its own, or it is said that there is
none."""
import contextlib
import json
import threading
import time

import pytest
import requests

from api import Server
from changes import overwrite, put
from program import Tickets
from state import line, request, result, ticket_id

COUNT = 1500


def world(first):
    """A log whose records are as long as those of every other, so that each begins where one of another ticket did."""
    return "".join(line(request(number, reason=ticket_id(number))) + "\n" for number in range(first, first + COUNT))


WORLDS = [world(100_000), world(200_000)]


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
            self.way(self.path, WORLDS[self.count % 2])

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()


@pytest.fixture
def logs(state):
    """Some tickets of both worlds are taken, with their ids as messages."""
    state.make()
    state.requests.write_text(WORLDS[0])
    state.append(state.results, *(result(first + number, "IN_PROGRESS", message=ticket_id(first + number))
                                  for first in (100_000, 200_000) for number in range(0, COUNT, 3)))
    return state


def is_true(row):
    """Whether a row holds what was written of its ticket."""
    said = row["last_message"] == (row["request_id"] if row["current_status"] == "IN_PROGRESS" else "")
    return said and isinstance(row["payload"], dict) and row["payload"].get("reason") == row["request_id"]


class Looks:
    """What was seen: rows, untrue ones among them, and how often it was said that nothing could be."""

    def __init__(self, seconds):
        self.end, self.rows, self.untrue, self.refused = time.monotonic() + seconds, 0, [], 0

    def look(self, *ways):
        # A loaded machine may need longer for the first that is not refused.
        while time.monotonic() < self.end or not self.rows and time.monotonic() < self.end + 30:
            for way in ways:
                rows = way()
                if rows is None:
                    self.refused += 1
                else:
                    self.rows += len(rows)
                    self.untrue += [row for row in rows if not is_true(row)]


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
        assert ticket_id(200_003) not in done.stdout and (done.returncode or ticket_id(100_003) in done.stdout)
        return [] if done.returncode == 0 else None

    looks = Looks(amount(2.5, 60))
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
    figures(f"records of a log that is {way}", changes=changing.count, rows=looks.rows, untrue=0, refused=looks.refused)


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

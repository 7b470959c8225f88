"""Torn tails: a log ends within a record, at any byte, cut or filled with NULs; whoever writes next loses nothing by it."""
import collections
import json
import threading

import pytest

from api import Server
from program import Tickets
from state import State, line, request, result, ticket_id
from waiting import wait_until

#: What a torn record holds: a quote, a brace and a backslash, a whole record that is none, letters of several bytes.
REASON = 'quote " brace } back\\slash {"request_id": "evil", "payload": {}} 정산 é 🙂 \u202e'
FILLS = ("cut", "NULs")
#: Who writes behind a torn request, and behind a torn result.
WRITERS = {"requests": ("foreign", "submit", "serve submit"),
           "results": ("foreign", "consume", "complete", "serve consume", "serve complete")}


class Folder:
    """A state folder whose logs are torn again and again, and what has to be on its board."""

    def __init__(self, place, server=True):
        self.state = State(place / "state").make()
        self.tickets = Tickets(self.state, place)
        self.server = Server(self.state, place) if server else None
        self.expected, self.problems, self.cases, self.number = {}, collections.Counter(), 0, 0

    def new(self, status="OPEN"):
        """A ticket that stands whole in the logs."""
        self.number += 1
        self.state.append(self.state.requests, request(self.number))
        if status != "OPEN":
            self.state.append(self.state.results, result(self.number, status))
        self.expected[ticket_id(self.number)] = status
        return self.number

    def tear(self, log, record, cut, fill):
        """Leaves the beginning of a record at the end of a log; whether it is all but its newline."""
        raw = (line(record) + "\n").encode()
        with open(log, "ab") as file:
            file.write(raw[:cut] + (bytes(len(raw) - cut) if fill == "NULs" else b""))
        return fill == "cut" and cut == len(raw) - 1

    def case(self, log, cut, fill, writer):
        """Tears a record and has `writer` write the next one."""
        self.cases += 1
        if log == "requests":
            self.torn_request(cut, fill, writer)
        else:
            self.torn_result(cut, fill, writer)

    def torn_request(self, cut, fill, writer):
        self.number += 1
        torn = self.number
        is_whole = self.tear(self.state.requests, request(torn, reason=REASON), cut, fill)
        is_fragment = cut > 0 or fill == "NULs"
        if writer == "foreign":
            self.new()
        else:
            self.expected[self.submit(writer)] = "OPEN"
        if is_whole and writer != "foreign":
            self.expected[ticket_id(torn)] = "OPEN"
        else:
            self.problems["requests"] += is_fragment

    def submit(self, writer):
        if writer == "submit":
            return self.tickets.submit()
        return self.server.submit()

    def torn_result(self, cut, fill, writer):
        open_one, taken = self.new(), self.new("IN_PROGRESS")
        torn = result(open_one, "IN_PROGRESS", 7, REASON)
        is_whole = self.tear(self.state.results, torn, cut, fill)
        is_fragment = cut > 0 or fill == "NULs"
        if is_whole and writer != "foreign":
            self.expected[ticket_id(open_one)] = "IN_PROGRESS"
        else:
            self.problems["results"] += is_fragment
        if writer == "foreign":
            self.state.append(self.state.results, result(taken, "DONE", 8))
            self.expected[ticket_id(taken)] = "DONE"
        elif writer.endswith("consume"):
            self.step(writer, open_one, "IN_PROGRESS", conflict=is_whole)
            if is_whole:
                self.state.append(self.state.results, "")
        else:
            self.step(writer, taken, "DONE")

    def step(self, writer, number, status, conflict=False):
        ticket = ticket_id(number)
        if writer.startswith("serve"):
            answer = (self.server.consume(ticket) if status == "IN_PROGRESS" else self.server.complete(ticket)).json()
        else:
            words = [] if status == "IN_PROGRESS" else ["--status", status]
            answer = self.tickets.json(writer, ticket, *words)
        assert answer["result"] == ("CONFLICT" if conflict else "OK"), answer
        self.expected[ticket] = status

    def verify(self):
        """A fresh reader finds what has to be there, and nothing else; one that watched all the time finds the same."""
        rows = self.tickets.board()["rows"]
        found = {row["request_id"]: row["current_status"] for row in rows}
        assert found == self.expected, set(found.items()) ^ set(self.expected.items())
        check = self.tickets.json("check", "--json")
        assert check["problems"] == {"requests": self.problems["requests"], "results": self.problems["results"]}
        if self.server:
            assert self.server.rows() == rows
            watched = wait_until(lambda: self.server.get("/api/tickets/problems").json(), "the server's problems")
            assert watched["items"] == check["items"] and watched["problems"] == check["problems"]


def length(log):
    torn = request(1, reason=REASON) if log == "requests" else result(1, "IN_PROGRESS", 7, REASON)
    return len((line(torn) + "\n").encode())


def cases(stride):
    """Every `stride`th byte of a record, and always those where something changes: the first, the last ones."""
    for log, writers in WRITERS.items():
        for writer in writers:
            for fill in FILLS:
                end = length(log)
                for cut in range(end):
                    if cut % stride == (len(writer + fill) % stride) or cut in (0, 1, end - 2, end - 1):
                        yield log, cut, fill, writer


@pytest.mark.timeout(900)
def test_nothing_is_lost_behind_a_torn_tail(home, amount, figures, open_console):
    folders = [Folder(make(home / f"part{number}")) for number in range(4)]
    try:
        console = open_console(state=folders[0].state, columns=160)
        work = list(cases(amount(97, 1)))
        failures = []

        def run(folder, part):
            try:
                for number, case in enumerate(part):
                    folder.case(*case)
                    if number % 200 == 199 or number == len(part) - 1:
                        folder.verify()
            except BaseException as failure:
                failures.append((case, failure))

        threads = [threading.Thread(target=run, args=(folder, work[number::4])) for number, folder in enumerate(folders)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if failures:
            case, failure = failures[0]
            raise AssertionError(f"{len(failures)} of 4, the first at {case}") from failure
        console.wait_for_counts(**collections.Counter(folders[0].expected.values()))
    finally:
        for folder in folders:
            folder.server.stop()
    figures("torn tail at every byte", cases=sum(folder.cases for folder in folders), lost=0)


def make(path):
    path.mkdir()
    return path


def test_control_a_naive_writer_and_reader_lose_the_record_behind_a_torn_tail(home):
    folder = Folder(make(home / "part"), server=False)
    lost = 0
    for cut in range(0, length("requests"), 20):
        folder.case("requests", cut, "cut", "foreign")
        lost += json.dumps(ticket_id(folder.number)) not in json.dumps(naive(folder.state.requests))
    assert lost > 5


def naive(log):
    """The ids of the lines that parse."""
    ids = []
    for text in log.read_text(errors="replace").splitlines():
        try:
            ids.append(json.loads(text)["request_id"])
        except ValueError:
            continue
    return ids

"""What the attacks on single commands begin with, and what must be true of a state folder after each of them."""
import json
import shutil

from history import History
from plain_board import PlainBoard
from program import BINARY
from served import WORKER
from state import State, request, result, ticket_id
from storm import EVENT, LONG_AGO

TORN = '{"schema": "TICKET_REQUEST_V1", "request_id": "0badc0de'
NAME = "attack"


def logs(state):
    """An OPEN ticket 1, 2 IN_PROGRESS, 3 DONE."""
    state.append(state.requests, *(request(number) for number in (1, 2, 3)))
    state.append(state.results, result(2, "IN_PROGRESS", 1), result(3, "IN_PROGRESS", 1), result(3, "DONE", 2))


def torn_logs(state):
    logs(state)
    for log in (state.requests, state.results):
        with open(log, "a") as file:
            file.write(TORN)


def stale_lock(state):
    logs(state)
    state.lock.write_text(json.dumps({"pid": 999999999, "acquired_at": LONG_AGO}))


def large_logs(state):
    """Over 8 MiB, from which on the board is saved."""
    logs(state)
    many = range(10, 110)
    state.append(state.requests, *(request(number, reason="x" * 90_000) for number in many))
    state.append(state.results, *(result(number, "IN_PROGRESS") for number in many))


def saved_board(state):
    """One that is there already, and what a killed writer leaves of the next."""
    large_logs(state)
    cache = state.path / "cache"
    cache.mkdir()
    (cache / "board.checkpoint").write_bytes(b"of another time")
    (cache / "board.checkpoint.new").write_bytes(b"left behind" * 1000)


SUBMIT = ("submit", "reconcile", "--mode", "FULL", "--reason", "정산 불일치 확인", "--trace-id", NAME)
CONSUME = ("consume", ticket_id(1), "--processor", NAME)
COMPLETE = ("complete", ticket_id(2), "--status", "DONE", "--message", "완료", "--processor", NAME)
#: What the steps are to make of their tickets.
STEPS = {CONSUME: (ticket_id(1), "IN_PROGRESS"), COMPLETE: (ticket_id(2), "DONE")}
WORK = ("worker", "--once", "--delay", "0")

#: name: (what is there before, the words of `tickets`; None: ticket-worker)
RUNS = {
    "submit, the first": (lambda state: None, SUBMIT),
    "submit": (logs, SUBMIT),
    "submit behind a torn line": (torn_logs, SUBMIT),
    "consume": (logs, CONSUME),
    "consume behind a torn line": (torn_logs, CONSUME),
    "complete": (logs, COMPLETE),
    "tickets worker": (logs, WORK),
    "ticket-worker": (logs, None),
    "tickets worker, stale lock": (stale_lock, WORK),
}
#: What else is written beside the logs, as the board is saved. Of these runs only that is interfered with.
SAVING = {
    "save the board": (large_logs, ("board", "--limit", "1")),
    "save the board again": (saved_board, ("board", "--limit", "1")),
}


def command(words, state):
    """The whole command line."""
    if words is None:
        return [WORKER, "--state", str(state.path), "--once", "--delay", "0"]
    return [BINARY, "--state", str(state.path), "--lang", "en", *words]


class Folder:
    """A state folder made by `prepare`, again and again the same."""

    def __init__(self, home, prepare, words):
        self.words, self.origin = words, home / "origin"
        self.state = State(home / "state")
        self.origin.mkdir()
        prepare(State(self.origin))
        self.before = {log.name: log.read_bytes() if log.exists() else b""
                       for log in (State(self.origin).requests, State(self.origin).results)}

    def renew(self):
        shutil.rmtree(self.state.path, ignore_errors=True)
        if any(self.origin.iterdir()):
            shutil.copytree(self.origin, self.state.path)
        return self.state

    def history(self, done=None):
        """What was asked for, and what `done`, the end of a run, acknowledged."""
        history = History()
        history.know(PlainBoard(State(self.origin)))
        history.asked_submits.add(NAME)
        if self.words in STEPS:
            history.asked_steps[NAME] = STEPS[self.words]
        if done is not None:
            note(history, done)
        return history

    def expect_nothing(self, history):
        found = list(self.findings(history))
        assert not found, "\n".join(found[:20])

    def findings(self, history):
        """What is wrong: lost, doubled, or nobody's; or an earlier byte changed."""
        for log in (self.state.requests, self.state.results):
            now = log.read_bytes() if log.exists() else b""
            if not now.startswith(self.before[log.name]):
                yield f"changed: {log.name}"
        history.workers |= PlainBoard(self.state).workers()
        yield from history.findings(self.state)


def note(history, done):
    """Takes what a command or a worker said into the history."""
    for row in done.stdout.splitlines(keepends=True):
        answer = as_answer(row)
        if answer is None:
            continue
        if answer["result"] != "OK":
            if answer.get("appended") is False or answer["result"] == "CONFLICT":
                history.denied.append(NAME)
        elif "new_status" in answer:
            history.stepped(NAME, answer)
        else:
            history.submitted(NAME, answer)
    for row in done.stderr.splitlines(keepends=True):
        if match := row.endswith("\n") and EVENT.search(row):
            history.worked(None, match[1], "DONE" if match[2] == "is DONE" else "IN_PROGRESS")


def as_answer(row):
    if not (row.startswith('{"result"') and row.endswith("\n")):
        return None
    return json.loads(row)


def assert_sound(folder, history, tickets):
    """Nothing is wrong, and nothing becomes so once others have gone on."""
    folder.expect_nothing(history)
    goes_on(folder.state, tickets)
    history.asked_submits.add(None)
    folder.expect_nothing(history)


def goes_on(state, tickets):
    """The next writer, reader and worker of the same folder succeed, and the product sees what stands there."""
    assert tickets.submit("the next")
    if state.lock.exists():
        lock = json.loads(state.lock.read_text())
        assert set(lock) == {"pid", "acquired_at"}
        if lock["acquired_at"] != LONG_AGO:
            assert tickets.run("worker", "--drain", "--delay", "0", code=5)
        state.lock.write_text(json.dumps({**lock, "acquired_at": LONG_AGO}))
    tickets.run("worker", "--drain", "--delay", "0", code=0)
    assert not state.lock.exists()
    board = PlainBoard(state)
    assert "OPEN" not in board.status.values()
    if state.requests.stat().st_size < 1 << 20:
        assert tickets.statuses() == board.status
    check = tickets.json("check", "--json")
    assert (check["status"], sum(check["problems"].values())) == (board.counts(), board.problems())

"""Logs that are rotated, replaced, cut, removed, or turned into something else, while everything watches them."""
import collections
import contextlib
import json
import os
import subprocess
import threading
import time

import pytest
import requests

import native_build
from api import Server
from changes import BEFORE, CHANGES, OBSTACLES, clear, put
from program import Tickets, environment
from served import Worker
from state import State, request, result, ticket_id
from waiting import wait_until
from watchers import PATIENCE, Watchers, head

pytestmark = pytest.mark.alone


@pytest.fixture
def watchers(request, home, state, open_console):
    """They are told of changes by the kernel, or `untold`."""
    put(state.make().requests, BEFORE)
    env = {"LD_PRELOAD": native_build.preloaded("deaf")} if getattr(request, "param", "") == "untold" else {}
    opened = Watchers(home, state, open_console, env)
    yield opened
    opened.close()


@pytest.mark.parametrize("watchers", ["told", "untold"], indirect=True)
@pytest.mark.timeout(1200)
def test_a_log_that_becomes_another_is_noticed_by_all_and_the_board_is_right(watchers, state, amount, figures, request):
    changed, way = 0, request.node.callspec.params["watchers"]
    # Who is not told takes a second each time.
    for name, (change, count) in list(CHANGES.items())[::1 if way == "told" else amount(3, 1)] * amount(1, 10):
        clear(state.requests)
        put(state.requests, BEFORE)
        watchers.console.wait_for_counts(seconds=PATIENCE, OPEN=3)
        wait_until(lambda: len(watchers.rows() or []) == 3, "the board before", PATIENCE)
        time.sleep(0.05 if way == "told" else 1.1)
        watchers.forget()
        began = time.monotonic()
        change(state.requests)
        watchers.noticed(
            began, console=lambda: head(watchers.console.screen(), count),
            stream=lambda: not watchers.streamed.empty() and watchers.streamed.get()[0] == "reload",
            tail=lambda: watchers.heard("read again"),
            board=lambda: len(watchers.rows() or []) == count if count else watchers.rows() == [])
        assert watchers.rows() == watchers.tickets.board()["rows"], name
        watchers.assert_alive()
        changed += 1
    figures(f"watched log becomes another, {way} by the kernel", changes=changed, wrong_boards=0,
            **{f"worst_s_{name}": round(worst, 3) for name, worst in watchers.worst.items()})


@pytest.mark.parametrize("log", ["requests", "results"])
@pytest.mark.timeout(1200)
def test_what_is_no_log_is_named_and_never_blocks_or_ends_anything(watchers, state, log, amount, figures):
    changed, path = 0, getattr(state, log)
    state.append(state.results, result(1, "IN_PROGRESS"))
    for name, (change, sentence) in list(OBSTACLES.items()) * amount(1, 5):
        watchers.console.wait_for_counts(seconds=PATIENCE, OPEN=2, IN_PROGRESS=1)
        kept = path.read_text()
        watchers.forget()
        began = time.monotonic()
        change(path)
        watchers.noticed(
            began, console=lambda: sentence in watchers.console.screen(), tail=lambda: watchers.heard(sentence),
            board=lambda: watchers.server.get("/api/tickets/latest").status_code == 500,
            ready=lambda: watchers.server.get("/readyz").status_code == 503)
        # Whoever writes is refused at once, and nobody waits for the other end of a FIFO.
        began = time.monotonic()
        refusal = watchers.tickets.run(*(("submit", "acknowledge", "--message-id", "m") if log == "requests"
                                         else ("consume", ticket_id(2))), code=1)
        assert json.loads(refusal.stdout)["result"] == "FAIL" and path.name in refusal.stderr
        if log == "requests":
            answer = watchers.server.post("/api/tickets", {"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}})
            assert answer.status_code == 500 and answer.json()["result"] == "FAIL"
        assert watchers.tickets.run("board", code=1).stderr.count(path.name) == 1
        assert time.monotonic() - began < PATIENCE
        clear(path)
        put(path, kept)
        watchers.console.wait_for_counts(seconds=PATIENCE, OPEN=2, IN_PROGRESS=1)
        wait_until(lambda: watchers.server.get("/readyz").status_code == 200, "the server ready again", PATIENCE)
        assert watchers.rows() == watchers.tickets.board()["rows"], name
        watchers.assert_alive()
        changed += 1
    figures(f"watched log of {log} becomes none", changes=changed, wrong_boards=0,
            **{f"worst_s_{name}": round(worst, 3) for name, worst in watchers.worst.items()})


@pytest.mark.timeout(1200)
def test_a_folder_that_is_moved_away_is_said_to_be_gone_and_taken_up_when_it_is_back(watchers, state, amount, figures):
    moved = 0
    for folder in [state.requests.parent, state.path] * amount(1, 10):
        watchers.console.wait_for_counts(seconds=PATIENCE, OPEN=3)
        away = folder.with_name(folder.name + ".away")
        watchers.forget()
        began = time.monotonic()
        folder.rename(away)
        watchers.noticed(
            began, console=lambda: "is gone" in watchers.console.screen() and head(watchers.console.screen(), 0),
            tail=lambda: watchers.heard("is gone"),
            board=lambda: watchers.rows() == [],
            ready=lambda: watchers.server.get("/readyz").status_code == 503)
        answer = watchers.server.post("/api/tickets", {"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}})
        assert answer.status_code == 500 and answer.json()["result"] == "FAIL"
        assert not folder.exists(), "what watches makes no folder"
        began = time.monotonic()
        away.rename(folder)
        watchers.noticed(
            began, console_again=lambda: head(watchers.console.screen(), 3),
            board_again=lambda: len(watchers.rows() or []) == 3,
            ready_again=lambda: watchers.server.get("/readyz").status_code == 200)
        assert watchers.rows() == watchers.tickets.board()["rows"]
        watchers.assert_alive()
        moved += 1
    figures("watched folder moved away and back", moves=moved,
            **{f"worst_s_{name}": round(worst, 3) for name, worst in watchers.worst.items()})


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another user")
def test_a_log_that_may_not_be_read_is_named_and_taken_up_when_it_may(home, open_console):
    state = State(home / "state").make()
    put(state.requests, BEFORE)
    for path in (home, state.path, state.requests.parent, state.requests):
        os.chmod(path, 0o777)
    tickets = Tickets(state, home)
    as_nobody = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]
    console = open_console(state=state, words=["--lang", "en"], before=as_nobody)
    console.wait_for_counts(OPEN=3)
    os.chmod(state.requests, 0o000)
    console.wait_for("ticket_requests.jsonl cannot be read (Permission denied)", seconds=PATIENCE)
    state.append(state.requests, request(9))
    refused = subprocess.run([*as_nobody, *tickets.command("submit", "acknowledge", "--message-id", "m")],
                             capture_output=True, text=True, env=environment(home), timeout=PATIENCE)
    assert refused.returncode == 1 and json.loads(refused.stdout)["result"] == "FAIL"
    os.chmod(state.requests, 0o666)
    console.wait_for_counts(seconds=PATIENCE, OPEN=4)


@pytest.mark.timeout(1200)
def test_a_worker_outlives_whatever_becomes_of_the_logs(home, state, amount, figures):
    put(state.make().requests, BEFORE)
    tickets = Tickets(state, home)
    worker = Worker(home, "--state", str(state.path), "--delay", "0", "--backoff-base-ms", "100")
    number, slowest = 100, 0.0
    try:
        wait_until(lambda: set(tickets.statuses().values()) == {"DONE"}, "three tickets DONE")
        for name, (change, *_) in (list(CHANGES.items()) + list(OBSTACLES.items())) * amount(1, 10):
            for log in (state.requests, state.results):
                change(log)
                if name in OBSTACLES:
                    time.sleep(0.1)
                    clear(log)
                # Whatever stands there now: a ticket is filed, and done.
                number += 1
                state.append(state.requests, "", request(number))
                began = time.monotonic()
                wait_until(lambda: tickets.statuses().get(ticket_id(number)) == "DONE",
                           lambda: f"a ticket after {log.name} was {name}\n{worker.log.read_text()[-2000:]}", PATIENCE)
                slowest = max(slowest, time.monotonic() - began)
        assert worker.process.poll() is None
    finally:
        worker.process.kill()
        worker.process.wait()
    figures("logs change under a worker", tickets=number - 100, undone=0, slowest_s=round(slowest, 3))


@pytest.mark.timeout(1200)
def test_what_is_acknowledged_while_logs_are_rotated_is_in_one_of_them_once(home, state, amount, figures):
    state.make()
    tickets, server = Tickets(state, home), Server(state, home)
    over, acknowledged = threading.Event(), []

    def file(submit):
        while not over.is_set():
            ticket = submit()
            if ticket:
                acknowledged.append(ticket)

    def by_command():
        done = tickets.run("submit", "acknowledge", "--message-id", "m")
        return json.loads(done.stdout).get("request_id") if done.returncode == 0 else None

    def by_api():
        answer = requests.post(server.base + "/api/tickets", timeout=10,
                               json={"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}})
        return answer.json().get("request_id")

    threads = [threading.Thread(target=file, args=(way,)) for way in (by_command, by_command, by_api, by_api)]
    for thread in threads:
        thread.start()
    rotations, end = 0, time.monotonic() + amount(2, 30)
    try:
        while time.monotonic() < end:
            time.sleep(0.003 * (1 + rotations % 7))
            if not state.requests.exists():
                continue
            state.requests.rename(state.requests.with_suffix(f".{rotations}"))
            if rotations % 5 == 4:
                # Unless somebody has made a new log meanwhile.
                with contextlib.suppress(FileExistsError):
                    os.mkfifo(state.requests)
                    time.sleep(0.002)
                    state.requests.unlink()
            rotations += 1
    finally:
        over.set()
        for thread in threads:
            thread.join()
        server.stop()
    found = collections.Counter(
        json.loads(text)["request_id"] for log in state.requests.parent.glob("ticket_requests.*") if log.is_file()
        for text in log.read_text().splitlines())
    lost = [ticket for ticket in acknowledged if found[ticket] != 1]
    figures("rotation in a storm", rotations=rotations, acknowledged=len(acknowledged), lost=len(lost))
    assert acknowledged and not lost


class NaiveTail:
    """Reads on from where it was, as long as the log is no shorter."""

    def __init__(self, path):
        self.path, self.offset, self.ids = path, 0, []

    def look(self):
        with open(self.path, errors="replace") as log:
            if os.fstat(log.fileno()).st_size < self.offset:
                self.offset, self.ids = 0, []
            log.seek(self.offset)
            for text in log:
                try:
                    self.ids.append(json.loads(text)["request_id"])
                except ValueError:
                    continue
            self.offset = os.fstat(log.fileno()).st_size
        return self.ids


def test_control_a_naive_reader_shows_a_wrong_board_after_most_changes(state):
    wrong = []
    for name, (change, _) in CHANGES.items():
        clear(state.make().requests)
        put(state.requests, BEFORE)
        naive = NaiveTail(state.requests)
        naive.look()
        change(state.requests)
        text = state.requests.read_text(errors="replace") if state.requests.exists() else ""
        right = [value["request_id"] for value in map(parsed, text.splitlines()) if value]
        try:
            found = naive.look()
        except OSError:
            found = None
        if found != right:
            wrong.append(name)
    assert len(wrong) >= 4, wrong


def parsed(text):
    try:
        return json.loads(text)
    except ValueError:
        return None

"""The console and the commands on a server instead of a folder."""
import contextlib
import json
import select
import signal
import socket
import threading

import pytest
import requests

from served import Forwarder, Server
from console import counts
from state import State, request, result, ticket_id
from waiting import wait_until


@pytest.fixture
def server(state, home):
    state.copy_fixtures()
    server = Server(state, home).start()
    yield server
    server.stop(signal.SIGKILL)


@pytest.fixture
def through(tickets, home):
    """Calls `tickets` through an API; its own folder stays empty."""

    def call(url, *words, **options):
        return tickets.run("--api", url, "--state", str(home / "own"), *words, state=False, **options)

    return call


def test_the_board_is_the_same_as_the_folders(server, through, tickets):
    one = json.loads(through(server.url, "board", "--json", code=0).stdout)
    other = tickets.board()
    assert one["rows"] == other["rows"] and one["row_count"] == 17


def test_writes_and_shows_through_the_server(server, through, state):
    made = json.loads(through(server.url, "submit", "reconcile", "--mode", "FULL", "--reason", "원격", code=0).stdout)
    ticket = made["request_id"]
    through(server.url, "consume", ticket, code=0)
    through(server.url, "consume", ticket, code=3)
    through(server.url, "complete", ticket, "--status", "DONE", "--message", "끝", code=0)
    shown = through(server.url, "show", ticket, code=0).stdout
    assert "원격" in shown and "끝" in shown and "ticket_results.jsonl" in shown
    through(server.url, "show", "no-such-ticket", code=4)
    assert state.lines(state.requests)[-1]["request_id"] == ticket


def test_check_tells_the_servers_problems(server, through, state, tickets):
    state.append(state.requests, "{broken")
    assert through(server.url, "check", "--json", code=1).stdout == tickets.run("check", "--json", code=1).stdout


def test_says_in_one_sentence_that_the_server_is_away(server, through):
    server.stop()
    done = through(server.url, "board", code=1)
    assert done.stderr.count("\n") == 1 and "The server is not available" in done.stderr


def test_a_server_with_a_token_wants_to_hear_it(state, home, through):
    token = home / "token"
    token.write_text("s3cret-token\n")
    token.chmod(0o600)
    server = Server(state.make(), home, "--token-file", str(token)).start()
    try:
        assert "asks for its token" in through(server.url, "board", code=1).stderr
        through(server.url, "board", "--token-file", str(token), code=0)
        through(server.url, "board", code=0, env={"TICKETS_TOKEN_FILE": str(token)})
        token.chmod(0o644)
        assert "chmod 600" in through(server.url, "board", "--token-file", str(token), code=1).stderr
    finally:
        server.stop(signal.SIGKILL)


def test_tail_tells_what_changes_at_the_server(server, tickets, home):
    tail = tickets.start("--api", server.url, "tail")
    try:
        # What it finds at its start is no news.
        wait_until(lambda: server.submit("하나") and select.select([tail.stdout], [], [], 0.2)[0], "a line")
        first = tail.stdout.readline()
        assert "OPEN" in first and "하나" in first
    finally:
        tail.send_signal(signal.SIGTERM)
        assert tail.wait(10) == 0


def console(open_console, url, home):
    return open_console(words=("--api", url), state=State(home / "own"))


def test_the_console_shows_the_server_and_survives_its_restart_without_a_key(server, open_console, home, state):
    screen = console(open_console, server.url, home)
    before = counts(screen.wait_for(server.url.removeprefix("http://")))
    server.stop()
    stale = screen.wait_for("The server is not available")
    assert counts(stale) == before
    state.append(state.requests, request(4242))
    server.start()
    screen.wait_for("LIVE")
    wait_until(lambda: counts(screen.screen())["OPEN"] == before["OPEN"] + 1, screen.screen)


@pytest.mark.parametrize("does_restart", [True, False], ids=["server_restarted", "connection_cut"])
def test_logs_that_were_replaced_while_nobody_heard_are_read_anew_however_long(home, state, tickets, open_console, does_restart):
    server = Server(state.make(), home).start()
    forwarder = Forwarder(server).start()
    tail = tickets.start("--api", forwarder.url, "tail")
    told = []
    try:
        screen = console(open_console, forwarder.url, home)
        threading.Thread(target=lambda: told.extend(iter(tail.stdout.readline, "")), daemon=True).start()
        numbers = iter(range(100, 200))
        wait_until(lambda: state.append(state.requests, request(next(numbers))) or told, "a line", pause=0.2)
        state.append(state.results, result(100, "IN_PROGRESS"))
        wait_until(lambda: counts(screen.screen())["IN_PROGRESS"] == 1, screen.screen)

        forwarder.cut()
        if does_restart:
            server.stop()
        for log in (state.requests, state.results):
            log.rename(log.with_suffix(".old"))
        state.append(state.requests, *map(request, range(200)))
        state.append(state.results, *(result(number, "IN_PROGRESS") for number in range(5, 200)))
        if does_restart:
            server.start()
        forwarder.start()

        screen.wait_for("LIVE", seconds=20)
        screen.wait_for_counts(OPEN=5, IN_PROGRESS=195)
        state.append(state.requests, request(1000))
        screen.wait_for_counts(OPEN=6, IN_PROGRESS=195)
        wait_until(lambda: ticket_id(1000) in "".join(told), lambda: told)
        missing = [number for number in range(100) if ticket_id(number) not in "".join(told)]
        assert not missing
        # What it had told already it does not tell again.
        assert told.count(told[0]) == 1
    finally:
        forwarder.cut()
        tail.send_signal(signal.SIGTERM)
        assert tail.wait(10) == 0
        assert "replaced or cut" in tail.stderr.read()
        server.stop(signal.SIGKILL)


def test_a_ticket_may_be_called_like_a_call_and_be_as_deep_as_any(server, through, state):
    deep = {"request_id": "deep", "payload": json.loads("[" * 63 + "]" * 63)}
    state.append(state.requests, {"request_id": "latest"}, {"request_id": "stream"}, {"request_id": "problems"}, deep)
    for name in ("latest", "stream", "problems", "deep"):
        assert name in through(server.url, "show", name, code=0).stdout


def test_the_embedded_worker_works_through_the_server(server, open_console, home):
    screen = console(open_console, server.url, home)
    open_now = counts(screen.screen())["OPEN"]
    assert open_now > 0
    screen.keys("w")
    wait_until(lambda: counts(screen.screen())["OPEN"] < open_now, screen.screen, 15)
    screen.keys("w")
    screen.wait_for("worker off")


def test_the_console_works_on_the_originals_server(original, open_console, home):
    original.add(1)
    screen = console(open_console, original.url, home)
    screen.wait_for("사유 1")
    original.add(2)
    screen.wait_for("사유 2")


def test_the_originals_answer_to_a_submit_is_a_receipt(original, through):
    answer = through(original.url, "submit", "acknowledge", "--message-id", "m", code=0).stdout
    assert json.loads(answer) == {"result": "OK", "request_id": "ticket-0", "requested_at": None, "status": "OPEN",
                                  "appended": True}


def test_a_ticket_whose_answer_was_lost_is_found_on_the_board(original, open_console, home):
    original.lose.append("/api/tickets")
    screen = console(open_console, original.url, home)
    screen.keys("F2").wait_for("Ctrl-S")
    screen.type("정산 불일치").wait_for("정산 불일치")
    screen.keys("C-s")
    found = screen.wait_for("The answer was lost, but the board shows it")
    assert counts(found)["OPEN"] == 1 and "NOT WRITTEN" not in found and "UNKNOWN" not in found
    assert len([call for call in original.calls if call[0] == "/api/tickets"]) == 1


def test_a_workers_tickets_elsewhere_are_not_judged_by_the_lock_here(server, through, open_console, home, state):
    for ticket in [row["request_id"] for row in server.board() if row["current_status"] == "OPEN"][1:]:
        through(server.url, "consume", ticket, "--processor", "worker_4242", code=0)
    screen = console(open_console, server.url, home)
    screen.keys("1")
    assert "no worker runs" not in screen.wait_for("next in line")
    screen.keys("2")
    assert "worker_4242 does not hold" not in screen.wait_for("worker_4242")


def test_the_console_itself_serves_its_board(open_console, state):
    state.copy_fixtures()
    screen = open_console()
    screen.type(":serve")
    screen.keys("Enter")
    screen.wait_for("API http://127.0.0.1:8000")
    board = requests.get("http://127.0.0.1:8000/api/tickets/latest", timeout=5).json()
    assert board["row_count"] == 17
    screen.type(":serve")
    screen.keys("Enter")
    screen.wait_until_gone("API http")
    with pytest.raises(requests.exceptions.ConnectionError):
        requests.get("http://127.0.0.1:8000/healthz", timeout=5)


def test_where_all_streams_are_taken_the_board_is_fetched(server, open_console, state):
    with contextlib.ExitStack() as stack:
        for _ in range(260):
            stream = stack.enter_context(socket.create_connection(("127.0.0.1", server.port)))
            stream.sendall(f"GET /api/tickets/stream HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\n\r\n".encode())
        metrics = server.url + "/metrics"
        wait_until(lambda: "tickets_api_streams 256" in requests.get(metrics, timeout=5).text, "256 streams")
        console = open_console(words=("--api", server.url))
        console.wait_for("LIVE")
        server.submit("새로 온 티켓")
        console.wait_for("새로 온")

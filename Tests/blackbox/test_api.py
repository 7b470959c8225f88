"""Every row and sentence of the API as a stranger's program meets them."""
import json
import os
import re
import signal
import socket
import subprocess
import threading
import time
import uuid

import pytest
import requests

from api import GOOD, Server, events, status_of
from program import BINARY, environment
from state import fill, line, request, result, ticket_id
from waiting import wait_until

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+09:00")
ROW_KEYS = ["request_id", "requested_at", "request_type", "payload", "trace_id", "current_status", "last_message",
            "last_processed_at"]


@pytest.fixture
def serve(state, home):
    """Starts servers; all are ended at the end, with 0."""
    started = []

    def start(*words, **options):
        started.append(Server(options.pop("state", state), home, *words, **options))
        return started[-1]

    yield start
    assert [server.stop() for server in started] == [0] * len(started)


@pytest.fixture
def server(serve):
    return serve()


# Writing

def test_submit_answers_and_appends_as_the_contract_says(server, state):
    answer = server.post("/api/tickets", {"schema": "TICKET_SUBMIT_V1", "request_type": "REQUEST_RECONCILE",
                                          "payload": {"mode": "FULL", "reason": "정산 확인"}, "trace_id": "t"})
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert list(answer.json()) == ["result", "request_id", "requested_at", "status", "appended"]
    body = answer.json()
    assert (body["result"], body["status"], body["appended"]) == ("OK", "OPEN", True)
    assert str(uuid.UUID(body["request_id"], version=4)) == body["request_id"] and TIME.fullmatch(body["requested_at"])
    expected = {"schema": "TICKET_REQUEST_V1", "request_id": body["request_id"], "requested_at": body["requested_at"],
                "request_type": "REQUEST_RECONCILE", "payload": {"mode": "FULL", "reason": "정산 확인"},
                "status": "OPEN", "trace_id": "t"}
    assert state.requests.read_text() == line(expected) + "\n"


@pytest.mark.parametrize("body, status, fields", [
    ({}, 422, {"request_type", "payload"}),
    ([], 422, {"submission"}),
    (None, 422, {"submission"}),
    ({"request_type": 1, "payload": {}}, 422, {"request_type"}),
    ({"request_type": "ACKNOWLEDGE"}, 422, {"payload"}),
    ({"request_type": "ACKNOWLEDGE", "payload": "x"}, 422, {"payload"}),
    ({**GOOD, "trace_id": 1}, 422, {"trace_id"}),
    ({**GOOD, "schema": 1}, 422, {"schema"}),
    ({"request_type": "NOPE", "payload": {"message_id": "m"}}, 400, {"request_type"}),
    ({**GOOD, "schema": "TICKET_SUBMIT_V2"}, 400, {"schema"}),
    ({**GOOD, "colour": 1}, 400, {"colour"}),
    ({"request_type": "ACKNOWLEDGE", "payload": {}}, 400, {"payload.message_id"}),
    ({"request_type": "ACKNOWLEDGE", "payload": {"message_id": 1}}, 400, {"payload.message_id"}),
    ({"request_type": "REQUEST_REPORTS", "payload": {"mode": "FULL", "reason": " ", "x": 1}}, 400,
     {"payload.mode", "payload.scope", "payload.reason", "payload.x"}),
    ({"request_type": "REQUEST_RECONCILE", "payload": {"mode": "FULL", "reason": "가" * 201}}, 400,
     {"payload.reason"}),
])
def test_a_wrong_submission_names_every_error_and_appends_nothing(server, state, body, status, fields):
    answer = server.post("/api/tickets", None, data=json.dumps(body), headers={"Content-Type": "application/json"})
    assert answer.status_code == status
    assert answer.json()["result"] == "FAIL" and answer.json()["message"]
    assert {error["field"] for error in answer.json()["errors"]} == fields
    assert all(error["reason"] for error in answer.json()["errors"])
    assert state.lines(state.requests) == []


@pytest.mark.parametrize("body", [
    b"", b"{", b"[1,", b'{"request_id": NaN}', b'{"request_id": "\\ud800"}', b'{"request_id": "\xff"}',
    b'{"request_id": "a", "request_id": "b"}', b"[" * 100, b'{"a": tru}', b'{"a": 1}x', b'{"a": "\x00"}'])
@pytest.mark.parametrize("path", ["/api/tickets", "/api/tickets/consume", "/api/tickets/complete"])
def test_what_is_no_strict_json_is_422(server, path, body):
    answer = server.post(path, None, data=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422 and answer.json()["result"] == "FAIL" and answer.json()["errors"]


def test_a_ticket_goes_from_open_to_done(server, state):
    id = server.submit()
    taken = server.consume(id, processor_id="worker_1", unknown="ignored")
    assert taken.status_code == 200
    assert list(taken.json()) == ["result", "request_id", "new_status", "result_id"]
    assert (taken.json()["result"], taken.json()["request_id"], taken.json()["new_status"]) == ("OK", id, "IN_PROGRESS")
    ended = server.complete(id, message="끝", artifacts=["a/b"])
    assert ended.json()["new_status"] == "DONE"
    first, last = state.lines(state.results)
    assert (first["result_id"], first["processor_id"], first["message"]) == (
        taken.json()["result_id"], "worker_1", "티켓 처리 시작")
    assert (last["result_id"], last["processor_id"], last["message"], last["artifacts"]) == (
        ended.json()["result_id"], "manual", "끝", ["a/b"])


@pytest.mark.parametrize("before, call, body, status, current", [
    ([], "complete", {"status": "DONE"}, 409, "OPEN"),
    (["IN_PROGRESS"], "consume", {}, 409, "IN_PROGRESS"),
    (["IN_PROGRESS", "DONE"], "consume", {}, 409, "DONE"),
    (["IN_PROGRESS", "FAILED"], "complete", {"status": "DONE"}, 409, "FAILED"),
    (["IN_PROGRESS", "DONE"], "complete", {"status": "OPEN"}, 400, None),
    (["IN_PROGRESS"], "complete", {}, 422, None),
    (["IN_PROGRESS"], "complete", {"status": 1}, 422, None),
    (["IN_PROGRESS"], "complete", {"status": "DONE", "message": 1}, 422, None),
    (["IN_PROGRESS"], "complete", {"status": "DONE", "artifacts": "a"}, 422, None),
    (["IN_PROGRESS"], "complete", {"status": "DONE", "artifacts": [1]}, 422, None),
    ([], "consume", {"processor_id": 1}, 422, None),
    ([], "consume", {"processor_id": ""}, 400, None),
])
def test_a_step_that_is_not_possible_writes_nothing(server, state, before, call, body, status, current):
    state.append(state.requests, request(1))
    state.append(state.results, *(result(1, status, n) for n, status in enumerate(before)))
    content = state.results.read_bytes()
    answer = server.post(f"/api/tickets/{call}", {"request_id": ticket_id(1), **body})
    assert answer.status_code == status
    assert answer.json()["result"] == ("CONFLICT" if status == 409 else "FAIL") and answer.json()["message"]
    assert answer.json().get("current_status") == current
    assert state.results.read_bytes() == content


@pytest.mark.parametrize("call", ["consume", "complete"])
@pytest.mark.parametrize("id", ["nobody", "", "../../etc/passwd", "가", "\u0000"])
def test_an_unknown_ticket_is_404_whatever_its_id(server, call, id):
    answer = server.post(f"/api/tickets/{call}", {"request_id": id, "status": "DONE"})
    assert answer.status_code == 404 and answer.json()["result"] == "FAIL"
    assert server.post("/api/tickets/complete", {"request_id": id, "status": "OPEN"}).status_code == 400


@pytest.mark.parametrize("call", ["consume", "complete"])
@pytest.mark.parametrize("body", [{}, {"request_id": None}, {"request_id": 1}, [], "x"])
def test_a_step_without_an_id_is_422(server, call, body):
    answer = server.post(f"/api/tickets/{call}", body)
    assert answer.status_code == 422 and answer.json()["errors"]


def test_of_two_simultaneous_consumes_over_two_servers_one_wins(serve, state):
    servers = [serve(), serve()]
    state.append(state.requests, *(request(n) for n in range(200)))
    barrier = threading.Barrier(2)
    answers = [[], []]

    def race(side):
        for number in range(200):
            barrier.wait()
            answers[side].append(servers[side].consume(ticket_id(number)).status_code)

    threads = [threading.Thread(target=race, args=(side,)) for side in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [sorted(pair) for pair in zip(*answers)] == [[200, 409]] * 200
    assert len(state.lines(state.results)) == 200


# Reading

def test_latest_is_the_contract_s_envelope(server, state):
    state.copy_fixtures()
    body = server.get("/api/tickets/latest").json()
    assert list(body) == ["status", "schema", "asof", "row_count", "rows", "error"]
    assert (body["status"], body["schema"], body["row_count"], body["error"]) == ("ready", "TICKETS_BOARD_V1", 17, None)
    assert TIME.fullmatch(body["asof"]) and all(list(row) == ROW_KEYS for row in body["rows"])
    assert [row["request_id"] for row in body["rows"]] == [r["request_id"] for r in state.lines(state.requests)][::-1]


@pytest.mark.parametrize("query, numbers", [
    ("", [4, 3, 2, 1]), ("?order=asc", [1, 2, 3, 4]), ("?order=desc&limit=2", [4, 3]), ("?limit=0", []),
    ("?status=OPEN", [4, 3]), ("?status=OPEN&status=DONE", [4, 3, 1]), ("?status=IN_PROGRESS,DONE", [2, 1]),
    ("?type=ACKNOWLEDGE", [3]), ("?type=acknowledge&status=OPEN", [3]), ("?status=FAILED", []),
    ("?since=2026-01-03T00:00:03%2B09:00", [4, 3, 2]), ("?since=2026-01-03T00:00:03+09:00", [4, 3, 2]),
    ("?since=2026-01-02T15:00:04Z", [4]), ("?_=123&status=&limit=", [4, 3, 2, 1]),
    ("?order=asc&limit=1&status=OPEN", [3]),
])
def test_latest_narrows(server, state, query, numbers):
    state.append(state.requests, request(1), request(2), request(3, kind="ACKNOWLEDGE"), request(4))
    state.append(state.results, result(1, "IN_PROGRESS"), result(1, "DONE", 1), result(2, "IN_PROGRESS"))
    assert [row["request_id"] for row in server.rows(query)] == [ticket_id(n) for n in numbers]
    assert server.get("/api/tickets/latest" + query).json()["row_count"] == len(numbers)


@pytest.mark.parametrize("query", [
    "?status=NOPE", "?status=open", "?type=NOPE", "?limit=-1", "?limit=x", "?limit=1&limit=2", "?order=up",
    "?since=yesterday"])
def test_latest_refuses_what_it_does_not_know(server, query):
    answer = server.get("/api/tickets/latest" + query)
    assert answer.status_code == 400 and len(answer.json()["errors"]) == 1


def test_latest_says_when_nothing_has_changed(server):
    id = server.submit()
    tag = server.get("/api/tickets/latest").headers["ETag"]
    same = server.get("/api/tickets/latest", headers={"If-None-Match": f'"other", {tag}'})
    assert (same.status_code, same.content, same.headers["ETag"]) == (304, b"", tag)
    assert server.get("/api/tickets/latest", headers={"If-None-Match": '"other"'}).status_code == 200
    server.consume(id)
    changed = server.get("/api/tickets/latest", headers={"If-None-Match": tag})
    assert changed.status_code == 200 and changed.headers["ETag"] != tag


def test_a_big_board_is_streamed_in_bounded_memory(server, state):
    fill(state, 30_000)
    assert server.get("/api/tickets/latest?limit=1").json()["row_count"] == 1
    before = server.resident_kib()
    for _ in range(2):
        body = server.get("/api/tickets/latest").json()
        assert body["row_count"] == len(body["rows"]) == 30_000
        assert [row["request_id"] for row in body["rows"]] == [ticket_id(n) for n in reversed(range(30_000))]
    assert server.resident_kib() - before < 8_000


def test_rows_of_any_length_are_sent_in_bounded_memory(server, state):
    """As many as are asked for at a time; and streams that nobody reads."""
    long = "x" * 200_000
    state.append(state.requests, *({**request(n), "payload": {"mode": "FULL", "reason": long}} for n in range(130)))
    assert server.get("/api/tickets/latest?limit=1").json()["row_count"] == 1
    before = server.resident_kib()
    for limit in range(120, 124):
        assert len(server.rows(f"?limit={limit}")) == limit
    streams = [server.connect() for _ in range(8)]
    for stream in streams:
        stream.sendall(f"GET /api/tickets/stream HTTP/1.1\r\nHost: {server.host}\r\nLast-Event-ID: 0-0\r\n\r\n".encode())
    for stream in streams:
        assert stream.recv(1 << 16, socket.MSG_WAITALL)
    grown = server.resident_kib() - before
    for stream in streams:
        stream.close()
    assert grown < 60_000


def test_a_ticket_is_shown_with_its_history(server, state):
    state.append(state.requests, request(1), {**request(2), "request_id": "a/b 가%"})
    state.append(state.results, result(1, "IN_PROGRESS"), result(1, "DONE", 1, "fin"))
    shown = server.get(f"/api/tickets/{ticket_id(1)}").json()
    assert list(shown) == ROW_KEYS + ["history"]
    assert (shown["current_status"], shown["last_message"]) == ("DONE", "fin")
    first = len(line(result(1, "IN_PROGRESS")).encode()) + 1
    assert [(h["file"], h["line"], h["offset"]) for h in shown["history"]] == [
        ("ticket_requests.jsonl", 1, 0), ("ticket_results.jsonl", 1, 0), ("ticket_results.jsonl", 2, first)]
    assert shown["history"][2]["record"] == result(1, "DONE", 1, "fin")
    assert server.get("/api/tickets/a%2Fb%20%EA%B0%80%25").json()["request_id"] == "a/b 가%"
    for unknown in ("nobody", "%20", "%ED%95%9C"):
        answer = server.get(f"/api/tickets/{unknown}")
        assert answer.status_code == 404 and answer.json()["result"] == "FAIL"


def test_problems_are_what_check_prints(server, state, tickets):
    state.append(state.requests, request(1), "{torn", request(1))
    state.append(state.results, result(1, "DONE"), result(9, "IN_PROGRESS"))
    printed = json.loads(tickets.run("check", "--json", code=1).stdout)
    assert server.get("/api/tickets/problems").json() == printed
    assert printed["problems"] == {"requests": 2, "results": 2}


def test_the_worker_s_lock_is_shown(server, state):
    assert server.get("/api/worker").json() == {"locked": False, "stale": False, "age_seconds": None, "holder": None}
    content = '{"pid": 1, "acquired_at": "2026-01-03T15:30:00.123456+09:00"}'
    state.lock.write_text(content)
    body = server.get("/api/worker").json()
    assert (body["locked"], body["stale"]) == (True, True) and body["age_seconds"] > 600
    assert body["holder"] == {"pid": 1, "acquired_at": "2026-01-03T15:30:00.123456+09:00", "alive": True,
                              "content": content}


# The stream

def read_events(server, count, after=None):
    headers = {"Last-Event-ID": after} if after else {}
    with requests.get(server.base + "/api/tickets/stream", headers=headers, stream=True, timeout=10) as answer:
        assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/event-stream")
        found = []
        for event in events(answer.iter_lines(decode_unicode=True, chunk_size=1)):
            found.append(event)
            if len(found) == count:
                return found


def test_the_stream_tells_each_change_and_resumes_also_after_a_restart(serve, state):
    first = serve()
    told = []
    listener = threading.Thread(target=lambda: told.extend(read_events(first, 3)))
    listener.start()
    time.sleep(0.3)
    id = first.submit()
    wait_until(lambda: state.requests.stat().st_size, "a request")
    first.consume(id)
    foreign = {**result(1, "DONE"), "request_id": id}
    state.append(state.results, foreign)
    listener.join(10)
    assert [name for name, _, _ in told] == ["ticket"] * 3
    assert list(json.loads(told[0][2])) == ROW_KEYS
    assert json.loads(told[2][2])["current_status"] == "DONE"
    assert told[2][1] == f"{state.requests.stat().st_size}-{state.results.stat().st_size}"
    assert first.stop() == 0

    state.append(state.requests, request(7))
    second = serve()
    (name, place, data), = read_events(second, 1, after=told[2][1])
    assert (name, json.loads(data)["request_id"]) == ("ticket", ticket_id(7))
    # From in between, what comes after is told again.
    again = read_events(second, 3, after=told[0][1])
    assert [json.loads(data)["request_id"] for _, _, data in again] == [ticket_id(7), id, id]
    assert second.get("/api/tickets/stream", headers={"Last-Event-ID": "x"}).status_code == 400


def test_a_place_in_the_midst_of_a_line_of_other_logs_is_answered_by_a_reload(server, state):
    """Whoever sends no Last-Event-Mark, and was away while the logs were rotated."""
    state.append(state.requests, request(1), request(2))
    place = f"{state.requests.stat().st_size}-0"
    state.append(state.requests, request(3))
    (name, _, data), = read_events(server, 1, after=place)
    assert (name, json.loads(data)["request_id"]) == ("ticket", ticket_id(3))
    state.requests.rename(state.requests.with_suffix(".old"))
    longer = {**request(4), "payload": {"mode": "FULL", "reason": "a longer one"}}
    state.append(state.requests, longer, *map(request, range(5, 9)))
    assert read_events(server, 1, after=place)[0][0] == "reload"


def test_a_stream_whose_logs_were_replaced_says_so(server, state):
    state.append(state.requests, request(1), request(2))
    told = []
    listener = threading.Thread(target=lambda: told.extend(read_events(server, 1)))
    listener.start()
    time.sleep(0.3)
    state.requests.rename(state.requests.with_suffix(".old"))
    state.append(state.requests, request(3))
    listener.join(10)
    assert told and told[0][0] == "reload"


# Health

def test_health_and_readiness(server, state):
    assert server.get("/healthz").status_code == 200
    assert server.get("/readyz").json() == {"status": "ready"}
    state.requests.mkdir(parents=True)
    answer = server.get("/readyz")
    assert answer.status_code == 503 and "ticket_requests.jsonl" in answer.json()["message"]
    assert str(state.path) not in answer.text
    refused = server.post("/api/tickets", GOOD)
    assert refused.status_code == 500 and refused.json()["appended"] is False and str(state.path) not in refused.text
    assert server.get("/api/tickets/latest").status_code == 500
    assert server.get("/healthz").status_code == 200
    state.requests.rmdir()
    assert server.get("/readyz").status_code == 200 and server.post("/api/tickets", GOOD).status_code == 200


def test_a_full_disk_is_507(serve, state, home):
    state.make()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(state.path)], check=True)
    try:
        server = serve()
        for _ in range(2000):
            answer = server.post("/api/tickets", GOOD)
            if answer.status_code != 200:
                break
        assert answer.status_code == 507 and answer.json()["appended"] is False
        assert server.get("/readyz").status_code == 503
        assert server.get("/api/tickets/latest?limit=1").status_code == 200
        assert server.stop() == 0
    finally:
        subprocess.run(["umount", "-l", str(state.path)], check=True)


def test_a_guard_that_is_held_is_503_with_retry_after(server, state):
    import fcntl
    folder = os.open(state.path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    answer = server.post("/api/tickets", GOOD)
    os.close(folder)
    assert answer.status_code == 503 and int(answer.headers["Retry-After"]) >= 1
    assert answer.json()["appended"] is False
    assert server.post("/api/tickets", GOOD).status_code == 200


def test_who_keeps_every_writer_out_is_named_by_readyz_until_it_lets_go(server, state):
    import fcntl
    folder = os.open(state.path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    assert server.get("/readyz").status_code == 200
    refused = server.post("/api/tickets", GOOD)
    answer = server.get("/readyz")
    assert refused.status_code == answer.status_code == 503 and answer.json()["message"] == refused.json()["message"]
    assert f"process {os.getpid()} (" in answer.json()["message"]
    os.close(folder)
    assert server.get("/readyz").json() == {"status": "ready"}


def test_metrics_are_prometheus_text(server):
    server.submit()
    server.get("/api/tickets/nobody")
    answer = server.get("/metrics")
    assert answer.headers["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8"
    sample = re.compile(r'[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+')
    lines = answer.text.splitlines()
    assert all(text.startswith(("# HELP ", "# TYPE ")) or sample.fullmatch(text) for text in lines)
    for expected in ('tickets_api_requests_total{call="submit",status="200"} 1',
                     'tickets_api_requests_total{call="ticket",status="404"} 1',
                     'tickets_board_tickets{status="OPEN"} 1', "tickets_api_streams 0",
                     'tickets_log_problems{file="ticket_results.jsonl"} 0',
                     'tickets_api_request_duration_seconds_count{call="submit"} 1'):
        assert expected in lines
    assert any(text.startswith("tickets_build_info{version=") for text in lines)


# Methods, types, paths

@pytest.mark.parametrize("method, path, allow", [
    ("GET", "/api/tickets", "POST"), ("GET", "/api/tickets/consume", "POST"), ("PUT", "/api/tickets/complete", "POST"),
    ("POST", "/api/tickets/latest", "GET, HEAD"), ("DELETE", "/api/tickets/abc", "GET, HEAD"),
    ("OPTIONS", "/api/tickets", "POST"), ("PATCH", "/healthz", "GET, HEAD"), ("POST", "/metrics", "GET, HEAD"),
])
def test_a_wrong_method_is_405_with_allow(server, method, path, allow):
    answer = server.session.request(method, server.base + path, json={})
    assert (answer.status_code, answer.headers["Allow"]) == (405, allow) and answer.json()["result"] == "FAIL"


@pytest.mark.parametrize("path", ["/", "/api", "/api/", "/api/tickets/", "/api/tickets/a/b", "/API/tickets", "/x%2F"])
def test_a_path_where_nothing_stands_is_404(server, path):
    answer = server.get(path)
    assert answer.status_code == 404 and answer.json()["result"] == "FAIL"


@pytest.mark.parametrize("kind, status", [
    ("application/json", 200), ("Application/JSON; charset=UTF-8", 200), ('application/json;charset="utf-8"', 200),
    ("text/plain", 415), ("application/x-www-form-urlencoded", 415), ("application/jsonx", 415),
    ("application/json; charset=latin1", 415), ("text/plain; application/json", 415), (None, 415)])
def test_only_json_may_be_posted(server, kind, status):
    answer = server.post("/api/tickets", None, data=json.dumps(GOOD), headers={"Content-Type": kind})
    assert answer.status_code == status


def test_head_answers_without_a_body(server):
    for path in ("/healthz", "/api/tickets/latest", "/api/tickets/stream"):
        answer = server.session.head(server.base + path, timeout=5)
        assert (answer.status_code, answer.content) == (200, b"")


def test_every_answer_forbids_sniffing_and_keeping(server):
    for answer in (server.get("/healthz"), server.get("/nope"), server.post("/api/tickets", {})):
        assert answer.headers["X-Content-Type-Options"] == "nosniff" and answer.headers["Cache-Control"] == "no-store"
        assert "Access-Control-Allow-Origin" not in answer.headers


# Listening, starting, ending

def test_a_unix_socket_is_its_owner_s_alone_and_a_stale_one_is_replaced(serve, home, state):
    path = home / "api.sock"
    first = serve(listen=f"unix:{path}")
    assert os.stat(path).st_mode & 0o777 == 0o600
    assert unix_get(path, "/healthz").startswith(b"HTTP/1.1 200")
    refused = subprocess.run([BINARY, "--state", str(state.path), "serve", "--listen", f"unix:{path}"],
                             env=environment(home), capture_output=True, timeout=10)
    assert refused.returncode == 1 and unix_get(path, "/healthz").startswith(b"HTTP/1.1 200")
    assert first.stop() == 0 and not path.exists()

    second = serve(listen=f"unix:{path}")
    second.process.kill()
    second.process.wait()
    assert path.exists()
    third = serve(listen=f"unix:{path}")
    assert unix_get(path, "/healthz").startswith(b"HTTP/1.1 200")
    assert third.stop() == 0
    second.process.returncode = 0
    path.write_text("mine")
    refused = subprocess.run([BINARY, "--state", str(state.path), "serve", "--listen", f"unix:{path}"],
                             env=environment(home), capture_output=True, timeout=10)
    assert refused.returncode == 1 and path.read_text() == "mine"


def unix_get(path, target):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(path))
        connection.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        return b"".join(iter(lambda: connection.recv(65536), b""))


@pytest.mark.parametrize("words, code", [
    (["--listen", "0.0.0.0:0"], 1), (["--listen", "[::]:0"], 1), (["--listen", "nowhere.invalid:0"], 1),
    (["--listen", "8000"], 2), (["--listen", "127.0.0.1:99999"], 2), (["--listen", "unix:"], 2),
    (["--token-file", "missing"], 1)])
def test_what_cannot_be_listened_at_is_refused(tickets, words, code):
    done = tickets.run("serve", *words, code=code)
    assert done.stderr.strip() and not done.stdout


def test_a_token_file_that_others_may_read_is_refused(tickets, home):
    token = home / "token"
    token.write_text("secret\n")
    token.chmod(0o644)
    assert "chmod 600" in tickets.run("--lang", "en", "serve", "--token-file", str(token), code=1).stderr


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_finishes_what_is_running_and_ends_with_0(serve, state, number):
    import fcntl
    server = serve()
    folder = os.open(state.path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    answers = []
    caller = threading.Thread(target=lambda: answers.append(server.post("/api/tickets", GOOD)))
    caller.start()
    with requests.get(server.base + "/api/tickets/stream", stream=True, timeout=10):
        time.sleep(0.3)
        server.process.send_signal(number)
        time.sleep(0.3)
        os.close(folder)
        caller.join(10)
        assert answers[0].status_code == 200
        assert server.process.wait(6) == 0
    with pytest.raises(requests.ConnectionError):
        requests.get(server.base + "/healthz", timeout=2)
    assert len(state.lines(state.requests)) == 1

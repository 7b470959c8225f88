"""What enemies send to the API: each is refused as specified, and the server is well afterwards."""
import json
import random
import re
import time

import pytest
import requests

from api import GOOD, Server, status_of
from state import ticket_id
from waiting import wait_until

BODY = json.dumps(GOOD).encode()
JSON = "Content-Type: application/json"
LENGTH = f"Content-Length: {len(BODY)}"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    """One for all: it has to survive everything."""
    from state import State
    home = tmp_path_factory.mktemp("api")
    server = Server(State(home / "state"), home, "--allow-origin", "https://dashboard.example")
    yield server
    assert server.get("/healthz").status_code == 200
    assert server.stop() == 0


@pytest.fixture(autouse=True)
def well_afterwards(server):
    yield
    assert requests.get(server.base + "/healthz", timeout=5).status_code == 200


def get(server, *headers, path="/api/tickets/latest", host=True):
    return server.raw(server.request(f"GET {path} HTTP/1.1", *headers, host=host))


def post(server, *headers, body=BODY, path="/api/tickets"):
    return server.raw(server.request(f"POST {path} HTTP/1.1", *headers, body=body))


# Who calls

@pytest.mark.parametrize("host, status", [
    ("evil.example", 421), ("127.0.0.1", 421), ("127.0.0.1.evil.example", 421), ("localhost@evil", 421), ("", 421),
    ("0.0.0.0:{port}", 421), ("evil.example:{port}", 421), ("localhost:{port}", 200), ("LOCALHOST:{port}", 200),
    ("[::1]:{port}", 200), ("127.0.0.1:{port}", 200)])
def test_the_host_must_name_the_server(server, host, status):
    host = host.format(port=server.host.rsplit(":", 1)[1])
    assert status_of(get(server, f"Host: {host}", host=False)) == status


def test_exactly_one_host(server):
    assert status_of(get(server, host=False)) == 400
    assert status_of(get(server, f"Host: {server.host}")) == 400
    assert status_of(get(server, "Host: evil.example")) == 400
    assert status_of(get(server, path="http://evil.example/api/tickets/latest")) == 400


@pytest.mark.parametrize("origin, status", [
    ("http://evil.example", 403), ("null", 403), ("http://127.0.0.1:1", 403), ("http://{host}.evil.example", 403),
    ("https://{host}", 403), ("http://{host}", 200), ("https://dashboard.example", 200)])
def test_only_pages_of_the_server_and_of_allowed_origins_may_call(server, origin, status):
    answer = post(server, JSON, LENGTH, f"Origin: {origin.format(host=server.host)}")
    assert status_of(answer) == status
    allows = b"Access-Control-Allow-Origin: https://dashboard.example\r\n" in answer
    assert allows == (origin == "https://dashboard.example")
    assert allows or b"access-control-allow" not in answer.lower()


def test_refusals_are_logged_without_anything_that_could_move_a_terminal(server):
    get(server, path="/\x1b[2J\x9b" + "a" * 3000, host=False)
    get(server, "Origin: null", path="/x\x1b[2J\x07/" + "a" * 300)
    wait_until(lambda: " 403 127.0.0.1 GET /x" in server.log.read_text(), lambda: server.log.read_text())
    log = server.log.read_bytes()
    assert not set(log) & (set(range(0x20)) - {0x0a}) and max(map(len, log.splitlines())) < 400


def test_two_origins_and_other_sites_are_refused(server):
    assert status_of(post(server, JSON, LENGTH, f"Origin: http://{server.host}", "Origin: http://evil")) == 403
    assert status_of(post(server, JSON, LENGTH, "Sec-Fetch-Site: cross-site")) == 403
    assert status_of(get(server, "Sec-Fetch-Site: same-site")) == 403
    assert status_of(get(server, "Sec-Fetch-Site: same-origin")) == 200


def test_only_an_allowed_origin_gets_a_browser_s_leave(server):
    asks = ["Access-Control-Request-Method: POST", "Access-Control-Request-Headers: content-type"]
    line = "OPTIONS /api/tickets HTTP/1.1"
    allowed = server.raw(server.request(line, "Origin: https://dashboard.example", *asks))
    assert status_of(allowed) == 204 and b"Access-Control-Allow-Methods: GET, HEAD, POST" in allowed
    refused = server.raw(server.request(line, "Origin: http://evil.example", *asks))
    assert status_of(refused) == 403 and b"Access-Control" not in refused


def test_a_token_is_asked_for_and_never_taken_from_the_address(state, home):
    token = home / "token"
    token.write_text("s3cret-token\n")
    token.chmod(0o600)
    server = Server(state, home, "--token-file", str(token), listen="0.0.0.0:0")
    try:
        port = server.host.rsplit(":", 1)[1]
        server.base, server.host = f"http://127.0.0.1:{port}", f"127.0.0.1:{port}"
        for shown in (None, "Bearer", "Bearer ", "Bearer x", "Bearer s3cret-toke", "Bearer s3cret-tokenx",
                      "Basic s3cret-token", "s3cret-token"):
            answer = server.get("/api/tickets/latest", headers={"Authorization": shown} if shown else {})
            assert answer.status_code == 401 and answer.headers["WWW-Authenticate"] == "Bearer"
            assert "s3cret" not in answer.text
        assert server.get("/healthz?token=s3cret-token").status_code == 401
        for shown in ("Bearer s3cret-token", "bearer s3cret-token"):
            assert server.get("/api/tickets/latest", headers={"Authorization": shown}).status_code == 200
        assert status_of(get(server, "Authorization: Bearer s3cret-token", "Authorization: Bearer x")) == 401
        assert status_of(get(server, "Host: evil.example", "Authorization: Bearer s3cret-token", host=False)) == 421
        assert "s3cret" not in server.log.read_text()
    finally:
        assert server.stop() == 0


# What is sent

@pytest.mark.parametrize("headers", [
    [LENGTH, LENGTH], [LENGTH, "Content-Length: 0"], [LENGTH, "Transfer-Encoding: chunked"],
    ["Transfer-Encoding: chunked", LENGTH], ["Transfer-Encoding: xchunked"], ["Transfer-Encoding: chunked, identity"],
    ["Content-Length: +5"], ["Content-Length: -1"], ["Content-Length: 0x10"], ["Content-Length: 5,5"],
    ["Content-Length: 99999999999999999999"], ["Content-Length:"]])
def test_a_body_whose_length_is_not_clear_is_refused_and_the_connection_closed(server, headers):
    smuggled = f"GET /smuggled HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()
    lines = [f"POST /api/tickets HTTP/1.1", f"Host: {server.host}", JSON, *headers]
    answer = server.raw("\r\n".join(lines).encode() + b"\r\n\r\n" + BODY + smuggled)
    # libmicrohttpd says the head of its own refusals twice; what must not come is an answer to the second request.
    assert set(re.findall(rb"HTTP/1.1 (\d{3})", answer)) <= {b"400", b"413", b"501"}


@pytest.mark.parametrize("target", ["/healthz\0x", "/metrics\0/../x", "/api/tickets/latest?limit=0\0&limit=5", "/api/\0tickets",
                                    "/healthz\0", "\0/healthz", "/healthz\0HTTP/1.1"])
def test_a_target_is_not_cut_off_at_a_nul(server, target):
    assert status_of(get(server, path=target)) == 400


def test_what_is_chunked_is_no_http_1_0(server):
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
    asked = server.request("POST /api/tickets HTTP/1.0", JSON, "Transfer-Encoding: chunked", body=chunked)
    answer = server.raw(asked + server.request("GET /healthz HTTP/1.1"))
    assert re.findall(rb"HTTP/1.[01] (\d{3})", answer) == [b"400"]


@pytest.mark.parametrize("blanks", [" ", "\t", " \t "])
def test_blanks_behind_a_value_are_no_part_of_it(server, blanks):
    assert status_of(get(server, f"Host: {server.host}{blanks}", host=False)) == 200
    # HEAD ends.
    stream = server.request("HEAD /api/tickets/stream HTTP/1.1", f"Last-Event-ID: 0-0{blanks}")
    assert status_of(server.raw(stream)) == 200
    # They might be for a proxy, or for libmicrohttpd.
    assert status_of(post(server, JSON, LENGTH + blanks)) == 400
    assert status_of(post(server, JSON, "Transfer-Encoding: chunked" + blanks, body=b"0\r\n\r\n")) in (400, 501)


def test_a_request_that_waits_for_a_100_has_no_body_and_is_answered_before_the_next(server):
    first = f"GET /readyz HTTP/1.1\r\nHost: {server.host}\r\nExpect: 100-continue\r\n\r\n".encode()
    for _ in range(5):
        answer = server.raw(first + server.request("GET /healthz HTTP/1.1"))
        assert re.findall(rb"HTTP/1.1 (\d{3})", answer) == [b"100", b"200", b"200"], answer
        assert answer.index(b'"ready"') < answer.index(b'"ok"')


def test_a_body_over_64_kib_is_413_whether_its_length_is_told_or_not(server):
    large = b'{"a": "' + b"a" * (64 << 10) + b'"}'
    assert status_of(post(server, JSON, f"Content-Length: {len(large)}", body=large)) == 413
    assert status_of(post(server, JSON, "Content-Length: 10000000000", body=b"x" * 1000)) == 413
    expecting = server.request("POST /api/tickets HTTP/1.1", JSON, "Content-Length: 70000", "Expect: 100-continue")
    answer = server.raw(expecting)
    assert status_of(answer) == 413 and b"100 Continue" not in answer
    pieces = b"".join(b"1000\r\n" + b"a" * 4096 + b"\r\n" for _ in range(20)) + b"0\r\n\r\n"
    assert status_of(post(server, JSON, "Transfer-Encoding: chunked", body=pieces)) == 413
    chunked = b"%x\r\n%s\r\n0\r\n\r\n" % (len(BODY), BODY)
    assert status_of(post(server, JSON, "Transfer-Encoding: chunked", body=chunked)) == 200
    padded = BODY + b" " * ((64 << 10) - len(BODY))
    assert status_of(post(server, JSON, f"Content-Length: {len(padded)}", body=padded)) == 200


def test_headers_and_addresses_without_end_are_refused(server):
    assert status_of(get(server, "X: " + "a" * 1_000_000)) in (None, 413, 431)
    assert status_of(get(server, *(f"X{n}: a" for n in range(100_000)))) in (None, 413, 431)
    assert status_of(get(server, path="/" + "a" * 1_000_000)) in (None, 413, 414)


@pytest.mark.parametrize("data", [
    b"", b"\r\n\r\n", b"GET\r\n\r\n", b"GET /\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\x16\x03\x01\x02\x00\x01",
    b"get /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"GET /healthz HTTP/3.0\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nHost : {host}\r\nConnection: close\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nHost: {host}\r\nX Y: a\r\nConnection: close\r\n\r\n",
    b"GET /healthz HTTP/1.1\r\nHost: {host}\r\nX: a\rY: b\r\nConnection: close\r\n\r\n",
    b"GET /% HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"GET /api/tickets/%ff HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"GET /../../etc/passwd HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n",
    b"CONNECT evil:80 HTTP/1.1\r\nHost: evil:80\r\n\r\n"])
def test_what_is_no_request_gets_nothing_good(server, data):
    answer = server.raw(data.replace(b"{host}", server.host.encode()), half_close=True)
    assert not 200 <= (status_of(answer) or 400) < 300 and b"root:" not in answer


def test_pipelined_requests_are_answered_in_order(server):
    one = f"GET /healthz HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode()
    two = f"POST /api/tickets HTTP/1.1\r\nHost: {server.host}\r\n{JSON}\r\n{LENGTH}\r\n\r\n".encode() + BODY
    last = server.request("GET /nope HTTP/1.1")
    answer = server.raw(one + two + one + last)
    assert [int(part[:3]) for part in answer.split(b"HTTP/1.1 ")[1:]] == [200, 200, 200, 404]


def test_who_has_sent_all_may_close_its_side(server):
    data = server.request("POST /api/tickets HTTP/1.1", JSON, LENGTH, body=BODY)
    assert status_of(server.raw(data, half_close=True)) == 200
    assert server.raw(data[:-5], half_close=True) in (b"",) or status_of(server.raw(data[:-5], half_close=True)) >= 400


def test_errors_name_no_path_and_are_json(server):
    for answer in (get(server, path="/nope"), post(server, LENGTH), get(server, path="/%zz"),
                   get(server, "Origin: null"), server.raw(server.request("PUT /healthz HTTP/1.1"))):
        head, _, body = answer.partition(b"\r\n\r\n")
        assert b"application/json" in head and json.loads(body)["result"] == "FAIL" and b"/tmp" not in body


# How it is sent

def test_a_request_must_be_there_within_ten_seconds_also_drip_by_drip(server):
    whole = server.request("POST /api/tickets HTTP/1.1", JSON, LENGTH, body=BODY)
    in_headers, in_body, silent, second = (server.connect() for _ in range(4))
    second.sendall(f"GET /healthz HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode())
    assert second.recv(65536).startswith(b"HTTP/1.1 200")
    in_body.sendall(whole[:-len(BODY)])
    dripping = {in_headers: whole, in_body: BODY, second: whole}
    start = time.monotonic()
    for position in range(14):
        for connection in list(dripping):
            try:
                connection.sendall(dripping[connection][position:position + 1])
            except OSError:
                del dripping[connection]
        assert requests.get(server.base + "/healthz", timeout=2).status_code == 200
        time.sleep(max(0, start + position + 1 - time.monotonic()))
    for connection in (in_headers, in_body, silent, second):
        connection.settimeout(1)
        try:
            assert not connection.recv(65536).startswith(b"HTTP/1.1 2")
        except ConnectionError:
            pass
        connection.close()


def test_one_address_may_have_400_connections_and_no_more(server):
    connections = []
    try:
        for _ in range(450):
            connections.append(server.connect())
        time.sleep(0.5)
        closed = 0
        for connection in connections:
            connection.setblocking(False)
            try:
                closed += connection.recv(1) == b""
            except BlockingIOError:
                pass
            except ConnectionError:
                closed += 1
        assert 40 <= closed <= 60
    finally:
        for connection in connections:
            connection.close()
    wait_until(lambda: server.threads() < 50, lambda: f"{server.threads()} threads")


def test_streams_that_nobody_reads_and_clients_that_vanish_leave_nothing_behind(server):
    before = server.descriptors()
    connections = [server.connect() for _ in range(60)]
    for number, connection in enumerate(connections):
        path = "/api/tickets/stream" if number % 2 else "/api/tickets/latest"
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {server.host}\r\n\r\n".encode())
    wait_until(lambda: "tickets_api_streams 30" in server.get("/metrics").text, "thirty streams")
    for connection in connections:
        connection.close()
    wait_until(lambda: "tickets_api_streams 0" in server.get("/metrics").text, "no stream")
    wait_until(lambda: server.descriptors() <= before + 3, lambda: f"{server.descriptors()} descriptors, were {before}")


def test_a_thousand_random_requests_get_no_500_and_leave_nothing_behind(server):
    chance = random.Random(7)
    values = [None, True, 1, 1e300, "", "OPEN", "DONE", "가" * 300, "\u202e", [], ["a"], {}, {"mode": "FULL"},
              ticket_id(1), {"message_id": "m"}, "ACKNOWLEDGE", "REQUEST_REPORTS"]
    keys = ["request_id", "status", "payload", "request_type", "processor_id", "message", "artifacts", "trace_id", "x"]
    parts = ["api", "tickets", "latest", "consume", "complete", "problems", "worker", "healthz", "%00", "..", "%2e",
             "é", "?limit=1", "?status=OPEN", "?since=x", ticket_id(1)]
    session = requests.Session()
    before = None
    for number in range(1_000):
        method = chance.choice(["GET", "POST", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH"])
        path = "/" + "/".join(chance.choices(parts, k=chance.randint(1, 4)))
        if chance.random() < 0.6:
            path = "/api/tickets" + chance.choice(["", "/consume", "/complete", "/latest?limit=x"])
        body = json.dumps({chance.choice(keys): chance.choice(values) for _ in range(chance.randint(0, 5))})
        if chance.random() < 0.2:
            body = body[:chance.randint(0, len(body))]
        answer = session.request(method, server.base + path, data=body.encode(), timeout=10,
                                 headers={"Content-Type": chance.choice(["application/json"] * 4 + ["text/plain"])})
        assert answer.status_code < 500, (method, path, body, answer.text)
        if number == 300:
            before = (server.resident_kib(), server.descriptors())
    assert server.resident_kib() - before[0] < 4_000 and server.descriptors() <= before[1] + 2

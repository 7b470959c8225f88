"""What the commands print on a terminal, of logs, arguments, environments, locks and requests that are hostile: lines of text,
and not a single sequence."""
import os
import signal
import socket

import pytest

import hostile_tickets
from hostile_server import HostileServer
from hostile_tickets import AT
from job import Job
from payloads import PAYLOADS, RAW, chosen
from program import BINARY
from state import State, request
from test_escapes import TERM, assert_clean, finish, press
from wire_guard import WireGuard

WORKER = os.path.join(os.path.dirname(BINARY), "ticket-worker")


@pytest.fixture
def attacked(amount):
    return chosen(amount(60, len(PAYLOADS)))


@pytest.fixture
def run(home):
    """Runs a program on a terminal of its own to its end, or until it is asked; all bytes that came."""
    jobs = []

    def start(*words, program=BINARY, ends=True, **options):
        for job in jobs:
            if job.has_ended():
                job.close()
        jobs[:] = [job for job in jobs if not job.has_ended()]
        jobs.append(Job([program, *words], home, **options))
        if not ends:
            return jobs[-1]
        assert jobs[-1].wait_for_end(30) is not None, words
        jobs[-1].close()
        return jobs[-1].written

    yield start
    for job in jobs:
        job.close()


def assert_lines(written):
    """Nothing but text and ends of lines."""
    found = WireGuard().check(written)
    assert not found, f"{len(found)} findings, first {found[:5]}"


def words_of(attacked, count):
    """Payloads that can be an argument."""
    usable = [text for _, _, text in attacked if "\0" not in text and 0 < len(text) < 50_000]
    return usable[::max(1, len(usable) // count)]


@pytest.mark.parametrize("words", [("board",), ("board", "--json"), ("check",), ("check", "--json"), ("info",), ("board", "--ascii")], ids=" ".join)
@pytest.mark.parametrize("columns", [80, 200])
def test_what_is_read_of_the_logs(run, home, attacked, words, columns):
    state = hostile_tickets.spoil(hostile_tickets.fill(State(home / "state"), attacked), attacked)
    written = run("--state", str(state.path), *words, columns=columns)
    assert len(written) > 200
    assert_lines(written)


def test_control_commands_that_trust_the_logs_are_found_out(run, home, attacked):
    state = hostile_tickets.spoil(hostile_tickets.fill(State(home / "state"), attacked), attacked)
    for program, *words in (("/bin/cat",), ("/usr/bin/jq", "-Rr", "fromjson? | .payload.reason // empty")):
        with pytest.raises(AssertionError, match="findings"):
            assert_lines(run(*words, str(state.requests), program=program))


@pytest.mark.timeout(600)
def test_a_ticket_s_history(run, home, attacked, amount, figures):
    state = hostile_tickets.fill(State(home / "state"), attacked)
    shown = [id for number, _, text in attacked if "\0" not in (id := hostile_tickets.request(number, text)["request_id"])]
    shown = shown[::max(1, len(shown) // amount(10, 800))]
    for id in shown:
        written = run("--state", str(state.path), "show", id)
        assert b"M" in written
        assert_lines(written)
    figures("escapes: show", tickets=len(shown), findings=0)


def test_changes_as_they_happen(run, home, attacked):
    state = State(home / "state").make()
    job = run("--state", str(state.path), "tail", ends=False)
    job.pump(1)
    hostile_tickets.spoil(hostile_tickets.fill(state, attacked), attacked)
    job.pump(1).quiet().send(b"\x03")
    assert job.wait_for_end(10) is not None
    # The terminal itself echoes what is typed.
    written = job.written.replace(b"^C", b"")
    assert len(written) > 1000
    assert_lines(written)


@pytest.mark.parametrize("program, words", [(BINARY, ("worker",)), (WORKER, ())], ids=["tickets worker", "ticket-worker"])
def test_what_the_worker_logs(run, home, attacked, program, words):
    state = hostile_tickets.fill(State(home / "state"), attacked, status="OPEN")
    written = run("--state", str(state.path), *words, "--drain", "--delay", "0", program=program)
    assert written.count(b"\n") > len(attacked) / 2
    assert_lines(written)


@pytest.mark.timeout(600)
def test_what_words_are_refused_and_answered(run, home, attacked, amount, figures):
    state = State(home / "state")
    state.append(state.requests, request(1))
    calls = 0
    for text in words_of(attacked, amount(2, 120)):
        for words in [(text,), ("board", text), ("board", "--status", text), ("show", text), ("--lang", text), ("--utc-offset", text), ("--api", text, "board"),
                      ("--" + text,), ("submit", text), ("submit", "reconcile", "--mode", text, "--reason", "x"), ("submit", "--json", text), ("worker", "--delay", text),
                      ("submit", "acknowledge", "--message-id", text), ("submit", "reconcile", "--mode", "FULL", "--reason", text, "--trace-id", text),
                      ("consume", text, "--processor", text), ("complete", text, "--status", "DONE", "--message", text), ("serve", "--listen", text),
                      ("serve", "--token-file", text), ("serve", "--listen", text, "--allow-origin", text), ("board", "--limit", text), ("help", text)]:
            if words[0].startswith("-") and len(words) == 1 or words != (text,) or not text.startswith("-"):
                assert_lines(run("--state", str(state.path), *words))
                calls += 1
        assert_lines(run("--" + text, program=WORKER))
        assert_lines(run("--state", str(home / text.replace("/", "_")[:80]), "check"))
    figures("escapes: words", calls=calls, findings=0)


@pytest.mark.parametrize("name", ["TERM", "LANG", "LC_ALL", "LC_MESSAGES", "USER", "HOME", "TICKETS_STATE", "TICKETS_API", "TICKETS_TOKEN_FILE", "TZ", "LOG_LEVEL",
                                  "WORKER_CONCURRENCY", "COLUMNS", "TERMINFO"])
@pytest.mark.timeout(600)
def test_hostile_environments(run, home, attacked, amount, name):
    state = State(home / "state")
    state.append(state.requests, request(1))
    for text in words_of(attacked, amount(1, 60)):
        env = {name: text[:5000]}
        place = () if name == "TICKETS_STATE" else ("--state", str(state.path))
        for words in (("info",), ("board",)):
            assert_lines(run(*place, *words, env=env))
        assert_lines(run("--once", "--delay", "0", *place, program=WORKER, env=env))
        job = run(*place, env={"TERM": TERM, **env}, ends=False).started()
        assert_clean(finish(job), TERM)


@pytest.mark.timeout(600)
def test_a_folder_whose_name_is_hostile(run, home, attacked, amount, figures):
    """In the head, in messages and in every command; what one of the logs is instead of a file is told, too."""
    texts = words_of(attacked, amount(3, 250))
    for number, text in enumerate(texts):
        name = text.replace("/", "_").encode("utf-8", "surrogateescape")[:60].decode("utf-8", "ignore")
        state = State(home / f"{number}" / name)
        state.append(state.requests, request(1))
        if number % 3 == 1:
            state.results.mkdir()
        elif number % 3 == 2:
            state.results.symlink_to(name)
        for words in (("board",), ("check",), ("info",), ("submit", "acknowledge", "--message-id", "x"), ("worker", "--once", "--delay", "0")):
            assert_lines(run("--state", str(state.path), *words))
        job = run("--state", str(state.path), ends=False, env={"TERM": TERM}).started()
        press(job, b"@w", pause=0.1)
        press(job, b"!", pause=0.1)
        assert_clean(finish(job), TERM)
    figures("escapes: names of folders", folders=len(texts), findings=0)


@pytest.mark.timeout(600)
def test_a_lock_whose_text_is_hostile(run, home, attacked, amount, figures):
    """Fresh, stale and unreadable ones, met by the console, both workers and a take-over."""
    state = State(home / "state")
    state.append(state.requests, request(1))
    texts = [text.encode("utf-8", "replace")[:3000] for text in words_of(attacked, amount(1, 120))] + RAW[:amount(1, 99)]
    for number, text in enumerate(texts):
        quoted = text.replace(b"\\", b"").replace(b'"', b"")
        at = b"2020-01-03T15:30:00+09:00" if number % 2 else AT.encode()
        for lock in (text, b'{"pid": "' + quoted + b'", "acquired_at": "' + quoted + b'"}', b'{"pid": 1, "acquired_at": "' + at + b'", "x": "' + quoted + b'"}'):
            for words, program in ((("worker", "--once", "--delay", "0"), BINARY), (("--once", "--delay", "0"), WORKER), (("info",), BINARY)):
                state.lock.write_bytes(lock)
                assert_lines(run("--state", str(state.path), *words, program=program))
            state.lock.write_bytes(lock)
            asking = run("--state", str(state.path), "worker", "--take-over", ends=False).started()
            if not asking.has_ended():
                asking.send(b"n\n").quiet(0.1)
            if not asking.has_ended():
                asking.signal(signal.SIGTERM)
            assert asking.wait_for_end(10) is not None
            assert_lines(asking.written)
            state.lock.write_bytes(lock)
            job = run("--state", str(state.path), ends=False, env={"TERM": TERM}).started()
            assert_clean(finish(press(job, b"w@", pause=0.1)), TERM)
    figures("escapes: locks", locks=3 * len(texts), findings=0)


@pytest.mark.timeout(600)
def test_requests_that_serve_logs(run, home, attacked):
    state = State(home / "state")
    state.append(state.requests, request(1))
    job = run("--state", str(state.path), "serve", "--listen", "127.0.0.1:0", ends=False)
    job.wait_for(b"Listening at http://127.0.0.1:")
    job.quiet()
    port = int(job.written.split(b"127.0.0.1:")[1].split(b".")[0])
    for data in [text.encode("utf-8", "replace")[:2000] for _, _, text in attacked] + RAW:
        for head in (b"POST /api/%s HTTP/1.1\r\nHost: x\r\n\r\n", b"%s / HTTP/1.1\r\nHost: x\r\n\r\n", b"POST /api/tickets HTTP/1.1\r\nHost: %s\r\nOrigin: %s\r\n\r\n"):
            with socket.create_connection(("127.0.0.1", port)) as connection:
                connection.sendall(head.replace(b"%s", data.replace(b"\n", b"")))
                connection.shutdown(socket.SHUT_WR)
        job.read_once(0)
    job.pump(0.5).signal(signal.SIGTERM)
    assert job.wait_for_end(15) is not None
    assert len(job.written) > 1000
    assert_lines(job.written)


def test_what_a_server_answers_to_commands(run, home, attacked):
    server = HostileServer(attacked)
    try:
        for words in [("board",), ("board", "--json"), ("check",), ("check", "--json"), ("info",), ("show", "x"), ("submit", "acknowledge", "--message-id", "x"),
                      ("consume", "x"), ("complete", "x", "--status", "DONE"), ("worker", "--once", "--delay", "0")] * 2:
            assert_lines(run("--state", str(home / "state"), "--api", server.base, *words))
        assert_lines(run("--api", server.base, "--once", "--delay", "0", "--max-retries", "0", program=WORKER))
    finally:
        server.stop()

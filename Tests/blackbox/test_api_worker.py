"""ticket-worker, over the API and over the logs, and what others may do to it meanwhile."""
import json
import os
import random
import shutil
import signal
import subprocess
import time
import urllib.request

import pytest

from lossy_proxy import LossyProxy
from served import WORKER, Server, Worker, call, free_port
from program import BINARY, environment, full_pipe
from state import fill, request, result
from waiting import is_gone, wait_until


@pytest.fixture
def server(state, home):
    state.make()
    server = Server(state, home).start()
    yield server
    server.stop(signal.SIGKILL)


@pytest.fixture
def work(home):
    """Starts workers; all are gone at the end."""
    started = []

    def start(*words, **options):
        started.append(Worker(home, *words, **options))
        return started[-1]

    yield start
    for worker in started:
        if worker.process.poll() is None:
            worker.process.kill()
            worker.process.wait()


def results(state):
    """The statuses of each ticket's results, in file order."""
    found = {}
    for record in state.lines(state.results):
        found.setdefault(record["request_id"], []).append(record["status"])
    return found


@pytest.fixture(params=["api", "state"])
def place(request, state, home):
    """The words that name the tickets' place, and a lock folder."""
    state.make()
    if request.param == "state":
        yield ["--state", str(state.path)]
    else:
        server = Server(state, home).start()
        yield ["--api", server.url, "--state", str(home / "lock")]
        server.stop(signal.SIGKILL)


def test_drains_the_board_in_file_order(place, state, work):
    state.append(state.requests, *(request(number) for number in range(150)))
    worker = work(*place, "--drain", "--delay", "0")
    assert worker.end() == 0
    assert set(map(tuple, results(state).values())) == {("IN_PROGRESS", "DONE")}
    assert [line["request_id"] for line in worker.lines() if "was taken" in line["msg"]] == [
        request(number)["request_id"] for number in range(150)]


def test_once_takes_the_first_ticket_only(place, state, work):
    state.append(state.requests, request(1), request(2))
    assert work(*place, "--once", "--delay", "0").end() == 0
    assert results(state) == {request(1)["request_id"]: ["IN_PROGRESS", "DONE"]}


def test_follows_what_comes_and_ends_on_sigterm_with_what_is_in_hand(place, state, work):
    worker = work(*place, "--delay", "0.5")
    worker.wait_for("lock was acquired")
    state.append(state.requests, request(1), request(2))
    worker.wait_for("was taken")
    assert worker.signal(signal.SIGTERM).end() == 0
    assert results(state) == {request(1)["request_id"]: ["IN_PROGRESS", "DONE"]}
    assert worker.lines()[-1]["msg"] == "The worker lock was released."


def test_works_as_many_at_a_time_as_it_is_told(place, state, work):
    state.append(state.requests, *(request(number) for number in range(40)))
    began = time.monotonic()
    worker = work(*place, "--drain", "--delay", "1", env={"WORKER_CONCURRENCY": "20"})
    assert worker.end() == 0
    assert time.monotonic() - began < 20, "40 tickets of 1 s, 20 at a time"
    in_hand, most = 0, 0
    for line in worker.lines():
        in_hand += ("was taken" in line["msg"]) - ("is DONE" in line["msg"])
        most = max(most, in_hand)
    assert most == 20
    assert set(map(tuple, results(state).values())) == {("IN_PROGRESS", "DONE")}


def test_a_second_worker_on_the_same_lock_ends_with_5(place, work):
    first = work(*place)
    first.wait_for("lock was acquired")
    assert work(*place, "--once").end() == 5
    first.signal(signal.SIGTERM)
    assert first.end() == 0


def test_logs_are_json_lines_with_what_finishes_a_ticket(place, state, work):
    state.append(state.requests, dict(request(1), trace_id="추적-1"))
    worker = work(*place, "--once", "--delay", "0.05")
    worker.end()
    done = next(line for line in worker.lines() if "is DONE" in line["msg"])
    assert list(done) == ["ts", "level", "msg", "request_id", "request_type", "attempt", "latency_ms", "trace_id"]
    assert (done["level"], done["attempt"], done["trace_id"]) == ("info", 1, "추적-1")
    assert 50 <= done["latency_ms"] < 2000


def test_a_second_sigterm_ends_it_at_once_and_says_what_is_left(place, state, work):
    state.append(state.requests, request(1))
    worker = work(*place, "--delay", "3600")
    worker.wait_for("was taken")
    worker.signal(signal.SIGTERM)
    worker.wait_for("Asked to stop")
    began = time.monotonic()
    worker.signal(signal.SIGTERM)
    assert worker.end() == 0
    assert time.monotonic() - began < 1
    left = worker.wait_for("stays IN_PROGRESS")[0]
    assert left["complete_with"]["message"] == "SUCCESS [MOCK_ONLY]: Simulated execution for REQUEST_RECONCILE"
    assert left["complete_with"]["processor_id"] == f"worker_{worker.pid}"


@pytest.mark.parametrize("name, value", [
    ("WORKER_CONCURRENCY", "0"), ("WORKER_CONCURRENCY", "1001"), ("MAX_RETRIES", "11"), ("MAX_RETRIES", "-1"),
    ("BACKOFF_BASE_MS", "99"), ("BACKOFF_BASE_MS", "1e3"), ("LOG_LEVEL", "trace"), ("TICKETS_API", "localhost:8000"),
])
def test_a_wrong_variable_stops_the_start_with_one_sentence_naming_it(home, name, value):
    done = subprocess.run([WORKER], capture_output=True, text=True, cwd=home, env=environment(home, **{name: value}))
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1 and name in done.stderr and value in done.stderr
    assert not (home / "state").exists()


def test_links_neither_ncurses_nor_the_console():
    linked = subprocess.run(["ldd", WORKER], capture_output=True, text=True, check=True).stdout
    assert "ncurses" not in linked and "libtinfo" not in linked
    symbols = subprocess.run(["nm", "-a", WORKER], capture_output=True, text=True).stdout
    if symbols:
        assert "ConsoleCore" not in symbols and "$s7Console" not in symbols


def test_serves_metrics_that_prometheus_reads(place, state, work):
    state.append(state.requests, request(1), request(2, kind="ACKNOWLEDGE"), request(3))
    port = free_port()
    worker = work(*place, "--delay", "0.01", "--metrics", f"127.0.0.1:{port}")
    wait_until(lambda: len([line for line in worker.lines() if "is DONE" in line["msg"]]) == 3, "three tickets")
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        text = answer.read().decode()
    assert 'worker_events_total{type="REQUEST_RECONCILE",outcome="done"} 2' in text
    assert 'worker_latency_seconds_count{type="ACKNOWLEDGE"} 1' in text
    assert "worker_poll_errors_total 0" in text and "worker_pool_active 0" in text and "worker_build_info{" in text
    if shutil.which("promtool"):
        subprocess.run(["promtool", "check", "metrics"], input=text, text=True, check=True, capture_output=True)


def test_killed_between_consume_and_complete_nothing_is_done_twice_or_lost(place, state, work, tickets):
    state.append(state.requests, *(request(number) for number in range(200)))
    chance = random.Random(5)
    for kill in range(40):
        if kill >= 8 and ["IN_PROGRESS"] in results(state).values():
            break
        worker = work(*place, "--delay", "0.03", "--concurrency", "3")
        worker.wait_for("lock was acquired")
        time.sleep(chance.uniform(0, 0.15))
        worker.process.kill()
        worker.process.wait()
        (state.path / "worker.lock").unlink(missing_ok=True)
        (state.path.parent / "lock" / "worker.lock").unlink(missing_ok=True)
    assert work(*place, "--drain", "--delay", "0").end() == 0
    found = results(state)
    assert len(found) == 200
    assert set(map(tuple, found.values())) <= {("IN_PROGRESS",), ("IN_PROGRESS", "DONE")}
    stuck = [ticket for ticket, steps in found.items() if steps == ["IN_PROGRESS"]]
    assert stuck, "no kill came between"
    for ticket in stuck:
        tickets.json("complete", ticket, "--status", "FAILED", "--message", "중단된 워커", code=0)


# A server that comes and goes


def test_survives_a_restart_of_the_server(server, home, work):
    worker = work("--api", server.url, "--state", str(home / "lock"), "--delay", "0", "--backoff-base-ms", "100")
    first = server.submit("a")
    worker.wait_for(f"{first} is DONE")
    server.stop()
    worker.wait_for("The server is not available")
    server.start()
    second = server.submit("b")
    worker.wait_for(f"{second} is DONE")
    assert worker.signal(signal.SIGTERM).end() == 0


@pytest.fixture
def lossy(server):
    lossy = LossyProxy(server.port)
    yield lossy
    lossy.close()


def test_what_a_namesake_took_while_the_call_was_lost_is_not_ours(server, lossy, home, work):
    """Each container has a worker_1."""
    ticket, names = server.submit("a"), []

    def take_it():
        body = {"request_id": ticket, "processor_id": f"worker_{worker.pid}"}
        names.append(call(server.url + "/api/tickets/consume", body))

    lossy.meanwhile = take_it
    worker = work("--api", lossy.url, "--state", str(home / "lock"), "--delay", "0", "--backoff-base-ms", "300")
    lossy.lost_requests.append("/api/tickets/consume")
    worker.wait_for("Passed over")
    assert names[0][0] == 200 and [row["current_status"] for row in server.board()] == ["IN_PROGRESS"]


@pytest.mark.parametrize("restarts", [False, True])
def test_a_step_whose_answer_was_lost_is_known_for_ours(server, lossy, state, home, work, restarts):
    ticket = server.submit("a")
    if restarts:
        lossy.meanwhile = lambda: (server.stop(), server.start())
    lossy.lost_answers += ["/api/tickets/consume", "/api/tickets/complete"]
    worker = work("--api", lossy.url, "--state", str(home / "lock"), "--drain", "--delay", "0",
                  "--backoff-base-ms", "100")
    assert worker.end() == 0 and worker.wait_for("is DONE")
    assert lossy.lost_answers == [] and results(state) == {ticket: ["IN_PROGRESS", "DONE"]}


def test_a_completion_that_cannot_be_delivered_is_tried_and_then_logged(server, home, work):
    worker = work("--api", server.url, "--state", str(home / "lock"), "--delay", "1",
                  env={"MAX_RETRIES": "2", "BACKOFF_BASE_MS": "100"})
    ticket = server.submit("a")
    worker.wait_for("was taken")
    server.stop(signal.SIGKILL)
    left = worker.wait_for("stays IN_PROGRESS")[0]
    assert (left["level"], left["request_id"], left["attempt"]) == ("error", ticket, 3)
    assert left["complete_with"]["request_id"] == ticket
    server.start()
    assert [row["current_status"] for row in server.board()] == ["IN_PROGRESS"]


def test_once_ends_with_one_clear_sentence_when_the_server_is_away(home, work):
    worker = work("--api", f"http://127.0.0.1:{free_port()}", "--once", "--max-retries", "1", "--backoff-base-ms", "100")
    assert worker.end() == 1
    assert "The server is not available" in worker.wait_for("The worker stopped")[0]["msg"]


@pytest.mark.parametrize("program", ["tickets", "ticket-worker"])
def test_a_worker_says_that_a_log_was_taken_away(program, state, home):
    """By the contract its tickets are OPEN again then."""
    state.append(state.requests, request(1))
    state.append(state.results, result(1, "IN_PROGRESS"), result(1, "DONE", 1))
    log = home / "log"
    words = [BINARY, "--lang", "en", "--state", str(state.path), "worker"] if program == "tickets" else [WORKER, "--state", str(state.path)]
    with open(log, "w") as file:
        worker = subprocess.Popen([*words, "--delay", "0"], cwd=home, stdin=subprocess.DEVNULL, stderr=file, env=environment(home))
    try:
        wait_until(lambda: "acquired" in log.read_text(), log.read_text)
        time.sleep(0.2)
        state.results.rename(home / "away")
        wait_until(lambda: "ticket_results.jsonl was removed" in log.read_text() and "is DONE" in log.read_text(), log.read_text)
    finally:
        worker.terminate()
        assert worker.wait(10) == 0


# The original system's server


def test_works_with_the_originals_server(original, home, work):
    ids = [original.add(number) for number in range(5)]
    worker = work("--api", original.url, "--state", str(home / "lock"), "--drain", "--delay", "0")
    assert worker.end() == 0
    assert [row["current_status"] for row in original.rows] == ["DONE"] * 5
    taken = [body["request_id"] for path, body in original.calls if path == "/api/tickets/consume"]
    assert taken == ids, "the oldest first"


def test_a_complete_whose_answer_was_lost_is_looked_up_and_not_sent_again(original, home, work):
    original.add(1)
    original.lose.append("/api/tickets/complete")
    worker = work("--api", original.url, "--state", str(home / "lock"), "--drain", "--delay", "0",
                  "--backoff-base-ms", "100")
    assert worker.end() == 0
    assert len([path for path, _ in original.calls if path == "/api/tickets/complete"]) == 1
    assert worker.wait_for("is DONE")[0]["attempt"] == 2


def test_a_consume_whose_answer_was_lost_is_not_taken_for_ours_where_nobody_can_say(original, home, work):
    original.add(1)
    original.lose.append("/api/tickets/consume")
    worker = work("--api", original.url, "--state", str(home / "lock"), "--drain", "--delay", "0",
                  "--backoff-base-ms", "100")
    assert worker.end() == 0
    assert original.rows[0]["current_status"] == "IN_PROGRESS"
    assert worker.wait_for("Passed over")


def test_needs_little_memory_with_a_hundred_thousand_tickets(state, home, work):
    fill(state, 100_000)
    server = Server(state, home).start()
    try:
        worker = work("--api", server.url, "--state", str(home / "lock"), "--delay", "0")
        wait_until(lambda: len(worker.lines()) > 500, "some hundred steps", 30)
        with open(f"/proc/{worker.pid}/status") as status:
            resident = next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
        assert resident < 20 * 1024, f"{resident} KiB"
    finally:
        server.stop(signal.SIGKILL)


@pytest.mark.parametrize("signals", [1, 2])
def test_a_log_that_nobody_reads_holds_up_neither_the_work_nor_the_end(place, state, home, signals):
    state.append(state.requests, request(1))
    reading, writing = full_pipe()
    worker = subprocess.Popen([WORKER, *place, "--delay", "0"], stdin=subprocess.DEVNULL, stderr=writing, cwd=home,
                              env=environment(home))
    try:
        wait_until(lambda: list(results(state).values()) == [["IN_PROGRESS", "DONE"]], "the ticket is done")
        for _ in range(signals):
            worker.send_signal(signal.SIGTERM)
        assert worker.wait(8) == 0
    finally:
        worker.kill()
        worker.wait()
        os.close(reading)
        os.close(writing)


def test_a_hangup_that_is_to_be_passed_over_is(state, home):
    state.make()
    lock = state.path / "worker.lock"
    worker = subprocess.Popen([WORKER, "--state", str(state.path)], stdin=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL, cwd=home, env=environment(home),
                              preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    try:
        wait_until(lock.exists, "the worker holds its lock")
        worker.send_signal(signal.SIGHUP)
        with pytest.raises(subprocess.TimeoutExpired):
            worker.wait(1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(8) == 0
    finally:
        worker.kill()
        worker.wait()


@pytest.mark.parametrize("program", ["serve", "worker"])
def test_ctrl_z_waits_until_no_thread_holds_the_guard(state, home, program):
    state.make()
    words = [BINARY, "serve", "--listen", f"127.0.0.1:{free_port()}"] if program == "serve" else [WORKER]
    # In a group of its own, as a shell starts it: nothing can stop a group whose parents are all gone.
    process = subprocess.Popen([*words, "--state", str(state.path)], stdin=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, cwd=home, env=environment(home), process_group=0)

    def status(key):
        with open(f"/proc/{process.pid}/status") as file:
            return next(line.split()[1] for line in file if line.startswith(key))

    try:
        # Deferred: the signal is blocked everywhere, and taken when the program is ready for it.
        wait_until(lambda: int(status("SigBlk:"), 16) >> (signal.SIGTSTP - 1) & 1, "Ctrl-Z is deferred")
        time.sleep(0.3)
        process.send_signal(signal.SIGTSTP)
        wait_until(lambda: status("State:") == "T", "it is stopped")
        process.send_signal(signal.SIGCONT)
        wait_until(lambda: status("State:") != "T", "it goes on")
        process.send_signal(signal.SIGTERM)
        assert process.wait(8) == 0
    finally:
        process.kill()
        process.wait()


def test_words_that_it_does_not_understand_cannot_command_the_terminal(home):
    done = subprocess.run([WORKER], capture_output=True, timeout=10, cwd=home,
                          env=environment(home, LOG_LEVEL="\x1b]0;owned\x07\u202e\u009b31m"))
    assert done.returncode == 2
    text = done.stderr.decode()
    assert "LOG_LEVEL" in text and not any(mark in text.rstrip("\n") for mark in "\x1b\x07\n\u202e\u009b")

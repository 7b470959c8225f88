"""Every command of the program without a screen: answers, exit codes, and what the logs hold."""
import json
import os
import re
import signal
import subprocess
import uuid

import pytest

from program import BINARY, environment
from served import WORKER
from state import line, request, result, ticket_id
from waiting import wait_until

TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+09:00")
ROW_KEYS = ["request_id", "requested_at", "request_type", "payload", "trace_id", "current_status", "last_message",
            "last_processed_at"]


# Submitting

@pytest.mark.parametrize("words, kind, payload", [
    (["reconcile", "--mode", "FULL", "--reason", "정산 확인"], "REQUEST_RECONCILE",
     {"mode": "FULL", "reason": "정산 확인"}),
    (["reports", "--mode=REGEN", "--reason=보고서 재생성"], "REQUEST_REPORTS",
     {"mode": "REGEN", "scope": "PHASE_C_LATEST", "reason": "보고서 재생성"}),
    (["acknowledge", "--message-id", "push_1"], "ACKNOWLEDGE", {"message_id": "push_1"}),
])
def test_submit_appends_the_contract_s_line(tickets, state, words, kind, payload):
    answer = tickets.json("submit", *words, code=0)
    assert list(answer) == ["result", "request_id", "requested_at", "status", "appended"]
    assert (answer["result"], answer["status"], answer["appended"]) == ("OK", "OPEN", True)
    assert str(uuid.UUID(answer["request_id"], version=4)) == answer["request_id"]
    expected = {"schema": "TICKET_REQUEST_V1", "request_id": answer["request_id"],
                "requested_at": answer["requested_at"], "request_type": kind, "payload": payload, "status": "OPEN",
                "trace_id": None}
    assert TIME.fullmatch(answer["requested_at"])
    assert state.requests.read_text() == line(expected) + "\n"


def test_submit_writes_the_trace_id(tickets, state):
    tickets.run("submit", "acknowledge", "--message-id", "m", "--trace-id", "trace-1", code=0)
    assert state.lines(state.requests)[0]["trace_id"] == "trace-1"


def test_submit_names_every_error_and_appends_nothing(tickets, state):
    wrong = {"request_type": "REQUEST_REPORTS", "payload": {"mode": "FULL", "reason": " "}, "colour": 1}
    done = tickets.run("submit", "--json", "-", stdin=json.dumps(wrong), code=2)
    answer = json.loads(done.stdout)
    assert answer["result"] == "FAIL"
    assert {e["field"] for e in answer["errors"]} == {"payload.mode", "payload.scope", "payload.reason", "colour"}
    assert len(done.stderr.splitlines()) >= 4
    assert not state.requests.exists()


def test_submit_json_answers_each_line_and_goes_on_after_errors(tickets, state):
    good = {"schema": "TICKET_SUBMIT_V1", "request_type": "ACKNOWLEDGE", "payload": {"message_id": "가"}}
    lines = [line(good), "{not json", line(dict(good, request_type="NONE")), line(good)]
    done = tickets.run("submit", "--json", "-", stdin="\n".join(lines) + "\n", code=2)
    assert [json.loads(text)["result"] for text in done.stdout.splitlines()] == ["OK", "FAIL", "FAIL", "OK"]
    assert [r["payload"]["message_id"] for r in state.lines(state.requests)] == ["가", "가"]


def test_submit_json_takes_a_file(tickets, state, home):
    path = home / "ticket.json"
    path.write_text(json.dumps({"request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}}, indent=2))
    assert tickets.json("submit", "--json", str(path), code=0)["result"] == "OK"
    assert len(state.lines(state.requests)) == 1


@pytest.mark.parametrize("payload", [
    '{"message_id": "a", "message_id": "b"}', '{"message_id": NaN}', '{"message_id": "\\ud800"}'])
def test_submit_refuses_what_is_no_strict_json(tickets, state, payload):
    text = '{"request_type": "ACKNOWLEDGE", "payload": %s}' % payload
    assert json.loads(tickets.run("submit", "--json", "-", stdin=text, code=2).stdout)["result"] == "FAIL"
    assert not state.requests.exists()


@pytest.mark.parametrize("reason, code", [("가" * 200, 0), ("가" * 201, 2), ("각" * 200, 0), ("", 2), ("  ", 2)])
def test_a_reason_has_1_to_200_characters_as_people_count_them(tickets, reason, code):
    tickets.run("submit", "reconcile", "--mode", "FULL", "--reason", reason, code=code)


# Consuming and completing

def test_a_ticket_goes_from_open_to_done_by_hand(tickets, state):
    id = tickets.submit()
    taken = tickets.json("consume", id, code=0)
    assert list(taken) == ["result", "request_id", "new_status", "result_id"]
    assert (taken["result"], taken["request_id"], taken["new_status"]) == ("OK", id, "IN_PROGRESS")
    ended = tickets.json("complete", id, "--status", "DONE", "--message", "끝", "--processor", "me", "--artifact", "a/b",
                         "--artifact", "c", code=0)
    assert ended["new_status"] == "DONE"
    first, last = state.lines(state.results)
    assert list(first) == ["schema", "result_id", "request_id", "processed_at", "status", "processor_id", "message",
                           "artifacts"]
    assert (first["result_id"], first["status"], first["processor_id"], first["message"], first["artifacts"]) == (
        taken["result_id"], "IN_PROGRESS", "manual", "티켓 처리 시작", [])
    assert (last["result_id"], last["status"], last["processor_id"], last["message"], last["artifacts"]) == (
        ended["result_id"], "DONE", "me", "끝", ["a/b", "c"])
    assert first["processed_at"] < last["processed_at"]


@pytest.mark.parametrize("before, words, current", [
    ([], ["complete", "--status", "DONE"], "OPEN"),
    (["IN_PROGRESS"], ["consume"], "IN_PROGRESS"),
    (["IN_PROGRESS", "DONE"], ["consume"], "DONE"),
    (["IN_PROGRESS", "FAILED"], ["complete", "--status", "DONE"], "FAILED"),
])
def test_an_illegal_step_is_a_conflict_and_writes_nothing(tickets, state, before, words, current):
    state.append(state.requests, request(1))
    state.append(state.results, *(result(1, status, n) for n, status in enumerate(before)))
    content = state.results.read_bytes()
    done = tickets.run(words[0], ticket_id(1), *words[1:], code=3)
    answer = json.loads(done.stdout)
    assert (answer["result"], answer["current_status"]) == ("CONFLICT", current)
    assert answer["message"] and done.stderr
    assert state.results.read_bytes() == content


@pytest.mark.parametrize("words", [["consume", "nobody"], ["complete", "nobody", "--status", "DONE"], ["show", "nobody"]])
def test_an_unknown_ticket_is_code_4(tickets, words):
    tickets.submit()
    tickets.run(*words, code=4)


# Looking

def test_board_json_is_the_contract_s_view(tickets, state):
    state.append(state.requests, request(1), request(2, kind="ACKNOWLEDGE"))
    state.append(state.results, result(1, "IN_PROGRESS", 1), result(1, "FAILED", 2, "오류"))
    board = tickets.board()
    assert list(board) == ["status", "schema", "asof", "row_count", "rows", "error"]
    assert (board["status"], board["schema"], board["row_count"], board["error"]) == ("ready", "TICKETS_BOARD_V1", 2, None)
    newest, oldest = board["rows"]
    assert list(newest) == list(oldest) == ROW_KEYS
    assert (newest["request_id"], newest["current_status"], newest["last_message"], newest["last_processed_at"]) == (
        ticket_id(2), "OPEN", "", None)
    assert (oldest["current_status"], oldest["last_message"]) == ("FAILED", "오류")
    assert oldest["payload"] == request(1)["payload"] and oldest["requested_at"] == request(1)["requested_at"]


def test_board_narrows_by_status_type_and_limit(tickets, state):
    kinds = ["REQUEST_RECONCILE", "REQUEST_REPORTS", "ACKNOWLEDGE"]
    state.append(state.requests, *(request(n, kind=kinds[n % 3]) for n in range(9)))
    state.append(state.results, *(result(n, "IN_PROGRESS", 1) for n in range(4)))

    def ids(*words):
        board = tickets.board(*words)
        assert board["row_count"] == len(board["rows"])
        return [int(row["request_id"][:8], 16) for row in board["rows"]]

    assert ids("--limit", "2") == [8, 7]
    assert ids("--status", "IN_PROGRESS") == [3, 2, 1, 0]
    assert ids("--status", "IN_PROGRESS", "--status", "OPEN") == [8, 7, 6, 5, 4, 3, 2, 1, 0]
    assert ids("--type", "ACKNOWLEDGE", "--limit=1") == [8]
    table = tickets.run("board", "--limit", "2", code=0).stdout
    assert ticket_id(8) in table and ticket_id(7) in table and ticket_id(6) not in table


def test_where_standard_output_is_no_terminal_the_console_prints_the_board(tickets):
    id = tickets.submit()
    done = tickets.run(code=0)
    assert id in done.stdout and "\x1b" not in done.stdout
    assert "terminal" in done.stderr


def test_show_tells_the_whole_history_and_where_it_stands(tickets, state):
    state.append(state.requests, request(1), request(2))
    state.append(state.results, result(2, "IN_PROGRESS", 1, "티켓 처리 시작"), result(2, "DONE", 2, "끝났음"))
    shown = tickets.run("show", ticket_id(2), code=0).stdout
    offset = len((line(request(1)) + "\n").encode())
    assert re.search(rf"ticket_requests\.jsonl line 2, byte {offset}\b", shown), shown
    assert re.search(r"ticket_results\.jsonl line 1, byte 0\b", shown)
    assert "끝났음" in shown and "정산 불일치 확인 2" in shown


def test_tail_prints_each_change_until_interrupted(tickets, state):
    state.append(state.requests, request(1))
    process = tickets.start("tail")
    try:
        wait_until(lambda: "inotify" in " ".join(_descriptors(process.pid)), "tail watching")
        state.append(state.requests, request(2))
        second = process.stdout.readline()
        assert ticket_id(2) in second and "OPEN" in second
        state.append(state.results, result(2, "IN_PROGRESS", 1))
        third = process.stdout.readline()
        assert ticket_id(2) in third and "IN_PROGRESS" in third
        process.send_signal(signal.SIGINT)
        assert process.wait(5) == 0
    finally:
        process.kill()
        process.communicate()


def _descriptors(pid):
    try:
        return [os.readlink(f"/proc/{pid}/fd/{fd}") for fd in os.listdir(f"/proc/{pid}/fd")]
    except FileNotFoundError:
        return []


def test_check_names_every_problem_with_its_place(tickets, state):
    first = line(request(1))
    state.append(state.requests, first, "not json", first)
    state.append(state.results, result(1, "DONE", 1), result(9, "IN_PROGRESS", 1))
    found = tickets.json("check", "--json", code=1)
    assert list(found) == ["tickets", "status", "problems", "items"]
    assert found["tickets"] == 1
    assert found["status"] == {"OPEN": 1, "IN_PROGRESS": 0, "DONE": 0, "FAILED": 0}
    assert found["problems"] == {"requests": 2, "results": 2}
    assert all(list(item) == ["file", "line", "offset", "reason", "text"] for item in found["items"])
    size = len(first.encode()) + 1
    places = {(item["file"], item["line"], item["offset"]) for item in found["items"]}
    assert places == {("ticket_requests.jsonl", 2, size), ("ticket_requests.jsonl", 3, size + len("not json\n")),
                      ("ticket_results.jsonl", 1, 0),
                      ("ticket_results.jsonl", 2, len(line(result(1, "DONE", 1)).encode()) + 1)}
    text = tickets.run("check", code=1).stdout
    assert re.search(rf"^ticket_requests\.jsonl:2 @{size}: \S", text, re.M)


def test_check_of_sound_logs_is_code_0(tickets):
    tickets.submit()
    assert tickets.json("check", "--json", code=0)["items"] == []


def test_an_unfinished_last_line_is_no_problem(tickets, state):
    state.append(state.requests, request(1))
    with open(state.requests, "a") as log:
        log.write('{"schema": "TICKET_REQ')
    found = tickets.json("check", "--json", code=0)
    assert (found["tickets"], found["items"]) == (1, [])


@pytest.mark.parametrize("words", [["board"], ["board", "--json"], ["check"], ["info"], ["--help"], ["show", "x"], []])
def test_reading_commands_create_nothing(tickets, state, words):
    tickets.run(*words)
    assert state.files() is None
    state.copy_fixtures()
    before = state.files()
    tickets.run(*words)
    assert state.files() == before


def test_info_names_every_path_and_the_version(tickets, state):
    state.copy_fixtures()
    shown = tickets.run("info", code=0).stdout
    version = tickets.run("--version", code=0).stdout.split()[-1]
    for text in (version, str(state.requests), str(state.results), str(state.lock), "17"):
        assert text in shown


# The worker

def test_worker_drain_takes_open_tickets_to_done_in_file_order(tickets, state):
    kinds = ["REQUEST_RECONCILE", "REQUEST_REPORTS", "ACKNOWLEDGE"]
    state.append(state.requests, *(request(n, kind=kinds[n % 3]) for n in range(6)))
    state.append(state.results, result(2, "IN_PROGRESS", 1))
    process = tickets.start("worker", "--drain", "--delay", "0")
    process.communicate(timeout=20)
    assert process.returncode == 0
    written = state.lines(state.results)[1:]
    expected = [(ticket_id(n), status) for n in (0, 1, 3, 4, 5) for status in ("IN_PROGRESS", "DONE")]
    assert [(r["request_id"], r["status"]) for r in written] == expected
    assert {r["processor_id"] for r in written} == {f"worker_{process.pid}"}
    assert [r["message"] for r in written[:4]] == [
        "티켓 처리 시작", "SUCCESS [MOCK_ONLY]: Simulated execution for REQUEST_RECONCILE",
        "티켓 처리 시작", "SUCCESS [MOCK_ONLY]: Simulated execution for REQUEST_REPORTS"]
    assert not state.lock.exists()


def test_worker_once_takes_one_ticket(tickets, state):
    state.append(state.requests, request(1), request(2))
    tickets.run("worker", "--once", "--delay=0.01", code=0)
    assert tickets.statuses() == {ticket_id(1): "DONE", ticket_id(2): "OPEN"}


@pytest.mark.parametrize("mode", ["--once", "--drain"])
def test_worker_without_open_tickets_ends_with_0(tickets, state, mode):
    state.make()
    tickets.run("worker", mode, code=0)
    assert not state.lock.exists() and state.lines(state.results) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signalled_worker_finishes_its_ticket_and_releases_the_lock(tickets, state, number):
    state.append(state.requests, request(1), request(2))
    process = tickets.start("worker", "--delay", "0.5")
    wait_until(lambda: state.lines(state.results), "the first ticket taken")
    assert json.loads(state.lock.read_text())["pid"] == process.pid
    process.send_signal(number)
    process.communicate(timeout=5)
    assert process.returncode == 0
    assert tickets.statuses() == {ticket_id(1): "DONE", ticket_id(2): "OPEN"}
    assert not state.lock.exists()


def test_worker_takes_over_a_stale_lock_and_warns(tickets, state):
    state.append(state.requests, request(1))
    state.lock.write_text('{"pid": 999999, "acquired_at": "2026-01-03T15:30:00+09:00"}')
    done = tickets.run("worker", "--drain", "--delay", "0", code=0)
    assert "999999" in done.stderr
    assert tickets.statuses() == {ticket_id(1): "DONE"}


# Words

@pytest.mark.parametrize("words, names", [
    (["bord"], "board"), (["submit", "reconcil"], "reconcile"), (["board", "--limmit", "3"], "--limit"),
    (["consume"], "request_id"), (["board", "--limit", "x"], "--limit"), (["board", "--status", "OPENED"], "OPEN"),
    (["submit", "reconcile", "--mode", "REGEN", "--reason", "x"], "FULL"), (["--utc-offset", "9"], "--utc-offset"),
    (["complete", "x", "--status", "OPEN"], "DONE"),
])
def test_wrong_words_are_code_2_and_name_what_is_right(tickets, state, words, names):
    done = tickets.run(*words, code=2)
    assert names in done.stderr
    assert not state.requests.exists() and not state.results.exists()


@pytest.mark.parametrize("words", [
    [], ["submit"], ["submit", "reconcile"], ["submit", "reports"], ["submit", "acknowledge"], ["consume"], ["complete"],
    ["board"], ["show"], ["tail"], ["worker"], ["check"], ["info"]])
def test_every_command_has_help_in_both_languages(tickets, words):
    english = tickets.run(*words, "--help", "--lang", "en", code=0).stdout
    korean = tickets.run(*words, "--help", "--lang", "ko", code=0).stdout
    assert "Usage" in english and " ".join(["tickets", *words]) in english
    assert re.search("[가-힣]", korean) and not re.search("[가-힣]", english)


@pytest.mark.parametrize("env, is_korean", [
    ({"LANG": "ko_KR.UTF-8"}, True), ({"LANG": "C.UTF-8"}, False), ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR"}, True),
    ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, False), ({"LC_ALL": "ko_KR.UTF-8", "LANG": "C"}, True)])
def test_the_language_follows_the_locale_variables(tickets, env, is_korean):
    assert bool(re.search("[가-힣]", tickets.run("--help", code=0, env=env).stdout)) == is_korean


def test_utc_offset_changes_what_is_written(tickets, state):
    tickets.run("submit", "acknowledge", "--message-id", "m", "--utc-offset", "-03:30", code=0)
    assert state.lines(state.requests)[0]["requested_at"].endswith("-03:30")


def test_state_comes_from_the_option_then_the_variable_then_here(tickets, state, home):
    submit = ["submit", "acknowledge", "--message-id", "m"]
    tickets.run(*submit, code=0, state=False)
    assert (home / "state" / "tickets" / "ticket_requests.jsonl").exists()
    tickets.run(*submit, code=0, state=False, env={"TICKETS_STATE": str(home / "a")})
    assert (home / "a" / "tickets" / "ticket_requests.jsonl").exists()
    tickets.run(*submit, "--state", str(home / "b"), code=0, state=False, env={"TICKETS_STATE": str(home / "c")})
    assert (home / "b" / "tickets" / "ticket_requests.jsonl").exists() and not (home / "c").exists()


def test_ascii_prints_nothing_else(tickets, state):
    state.copy_fixtures()
    for words in (["board"], ["info"], ["check"], ["--help", "--lang", "ko"]):
        assert tickets.run(*words, "--ascii").stdout.isascii(), words


def test_output_that_cannot_be_written_is_code_1(tickets):
    with open("/dev/full", "w") as full:
        done = subprocess.run(tickets.command("board"), stdout=full, stderr=subprocess.PIPE, text=True, timeout=10)
    assert done.returncode == 1 and done.stderr


@pytest.mark.parametrize("lang, said", [("en", "was filed; only this answer could not be written."),
                                        ("ko", "처리되었으나 응답을 출력하지 못했습니다.")])
@pytest.mark.parametrize("is_pipe", [False, True])
def test_what_was_done_is_said_where_its_answer_cannot_be_written(tickets, state, lang, said, is_pipe):
    reader, pipe = os.pipe()
    os.close(reader)
    with open("/dev/full", "w") as full, os.fdopen(pipe, "w") as closed:
        done = subprocess.run(
            tickets.command("submit", "acknowledge", "--message-id", "m", "--lang", lang),
            stdout=closed if is_pipe else full, stderr=subprocess.PIPE, text=True, timeout=10)
    assert done.returncode == 1
    assert said in done.stderr and state.lines(state.requests)[0]["request_id"] in done.stderr
    assert ("No space left on device" in done.stderr) != is_pipe


@pytest.mark.parametrize("words", [
    ["submit", "reconcile", "--mode", "FULL", "--reason", "정산 불일치".encode("euc-kr")],
    ["submit", "reconcile", "--mode", "FULL", b"--reason=" + "정산".encode("euc-kr")],
    ["--state", b"nb/\xc1\xa4", "submit", "acknowledge", "--message-id", "m"],
], ids=["apart", "joined", "folder"])
def test_words_that_are_not_utf8_are_refused_and_nothing_is_written(tickets, state, home, words):
    place = [] if words[0] == "--state" else ["--state", str(state.path)]
    for lang, said in (("en", "is not UTF-8"), ("ko", "UTF-8이 아닙니다")):
        done = subprocess.run([tickets.command()[0], "--lang", lang, *place, *words], capture_output=True, timeout=10,
                              cwd=home, env=environment(home))
        assert done.returncode == 2 and said in done.stderr.decode()
        option = "--state" if words[0] == "--state" else "--reason"
        assert option in done.stderr.decode()
        assert json.loads(done.stdout)["result"] == "FAIL" and "is not UTF-8" in json.loads(done.stdout)["message"]
    assert not state.requests.exists() and not (home / "nb").exists()


def test_a_variable_that_is_not_utf8_is_refused_by_both_programs(tickets, home):
    env = environment(home, TICKETS_STATE=b"nb/\xc1\xa4")
    for words in ([BINARY, "submit", "acknowledge", "--message-id", "m"], [WORKER, "--once"]):
        done = subprocess.run(words, capture_output=True, text=True, timeout=10, cwd=home, env=env)
        assert done.returncode == 2 and "TICKETS_STATE" in done.stderr and "is not UTF-8" in done.stderr
    done = subprocess.run([WORKER, "--state", b"nb/\xc1\xa4"], capture_output=True, text=True, timeout=10, cwd=home,
                          env=environment(home))
    assert done.returncode == 2 and "'--state nb/" in done.stderr and "is not UTF-8" in done.stderr
    assert not (home / "nb").exists() and not (home / "state").exists()


def test_closed_standard_input_is_no_line_of_it(tickets):
    done = subprocess.run(["sh", "-c", 'exec "$@" <&-', "-", *tickets.command("submit", "--json", "-")],
                          capture_output=True, text=True, timeout=10)
    assert done.returncode == 1
    assert "tickets: Standard input cannot be read (Bad file descriptor)." in done.stderr


def test_the_original_s_logs_show_all_17_tickets(tickets, state):
    state.copy_fixtures()
    rows = tickets.board()["rows"]
    assert len(rows) == 17
    ids = [json.loads(text)["request_id"] for text in state.requests.read_text().splitlines()]
    assert [row["request_id"] for row in rows] == list(reversed(ids))

"""What an operator does at the screen, and what the logs hold afterwards."""
import fcntl
import os

import pytest

from console import counts
from state import line, request, result, ticket_id
from waiting import wait_until

BOUND = ("request_id", "requested_at")


def test_an_empty_folder_opens_an_empty_board(open_console):
    open_console().wait_for_counts(OPEN=0)


def test_the_original_s_logs_show_all_17_tickets(open_console, state):
    screen = open_console(state=state.copy_fixtures()).wait_for_counts(OPEN=2, IN_PROGRESS=1, DONE=8, FAILED=6)
    assert "problems" not in screen.splitlines()[0]


FORMS = [
    ("r", [], "정산 불일치 확인 [급함]", ["reconcile", "--mode", "FULL", "--reason"]),
    ("r", ["BTab", "Right", "Tab"], "야간 배치 실패 후 재처리", ["reconcile", "--mode", "INCREMENTAL", "--reason"]),
    ("p", [], "보고서 재생성 (지표 정의 변경)", ["reports", "--mode", "RE-EVALUATE", "--reason"]),
    ("a", [], "푸시_20260103_143000_001", ["acknowledge", "--message-id"]),
]


@pytest.mark.parametrize("form, keys, text, words", FORMS)
def test_korean_typed_in_a_form_appends_the_line_that_submit_writes(
        open_console, tickets, state, form, keys, text, words):
    console = open_console()
    console.keys("n").wait_for("RECONCILE", "REPORTS", "ACKNOWLEDGE")
    console.keys(form).wait_for("Ctrl-S")
    for key in keys:
        console.keys(key)
    console.type(text).wait_for(text)
    console.keys("C-s")
    wait_until(lambda: state.requests.exists() and state.requests.read_bytes().endswith(b"\n"), "the line in the log")
    (typed,) = state.lines(state.requests)
    console.wait_for(typed["request_id"])
    assert text[:8] in console.wait_for_counts(OPEN=1)

    tickets.run("submit", *words, text, code=0)
    first, second = state.requests.read_text(encoding="utf-8").splitlines()
    same = {key: typed[key] for key in BOUND}
    (_, submitted) = state.lines(state.requests)
    assert first == line({**submitted, **same}) and second == line(submitted)


def test_a_trace_id_goes_into_the_record(open_console, state):
    console = open_console()
    console.keys("F4").wait_for("Ctrl-S")
    console.type("메시지-1").keys("Tab").type("trace-7").wait_for("trace-7")
    console.keys("C-s")
    (record,) = wait_until(lambda: state.lines(state.requests), "the line in the log")
    assert (record["payload"], record["trace_id"]) == ({"message_id": "메시지-1"}, "trace-7")


def test_a_form_with_an_error_is_not_sent_and_says_why(open_console, state):
    console = open_console()
    console.keys("F2").wait_for("Ctrl-S")
    console.keys("C-s").wait_for("Enter the reason.")
    assert not state.requests.exists()


def test_escape_keeps_the_draft(open_console):
    console = open_console()
    console.keys("F2").wait_for("Ctrl-S")
    console.type("반쯤 쓴 사유").wait_for("반쯤 쓴 사유")
    console.keys("Escape").wait_until_gone("반쯤 쓴 사유")
    console.keys("F2").wait_for("반쯤 쓴 사유")


def test_ctrl_c_asks_once_when_a_form_holds_text(open_console):
    console = open_console()
    console.keys("F2").wait_for("Ctrl-S")
    console.type("지우면 아까운 글").wait_for("지우면 아까운 글")
    console.keys("C-c").wait_for("Quit?")
    assert not console.exit_file.exists()
    console.keys("Enter")
    assert console.wait_for_end() == 0
    console.assert_terminal_restored()


def test_quitting_while_a_form_is_sent_says_what_became_of_it(open_console, state):
    console = open_console()
    folder = os.open(state.path, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    try:
        console.keys("F2").wait_for("Ctrl-S")
        console.type("마감 정산").wait_for("마감 정산")
        console.keys("C-s").wait_for("Sending")
        console.keys("C-c").wait_for("may have been filed or not")
        console.keys("Enter")
        assert console.wait_for_end() == 1
    finally:
        os.close(folder)
    assert 'tickets: Not done: RECONCILE "마감 정산".' in console.screen()
    console.assert_terminal_restored()


def test_escape_that_comes_together_with_a_key_is_both(open_console, tickets):
    tickets.run("submit", "acknowledge", "--message-id", "m1", code=0)
    console = open_console()
    console.keys("Enter").wait_for("What can be done")
    console.keys("M-/").wait_until_gone("What can be done")
    console.type("m1").wait_for("/ m1")


def test_pasted_text_on_the_board_does_nothing(open_console, state):
    console = open_console()
    console.paste("qnrw\nq").keys("?").wait_for("F1")
    assert not console.exit_file.exists() and not state.requests.exists()


def test_pasted_lines_become_one_reason(open_console, state):
    console = open_console()
    console.keys("F2").wait_for("Ctrl-S")
    console.paste("첫째 줄\n둘째 줄").wait_for("첫째 줄 둘째 줄")
    console.keys("C-s")
    (record,) = wait_until(lambda: state.lines(state.requests), "the line in the log")
    assert record["payload"]["reason"] == "첫째 줄 둘째 줄"


@pytest.mark.parametrize("jamo, shows", [("ㅜ", "ACKNOWLEDGE"), ("?", "F1"), ("ㅈ", "worker on")])
def test_letters_of_the_korean_keyboard_are_keys_too(open_console, jamo, shows):
    open_console().type(jamo).wait_for(shows)


def test_an_append_by_another_process_appears(open_console, state):
    console = open_console(state=state.make())
    state.append(state.requests, request(1, reason="다른 프로그램이 쓴 티켓"))
    console.wait_for("다른 프로그램이 쓴 티켓", seconds=1)
    state.append(state.results, result(1, "IN_PROGRESS", 1))
    console.wait_for_counts(1, IN_PROGRESS=1)
    state.append(state.results, result(1, "FAILED", 2, "실패 이유"))
    console.wait_for_counts(1, FAILED=1)


def test_a_line_counts_only_when_it_is_whole(open_console, state):
    console = open_console(state=state.make())
    text = line(request(1, reason="두 번에 쓴 줄")).encode()
    with open(state.requests, "ab", buffering=0) as log:
        log.write(text[:40])
        state.append(state.results, result(9, "IN_PROGRESS", 1))  # another change, so that the console has looked
        console.wait_for("problems 1")
        assert counts(console.screen())["OPEN"] == 0
        log.write(text[40:] + b"\n")
    console.wait_for("두 번에 쓴 줄")


def test_problems_show_the_bad_line_and_its_place(open_console, state):
    state.append(state.requests, request(1), "이것은 JSON이 아님")
    console = open_console()
    console.wait_for("problems 1")
    console.keys("!").wait_for("이것은 JSON이 아님", "ticket_requests.jsonl")
    console.keys("Escape").wait_for("OPEN")


def test_the_selection_stays_on_its_ticket_whatever_arrives(open_console, state):
    state.append(state.requests, *(request(n) for n in range(5)))
    console = open_console()
    console.keys("j", "j").wait_for(ticket_id(2))
    state.append(state.results, result(0, "IN_PROGRESS", 1), result(1, "IN_PROGRESS", 1))
    state.append(state.requests, request(9))
    console.wait_for_counts(OPEN=4, IN_PROGRESS=2)
    console.wait_for(ticket_id(2))


def test_consume_and_complete_by_hand_ask_first(open_console, state):
    state.append(state.requests, request(1))
    console = open_console()
    console.keys("c").wait_for("Enter", "Esc", ticket_id(1)[:8])
    assert not state.results.exists()
    console.keys("Escape").wait_until_gone("Esc refuses")
    console.keys("c").wait_for("Esc refuses")
    console.keys("Enter")
    console.wait_for_counts(IN_PROGRESS=1)
    console.keys("2").keys("X")
    console.type("손으로 끝냄").wait_for("손으로 끝냄")
    console.keys("Enter")
    wait_until(lambda: len(state.lines(state.results)) == 2, console.screen)
    first, last = state.lines(state.results)
    assert (first["status"], first["processor_id"]) == ("IN_PROGRESS", "manual")
    assert (last["status"], last["message"], last["processor_id"]) == ("FAILED", "손으로 끝냄", "manual")


def test_control_characters_of_a_ticket_never_reach_the_terminal(open_bare, tickets, state):
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\u202e역순"
    state.append(state.requests, request(1, reason=evil))
    terminal = open_bare(tickets.command())
    terminal.wait_for("역순")
    terminal.quiet()
    for bad in (b"owned\x07", b"\x1b]0;", b"\xc2\x9b", "\u202e".encode()):
        assert bad not in terminal.written


def test_the_state_folder_is_made_when_missing(open_console, state):
    open_console()
    assert state.path.is_dir()

"""The live filter at a real terminal (spec: console.md, "Filter")."""
import json
import re
import signal

import pytest

from console import STATUSES
from served import Server
from state import State, request, result
from waiting import wait_until

REASONS = ["일일 정산 불일치 확인", "보고서 재생성", "Nightly drift check", "정산 마감", "quarter close", "잔고 차이 3건"]


@pytest.fixture
def filled(state):
    """Six tickets: the last two are ended, one with a word that only its message holds."""
    state.append(state.requests, *(request(n, reason=reason) for n, reason in enumerate(REASONS)))
    for n, (status, message) in {4: ("DONE", "SUCCESS [MOCK_ONLY]"), 5: ("FAILED", "원천 테이블이 잠김")}.items():
        state.append(state.results, *(result(n, s, processor="worker_77", message=m)
                                      for s, m in (("IN_PROGRESS", "티켓 처리 시작"), (status, message))))
    return state


def shown(screen):
    """What the columns' heads say, as `2/4`, or `4` without a filter."""
    found = {}
    for status in STATUSES:
        match = re.search(rf"\b{status}\b[^\d\n]*?(\d+(?:/\d+)?)", screen)
        found[status] = match and match[1]
    return found


def wait_for_shown(console, *expected, seconds=10.0):
    wanted = dict(zip(STATUSES, expected))
    return wait_until(lambda: shown(console.screen()) == wanted and console.screen(),
                      lambda: f"{wanted} on\n{console.screen()}", seconds)


TYPED = [
    ("정산", ("2/4", "0/0", "0/1", "0/1")),          # a word in a reason
    ("ㅈㅅ", ("3/4", "0/0", "0/1", "0/1")),          # by first consonants: 정산, and 재생성
    ("ㅈ산", ("2/4", "0/0", "0/1", "0/1")),          # mixed
    ("wjdtks", ("2/4", "0/0", "0/1", "0/1")),        # the keyboard in the wrong mode
    ("ㅜㅑ호시ㅛ", ("1/4", "0/0", "0/1", "0/1")),    # and the other way round: nightly
    ("NIGHTLY", ("1/4", "0/0", "0/1", "0/1")),
    ("잠김", ("0/4", "0/0", "0/1", "1/1")),          # a word in a message
    ("worker_77", ("0/4", "0/0", "1/1", "1/1")),
    ("-정산 status:open", ("2/4", "0/0", "0/1", "0/1")),
    ("상태:대기,실패 \"일 정산\"", ("1/4", "0/0", "0/1", "0/1")),
    ("by:worker type:정산", ("0/4", "0/0", "1/1", "1/1")),
    ("id:00000003", ("1/4", "0/0", "0/1", "0/1")),
    ("age:>1h", ("4/4", "0/0", "1/1", "1/1")),
    ("since:10m", ("0/4", "0/0", "0/1", "0/1")),
]


@pytest.mark.parametrize("text, expected", TYPED)
def test_the_board_narrows_while_it_is_typed(open_console, filled, text, expected):
    console = open_console()
    console.type("/" + text)
    wait_for_shown(console, *expected)
    console.keys("Enter").wait_for("Esc clears")
    wait_for_shown(console, *expected)
    console.keys("Escape")
    wait_for_shown(console, "4", "0", "1", "1")


WRONG = [("status:OPNE", "did you mean open?"), ("stauts:open", "did you mean status:?"), ("since:10x", "takes 10m"),
         ("type:recnocile", "did you mean RECONCILE?")]


@pytest.mark.parametrize("text, remark", WRONG)
def test_a_wrong_word_says_what_would_be_right(open_console, filled, text, remark):
    open_console().type("/" + text).wait_for(remark)


def test_a_wrong_word_is_explained_in_korean(open_console, filled):
    open_console(words=("--lang", "ko")).type("/status:실퍠").wait_for("실패 인가요?")


def test_the_filter_follows_what_is_appended(open_console, filled):
    console = open_console()
    console.type("/정산").keys("Enter")
    wait_for_shown(console, "2/4", "0/0", "0/1", "0/1")
    filled.append(filled.requests, request(100, reason="또 정산"), request(101, reason="그 밖"))
    wait_for_shown(console, "3/6", "0/0", "0/1", "0/1")
    filled.append(filled.results, result(100, "IN_PROGRESS"), result(101, "IN_PROGRESS", message="정산 시작"))
    wait_for_shown(console, "2/4", "2/2", "0/1", "0/1")


def test_escape_goes_back_one_level_at_a_time_and_never_quits(open_console, filled):
    console = open_console()
    console.type("/정산").keys("Enter")
    wait_for_shown(console, "2/4", "0/0", "0/1", "0/1")
    console.keys("Enter").wait_for("What can be done", "정산")
    console.keys("Escape").wait_until_gone("What can be done")
    wait_for_shown(console, "2/4", "0/0", "0/1", "0/1")
    console.keys("Escape").wait_for("Filter cleared")
    wait_for_shown(console, "4", "0", "1", "1")
    console.type("/x")
    console.keys("Up")
    wait_for_shown(console, "2/4", "0/0", "0/1", "0/1")
    console.keys("Escape")
    wait_for_shown(console, "4", "0", "1", "1")


@pytest.mark.parametrize("escapes", [False, True])
def test_thousands_of_records_are_searched(open_console, state, escapes):
    """Also lines whose texts are written with escapes throughout."""
    records = [request(n, reason="차이 발견" if n % 7 == 0 else "이상 없음") for n in range(20_000)]
    state.append(state.requests, *(json.dumps(r, ensure_ascii=escapes) for r in records))
    console = open_console()
    console.wait_for_counts(OPEN=20_000)
    console.type("/차이")
    wait_for_shown(console, "2858/20000", "0/0", "0/0", "0/0")
    console.type(" 없음")
    wait_for_shown(console, "0/20000", "0/0", "0/0", "0/0")


def test_a_server_s_board_is_filtered_too(open_console, filled, home):
    server = Server(filled, home).start()
    try:
        console = open_console(words=("--api", server.url), state=State(home / "own"))
        wait_for_shown(console, "4", "0", "1", "1")
        console.type("/ㅈ산")
        wait_for_shown(console, "2/4", "0/0", "0/1", "0/1")
        console.keys("C-u").type("잠김")
        wait_for_shown(console, "0/4", "0/0", "0/1", "1/1")
        console.keys("C-u").type("status:done type:reconcile")
        wait_for_shown(console, "0/4", "0/0", "1/1", "0/1")
    finally:
        server.stop(signal.SIGKILL)

"""Terminals, locales and sizes of every kind."""
import itertools
import random
import re
import unicodedata

import pytest

from waiting import is_gone, wait_until


@pytest.mark.parametrize("env, korean", [
    ({"LANG": "ko_KR.UTF-8"}, True), ({"LC_ALL": "C"}, False), ({"LC_ALL": "xx_YY.UTF-8"}, False),
    ({"LANG": None}, False), ({"LC_ALL": "C", "NO_COLOR": "1"}, False)], ids=str)
def test_korean_text_is_whole_under_any_locale(open_console, state, env, korean):
    console = open_console(state=state.copy_fixtures(), env=env)
    assert ("대기" in console.wait_for_counts(OPEN=2, IN_PROGRESS=1, DONE=8, FAILED=6)) == korean
    console.keys("F2").wait_for("Ctrl-S")
    console.type("한글 사유").wait_for("한글 사유")


def test_a_missing_locale_is_said(open_console):
    open_console(env={"LANG": "ko_KR.UTF-8"}).keys("@").wait_for("C.UTF-8")


@pytest.mark.parametrize("term, lines", [("xterm-256color", True), ("tmux-256color", True), ("screen", True),
                                         ("xterm", True), ("linux", False), ("vt220", False)])
def test_each_terminal_gets_the_borders_it_can_draw(open_console, state, term, lines):
    console = open_console(state=state.copy_fixtures(), term=term)
    screen = console.wait_for_counts(OPEN=2, IN_PROGRESS=1, DONE=8, FAILED=6)
    assert ("┌" in screen) == lines and ("+-" in screen) != lines


def test_ascii_has_the_borders_of_a_typewriter(open_console, state):
    screen = open_console(state=state.copy_fixtures(), words=("--ascii",)).screen()
    assert "+-" in screen and not re.search("[┌─│]", screen)


@pytest.mark.parametrize("term", [None, "dumb", "no-such-terminal"])
def test_a_terminal_that_cannot_be_addressed_is_refused_in_a_sentence(open_console, term):
    console = open_console(start=False, term=term)
    console.start(waits=False)
    code = console.wait_for_end()
    console.assert_terminal_restored()
    assert code == 1 and (term or "TERM") in console.screen()


@pytest.mark.parametrize("limit, lang, said", [
    ("--fsize=4096", "en", "The file size limit (ulimit -f) leaves no room for a screen"),
    ("--fsize=4096", "ko", "파일 크기 제한(ulimit -f)이 작아"), ("--nofile=8", "en", "(Too many open files)")])
def test_limits_that_leave_no_room_for_a_screen_are_named(open_console, limit, lang, said):
    console = open_console(start=False, before=("prlimit", limit), words=("--lang", lang))
    console.start(waits=False)
    code = console.wait_for_end()
    console.assert_terminal_restored()
    assert code == 1 and said in console.screen()


def test_no_color_writes_no_colour(open_bare, tickets, state):
    state.copy_fixtures()
    for env, coloured in (({}, True), ({"NO_COLOR": "1"}, False)):
        terminal = open_bare(tickets.command(), env=env)
        terminal.wait_for("FAILED")
        terminal.quiet()
        colours = re.findall(rb"\x1b\[(?:[0-9;]*;)?(?:[34][0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m", terminal.written)
        assert bool(colours) == coloured, colours[:3]


@pytest.mark.parametrize("columns, rows", [(120, 40), (100, 30), (80, 24), (60, 20), (40, 10), (200, 60)])
def test_the_board_fits_the_screen(open_console, state, columns, rows):
    console = open_console(state=state.copy_fixtures(), columns=columns, rows=rows)
    assert_boxes_whole(console.screen(), columns)
    for key, title in (("?", "Help"), ("!", "Problems"), ("F3", "New REPORTS ticket"), ("Enter", "Enter run")):
        console.keys(key)
        assert_boxes_whole(console.wait_for(title), columns)
        console.keys("Escape").wait_until_gone(title)


def assert_boxes_whole(screen, columns):
    """Every row of a box begins and ends with its border, the right one where all others are."""
    rows = [row for row in screen.splitlines() if row.startswith(("┌", "│", "└"))]
    assert len(rows) >= 3
    ends = {sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in row) for row in rows}
    assert ends <= {columns, columns - 1} and len(ends) == 1, (ends, screen)
    assert all(row[-1] in "┐│┘" for row in rows), screen


@pytest.mark.parametrize("columns, rows", [(39, 10), (40, 9), (10, 3), (2, 2)])
def test_too_small_a_screen_says_so_and_only_quits(open_console, state, columns, rows):
    console = open_console()
    console.resize(columns, rows).wait_until_gone("OPEN")
    console.keys("n", "F2", "w")
    assert not state.lock.exists()
    console.resize(120, 40).wait_for("OPEN", "worker off")
    console.resize(columns, rows).wait_until_gone("OPEN")
    console.keys("q")
    wait_until(console.exit_file.exists, console.screen)


def test_a_storm_of_sizes_is_survived(open_bare, tickets, state):
    state.copy_fixtures()
    terminal = open_bare(tickets.command())
    terminal.wait_for("OPEN")
    sizes = [(1, 1), (1, 500), (500, 1), (2, 2), (80, 24), (300, 100), (0, 0), (39, 9), (120, 40)]
    for number, (columns, rows) in enumerate(itertools.islice(itertools.cycle(sizes), 300)):
        terminal.resize(columns, rows)
        if number % 5 == 0:
            terminal.pump(0.003)
    assert not is_gone(terminal.pid)
    terminal.resize(101, 31)
    terminal.send(b"\x1b[15~")
    terminal.wait_for("worker on")
    terminal.send(b"\x03")
    terminal.reap()


def test_random_keys_never_end_it_badly(open_bare, tickets, state):
    state.copy_fixtures()
    chance = random.Random(7)
    terminal = open_bare(tickets.command())
    terminal.wait_for("OPEN")
    harmless = bytes(byte for byte in range(256) if byte not in b"qQ\x03\x1a:")
    for _ in range(200):
        terminal.send(bytes(chance.choice(harmless) for _ in range(30)))
        terminal.pump(0.005)
    assert not is_gone(terminal.pid)

"""The worker inside the console, beside others that want the same lock."""
import json

from program import Tickets
from state import State, request, ticket_id
from waiting import wait_until


def test_the_worker_takes_open_tickets_to_done_and_off_releases_the_lock(open_console, state):
    kinds = ["REQUEST_RECONCILE", "REQUEST_REPORTS", "ACKNOWLEDGE"]
    state.append(state.requests, *(request(n, kind=kind) for n, kind in enumerate(kinds)))
    console = open_console()
    console.keys("w").wait_for("worker on")
    assert json.loads(state.lock.read_text())["pid"] == console.pid
    console.wait_for_counts(DONE=3)
    written = state.lines(state.results)
    assert [(r["request_id"], r["status"], r["message"]) for r in written] == [
        step for n, kind in enumerate(kinds) for step in (
            (ticket_id(n), "IN_PROGRESS", "티켓 처리 시작"),
            (ticket_id(n), "DONE", f"SUCCESS [MOCK_ONLY]: Simulated execution for {kind}"))]
    assert {r["processor_id"] for r in written} == {f"worker_{console.pid}"}
    console.wait_for("worker on, idle")
    console.keys("w").wait_for("worker off")
    assert not state.lock.exists()


def test_a_ticket_that_arrives_while_the_worker_is_idle_is_taken_at_once(open_console, state):
    console = open_console(state=state.make())
    console.keys("w").wait_for("worker on, idle")
    state.append(state.requests, request(1))
    wait_until(lambda: state.lines(state.results), "the ticket taken", 1)
    console.wait_for_counts(DONE=1)


def test_while_the_lock_is_held_a_worker_command_ends_with_5_and_says_who_holds_it(open_console, tickets, state):
    console = open_console(state=state.make())
    console.keys("w").wait_for("worker on")
    done = tickets.run("worker", "--once", code=5)
    assert str(console.pid) in done.stderr
    assert any(unit in done.stderr for unit in (" s ", "second", "0s", "1s")), done.stderr
    assert json.loads(state.lock.read_text())["pid"] == console.pid


def test_a_second_console_s_worker_waits_and_starts_by_itself(open_console, state):
    first, second = open_console(state=state.make()), open_console()
    first.keys("w").wait_for("worker on")
    second.keys("w").wait_for("worker waits", str(first.pid))
    first.keys("w").wait_for("worker off")
    second.wait_for("worker on", seconds=3)
    assert json.loads(state.lock.read_text())["pid"] == second.pid
    first.wait_for(f"pid {second.pid}")


def test_quitting_finishes_the_ticket_in_hand_and_releases_the_lock(open_console, state):
    state.append(state.requests, request(1), request(2))
    console = open_console()
    console.keys("w")
    wait_until(lambda: state.lines(state.results), "the first ticket taken")
    console.keys("q")
    assert console.wait_for_end() == 0
    console.assert_terminal_restored()
    assert [r["status"] for r in state.lines(state.results)] == ["IN_PROGRESS", "DONE"]
    assert not state.lock.exists()


def test_a_lock_that_another_replaced_is_lost_and_left_alone(open_console, state):
    state.append(state.requests, request(1))
    console = open_console()
    console.keys("w")
    wait_until(lambda: state.lines(state.results), "the ticket taken")
    foreign = '{"pid": 1, "acquired_at": "2099-01-01T00:00:00+09:00"}'
    state.lock.write_text(foreign)
    console.wait_for("worker waits", seconds=5)
    assert [r["status"] for r in state.lines(state.results)] == ["IN_PROGRESS"]
    console.keys("q")
    console.wait_for_end()
    assert state.lock.read_text() == foreign


def test_suspending_releases_the_lock_and_coming_back_acquires_it(open_console, tickets, state):
    console = open_console(state=state.make())
    console.keys("w").wait_for("worker on")
    console.keys("C-z").wait_for("Stopped")
    assert not state.lock.exists()
    console.type("fg").keys("Enter")
    wait_until(state.lock.exists, console.screen)
    console.wait_for("worker on")
    assert json.loads(state.lock.read_text())["pid"] == console.pid


def test_a_stale_lock_is_taken_over_with_a_warning_on_the_screen(open_console, state):
    state.make()
    state.lock.write_text('{"pid": 999999, "acquired_at": "2026-01-03T15:30:00+09:00"}')
    console = open_console()
    console.keys("w").wait_for("worker on", "999999")


def test_two_state_folders_have_two_workers(open_console, state, home):
    other = State(home / "other").make()
    first, second = open_console(state=state.make()), open_console(state=other)
    first.keys("w").wait_for("worker on")
    second.keys("w").wait_for("worker on")
    assert Tickets(other, home).run("worker", "--once").returncode == 5

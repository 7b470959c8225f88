"""No room: a full disk, a limit of file sizes, writes that take less than they are given."""
import resource
import subprocess

import pytest

import native_build
from api import GOOD, Server
from history import History
from plain_board import PlainBoard
from prepared import COMPLETE, CONSUME, SUBMIT, Folder, assert_sound, command, logs, torn_logs
from program import Tickets, environment
from small_disk import fill, small_disk
from state import State, line, request, ticket_id
from storm import Storm
from test_syscalls import sample

pytestmark = pytest.mark.timeout(900)


def limited(words, size, home):
    """Runs a command whose files cannot grow beyond `size` bytes."""
    return subprocess.run(words, cwd=home, env=environment(home), capture_output=True, text=True, timeout=20,
                          preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))


@pytest.mark.parametrize("prepare", [logs, torn_logs], ids=lambda prepare: prepare.__name__)
@pytest.mark.parametrize("words", [SUBMIT, CONSUME, COMPLETE], ids=lambda words: words[0])
def test_where_a_file_may_not_grow_by_a_whole_record_nothing_false_is_said(prepare, words, tickets, home, amount, figures):
    folder = Folder(home, prepare, words)
    state = folder.renew()
    log = state.requests if words is SUBMIT else state.results
    before = len(folder.before[log.name])
    whole = limited(command(words, folder.state), 1 << 20, home)
    assert whole.returncode == 0
    length = log.stat().st_size - before
    short = sample(range(length), 2)
    for grown in amount([*short, length - 1, length], range(length + 2)):
        done = limited(command(words, folder.renew()), before + grown, home)
        assert done.returncode == (0 if grown >= length else 1), done
        assert (done.stderr == "") == (grown >= length)
        history = folder.history(done)
        assert_sound(folder, history, tickets)
    figures("file size limit at every byte", limits=len(amount(short, range(length + 2))), lost=0)


@pytest.mark.parametrize("leave", [0, 4096], ids=["no room", "a page of room"])
def test_on_a_full_disk_nothing_is_lost_and_what_comes_after_it_succeeds(leave, home, amount, figures):
    """All the ways in, until nothing fits any more; then room again, and the same once more."""
    acknowledged = refused = 0
    for _ in range(amount(1, 20)):
        with small_disk(128) as disk:
            state = State(disk / "state").make()
            storm, tickets = Storm(state, home), Tickets(state, home)
            for number in range(10):
                storm.one_command(what="submit")
            before = both(state)
            ballast = fill(disk, leave)
            codes = []
            while codes.count(1) < 5 and len(codes) < 300:
                codes.append(storm.one_command())
            refused += codes.count(1)
            assert tickets.run("worker", "--drain", "--delay", "0").returncode in (0, 1)
            assert 1 in codes, "the disk never was full"
            full = both(state)
            ballast.unlink()
            assert storm.one_command(what="submit") == 0
            for step in (["consume"], ["complete", "--status", "DONE"]):
                tickets.run(*step, "--processor", "worker_after", storm.open[-1], code=0)
            tickets.run("worker", "--drain", "--delay", "0", code=0)
            assert all(now.startswith(then) for pair in (zip(full, before), zip(both(state), full)) for now, then in pair)
            storm.history.workers |= PlainBoard(state).workers()
            found = storm.history.findings(state)
            assert not found, "\n".join(found[:20])
            acknowledged += len(storm.history.submits) + len(storm.history.steps)
    figures("disk full", acknowledged=acknowledged, refused=refused, lost=0)


def both(state):
    return [log.read_bytes() if log.exists() else b"" for log in (state.requests, state.results)]


def test_writes_that_take_less_than_they_are_given_leave_whole_records(home, amount, figures):
    """Beside foreign writers, who may come in between: then the record is torn, and nobody is told otherwise."""
    acknowledged = kills = 0
    for share in (30, 100):
        state = State(home / f"state{share}")
        storm = Storm(state, home, env={"LD_PRELOAD": native_build.preloaded("shortwrite"), "SHORT_WRITES": str(share),
                                        "SHORT_UNDER": str(home)})
        found = storm.run(amount(10, 300), longest_pause=0.1)
        # A record in pieces, with a foreign one between them, is damaged; what counts is that nobody was promised it.
        found = [finding for finding in found if not finding.startswith("damaged: ")]
        assert not found, "\n".join(found[:20])
        acknowledged += len(storm.history.submits) + len(storm.history.steps)
        kills += storm.kills
    assert acknowledged > kills
    figures("short writes", acknowledged=acknowledged, kills=kills, lost=0, doubled=0)


def test_the_server_says_507_while_the_disk_is_full_and_goes_on_by_itself(home, figures):
    with small_disk(256) as disk:
        state = State(disk / "state").make()
        server = Server(state, home)
        try:
            first = server.submit()
            ballast = fill(disk)
            answers = [server.post("/api/tickets", GOOD) for _ in range(40)]
            full = [one for one in answers if one.status_code != 200]
            assert full and all(one.status_code in (507, 500) for one in full)
            assert server.get("/readyz").status_code == 503 and server.get("/healthz").status_code == 200
            ballast.unlink()
            last = server.submit()
            assert server.get("/readyz").status_code == 200
            asked = [first, last, *(one.json()["request_id"] for one in answers if one.status_code == 200)]
            there = {row["request_id"] for row in server.rows()}
            assert set(asked) <= there
            denied = [one for one in full if one.json().get("appended") is False]
            assert len(there) <= len(asked) + len(full) - len(denied)
        finally:
            assert server.stop() == 0
    figures("disk full under the API", refused=len(full), lost=0)


def test_control_a_writer_that_does_not_look_back_loses_on_a_full_disk(home):
    """What it was told by print and close alone: buffered, and flushed when nobody looks any more."""
    with small_disk(256) as disk:
        state = State(disk / "state").make()
        fill(disk)
        history = History()
        for number in range(40):
            history.asked_submits.add(f"k{number}")
            done = subprocess.run(["sh", "-c", f'echo \'{line({**request(number), "trace_id": f"k{number}"})}\' >> "$0"; true',
                                   str(state.requests)], capture_output=True)
            if done.returncode == 0:
                history.submitted(f"k{number}", {"request_id": ticket_id(number)})
        assert any(finding.startswith("lost: submit") for finding in history.findings(state))

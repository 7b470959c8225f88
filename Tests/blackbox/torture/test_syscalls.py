"""kill -9 at every system call that touches the state folder, and in the middle of every write."""
import json
import shutil
import sys

import pytest

import faked_time
from prepared import COMPLETE, CONSUME, NAME, RUNS, SAVING, SUBMIT, Folder, assert_sound, command, logs, torn_logs
from tracer import Tracer

pytestmark = pytest.mark.timeout(900)
KILLED = 128 + 9


def sample(numbers, count):
    """So many of them, evenly; the last is always there."""
    numbers = list(numbers)
    return numbers if count is None or len(numbers) <= count else \
        sorted({numbers[round(at * (len(numbers) - 1) / (count - 1))] for at in range(count)})


def assert_killed_soundly(folder, done, tickets):
    assert done.returncode == KILLED
    assert_sound(folder, folder.history(done), tickets)


@pytest.mark.parametrize("name", RUNS)
def test_killed_at_any_system_call_it_loses_nothing_and_the_next_goes_on(name, tickets, home, amount, figures):
    prepare, words = RUNS[name]
    folder, tracer = Folder(home, prepare, words), Tracer(home)
    calls, done = tracer.calls(command(words, folder.renew()))
    assert done.returncode == 0 and list(folder.findings(folder.history(done))) == []
    chosen = sample(range(1, len(calls) + 1), amount(3, None))
    for number in chosen:
        done = tracer.run(command(words, folder.renew()), "--kill", str(number))
        # How often it looks whether a torn line goes on, or a thread has ended, differs from run to run, by a few of a hundred.
        if done.returncode == 0 and (prepare is torn_logs or number > min(0.9 * len(calls), len(calls) - 4)):
            break
        assert_killed_soundly(folder, done, tickets)
    figures("kill -9 at every system call", calls=len(chosen), failed=0)


@pytest.mark.parametrize("name", SAVING)
def test_killed_while_it_saves_the_board_nothing_is_believed_that_is_not_so(name, tickets, home, amount, figures):
    prepare, words = SAVING[name]
    folder, tracer = Folder(home, prepare, words), Tracer(home, under=home / "state" / "cache")
    calls, done = tracer.calls(command(words, folder.renew()))
    assert done.returncode == 0 and [call.name for call in calls].count("rename") == 1
    chosen = sample(range(1, len(calls) + 1), amount(2, None))
    for number in chosen:
        done = tracer.run(command(words, folder.renew()), "--kill", str(number))
        assert_killed_soundly(folder, done, tickets)
        saved = tickets.board("--limit", "5")["rows"]
        shutil.rmtree(folder.state.path / "cache", ignore_errors=True)
        assert tickets.board("--limit", "5")["rows"] == saved
    figures("kill -9 at every system call", calls=len(chosen), failed=0)


def test_killed_at_any_system_call_of_a_renewal_the_lock_stays_whole(tickets, home, amount, figures):
    """Minutes pass in tenths of a second."""
    words = ("worker", "--once", "--delay", "300")
    folder, tracer = Folder(home, logs, words), Tracer(home, env={"LD_PRELOAD": faked_time.library(), "FAKETIME": "+0 x400"})
    calls, done = tracer.calls(command(words, folder.renew()))
    assert done.returncode == 0
    # The first lock that is prepared is the acquisition's; the next, with all that follows, a renewal's.
    prepared = [call for call in calls if call.path.endswith(".tmp")]
    first, second = [at for at, call in enumerate(prepared) if call.name == "unlink"][:2]
    assert [call.name for call in prepared[first + 1:second]].count("renameat") == 1
    renewal = prepared[second].number - prepared[first + 1].number + 1
    chosen = sample(range(1, renewal + 3), amount(2, None))
    for number in chosen:
        done = tracer.run(command(words, folder.renew()), "--after", f".tmp:{first + 2}", "--kill", str(number))
        assert json.loads(folder.state.lock.read_text()).keys() == {"pid", "acquired_at"}
        assert_killed_soundly(folder, done, tickets)
    figures("kill -9 at every system call", calls=len(chosen), failed=0)


@pytest.mark.parametrize("prepare", [logs, torn_logs], ids=lambda prepare: prepare.__name__)
@pytest.mark.parametrize("words", [SUBMIT, CONSUME, COMPLETE], ids=lambda words: words[0])
def test_killed_behind_any_byte_of_its_write_the_rest_is_sealed(prepare, words, tickets, home, amount, figures):
    folder, tracer = Folder(home, prepare, words), Tracer(home)
    tracer.run(command(words, folder.renew()))
    log = folder.state.requests if words is SUBMIT else folder.state.results
    length = log.stat().st_size - len(folder.before[log.name])
    # Evenly: all of them take a quarter of an hour for each line.
    chosen = sample(range(length + 1), amount(2, 60))
    for bytes in chosen:
        done = tracer.run(command(words, folder.renew()), "--tear", str(bytes))
        assert log.stat().st_size == len(folder.before[log.name]) + bytes
        assert_killed_soundly(folder, done, tickets)
    figures("kill -9 within every write", bytes=len(chosen), failed=0)


#: Adds a line as many scripts do: all of the file, and one more.
REWRITING = """
import json, sys
path, token = sys.argv[1:]
text = open(path).read()
record = {"schema": "TICKET_REQUEST_V1", "request_id": "naive", "requested_at": "2026-01-03T14:20:00",
          "request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}, "status": "OPEN", "trace_id": token}
with open(path, "w") as file:
    file.write(text + json.dumps(record) + "\\n")
print(json.dumps({"result": "OK", "request_id": "naive"}))
"""


def test_control_a_writer_that_rewrites_its_file_is_found_out(home):
    folder, tracer = Folder(home, logs, SUBMIT), Tracer(home)
    naive = [sys.executable, "-c", REWRITING, str(folder.state.requests), NAME]
    folder.renew()
    calls, done = tracer.calls(naive)
    assert list(folder.findings(folder.history(done))) == []
    found = []
    for number in range(1, len(calls) + 1):
        folder.renew()
        done = tracer.run(naive, "--kill", str(number))
        found += folder.findings(folder.history(done))
    assert "changed: ticket_requests.jsonl" in found

"""Every system call that touches the state folder fails, once and for good, in each of the ways that disks and systems have."""
import errno
import http.client
import itertools
import random
import re
import signal
import subprocess
import sys
import time

import pytest

from api import GOOD
from prepared import COMPLETE, CONSUME, NAME, RUNS, SAVING, SUBMIT, WORK, Folder, command, logs
from served import call
from tracer import Call, Tracer
from waiting import wait_until

pytestmark = pytest.mark.timeout(900)
ERRNOS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EINTR, errno.EMFILE, errno.EROFS, errno.EACCES, errno.ENOMEM]
#: What makes descriptors and threads, and touches no folder.
MAKING = [word for name in ("eventfd2", "signalfd4", "inotify_init1", "pipe2", "clone3") for word in ("--also", name)]
SYNCS = ("fsync", "fdatasync")
#: What stands for the status of an answer that ended before its end.
BROKEN_OFF = 0
#: An end of interruptions must come: nobody gives up for being interrupted.
ONCE, FOR_GOOD, OFTEN = 1, 0, 50


def ways(calls, count):
    """(call, errno, times) for every call, each errno, once and for good; or so many of them by chance."""
    all = [(call, number, OFTEN if times == FOR_GOOD and number == errno.EINTR else times)
           for call, number, times in itertools.product(calls, ERRNOS, (ONCE, FOR_GOOD)) if call.name != "close"]
    return all if len(all) <= count else random.sample(all, count)


def assert_said_clearly(done):
    """It ended by itself, and where it failed it says why in a sentence."""
    assert 0 <= done.returncode < 128, f"signal {done.returncode - 128}\n{done.stderr}"
    assert "Fatal error" not in done.stderr and "Crash" not in done.stderr
    if done.returncode:
        assert done.stderr.strip(), "nothing was said"


def is_falsely_acknowledged(call, number, history):
    """Whether what no sync covered was said to be done; a worker that goes on has other syncs."""
    return call is not None and call.name in SYNCS and number != errno.EINTR and bool(history.submits or history.steps)


@pytest.mark.parametrize("name", RUNS | SAVING)
def test_whatever_fails_nothing_false_is_acknowledged_and_the_next_succeeds(name, tickets, home, amount, figures):
    prepare, words = (RUNS | SAVING)[name]
    under = home / "state" / "cache" if name in SAVING else home / "state"
    folder, tracer = Folder(home, prepare, words), Tracer(home, *MAKING, under=under)
    calls, done = tracer.calls(command(words, folder.renew()))
    assert done.returncode == 0
    # A worker that fails for good tries for seconds.
    is_slow = name in SAVING or "worker" in name
    chosen = ways(calls, amount(2 if "worker" in name else 4, 100 if is_slow else 500))
    for call, number, times in chosen:
        what = f"{call} fails with {errno.errorcode[number]}, {times or 'all'} times"
        print(what)
        failed, done = tracer.fail(command(words, folder.renew()), call.number, number, times)
        assert_said_clearly(done)
        history = folder.history(done)
        folder.expect_nothing(history)
        if words in (SUBMIT, CONSUME, COMPLETE):
            assert not is_falsely_acknowledged(failed, number, history), failed
        if name in SAVING:
            assert done.returncode == 0, "what only saves time must not stop anybody"
        assert tickets.submit("the next")
        history.asked_submits.add(None)
        folder.expect_nothing(history)
    figures("errno at every system call", failures=len(chosen), false_acknowledgements=0, crashes=0)


def test_a_worker_that_came_for_one_ticket_ends_where_it_can_never_complete_it(home):
    # Of the writes alone: how often files are looked at and synced depends on the moment.
    folder, tracer = Folder(home, logs, WORK), Tracer(home, "--only", "write", under=home / "state")
    calls, _ = tracer.calls(command(WORK, folder.renew()))
    completing = [call.number for call in calls if call.path.endswith("results.jsonl")][-1]
    done = tracer.run(command(WORK, folder.renew()), "--fail", f"{completing}:{errno.ENOSPC}:{FOR_GOOD}")
    assert done.returncode == 1 and "stays IN_PROGRESS" in done.stderr
    folder.expect_nothing(folder.history(done))
    assert not folder.state.lock.exists()


#: A writer to whom a failed sync is no failure.
CARELESS = """
import contextlib, json, os, sys
path, token = sys.argv[1:]
record = {"schema": "TICKET_REQUEST_V1", "request_id": "naive", "requested_at": "2026-01-03T14:20:00",
          "request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}, "status": "OPEN", "trace_id": token}
with open(path, "a") as file:
    file.write(json.dumps(record) + "\\n")
    file.flush()
    with contextlib.suppress(OSError):
        os.fsync(file.fileno())
print(json.dumps({"result": "OK", "request_id": "naive"}))
"""


def test_control_a_writer_that_overlooks_a_failed_sync_is_found_out(home):
    folder, tracer = Folder(home, logs, SUBMIT), Tracer(home, under=home / "state")
    careless = [sys.executable, "-c", CARELESS, str(folder.state.requests), NAME]
    folder.renew()
    calls, _ = tracer.calls(careless)
    found = []
    for call, number, times in ways([call for call in calls if call.name in SYNCS], 16):
        folder.renew()
        failed, done = tracer.fail(careless, call.number, number, times)
        found.append(is_falsely_acknowledged(failed, number, folder.history(done)))
    assert any(found)


@pytest.mark.parametrize("name", ["submit", "consume", "complete"])
def test_what_cannot_be_read_back_is_not_denied(name, tickets, home):
    prepare, words = RUNS[name]
    folder, tracer = Folder(home, prepare, words), Tracer(home, under=home / "state")
    calls, _ = tracer.calls(command(words, folder.renew()))
    write = next(call.number for call in calls if call.name == "write")
    reading = [call.number for call in calls if call.number > write and call.name in ("lseek", "pread64")]
    assert reading
    for number in reading:
        done = tracer.run(command(words, folder.renew()), "--fail", f"{number}:{errno.EIO}:1")
        history = folder.history(done)
        assert done.returncode == 0 or "durability unknown" in done.stderr
        folder.expect_nothing(history)
        assert history.denied == []


class Switched:
    """A program that stays, whose calls of one name fail between `break_it` and `mend_it`."""

    def __init__(self, tracer, command, name, number, log):
        self.log = log
        with open(log, "w") as file:
            self.process = tracer.start(command, "--switch", f"{name}:{number}", stdout=file, stderr=file)

    def break_it(self):
        self.process.send_signal(signal.SIGUSR1)

    def mend_it(self):
        self.process.send_signal(signal.SIGUSR2)

    def said(self):
        return self.log.read_text()

    def wait_for(self, text):
        return wait_until(lambda: text in self.said() and self.said(),
                          lambda: f"{text!r} in {self.said()!r}, ended: {self.process.poll()}", 20)

    def end(self):
        if self.process.poll() is None:
            self.process.terminate()
        try:
            return self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


@pytest.fixture
def switched(home, state):
    """Starts a program under the tracer; all are ended at the end."""
    started = []

    def start(words, name, number):
        log = home / f"log{len(started)}"
        started.append(Switched(Tracer(home, under=state.path), command(words, state), name, number, log))
        return started[-1]

    yield start
    for one in started:
        one.process.kill()
        one.process.wait()


def names_of(calls):
    """What may fail for good: to close a file is no promise, and where it ends nobody asks."""
    return sorted({call.name for call in calls} - {"close"})


SERVE = ("serve", "--listen", "127.0.0.1:0")


def names_while_serving(home, state):
    """The calls of a server that is asked for everything."""
    listing = home / "calls"
    process = Tracer(home, under=state.path).start(command(SERVE, state), "--list", str(listing), stderr=subprocess.PIPE)
    try:
        client = Client(re.search(r"http://(\S+)\.\n", process.stderr.readline())[1])
        assert client.all_ways() == [200] * 4
    finally:
        process.terminate()
        process.wait()
    return names_of(Call(row) for row in listing.read_text().splitlines())


class Client:
    """Asks a server for everything; which ids it acknowledged."""

    def __init__(self, address):
        self.base, self.acknowledged = f"http://{address}", []

    def all_ways(self):
        """The statuses of submit, consume, complete and the board."""
        status, answer = call(self.base + "/api/tickets", GOOD)
        ticket = answer.get("request_id")
        if status == 200:
            self.acknowledged.append(ticket)
        ticket = ticket or (self.acknowledged or ["none"])[-1]
        consumed = call(self.base + "/api/tickets/consume", {"request_id": ticket})[0]
        completed = call(self.base + "/api/tickets/complete", {"request_id": ticket, "status": "DONE"})[0]
        return [status, consumed, completed, self.board()]

    def board(self):
        """The status of the whole board; `BROKEN_OFF` where its records could not be read once its head was sent."""
        try:
            return call(self.base + "/api/tickets/latest")[0]
        except http.client.IncompleteRead:
            return BROKEN_OFF


def test_a_server_whose_disk_fails_for_a_while_says_so_and_goes_on(switched, state, home, amount, figures):
    ways = list(itertools.product(names_while_serving(home, state), [one for one in ERRNOS if one != errno.EINTR]))
    chosen = ways if amount(0, 1) else random.sample(ways, 3)
    for name, number in chosen:
        print(name, errno.errorcode[number])
        server = switched(SERVE, name, number)
        client = Client(re.search(r"Listening at http://(\S+)\.\n", server.wait_for("Listening"))[1])
        assert client.all_ways() == [200] * 4
        server.break_it()
        for _ in range(2):
            statuses = client.all_ways()
            assert set(statuses) <= {200, 404, 409, 500, 503, 507, BROKEN_OFF}, statuses
            if name in ("write", "fdatasync", "openat"):
                assert statuses[:3] != [200] * 3
        server.mend_it()
        assert client.all_ways() == [200] * 4
        rows = {row["request_id"] for row in call(client.base + "/api/tickets/latest")[1]["rows"]}
        assert set(client.acknowledged) <= rows
        assert server.end() == 0, server.said()
    figures("errno for a while: server", failures=len(chosen), crashes=0, restarts=0)


def test_a_worker_whose_disk_fails_for_a_while_goes_on(switched, tickets, state, home, amount, figures):
    """But where what it wrote could not be synced or looked at it ends: that may not last, and it must not take more. Where the
    ticket's request could not be synced it has taken nothing. The logs' names are synced once."""
    logs(state)
    words = ("worker", "--delay", "0")
    names = names_of(Tracer(home, under=state.path).calls(command(("worker", "--drain", "--delay", "0"), state))[0])
    ways = [(name, number) for name in names for number in ERRNOS if number != errno.EINTR]
    always = [("write", errno.ENOSPC), ("openat", errno.EMFILE), ("fdatasync", errno.EIO)]
    for name, number in ways if amount(0, 1) else always + random.sample(ways, 1):
        print(name, errno.errorcode[number])
        worker = switched(words, name, number)
        first = tickets.submit("before")
        worker.wait_for(f"{first} is DONE")
        worker.break_it()
        second = tickets.submit("while it fails")
        time.sleep(0.5)
        worker.mend_it()
        wait_until(lambda: worker.process.poll() is not None or f"{second} is DONE" in worker.said(), worker.said, 20)
        if worker.process.poll() is None:
            assert worker.end() == 0, worker.said()
        else:
            assert name not in ("write", "openat") and worker.process.poll() == 1, worker.said()
            assert "durability unknown" in worker.said()
        assert not state.lock.exists()
    figures("errno for a while: worker", failures=len(ways), crashes=0)

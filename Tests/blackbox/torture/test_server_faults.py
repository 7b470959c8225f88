"""The server without what it needs: descriptors, its folder, room on the disk, time to end."""
import contextlib
import json
import os
import random
import resource
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest

import native_build
from program import BINARY, environment
from rawhttp import Target, statuses
from slow import Friend
from state import State, fill, request, ticket_id
from targets import NaiveServer, ServeTarget
from test_slow_clients import unread
from waiting import cpu_seconds, wait_until

pytestmark = pytest.mark.alone


#: Seconds of processor in a second, of one that looks again now and then. Who spins takes more, however many share the machine.
WAITING = 0.1


def spent_beside_idle_ones(target, pid, count=20):
    """Seconds of processor in one, in which more are connected than it has descriptors for and nobody says anything."""
    idle = [target.connect() for _ in range(count)]
    spent = cpu_seconds(pid)
    time.sleep(1)
    spent = cpu_seconds(pid) - spent
    for connection in idle:
        connection.close()
    return spent


def limited(state, home, descriptors, most=None, **variables):
    """A server that may have so many descriptors, and ask for `most`; what it said if it does not even start."""
    log = home / "limited.log"
    with open(log, "w") as file:
        process = subprocess.Popen(
            ["prlimit", f"--nofile={descriptors}:{most or descriptors}", BINARY, "--state", str(state.path), "--lang", "en", "serve",
             "--listen", "127.0.0.1:0"], cwd=home, stdin=subprocess.DEVNULL, stderr=file, env=environment(home, **variables))
    said = wait_until(lambda: process.poll() is not None or "Listening" in log.read_text(), "a start or an end") and log.read_text()
    if process.poll() is not None:
        return process, None, said
    port = int(said.split(":")[-1].rstrip(".\n"))
    return process, Target(("127.0.0.1", port), f"127.0.0.1:{port}"), said


@pytest.mark.parametrize("descriptors", [4, 12, 35, 36, 40])
def test_with_few_descriptors_it_says_so_or_works_and_never_spins(state, home, descriptors):
    process, target, said = limited(state, home, descriptors)
    try:
        if target is None:
            assert process.returncode == 1 and descriptors < 36 and said.count("\n") == 1, said
            return
        assert descriptors >= 36
        # The most that its logs ever need is open at once, and more callers than it can take.
        crowd = [Friend(target, lambda: target.posted(closes=False)) for _ in range(8)]
        crowd += [Friend(target, lambda: target.request(closes=False)) for _ in range(8)]
        time.sleep(1)
        for friend in crowd:
            friend.end()
        failed = [wrong for friend in crowd for wrong in friend.wrong if isinstance(wrong, bytes)]
        assert failed == [], "who is let in is served"
        spent = spent_beside_idle_ones(target, process.pid)
        assert spent < WAITING, f"{spent} s of 1"
        wait_until(target.is_well, "well again")
    finally:
        process.terminate()
        assert process.wait(10) in (0, 1)


def refused_while_others_idle(state, home, preloaded):
    """Looks at the board that fail for one client, while more are connected and say nothing than there are descriptors for."""
    fill(state, 50)
    process, target, _ = limited(state, home, 60, 4096, LD_PRELOAD=native_build.preloaded(preloaded))
    try:
        friend = Friend(target, lambda: target.request(path="/api/tickets/latest?limit=50", closes=False))
        wait_until(lambda: friend.times, "its first answer")
        spent = spent_beside_idle_ones(target, process.pid, 100)
        friend.end()
        assert spent < WAITING, f"{spent} s of 1"
        wait_until(target.is_well, "well again")
        return friend.wrong.total()
    finally:
        process.terminate()
        assert process.wait(10) == 0


def test_where_the_limit_may_not_be_raised_it_makes_do_with_what_it_has(state, home):
    assert refused_while_others_idle(state, home, "noraise") == 0


def test_control_a_server_that_believes_to_have_more_fails_its_clients(state, home):
    assert refused_while_others_idle(state, home, "raisesnone") > 0


def test_a_server_whose_descriptors_run_out_as_it_runs_waits_for_others(state, home):
    """Nobody has told it: what it counted on at its start is gone."""
    attacked = ServeTarget(state, home)
    target = attacked.target
    files, most = resource.prlimit(attacked.pid, resource.RLIMIT_NOFILE)
    resource.prlimit(attacked.pid, resource.RLIMIT_NOFILE, (5, most))
    spent = spent_beside_idle_ones(target, attacked.pid)
    assert spent < WAITING, f"{spent} s of 1"
    resource.prlimit(attacked.pid, resource.RLIMIT_NOFILE, (files, most))
    wait_until(target.is_well, "well again")
    attacked.end()


def test_of_two_servers_that_take_over_one_socket_one_listens(state, home, tmp_path_factory):
    """Each finds the socket of one that was killed; the first stops before it removes that, and goes on when the second has
    found it too."""
    path = tmp_path_factory.mktemp("s") / "api.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    logs, servers = [home / "first.log", home / "second.log"], []
    try:
        for log, variables in zip(logs, [{"LD_PRELOAD": native_build.preloaded("before_unlink")}, {}]):
            with open(log, "w") as file:
                servers.append(subprocess.Popen(
                    [BINARY, "--state", str(state.path), "--lang", "en", "serve", "--listen", f"unix:{path}"], cwd=home,
                    stdin=subprocess.DEVNULL, stderr=file, env=environment(home, **variables)))
            if len(servers) == 1:
                wait_until(lambda: is_stopped(servers[0].pid), log.read_text)
        # As long as it would take the second to be there.
        with contextlib.suppress(AssertionError):
            wait_until(lambda: "Listening" in logs[1].read_text(), "nothing", seconds=0.5)
        servers[0].send_signal(signal.SIGCONT)
        wait_until(lambda: all("Listening" in log.read_text() or server.poll() is not None for log, server in zip(logs, servers)),
                   "two ends or starts")
        assert [log.read_text().count("Listening") for log in logs] == [1, 0], [log.read_text() for log in logs]
        assert servers[1].wait(10) == 1 and "Another server" in logs[1].read_text()
        assert Target(str(path), "localhost").is_well()
    finally:
        for server in servers:
            server.send_signal(signal.SIGCONT)
            server.terminate()
            server.wait(10)


def is_stopped(pid):
    with open(f"/proc/{pid}/stat") as file:
        return file.read().rsplit(")", 1)[1].split()[0] == "T"


def test_control_a_server_that_spins_without_descriptors_is_found_out():
    naive = "import targets, time; print(targets.NaiveServer().target.port, flush=True); time.sleep(60)"
    with subprocess.Popen(["prlimit", "--nofile=16:16", sys.executable, "-c", naive], stdout=subprocess.PIPE,
                          env=dict(os.environ, PYTHONPATH=os.pathsep.join(sys.path))) as process:
        try:
            port = int(process.stdout.readline())
            target = Target(("127.0.0.1", port), "localhost")
            assert any(spent_beside_idle_ones(target, process.pid) > WAITING for _ in range(20))
        finally:
            process.kill()


def test_a_file_for_each_connection_at_once_is_no_shortage(state, home):
    """All connections look up a file at the same moment: nobody may be told that the logs cannot be written."""
    process, target, _ = limited(state, home, 100)
    try:
        crowd = [Friend(target, lambda: target.request(path="/readyz", closes=False)) for _ in range(34)]
        time.sleep(1)
        for friend in crowd:
            friend.end()
        assert not [wrong for friend in crowd for wrong in friend.wrong if isinstance(wrong, bytes)]
    finally:
        process.terminate()
        assert process.wait(10) == 0


def test_a_folder_that_is_gone_is_no_success_and_comes_back(state, home):
    attacked = ServeTarget(state, home)
    target = attacked.target
    assert statuses(target.exchange(target.posted())) == [200]
    shutil.rmtree(state.path)
    # A file in its place: nothing can be made there.
    state.path.write_text("")
    for _ in range(3):
        answer = target.exchange(target.posted())
        assert statuses(answer)[0] in (500, 503) and b'"appended": false' in answer and str(home).encode() not in answer, answer
    assert statuses(target.exchange(target.request(path="/readyz"))) == [503]
    assert statuses(target.exchange(target.request(path="/healthz"))) == [200]
    # It may be a volume that is not mounted: it is not made anew behind anybody's back.
    state.path.unlink()
    assert statuses(target.exchange(target.posted()))[0] == 500 and not state.path.exists()
    state.make()
    wait_until(lambda: statuses(target.exchange(target.posted())) == [200], "a success")
    assert len(state.lines(state.requests)) == 1
    wait_until(lambda: json.loads(target.exchange(target.request()).partition(b"\r\n\r\n")[2])["row_count"] == 1, "one row")
    attacked.end()


@pytest.fixture
def small(home):
    """The folder of a disk of 256 KiB."""
    mount = home / "small"
    mount.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(mount)], capture_output=True).returncode:
        pytest.skip("no tmpfs may be mounted here")
    yield mount
    subprocess.run(["umount", "-l", str(mount)])


def taken_until_refused(target, most=100_000):
    """How many were acknowledged, and the first answer that was none."""
    for taken in range(most):
        if statuses(answer := target.exchange(target.posted())) != [200]:
            return taken, answer
    return most, None


def whole_lines(log):
    return [line for line in log.read_bytes().split(b"\n") if line.strip() and is_json(line)]


def test_a_full_disk_is_507_and_nothing_is_there_of_what_was_refused(small, home, amount, figures):
    state = State(small / "state")
    attacked = None
    try:
        attacked = ServeTarget(state, home)
        target = attacked.target
        taken, refused, rounds = 0, 0, amount(2, 20)
        for _ in range(rounds):
            more, answer = taken_until_refused(target)
            taken += more
            assert statuses(answer) == [507] and b'"appended": false' in answer, answer
            refused += 1
            assert statuses(target.exchange(target.request(path="/readyz"))) in ([503], [200])
            assert state.requests.read_bytes().count(b"\n") >= taken
            subprocess.run(["mount", "-o", f"remount,size={256 + 16 * (refused + 1)}k", str(small)], check=True)
        wait_until(lambda: statuses(target.exchange(target.posted())) == [200], "a success after room was made")
        taken += 1
        assert len(whole_lines(state.requests)) == taken
        figures("API: disk full", rounds=rounds, acknowledged=taken, lost=0)
    finally:
        if attacked:
            attacked.server.stop()


def test_control_a_server_that_overlooks_a_full_disk_is_found_out(small):
    naive = NaiveServer(small / "requests.jsonl")
    try:
        taken, _ = taken_until_refused(naive.target, 5_000)
        assert len(whole_lines(naive.log)) < taken
    finally:
        naive.end()


def is_json(line):
    with contextlib.suppress(ValueError):
        return isinstance(json.loads(line), dict)
    return False


@pytest.mark.parametrize("signals", [
    [signal.SIGTERM],
    pytest.param([signal.SIGTERM, signal.SIGTERM, signal.SIGINT], marks=pytest.mark.full)])
def test_sigterm_amid_everything_ends_in_time(state, home, signals):
    """Half-open requests, bodies under way, streams, answers that nobody reads: about 5 s, and 0."""
    fill(state, 5_000)
    attacked = ServeTarget(state, home)
    target, process = attacked.target, attacked.server.process
    with contextlib.ExitStack() as stack:
        for data in [b"", target.posted()[:-10], target.posted()[:30], target.request(path="/api/tickets/stream"),
                     target.request(path="/api/tickets/latest"), target.request(path="/api/tickets/latest", closes=False) * 30]:
            stack.enter_context(unread(target, 20, data))
        friends = [Friend(target, lambda: target.posted(closes=False)) for _ in range(4)]
        time.sleep(0.5)
        started = time.monotonic()
        for number in signals:
            process.send_signal(number)
            time.sleep(0.1)
        assert process.wait(12) == 0
        assert time.monotonic() - started < 10
        for friend in friends:
            friend.end()
    # What was acknowledged is there, and whole.
    acknowledged = sum(len(friend.times) - sum(friend.wrong.values()) for friend in friends)
    assert acknowledged > 0 and len(state.lines(state.requests)) >= 5_000 + acknowledged


def consume_and_leave(target, count):
    """Pipelined, cut off at any byte, by many at once, who all want the same tickets."""
    def leave_early(seed):
        chance = random.Random(seed)
        for start in range(0, count, 20):
            whole = b"".join(
                target.posted(path="/api/tickets/consume", closes=False,
                              body=json.dumps({"request_id": ticket_id(number), "processor_id": f"p{seed}"}).encode())
                for number in range(start, min(count, start + 20)))
            connection = target.connect()
            with contextlib.suppress(OSError):
                connection.sendall(whole[:chance.randrange(len(whole))])
                if chance.random() < 0.5:  # a reset, not a goodbye
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.close()

    threads = [threading.Thread(target=leave_early, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # Who asks for one that was taken is told so; who asks for another gets it.
    for number in range(count):
        body = json.dumps({"request_id": ticket_id(number), "processor_id": "last"}).encode()
        assert statuses(target.exchange(target.posted(path="/api/tickets/consume", body=body)))[0] in (200, 409)


def test_consumes_sent_in_a_row_by_who_leaves_are_taken_once_or_not_at_all(state, home, amount, figures):
    count = amount(60, 1_000)
    state.append(state.requests, *(request(number) for number in range(count)))
    attacked = ServeTarget(state, home)
    consume_and_leave(attacked.target, count)
    attacked.end()
    taken = [record["request_id"] for record in state.lines(state.results)]
    assert sorted(taken) == [ticket_id(number) for number in range(count)]
    figures("API: consumes by who leaves early", tickets=count, callers=8, double=0)


def test_control_a_server_that_looks_before_it_takes_is_found_out(home):
    for _ in range(20):
        naive = NaiveServer(home / "log")
        try:
            consume_and_leave(naive.target, 200)
            if len(set(naive.consumed)) < len(naive.consumed):
                return
        finally:
            naive.end()
    pytest.fail("nothing was consumed twice")

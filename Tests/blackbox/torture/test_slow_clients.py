"""Clients that send, read or leave too slowly or not at all: they are dropped, and others do not notice."""
import contextlib
import os
import pathlib
import socket
import tempfile
import time

import pytest

from rawhttp import statuses
from slow import Friend, Slow, friends_of, slow_kinds
from state import State, fill, request, ticket_id
from targets import NaiveServer, ServeTarget, WorkerTarget
from waiting import cpu_seconds, wait_until

pytestmark = pytest.mark.alone

LOOPBACK = [f"127.0.0.{number}" for number in range(1, 11)]


def end_all(things):
    for thing in things:
        thing.end()


class Trial:
    """Three hundred slow clients at one server, and its friends beside them."""

    def __init__(self, server, count, tickets=()):
        self.server = server
        self.before = self.threads(), self.descriptors()
        self.kinds = slow_kinds(server.target, count)
        self.friends = friends_of(server.target, tickets) if tickets else {}

    def threads(self):
        return len(os.listdir(f"/proc/{self.server.pid}/task"))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.server.pid}/fd"))

    @property
    def left(self):
        """How many of which kind are not dropped."""
        return {name: kind.count - len(kind.lasted) for name, kind in self.kinds.items() if not kind.all_dropped()}

    @property
    def slowest(self):
        return max(kind.slowest for kind in self.kinds.values())

    def end(self):
        end_all([*self.friends.values(), *self.kinds.values()])

    def is_as_before(self):
        return self.threads() <= self.before[0] + 2 and self.descriptors() <= self.before[1] + 6


@pytest.fixture(scope="module")
def trials(tmp_path_factory):
    """All servers attacked at once, for it takes as long as one; ours until the last is dropped, the naive one longer."""
    with contextlib.ExitStack() as stack:
        trials = {}
        for form in ("tcp", "unix", "worker", "naive"):
            home = pathlib.Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="tickets-")))
            state = State(home / "state")
            state.append(state.requests, *(request(number) for number in range(4_000)))
            server = (NaiveServer() if form == "naive" else WorkerTarget(state, home, "--delay", "3600") if form == "worker"
                      else ServeTarget(state, home, form=form))
            stack.callback(server.end)
            # The worker takes 32 at once.
            count = {"naive": 50, "worker": 30}.get(form, 300)
            trials[form] = Trial(server, count, [ticket_id(number) for number in range(4_000)] if form in ("tcp", "unix") else ())
            stack.callback(trials[form].end)
        with contextlib.suppress(AssertionError):
            wait_until(lambda: not any(trial.left for form, trial in trials.items() if form != "naive"), "all dropped", 30)
        time.sleep(2)
        for trial in trials.values():
            trial.end()
        yield trials


@pytest.mark.timeout(120)
@pytest.mark.parametrize("form", ["tcp", "unix", "worker"])
def test_slow_clients_are_dropped_and_others_do_not_notice(trials, figures, amount, form):
    trial = trials[form]
    assert trial.left == {} and trial.slowest < 30
    assert {name: friend.wrong for name, friend in trial.friends.items() if friend.wrong} == {}
    wait_until(trial.is_as_before, lambda: f"{trial.threads()} threads and {trial.descriptors()} descriptors, were {trial.before}")
    assert trial.server.target.is_well()
    p99 = {f"p99_{name}_ms": round(friend.p99 * 1000, 2) for name, friend in trial.friends.items()}
    figures(f"API: slow clients ({form})", half_open=sum(kind.count for kind in trial.kinds.values()), not_dropped=0,
            dropped_within_s=round(trial.slowest, 1), asked_beside=sum(len(friend.times) for friend in trial.friends.values()), **p99)
    if amount(False, True):
        assert max(p99.values(), default=0) < 50, p99


def test_control_a_naive_server_drops_nobody(trials):
    assert sum(trials["naive"].left.values()) == 50


@contextlib.contextmanager
def unread(target, count, asked):
    """So many connections that ask and never read; a small window, so that little is under way."""
    connections = []
    try:
        for _ in range(count):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.connect(target.address)
            connection.sendall(asked)
            connections.append(connection)
        yield
    finally:
        for connection in connections:
            connection.close()


@pytest.mark.timeout(240)
def test_answers_that_nobody_reads_are_given_up_and_cost_little(state, home, amount, figures):
    """Boards, narrowed boards and streams asked for and never read, while tickets are written and others ask."""
    fill(state, amount(5_000, 100_000))
    attacked = ServeTarget(state, home)
    target, server = attacked.target, attacked.server
    wait_until(target.is_well, "a server", 30)
    before, descriptors, count = server.resident_kib(), server.descriptors(), amount(25, 20)
    asked = [target.request(path="/api/tickets/latest"), target.request(path="/api/tickets/latest?status=DONE"),
             target.request(path="/api/tickets/latest", closes=False) * 20, target.request(path="/api/tickets/stream")]
    friends = {"latest": Friend(target, lambda: target.request(closes=False)),
               "submit": Friend(target, lambda: target.posted(closes=False))}
    try:
        with contextlib.ExitStack() as stack:
            for data in asked:
                stack.enter_context(unread(target, count, data))
            wait_until(lambda: server.descriptors() >= descriptors + 4 * count, "all of them")
            time.sleep(2)
            grown = server.resident_kib() - before
            if amount(False, True):
                # They are all there yet; but only the streams, where little happens, may still be served.
                wait_until(lambda: server.descriptors() <= descriptors + count + 8, lambda: server.descriptors(), 120)
    finally:
        end_all(friends.values())
    assert {name: friend.wrong for name, friend in friends.items() if friend.wrong} == {}
    # Each costs its thread, what libmicrohttpd holds for a connection, and the list of its tickets; all, the kept records.
    assert grown < 16_000 + 4 * count * 400, f"{grown} KiB more"
    wait_until(lambda: server.descriptors() <= descriptors + 6, lambda: f"{server.descriptors()}, were {descriptors}")
    figures("API: answers never read", clients=4 * count, grown_mib=round(grown / 1024, 1),
            p99_submit_ms=round(friends["submit"].p99 * 1000, 2))
    attacked.end()


@pytest.mark.timeout(60)
def test_thousands_of_idle_connections_from_several_addresses(state, home, amount, figures):
    """More than the server takes: it does not spin, what it took it drops, and then it answers the next."""
    attacked = ServeTarget(state, home)
    target, count = attacked.target, amount(700, 3_000)
    idle = Slow(target, count, target.request(closes=False), sources=LOOPBACK)
    try:
        spent = cpu_seconds(attacked.pid)
        time.sleep(2)
        spent = cpu_seconds(attacked.pid) - spent
        assert attacked.server.threads() < 530 and spent < 1.5, f"{spent} s of 2"
        if amount(False, True):
            # Who comes next waits until the first are dropped, and not longer.
            wait_until(lambda: statuses(target.exchange(target.request(), patience=20))[:1] == [200], "an answer", 30)
    finally:
        idle.end()
    wait_until(target.is_well, "well again", 20)
    wait_until(lambda: attacked.server.threads() < 12, lambda: f"{attacked.server.threads()} threads", 20)
    figures("API: idle connections", connections=count, spent_of_2_s=round(spent, 2))
    attacked.end()


def test_streams_that_are_never_closed_leave_room_for_others(state, home):
    attacked = ServeTarget(state, home)
    target = attacked.target
    with contextlib.ExitStack() as stack:
        stack.enter_context(unread(target, 300, target.request(path="/api/tickets/stream")))
        wait_until(lambda: b"tickets_api_streams 256" in target.exchange(target.request(path="/metrics")), "256 streams")
        answer = target.exchange(target.request(path="/api/tickets/stream"))
        assert statuses(answer) == [503] and b"Retry-After" in answer
        assert statuses(target.exchange(target.posted())) == [200]
    wait_until(lambda: b"tickets_api_streams 0" in target.exchange(target.request(path="/metrics")), "no stream")
    attacked.end()

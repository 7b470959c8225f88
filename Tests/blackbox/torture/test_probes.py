"""Single hostile requests, listed and at random, against everything of ours that speaks HTTP."""
import collections
import random
import select
import socket
import time

import pytest

import probes
import random_requests
from rawhttp import statuses
from state import request
from targets import TOKEN, NaiveServer, ServeTarget, WorkerTarget
from waiting import wait_until

FORMS = ["tcp", "token", "unix"]


@pytest.fixture(params=[*FORMS, "worker"])
def attacked(request, state, home):
    """Each of our servers in turn; it has to survive everything and to end as asked."""
    server = WorkerTarget(state, home) if request.param == "worker" else ServeTarget(state, home, form=request.param)
    yield server
    assert server.target.is_well()
    server.end()


def run(target, chosen, patience=2.0):
    """Which probes did not go as they must, and how many POSTs were taken; a silence of `patience` seconds is an answer."""
    wrong, taken = [], 0
    for probe in chosen:
        answer = target.exchange(probe.data(target), patience)
        if not probe.verdict(answer):
            wrong.append((probe.category, probe.name, statuses(answer)))
        # Perhaps after a 100.
        taken += probe.posts and 200 in statuses(answer)
        assert target.is_well(), f"dead after {probe.category}: {probe.name}"
    return wrong, taken


def test_every_probe_goes_as_it_must(attacked, figures):
    target = attacked.target
    chosen = [probe for probe in probes.all_probes() if target.post or not probe.posts]
    if target.token:
        chosen += probes.tokens(TOKEN)
    wrong, taken = run(target, chosen)
    assert wrong == []
    if target.post:
        # What was refused has done nothing.
        assert attacked.stored() == taken
    figures("API: probes", probes=len(chosen), failed=len(wrong))


def test_control_a_naive_server_fails_many_of_the_probes():
    naive = NaiveServer()
    try:
        # What it has no answer to, it waits for.
        wrong, _ = run(naive.target, [probe for probe in probes.all_probes() if probe.category != "limits"], patience=0.1)
    finally:
        naive.end()
    failed = collections.Counter(category for category, _, _ in wrong)
    assert sum(failed.values()) > 100
    assert {"host", "origin", "content type", "length", "chunks", "folds", "body"} <= set(failed)


def settle(connections, patience):
    """Reads what comes until all are closed or the time is over; the bytes of each, and how many stayed open."""
    answers, end = {connection: b"" for connection in connections}, time.monotonic() + patience
    waiting = set(connections)
    while waiting and time.monotonic() < end:
        for connection in select.select(list(waiting), [], [], 0.1)[0]:
            try:
                data = connection.recv(1 << 16)
            except OSError:
                data = b""
            answers[connection] += data
            if not data:
                waiting.discard(connection)
    return answers, len(waiting)


def test_random_requests_get_no_500_and_leave_nothing_behind(state, home, amount, figures):
    state.append(state.requests, *(request(number) for number in range(40)))
    attacked = ServeTarget(state, home)
    chance, seen, before = random.Random(20), collections.Counter(), None
    total, at_once = amount(1_000, 10_000), 50
    for start in range(0, total, at_once):
        connections = []
        for number in range(at_once):
            data = random_requests.request(chance, attacked.target.host)
            if number % 2:
                data = random_requests.mutated(chance, data)
            connections.append(connection := attacked.target.connect())
            connection.sendall(data)
            # Nothing more comes: the server need not wait for the rest.
            connection.shutdown(socket.SHUT_WR)
        answers, still = settle(connections, 15)
        assert still == 0, f"{still} open after batch {start}"
        for connection, answer in answers.items():
            connection.close()
            assert not answer or statuses(answer), answer
            seen.update(statuses(answer) or [None])
        if start >= total // 3 and before is None:
            before = attacked.server.resident_kib(), attacked.server.descriptors()
    assert not [status for status in seen if status and status >= 500 and status not in (501, 505)], seen
    assert {200, 400, 404, 405, 415, 421, 422} <= set(seen), seen
    wait_until(lambda: attacked.server.descriptors() <= before[1] + 3, lambda: f"{attacked.server.descriptors()} descriptors")
    assert attacked.server.resident_kib() - before[0] < 8_000
    assert attacked.target.is_well()
    figures("API: random requests", requests=total, server_errors=0, crashes=0)
    attacked.end()

"""A hundred writers at once on the same tickets: one wins each, whoever writes beside them."""
import collections
import contextlib
import json
import multiprocessing
import random
import socket
import time

import pytest

import api
from crowd import GUARD, LOOK, NOWHERE, Crowd, Gathering
from program import BINARY
from state import request, result, ticket_id

pytestmark = pytest.mark.timeout(1800)

WRITERS = 100


def fill(state, count):
    state.results.unlink(missing_ok=True)
    state.requests.unlink(missing_ok=True)
    state.append(state.requests, *(request(number) for number in range(count)))


def doubles(state, told):
    """What is wrong; `told` has the result_ids that were acknowledged for each ticket."""
    written = collections.defaultdict(list)
    for record in state.lines(state.results):
        written[record["request_id"]].append(record["result_id"])
    wrong = [f"{ticket}: acknowledged {ids}, in the log {written[ticket]}"
             for ticket, ids in told.items() if ids != written[ticket] or len(ids) != 1]
    return wrong + [f"{ticket}: never acknowledged, in the log {ids}" for ticket, ids in written.items() if ticket not in told]


# ---- processes


def consume_by_processes(state, home, numbers, unguarded=False, writers=WRITERS):
    """The tickets of these numbers: (acknowledged ids by ticket, how often each exit code came)."""
    gathering = Gathering(home)
    told, codes = collections.defaultdict(list), collections.Counter()
    command = [BINARY, "--state", str(state.path), "consume", ticket_id(0)]
    with contextlib.closing(Crowd(command, home, gathering, look="ticket_results.jsonl", unguarded=unguarded)) as crowd:
        for number in numbers:
            gathering.expect((LOOK, GUARD, NOWHERE)[number % 3], writers)
            crowd.start(writers, ticket_id(number))
            for pid, code in crowd.wait_for_end().items():
                codes[code] += 1
                if code == 0:
                    answer = json.loads(crowd.said(pid))
                    assert answer["request_id"] == ticket_id(number)
                    told[ticket_id(number)].append(answer["result_id"])
    return told, codes


def test_of_100_processes_that_consume_a_ticket_one_wins(state, home, amount, figures):
    tickets = amount(4, 100)
    fill(state, tickets)
    told, codes = consume_by_processes(state, home, range(tickets))
    wrong = doubles(state, told)
    figures("100 writers, each a process", attempts=sum(codes.values()), won=codes[0], conflicts=codes[3], busy=codes[1],
            double=len(wrong))
    # Busy (1) is allowed for who waited for the guard for 2 s.
    assert not wrong and len(told) == tickets and set(codes) <= {0, 1, 3}, (wrong, codes)
    assert codes[0] == tickets


def test_control_without_the_guard_two_processes_consume_the_same_ticket(state, home):
    """The read-back of a record still leaves one winner; what the guard prevents is the second line."""
    fill(state, 120)
    told = {}
    for first in range(0, 120, 6):
        told.update(consume_by_processes(state, home, range(first, first + 6), unguarded=True, writers=30)[0])
        if doubles(state, told):
            return
    pytest.fail("30 processes without a guard, and never two lines for one ticket")


# ---- servers


class Connections:
    """Keep-alive connections to several servers on one folder, that say the same thing at once."""

    def __init__(self, servers, count):
        self.sockets = []
        for number in range(count):
            host, port = servers[number % len(servers)].host.rsplit(":", 1)
            connection = socket.create_connection((host, int(port)), timeout=60)
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.sockets.append(connection)

    def ask(self, path, body):
        """The status and JSON of each answer."""
        data = json.dumps(body).encode()
        message = (f"POST {path} HTTP/1.1\r\nHost: {{}}\r\nContent-Type: application/json\r\n"
                   f"Content-Length: {len(data)}\r\n\r\n")
        for connection in self.sockets:
            host, port = connection.getpeername()
            connection.sendall(message.format(f"{host}:{port}").encode() + data)
        return [self._answer(connection) for connection in self.sockets]

    @staticmethod
    def _answer(connection):
        received = b""
        while b"\r\n\r\n" not in received:
            received += connection.recv(65536) or pytest.fail(f"closed after {received!r}")
        head, _, body = received.partition(b"\r\n\r\n")
        length = next(int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length"))
        while len(body) < length:
            body += connection.recv(65536)
        return int(head.split()[1]), body

    def close(self):
        for connection in self.sockets:
            connection.close()


@contextlib.contextmanager
def served(state, home, servers):
    with contextlib.ExitStack() as stack:
        started = []
        for _ in range(servers):
            started.append(api.Server(state, home))
            stack.callback(started[-1].stop)
        yield started


def consume_by_connections(connections, tickets, told, statuses):
    order = list(tickets)
    random.shuffle(order)
    for ticket in order:
        for status, body in connections.ask("/api/tickets/consume", {"request_id": ticket}):
            statuses[status] += 1
            if status == 200:
                told[ticket].append(json.loads(body)["result_id"])


def test_of_hundreds_of_connections_to_four_servers_one_wins_each_ticket(home, state, amount, figures):
    per_server, servers, batches, batch = 100, 4, amount(1, 25), amount(15, 100)
    told, statuses = collections.defaultdict(list), collections.Counter()
    fill(state, batch)
    with served(state, home, servers) as started, \
            contextlib.closing(Connections(started, per_server * servers)) as connections:
        for number in range(batches):
            tickets = range(number * batch, (number + 1) * batch)
            if number:
                state.append(state.requests, *(request(each) for each in tickets))
            consume_by_connections(connections, map(ticket_id, tickets), told, statuses)
    wrong = doubles(state, told)
    figures("100 writers through each of 4 servers", attempts=sum(statuses.values()), won=statuses[200],
            conflicts=statuses[409], busy=statuses[503], double=len(wrong))
    assert not wrong and len(told) == batch * batches and set(statuses) <= {200, 409, 503}, (wrong, statuses)


# ---- foreign writers


def write_as_a_stranger(path, tickets, seed, turn):
    """Consumes each when it is its turn, without asking anybody, in one write or in pieces."""
    rng = random.Random(seed)
    for ticket in tickets:
        turn.acquire()
        time.sleep(rng.choice((0, 0.0005, 0.001, 0.002)) * rng.random())
        line = json.dumps(result(ticket, "IN_PROGRESS", seed, processor=f"stranger-{seed}")) + "\n"
        cuts = sorted(rng.sample(range(1, len(line)), rng.choice((0, 0, 1, 2))))
        if rng.random() < 0.3:
            cuts = [len(line) - 1]
        with open(path, "ab", buffering=0) as log:
            for begin, end in zip([0, *cuts], [*cuts, len(line)]):
                log.write(line[begin:end].encode())


def test_who_is_told_to_have_won_against_foreign_writers_has(home, state, tickets, amount, figures):
    """Strangers know no guard, and may leave two lines; but whoever of ours was acknowledged is the one that counts."""
    count, servers = amount(40, 3000), 2
    fill(state, count)
    told, statuses = collections.defaultdict(list), collections.Counter()
    with served(state, home, servers) as started, contextlib.closing(Connections(started, 8)) as connections:
        order = list(range(count))
        fork = multiprocessing.get_context("fork")
        turns = [fork.Semaphore(0) for _ in range(2)]
        strangers = [fork.Process(target=write_as_a_stranger, args=(state.results, order, n, turn))
                     for n, turn in enumerate(turns, 1)]
        for stranger in strangers:
            stranger.start()
        try:
            for ticket in map(ticket_id, order):
                for turn in turns:
                    turn.release()
                for status, body in connections.ask("/api/tickets/consume", {"request_id": ticket}):
                    statuses[status] += 1
                    if status == 200:
                        told[ticket].append(json.loads(body)["result_id"])
            for stranger in strangers:
                stranger.join()
        finally:
            for stranger in strangers:
                stranger.kill()
    winners = first_records(state)
    assert tickets.board("--status", "OPEN")["row_count"] == 0 and len(winners) == count
    wrong = [f"{ticket}: {ids}, but {winners[ticket]}" for ticket, ids in told.items() if [winners[ticket]] != ids]
    figures("our writers beside two foreign ones", attempts=sum(statuses.values()), won=statuses[200],
            conflicts=statuses[409], false_acknowledgements=len(wrong))
    assert not wrong, wrong
    assert statuses[200] and statuses[409], f"no race: {statuses}"


def first_records(state):
    """The result_id of each ticket's first record, as a reader in other words finds it."""
    first = {}
    for line in state.results.read_bytes().decode("utf-8", "replace").split("\n"):
        begins = [at for at, sign in enumerate(line) if sign == "{"]
        for at in begins:
            # What is glued behind a torn record may be whole and no record.
            with contextlib.suppress(ValueError, KeyError):
                record = json.loads(line[at:])
                first.setdefault(record["request_id"], record["result_id"])
                break
    return first

"""Clients that are too slow, and ordinary ones that measure what they notice of them."""
import collections
import contextlib
import statistics
import threading
import time

from probes import served
from rawhttp import GOOD, is_closed, statuses


class Slow:
    """Many connections that send a beginning and then, if anything, a byte a second, which is no silence."""

    def __init__(self, target, count, begin, drip=b"", sources=("127.0.0.1",)):
        self.drip, self.count, self.lasted = drip, count, {}
        self.started = time.monotonic()
        self.connections = []
        for number in range(count):
            source = sources[number % len(sources)] if isinstance(target.address, tuple) else None
            connection = target.connect(source=source)
            with contextlib.suppress(OSError):
                connection.sendall(begin)
            self.connections.append(connection)
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        position = 0
        while not self.ending.wait(1 if self.drip else 0.2):
            for connection in self.connections:
                if connection in self.lasted:
                    continue
                if self.drip:
                    with contextlib.suppress(OSError):
                        connection.send(self.drip[position:position + 1] or b"a")
                if is_closed(connection):
                    self.lasted[connection] = time.monotonic() - self.started
            position += 1

    def all_dropped(self):
        return len(self.lasted) == self.count

    def end(self):
        self.ending.set()
        self.thread.join()
        for connection in self.connections:
            connection.close()

    @property
    def slowest(self):
        return max(self.lasted.values(), default=0.0)


def slow_kinds(target, count):
    """Half-open and dripping requests, `count` of them, in five equal parts."""
    whole = target.request("GET", None, "X: " + "a" * 100)
    head = f"GET {target.get} HTTP/1.1\r\nHost: {target.host}\r\nX".encode()
    part = count // 5
    kinds = {
        "nothing sent": Slow(target, part, b""), "half a line": Slow(target, part, b"GET /"), "half a head": Slow(target, part, head),
        "a head byte by byte": Slow(target, part, whole[:1], whole[1:])}
    if target.post:
        kinds["a body byte by byte"] = Slow(target, count - 4 * part, target.posted()[:-len(GOOD)], GOOD)
    else:
        kinds["a second head byte by byte"] = Slow(target, count - 4 * part, target.request(closes=False), whole)
    return kinds


class Friend:
    """An ordinary client that asks one thing after the other, a hundred a second, and measures."""

    def __init__(self, target, asked):
        self.target, self.asked, self.times, self.wrong = target, asked, [], collections.Counter()
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        connection = None
        while not self.ending.wait(0.01):
            started = time.monotonic()
            try:
                connection = connection or self.target.connect(timeout=20)
                connection.sendall(self.asked())
                answer = read_answer(connection)
                if not served(answer):
                    self.wrong[answer[:300]] += 1
            except OSError as error:
                self.wrong[repr(error)] += 1
                connection = None
            self.times.append(time.monotonic() - started)
        if connection:
            connection.close()

    def end(self):
        self.ending.set()
        self.thread.join()

    @property
    def p99(self):
        """Seconds."""
        return statistics.quantiles(self.times, n=100)[98] if len(self.times) > 1 else float("inf")


def friends_of(target, tickets):
    """One that looks, one that submits, and one that consumes these tickets."""
    ready = iter(tickets)
    consume = "/api/tickets/consume"
    return {
        "latest": Friend(target, lambda: target.request(closes=False)),
        "submit": Friend(target, lambda: target.posted(closes=False)),
        "consume": Friend(target, lambda: target.posted(
            path=consume, body=b'{"request_id": "%s"}' % next(ready).encode(), closes=False))}


def read_answer(connection):
    """One answer of the bytes' told length, or of chunks."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += part_of(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    told = [int(line.split(b":")[1]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while len(body) < told[0] if told else not body.endswith(b"0\r\n\r\n"):
        body += part_of(connection)
    return head + b"\r\n\r\n" + body


def part_of(connection):
    data = connection.recv(1 << 16)
    if not data:
        raise ConnectionError("closed within an answer")
    return data

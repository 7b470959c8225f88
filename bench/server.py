"""`tickets serve`, and a connection to it that costs little itself."""
import contextlib
import json
import re
import socket
import time

from bench.run import PATIENCE
from served import Server, call


class Service(Server):
    """A server whose board may take long to load."""

    def answers(self):
        return super().answers() and call(f"{self.url}/api/tickets/latest?limit=1", timeout=PATIENCE)[0] == 200

    def memory(self, field):
        """Its resident memory now (`VmRSS`) or at most so far (`VmHWM`), in bytes."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return next(int(line.split()[1]) * 1024 for line in file if line.startswith(field))

    def forget_peak(self):
        """Has the peak begin anew at what is resident now."""
        with open(f"/proc/{self.process.pid}/clear_refs", "w") as file:
            file.write("5")


@contextlib.contextmanager
def serving(folder, home):
    server = Service(folder.state, home, "--lang", "en")
    try:
        yield server.start()
    finally:
        server.stop()


class Connection:
    """One kept-alive connection; calls are timed from the first byte sent to the last one read."""

    def __init__(self, server):
        self.socket = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.received = b""
        self.head = f"Host: 127.0.0.1:{server.port}\r\n"

    def call(self, path, body=None):
        """The seconds that it took, the status, and the answer's bytes."""
        data = b"" if body is None else json.dumps(body, ensure_ascii=False).encode()
        kind = f"Content-Type: application/json\r\nContent-Length: {len(data)}\r\n" if data else ""
        bytes = f"{'POST' if data else 'GET'} {path} HTTP/1.1\r\n{self.head}{kind}\r\n".encode() + data
        start = time.monotonic()
        self.socket.sendall(bytes)
        while (end := self.received.find(b"\r\n\r\n")) < 0:
            self.read()
        head, self.received = self.received[:end].lower(), self.received[end + 4:]
        length = re.search(rb"\r\ncontent-length: *(\d+)", head)
        answer = self.take(int(length[1])) if length else b"".join(self.pieces())
        return time.monotonic() - start, int(head[9:12]), answer

    def pieces(self):
        """What comes in chunks."""
        while length := int(self.take_line(), 16):
            yield self.take(length)
            self.take_line()
        self.take_line()

    def take(self, length):
        while len(self.received) < length:
            self.read()
        taken, self.received = self.received[:length], self.received[length:]
        return taken

    def take_line(self):
        while (end := self.received.find(b"\r\n")) < 0:
            self.read()
        return self.take(end + 2)

    def read(self):
        data = self.socket.recv(1 << 16)
        if not data:
            raise AssertionError("the server closed the connection")
        self.received += data

    def close(self):
        self.socket.close()

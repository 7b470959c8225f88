"""HTTP as bytes: what an enemy writes to a socket, and what comes back."""
import contextlib
import re
import socket
import ssl
import time
from dataclasses import dataclass

#: A request that every API of ours takes.
GOOD = b'{"request_type": "ACKNOWLEDGE", "payload": {"message_id": "push_1"}}'
JSON = "Content-Type: application/json"


@dataclass(frozen=True)
class Target:
    """An HTTP server to attack, and what a friend would ask of it."""
    #: (host, port), or the path of a Unix socket.
    address: tuple | str
    #: What it is called in a `Host` header.
    host: str
    get: str = "/api/tickets/latest?limit=50"
    #: nothing for a server that takes no POST.
    post: str | None = "/api/tickets"
    body: bytes = GOOD
    token: str | None = None

    @property
    def port(self):
        return self.address[1] if isinstance(self.address, tuple) else 0

    def connect(self, timeout=5, source=None):
        if isinstance(self.address, tuple):
            return socket.create_connection(self.address, timeout, source and (source, 0))
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(timeout)
        connection.connect(self.address)
        return connection

    def request(self, method="GET", path=None, *headers, body=b"", host=None, version="HTTP/1.1", token=True,
                closes=True):
        """A request as bytes. `host` "" leaves the header out; header values may hold any byte, as latin-1."""
        host = self.host if host is None else host
        lines = [f"{method} {self.get if path is None else path} {version}", *([f"Host: {host}"] if host else []),
                 *(["Connection: close"] if closes else []), *headers]
        if self.token and token:
            lines.append(f"Authorization: Bearer {self.token}")
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body

    def posted(self, *headers, body=None, length=True, kind=JSON, path=None, **more):
        """A POST as bytes, of the right length and type unless said otherwise."""
        body = self.body if body is None else body
        told = [kind] if kind else []
        if length:
            told.append(f"Content-Length: {len(body)}")
        return self.request("POST", path or self.post or self.get, *told, *headers, body=body, **more)

    def exchange(self, data, patience=4.0, pause=0.0):
        """Everything that comes back for the bytes, or for a list of pieces, until the server closes."""
        with self.connect() as connection:
            with contextlib.suppress(ConnectionError, socket.timeout):
                for piece in data if isinstance(data, list) else [data]:
                    connection.sendall(piece)
                    time.sleep(pause)
            return read_until_closed(connection, patience)

    def is_well(self):
        return statuses(self.exchange(self.request()))[:1] == [200]


def read_until_closed(connection, patience=4.0):
    """What comes until the other side closes, or says nothing for `patience` seconds."""
    received = b""
    connection.settimeout(patience)
    with contextlib.suppress(OSError):
        while data := connection.recv(1 << 16):
            received += data
    return received


def statuses(answer):
    """The status of each answer in the bytes."""
    return [int(status) for status in re.findall(rb"HTTP/1\.[01] (\d{3})", answer)]


def is_closed(connection):
    """Whether the other side has closed the connection; what it said before does not count."""
    connection.setblocking(False)
    try:
        while connection.recv(1 << 16):
            pass
        return True
    except BlockingIOError:
        return False
    except OSError:
        return True


def tls_hello():
    """The first bytes of a client that believes in https."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    with contextlib.suppress(ssl.SSLWantReadError):
        ssl.create_default_context().wrap_bio(incoming, outgoing, server_hostname="localhost").do_handshake()
    return outgoing.read()

"""A server of the HTTP API, and ways to talk to it that no library would offer."""
import os
import re
import signal
import socket
import subprocess

import requests

from program import BINARY, environment
from waiting import wait_until

GOOD = {"request_type": "ACKNOWLEDGE", "payload": {"message_id": "push_1"}}


class Server:
    """`tickets serve` on a port of its own; what it says goes to a file, so that nobody has to read it."""

    def __init__(self, state, home, *words, listen="127.0.0.1:0", env=None):
        self.log = home / f"serve-{os.urandom(4).hex()}.log"
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [BINARY, "--state", str(state.path), "--lang", "en", "serve", "--listen", listen, *words], cwd=home,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=log, env=environment(home, **(env or {})))
        address = wait_until(self._address, lambda: f"an address in {self.log.read_text()!r}")
        self.base = address if address.startswith("http") else None
        self.host = self.base and self.base.removeprefix("http://")
        self.session = requests.Session()

    def _address(self):
        assert self.process.poll() is None, self.log.read_text()
        match = re.search(r"Listening at (\S+)\.\n", self.log.read_text())
        return match and match[1]

    # As a stranger would

    def get(self, path, **options):
        return self.session.get(self.base + path, timeout=10, **options)

    def post(self, path, body, **options):
        return self.session.post(self.base + path, json=body, timeout=10, **options)

    def submit(self):
        return self.post("/api/tickets", GOOD).json()["request_id"]

    def consume(self, id, **more):
        return self.post("/api/tickets/consume", {"request_id": id, **more})

    def complete(self, id, status="DONE", **more):
        return self.post("/api/tickets/complete", {"request_id": id, "status": status, **more})

    def rows(self, query=""):
        return self.get("/api/tickets/latest" + query).json()["rows"]

    # As an enemy would

    def connect(self):
        name, port = self.host.rsplit(":", 1)
        return socket.create_connection((name.strip("[]"), int(port)), timeout=20)

    def raw(self, data, half_close=False):
        """What comes back for these bytes until the server closes."""
        with self.connect() as connection:
            try:
                connection.sendall(data)
                if half_close:
                    connection.shutdown(socket.SHUT_WR)
                return read_all(connection)
            except ConnectionError:
                return b""

    def request(self, line, *headers, body=b"", host=True):
        """A request as bytes; it asks to close."""
        lines = [line, *([f"Host: {self.host}"] if host else []), "Connection: close", *headers]
        return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body

    # The process

    def resident_kib(self):
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1])

    def threads(self):
        return len(os.listdir(f"/proc/{self.process.pid}/task"))

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def stop(self, signal=signal.SIGTERM, seconds=10):
        """Its exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal)
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise


def read_all(connection):
    received = b""
    while data := connection.recv(65536):
        received += data
    return received


def status_of(answer):
    """The status of an answer in bytes; None where there was none."""
    match = re.match(rb"HTTP/1\.1 (\d{3})", answer)
    return match and int(match[1])


def events(lines):
    """The events of a stream: (name, id, data) each; comments and blocks without data are left out."""
    event = {}
    for line in lines:
        if not line:
            if "data" in event:
                yield event.get("event"), event.get("id"), event["data"]
            event = {}
        elif not line.startswith(":"):
            name, _, value = line.partition(": ")
            event[name] = value

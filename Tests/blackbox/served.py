"""Servers for tests: the real one, and one that knows only what the original system's does."""
import contextlib
import http.server
import json
import os
import pathlib
import signal
import socket
import subprocess
import threading
import urllib.request

from program import BINARY, environment
from waiting import wait_until

WORKER = str(pathlib.Path(BINARY).parent / "ticket-worker")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def call(url, body=None, timeout=10):
    """The status and the JSON of a call."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=timeout) as answer:
            return answer.status, json.loads(answer.read())
    except urllib.error.HTTPError as refusal:
        return refusal.code, json.loads(refusal.read() or b"null")


class Server:
    """`tickets serve` on a state folder."""

    def __init__(self, state, home, *words):
        self.state, self.home, self.port, self.words = state, home, free_port(), words
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = None

    def start(self):
        self.process = subprocess.Popen(
            [BINARY, "serve", "--state", str(self.state.path), "--listen", f"127.0.0.1:{self.port}", *self.words],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.home,
            env=environment(self.home))
        wait_until(self.answers, "the server answers")
        return self

    def answers(self):
        try:
            return call(self.url + "/healthz", timeout=1)[0] in (200, 401)
        except OSError:
            return False

    def stop(self, number=signal.SIGTERM):
        if self.process:
            self.process.send_signal(number)
            self.process.wait(10)
            self.process = None

    def board(self):
        return call(self.url + "/api/tickets/latest")[1]["rows"]

    def submit(self, reason):
        body = {"schema": "TICKET_SUBMIT_V1", "request_type": "REQUEST_RECONCILE",
                "payload": {"mode": "FULL", "reason": reason}}
        return call(self.url + "/api/tickets", body)[1]["request_id"]


class Forwarder:
    """Stands before a server, which takes it for itself; its connections can be cut."""

    def __init__(self, server):
        self.server, self.port = server, free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.listening, self.open = None, []

    def start(self):
        self.listening = socket.create_server(("127.0.0.1", self.port))
        threading.Thread(target=self._accept, args=(self.listening,), daemon=True).start()
        return self

    def cut(self):
        for one in [self.listening, *self.open]:
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
        self.open = []

    def _accept(self, listening):
        with contextlib.suppress(OSError):
            while True:
                one = listening.accept()[0]
                other = socket.create_connection(("127.0.0.1", self.server.port))
                self.open += [one, other]
                for ends in ((one, other), (other, one)):
                    threading.Thread(target=self._forward, args=ends, daemon=True).start()

    def _forward(self, source, sink):
        with contextlib.suppress(OSError):
            while data := source.recv(1 << 16):
                sink.sendall(data.replace(b":%d" % self.port, b":%d" % self.server.port))
            sink.shutdown(socket.SHUT_RDWR)


class OriginalServer:
    """Only submit, consume, complete and the whole board, as the original system has them. `lose` names calls that are
    done, but whose answers never arrive; `fail` names how often a path is answered with a status."""

    def __init__(self):
        self.rows, self.calls, self.lose, self.fail = [], [], [], {}
        outer, self.lock = self, threading.Lock()

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, status, value):
                data = json.dumps(value, ensure_ascii=False).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def do_GET(self):
                with outer.lock:
                    outer.calls.append(("GET", self.path))
                    if self.path.split("?")[0] != "/api/tickets/latest":
                        return self.answer(404, {"detail": "Not Found"})
                    rows = list(reversed(outer.rows))
                    self.answer(200, {"status": "ready", "schema": "TICKETS_BOARD_V1", "asof": "2026-01-03T14:20:00",
                                      "row_count": len(rows), "rows": rows, "error": None})

            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                with outer.lock:
                    outer.calls.append((self.path, body))
                    statuses = outer.fail.get(self.path, [])
                    if statuses:
                        return self.answer(statuses.pop(0), {"detail": "trouble"})
                    status, value = outer.do(self.path, body)
                    if self.path in outer.lose:
                        outer.lose.remove(self.path)
                        self.close_connection = True
                        return
                    self.answer(status, value)

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def add(self, number, kind="REQUEST_RECONCILE", status="OPEN"):
        self.rows.append({
            "request_id": f"ticket-{number}", "requested_at": f"2026-01-03T14:20:{number % 60:02d}",
            "request_type": kind, "payload": {"mode": "FULL", "reason": f"사유 {number}"}, "trace_id": None,
            "current_status": status, "last_message": "", "last_processed_at": None})
        return f"ticket-{number}"

    def row(self, ticket):
        return next((row for row in self.rows if row["request_id"] == ticket), None)

    def do(self, path, body):
        if path == "/api/tickets":
            ticket = self.add(len(self.rows))
            self.row(ticket).update(request_type=body["request_type"], payload=body["payload"])
            return 200, {"result": "OK", "request_id": ticket}
        row = self.row(body["request_id"])
        if row is None:
            return 404, {"result": "FAIL", "message": "not found"}
        consumes = path.endswith("/consume")
        new = "IN_PROGRESS" if consumes else body["status"]
        if row["current_status"] != ("OPEN" if consumes else "IN_PROGRESS"):
            return 409, {"result": "CONFLICT", "message": "conflict", "current_status": row["current_status"]}
        row.update(current_status=new, last_message="티켓 처리 시작" if consumes else body.get("message", ""),
                   last_processed_at="2026-01-03T14:21:00")
        return 200, {"result": "OK", "request_id": row["request_id"], "new_status": new, "result_id": "r1"}

    def close(self):
        self.server.shutdown()
        self.server.server_close()


class Worker:
    """`ticket-worker`, and what it logs."""

    def __init__(self, home, *words, env=None):
        self.log = home / f"worker-{os.urandom(4).hex()}.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen([WORKER, *words], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                            stderr=log, cwd=home, env=environment(home, **(env or {})))

    @property
    def pid(self):
        return self.process.pid

    def lines(self):
        """Every whole line of the log as JSON."""
        return [json.loads(line) for line in self.log.read_text().splitlines(keepends=True) if line.endswith("\n")]

    def wait_for(self, text, seconds=10):
        return wait_until(lambda: [line for line in self.lines() if text in line["msg"]],
                          lambda: f"{text!r} in\n{self.log.read_text()}", seconds)

    def end(self, seconds=20):
        return self.process.wait(seconds)

    def signal(self, number):
        self.process.send_signal(number)
        return self

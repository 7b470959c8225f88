"""Servers to attack: ours in all its forms, and one without any defence."""
import contextlib
import json
import os
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from api import Server
from program import environment
from rawhttp import Target
from served import WORKER, free_port
from waiting import wait_until

TOKEN = "s3cret-Token.0123456789abcdef"


def token_file(home, text=TOKEN):
    path = home / "api.token"
    path.write_text(text + "\n")
    path.chmod(0o600)
    return path


class ServeTarget:
    """`tickets serve`, in one of its forms: over TCP, with a token, on a Unix socket."""

    def __init__(self, state, home, *words, form="tcp"):
        self.state, self.form = state, form
        if form == "token":
            words += ("--token-file", str(token_file(home)))
        path = str(home / "api.sock")
        self.server = Server(state, home, *words, listen=f"unix:{path}" if form == "unix" else "127.0.0.1:0")
        if form == "unix":
            self.target = Target(path, "localhost")
        else:
            name, port = self.server.host.rsplit(":", 1)
            self.target = Target((name, int(port)), self.server.host, token=TOKEN if form == "token" else None)

    def stored(self):
        """How many lines both logs hold."""
        return sum(len(self.state.lines(log)) for log in (self.state.requests, self.state.results))

    @property
    def pid(self):
        return self.server.process.pid

    def end(self):
        assert self.server.stop() == 0, self.server.log.read_text()


class WorkerTarget:
    """The metrics of `ticket-worker`."""

    def __init__(self, state, home, *words):
        self.log = home / "worker.log"
        port = free_port()
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [WORKER, "--state", str(state.path), "--metrics", f"127.0.0.1:{port}", *words], cwd=home, stderr=log,
                stdin=subprocess.DEVNULL, env=environment(home))
        self.target = Target(("127.0.0.1", port), f"127.0.0.1:{port}", get="/metrics", post=None)
        wait_until(self._answers, lambda: self.log.read_text())

    def _answers(self):
        with contextlib.suppress(OSError):
            return self.target.is_well()

    @property
    def pid(self):
        return self.process.pid

    def end(self):
        self.process.terminate()
        assert self.process.wait(10) == 0


class NaiveServer:
    """What one writes in an afternoon over http.server: the right answers for friends, and no defence. Where it has a
    `log`, all that comes is appended to it, but no ticket that was consumed already."""

    pid = os.getpid()

    def __init__(self, log=None):
        outer = self
        self.log = log
        self.stored = 0
        self.consumed = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_):
                pass

            def answer(self, value):
                data = json.dumps(value).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.send_header("Access-Control-Allow-Origin", self.headers.get("Origin", "*"))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(data)

            def do_GET(self):
                self.answer({"status": "ready", "rows": []})

            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                if outer.store(json.loads(body)):
                    self.answer({"result": "OK"})
                else:
                    self.send_error(409)

            do_HEAD = do_OPTIONS = do_GET

        class Listening(ThreadingHTTPServer):
            request_queue_size = 128

        self.server = Listening(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.server.handle_error = lambda *_: None
        port = self.server.server_address[1]
        self.target = Target(("127.0.0.1", port), f"127.0.0.1:{port}")
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def store(self, record):
        id = record.get("request_id")
        if id is not None:
            if id in self.consumed:
                return False
            # As long as it would take to look that up.
            time.sleep(0.001)
        if self.log:
            with contextlib.suppress(OSError), open(self.log, "a") as file:
                file.write(json.dumps(record) + "\n")
        self.consumed.append(id)
        self.stored += 1
        return True

    def end(self):
        self.server.shutdown()
        self.server.server_close()


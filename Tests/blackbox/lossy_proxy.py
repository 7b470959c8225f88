"""Stands before a server, and loses what it is told to lose."""
import http.client
import http.server
import threading


class LossyProxy:
    """`lost_requests` and `lost_answers` hold paths, each for one call: of the first the server never hears, of the second
    the caller. `meanwhile` runs before the caller notices."""

    def __init__(self, port):
        self.lost_requests, self.lost_answers, self.meanwhile = [], [], lambda: None
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_):
                pass

            def do_GET(self):
                outer.forward(self, port)

            do_POST = do_GET

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def forward(self, call, port):
        body = call.rfile.read(int(call.headers.get("Content-Length", 0)))
        if self.is_lost(call.path, self.lost_requests):
            return
        server = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        # With the server's own name in the place of this one's.
        headers = {name: value for name, value in call.headers.items() if name != "Host"}
        server.request(call.command, call.path, body, headers)
        answer = server.getresponse()
        data = answer.read()
        server.close()
        if self.is_lost(call.path, self.lost_answers):
            return
        call.send_response(answer.status)
        for name, value in answer.getheaders():
            if name in ("Content-Type", "ETag"):
                call.send_header(name, value)
        call.send_header("Content-Length", str(len(data)))
        call.end_headers()
        call.wfile.write(data)

    def is_lost(self, path, paths):
        if path not in paths:
            return False
        paths.remove(path)
        self.meanwhile()
        return True

    def close(self):
        self.server.shutdown()
        self.server.server_close()

"""An API whose every answer is hostile: rows, messages, reasons and headers."""
import http.server
import json
import threading

from hostile_tickets import AT, STATUSES, mark


class HostileServer:
    """Serves the payloads' tickets; each POST is refused with the next payload."""

    def __init__(self, chosen, refuses=True):
        self.chosen, self.refusals, self.refuses = chosen, 0, refuses
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.base = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def board(self):
        rows = [self._row(place, number, text[:20_000]) for place, (number, _, text) in enumerate(self.chosen)]
        return {"status": "ready", "schema": "TICKETS_BOARD_V1", "asof": AT, "row_count": len(rows), "rows": rows, "error": None}

    def _row(self, place, number, text):
        field = f"{mark(number)} {text}"
        return {"request_id": f"{mark(number)}{text}", "requested_at": AT, "request_type": "REQUEST_RECONCILE" if number % 2 else field,
                "payload": {"mode": text, "reason": field}, "trace_id": field, "current_status": STATUSES[place % 4],
                "last_message": field, "last_processed_at": AT if number % 3 else text, "processor_id": text}

    def refusal(self):
        self.refusals += 1
        _, _, text = self.chosen[self.refusals % len(self.chosen)]
        text = text[:20_000]
        return {"result": ("FAIL", "CONFLICT", text)[self.refusals % 3], "message": text, "current_status": text, "detail": text,
                "errors": [{"field": ("payload.reason", text)[self.refusals % 2], "reason": text}]}

    def _handler(outer):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path.split("?")[0] == "/api/tickets/latest":
                    return self.answer(200, outer.board())
                self.answer(404, outer.refusal())

            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                self.answer((400, 409, 422, 500, 503, 507)[outer.refusals % 6], outer.refusal())

            def answer(self, code, body):
                data = json.dumps(body).encode()
                self.send_response_only(code, "No \x1b[2J\x1b]0;x\x07 \x9b1m")
                self.send_header("Content-Type", "application/json")
                self.send_header("Server", "\x1b]0;x\x07")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        return Handler

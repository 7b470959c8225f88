"""Servers that hope to be told a token: they answer whatever they are asked, and remember every byte."""
import json
import socket
import threading


class Listener:
    """Remembers what it hears; `answer(head)` makes the bytes that it says to each request, or pieces of them."""

    def __init__(self, answer):
        self.answer, self.heard = answer, b""
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.run, daemon=True).start()

    def run(self):
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self.talk, args=(connection,), daemon=True).start()

    def talk(self, connection):
        with connection:
            connection.settimeout(5)
            head = b""
            try:
                while b"\r\n\r\n" not in head:
                    data = connection.recv(1 << 16)
                    if not data:
                        break
                    head += data
                self.heard += head
                if head:
                    answer = self.answer(head)
                    for piece in [answer] if isinstance(answer, bytes) else answer:
                        connection.sendall(piece)
            except OSError:
                self.heard += head

    def close(self):
        self.socket.close()


def refusal(status, body=b"", *headers):
    lines = [f"HTTP/1.1 {status} No", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def redirect(status, place):
    """To the same path at another place."""
    return lambda head: refusal(status, b"", f"Location: {place}{head.split(b' ')[1].decode()}")


def echo(status):
    """A server or proxy for debugging, which says all that it was told."""
    def answer(head):
        body = json.dumps({"result": "FAIL", "message": head.decode("latin-1"), "detail": head.decode("latin-1")}).encode()
        return refusal(status, body, "Content-Type: application/json")
    return answer

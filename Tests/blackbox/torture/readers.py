"""A process of readers for the load: python readers.py HOST, until its stdin ends.

Four clients ask one thing after the other, and one follows the stream of changes. Prints what they saw, as JSON."""
import contextlib
import json
import pathlib
import sys
import threading

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from rawhttp import Target  # noqa: E402
from slow import Friend  # noqa: E402

PATHS = ["/api/tickets/latest?limit=50", "/api/tickets/latest?status=FAILED&limit=20", "/metrics", "/api/worker"]


class Follower:
    """Follows the stream of changes, and counts them."""

    def __init__(self, target):
        self.count = 0
        self.connection = target.connect(timeout=30)
        self.connection.sendall(target.request(path="/api/tickets/stream"))
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        with contextlib.suppress(OSError, ValueError), self.connection.makefile("rb") as lines:
            for line in lines:
                self.count += line.startswith(b"event: ticket")

    def end(self):
        with contextlib.suppress(OSError):
            self.connection.shutdown(2)
        self.thread.join(5)
        self.connection.close()


def main(host):
    name, port = host.rsplit(":", 1)
    target = Target((name, int(port)), host)
    follower = Follower(target)
    friends = [Friend(target, lambda path=path: target.request(path=path, closes=False)) for path in PATHS]
    sys.stdin.read()
    for each in [*friends, follower]:
        each.end()
    wrong = {answer if isinstance(answer, str) else repr(answer): count for friend in friends for answer, count in friend.wrong.items()}
    print(json.dumps({"events": follower.count, "asked": sum(len(friend.times) for friend in friends), "wrong": wrong}))


if __name__ == "__main__":
    main(*sys.argv[1:])

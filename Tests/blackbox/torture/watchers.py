"""Everything that can watch a state folder, at once."""
import collections
import os
import pathlib
import queue
import threading
import time

import requests

from api import Server, events
from console import counts
from program import Tickets
from waiting import wait_until

#: More than this nobody waits for a watcher, however loaded the machine.
PATIENCE = 20


class Watchers:
    """Everything that can watch a state folder, at once; tells how long each took to notice."""

    def __init__(self, home, state, open_console, env):
        self.home, self.state = home, state
        self.tickets = Tickets(state, home)
        self.server = Server(state, home, env=env)
        self.console = open_console(state=state, words=["--lang", "en"], env=env)
        self.tail = self.tickets.start("--lang", "en", "tail", env=env)
        self.told = queue.Queue()
        self.streamed = queue.Queue()
        wait_until(lambda: follows(self.tail.pid), "tickets tail following", PATIENCE)
        self._listen(self.tail.stderr, self.told)
        self._listen(self.tail.stdout, self.told)
        stream = requests.get(self.server.base + "/api/tickets/stream", stream=True, timeout=60)
        self._start(lambda: [self.streamed.put(event) for event in events(stream.iter_lines(1, decode_unicode=True))])
        self.worst = collections.Counter()

    def _listen(self, pipe, heard):
        self._start(lambda: [heard.put(text) for text in pipe])

    @staticmethod
    def _start(run):
        def forgiving():
            try:
                run()
            except (OSError, ValueError, requests.RequestException):
                return
        threading.Thread(target=forgiving, daemon=True).start()

    def forget(self):
        for heard in (self.told, self.streamed):
            while not heard.empty():
                heard.get_nowait()

    def noticed(self, since, **watchers):
        """Waits until each condition holds; looks at all of them in turn, and remembers how long each took."""
        waiting = dict(watchers)
        while waiting:
            for name, condition in list(waiting.items()):
                if condition():
                    self.worst[name] = max(self.worst[name], time.monotonic() - since)
                    del waiting[name]
            assert time.monotonic() < since + PATIENCE, f"{list(waiting)} noticed nothing\n{self.console.screen()}"
            time.sleep(0.005)

    def heard(self, text):
        """Whether `tickets tail` has said so since it was asked last."""
        told = []
        while not self.told.empty():
            told.append(self.told.get())
        return any(text in word for word in told)

    def rows(self):
        answer = self.server.get("/api/tickets/latest")
        return answer.json()["rows"] if answer.status_code == 200 else None

    def close(self):
        self.tail.kill()
        self.tail.communicate()
        self.server.stop()

    def assert_alive(self):
        assert self.tail.poll() is None and self.server.process.poll() is None
        os.kill(self.console.pid, 0)


def follows(pid):
    """Whether the process has begun to follow the logs."""
    return any(task.joinpath("comm").read_text() == "tickets-tail\n" for task in pathlib.Path(f"/proc/{pid}/task").iterdir())


def head(screen, count):
    """Whether the screen counts so many OPEN tickets."""
    return counts(screen).get("OPEN") == count

"""A hundred writers, a console, a worker and readers at one state folder, and what each of them needs."""
import json
import os
import re
import subprocess
import sys
import threading
import time

from bare_terminal import BareTerminal
from program import BINARY, environment
from targets import ServeTarget

HERE = os.path.dirname(os.path.abspath(__file__))
WRITERS, READERS = os.path.join(HERE, "writers.py"), os.path.join(HERE, "readers.py")


class Load:
    """All of them at work; `run` lets them."""

    def __init__(self, state, home):
        self.state, self.home = state, home
        self.journals = home / "journals"
        self.journals.mkdir()
        self.command = [BINARY, "--state", str(state.path), "--lang", "en"]
        self.attacked = ServeTarget(state, home)
        self.worker = subprocess.Popen([*self.command, "worker", "--delay", "0"], cwd=home, env=environment(home),
                                       stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.console = BareTerminal([*self.command], home)
        self.console.wait_for("LIVE")
        self.eyes = KeyWatch(self.console)
        self.writers, self.readers, self.sizes = [], None, []

    def start(self, seconds, kinds):
        """`kinds`: for each process of writers (kind, how many, operations a second of each)."""
        words = {"http": [self.attacked.target.host], "command": self.command, "commands": self.command,
                 "foreign": [str(self.state.requests)]}
        self.state.make()
        for number, (kind, count, rate) in enumerate(kinds):
            self.writers.append(subprocess.Popen(
                [sys.executable, WRITERS, kind, str(self.journals / f"{number}-{kind}"), str(seconds), str(count), str(rate), *words[kind]],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True))
        # In a process of their own, as the writers: this one does nothing but press keys and look.
        self.readers = subprocess.Popen([sys.executable, READERS, self.attacked.target.host], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True)

    def run(self, seconds):
        """Until the writers' time is over; measures each second. What the writers did, as one."""
        processes = {"serve": self.attacked.pid, "console": self.console.pid, "worker": self.worker.pid}
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.sizes.append((time.monotonic(), {name: Size(pid) for name, pid in processes.items()}))
            time.sleep(min(1, max(0.05, end - time.monotonic())))
        reports = [json.loads(writer.communicate(timeout=60)[0]) for writer in self.writers]
        return {"operations": sum(report["operations"] for report in reports), "busy": sum(report["busy"] for report in reports),
                "latencies": sorted(value for report in reports for value in report["latencies"] if value),
                "troubles": [report["troubles"] for report in reports if report["troubles"]]}

    def settle(self):
        """Lets the worker finish what it has in hand, and all readers end; what is left of OPEN tickets stays so. What the
        readers saw."""
        seen = json.loads(self.readers.communicate("", timeout=60)[0])
        self.eyes.end()
        self.worker.terminate()
        assert self.worker.wait(20) == 0
        return seen

    def shown_counts(self):
        """The counts in the heads of the console's columns."""
        self.console.pump(0.2)
        screen = self.console.screen()
        return {status: int(found[1].replace(",", "")) for status in ("OPEN", "IN_PROGRESS", "DONE", "FAILED")
                if (found := re.search(rf"\b{status}\b[^\d\n]*?(\d[\d,]*)", screen))}

    def end(self):
        for process in [*self.writers, *filter(None, [self.readers])]:
            process.kill()
            process.wait()
        self.eyes.end()
        self.console.close()
        self.worker.kill()
        self.worker.wait()
        self.attacked.server.process.kill()
        self.attacked.server.process.wait()


class Size:
    """What a process holds."""

    def __init__(self, pid):
        with open(f"/proc/{pid}/status") as file:
            text = file.read()
        self.anonymous = int(re.search(r"RssAnon:\s+(\d+)", text)[1]) << 10
        self.threads = int(re.search(r"Threads:\s+(\d+)", text)[1])
        self.descriptors = len(os.listdir(f"/proc/{pid}/fd"))


class KeyWatch:
    """Presses a key of the console now and then and measures until the screen has answered."""

    #: A key, and what must come to the terminal for it.
    TURNS = [(b"?", b"Moving"), (b"\x1b", None)]

    def __init__(self, terminal):
        self.terminal, self.times = terminal, []
        self.ending = threading.Event()
        self.thread = threading.Thread(target=self.run, daemon=True)
        self.thread.start()

    def run(self):
        """Nobody else reads from the terminal meanwhile."""
        while not self.ending.is_set():
            self.read(0.5)
            for key, answer in self.TURNS:
                self.press(key, answer)

    def press(self, key, answer):
        first = len(self.terminal.chunks)
        started = time.monotonic()
        self.terminal.send(key)
        if answer is None:
            return self.read(0.3)
        seen = b""
        while time.monotonic() < started + 10:
            self.terminal.read_once(0.2)
            seen = b"".join(data for _, data in self.terminal.chunks[first:])
            if answer in seen:
                self.times.append(self.terminal.chunks[-1][0] - started)
                return
        raise AssertionError(f"no answer to {key!r} in {seen[-2000:]!r}")

    def read(self, seconds):
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            self.terminal.read_once(left)

    def end(self):
        self.ending.set()
        self.thread.join()


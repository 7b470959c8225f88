"""Six processes of ours and two foreign ones at one state folder, of which somebody kills ours at random moments."""
import collections
import http.client
import json
import os
import random
import re
import subprocess
import sys
import threading
import time

from history import History
from program import BINARY, environment
from served import WORKER
from waiting import is_gone

FOREIGN = os.path.join(os.path.dirname(os.path.abspath(__file__)), "foreign_writer.py")
EVENT = re.compile(r"Ticket (\S+) (was taken|is DONE)\.")
LONG_AGO = "2026-01-03T15:30:00.000000+09:00"


class Storm:
    """Each slot is a thread that starts one process after another and notes what it acknowledges; `run` kills."""

    def __init__(self, state, home, env=None):
        self.state, self.home, self.history = state, home, History()
        self.variables = environment(home, **(env or {}))
        self.is_over = False
        self.alive = {}                               # slot -> Popen
        self.kills = 0
        self.troubles = []                            # endings that nobody can have wished for
        self.open, self.taken = collections.deque(maxlen=40), collections.deque(maxlen=40)
        self.numbers = iter(range(1, 1 << 40))
        self.server = None
        self.aging = threading.Lock()
        self.threads = []

    def run(self, kills, longest_pause=0.04, slots=None):
        """Kills so often, then ends everything; says what was wrong."""
        foreign = [Foreign(self, mode) for mode in ("whole", "pieces")]
        work = slots or [self.commands, self.commands, self.batches, self.workers, self.workers, self.servers]
        work = [(lambda body=body, slot=slot: body(slot)) for slot, body in enumerate(work)]
        if slots is None:
            work += [self.clients] * 4
        self.threads = [threading.Thread(target=self.guarded, args=(body,), daemon=True) for body in work]
        for thread in self.threads:
            thread.start()
        try:
            end = time.monotonic() + 30 + kills * 0.5
            while self.kills < kills:
                assert time.monotonic() < end, f"only {self.kills} kills"
                time.sleep(random.uniform(0, longest_pause))
                self.kill_one()
        finally:
            self.is_over = True
            while any(thread.is_alive() for thread in self.threads):
                self.kill_one()
                time.sleep(0.01)
            for one in foreign:
                one.end()
        return self.troubles + self.history.findings(self.state)

    def guarded(self, body):
        try:
            body()
        except Exception as error:
            if not self.is_over:
                self.troubles.append(f"harness: {error!r}")

    def kill_one(self):
        alive = list(self.alive.values())
        if alive:
            random.choice(alive).kill()

    # Processes

    def start(self, slot, command, **files):
        nothing = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
        process = subprocess.Popen(command, cwd=self.home, text=True, **{**nothing, "env": self.variables, **files})
        self.alive[slot] = process
        return process

    def finish(self, slot, process):
        """Its exit code, once it is gone; killed by us it counts, by another signal it crashed."""
        code = process.wait()
        self.alive.pop(slot, None)
        if code == -9:
            self.kills += 1
        elif code < 0:
            self.troubles.append(f"crashed: {process.args[1:4]} with signal {-code}")
        return code

    def tickets(self, *words):
        return [BINARY, "--state", str(self.state.path), "--lang", "en", *words]

    def name(self):
        return f"k{next(self.numbers)}"

    # The slots

    def commands(self, slot):
        """One command after the other: submit, consume, complete."""
        while not self.is_over:
            self.one_command(slot)

    def one_command(self, slot=0, what=None):
        """Submits, consumes or completes; the exit code."""
        name, what = self.name(), what or random.choice(["submit", "consume", "complete"])
        if what == "submit" or not self.open:
            self.history.asked_submits.add(name)
            words = ["submit", "reconcile", "--mode", "FULL", "--reason", text(), "--trace-id", name]
        elif what == "consume" or not self.taken:
            ticket = random.choice(self.open)
            self.history.asked_steps[name] = (ticket, "IN_PROGRESS")
            words = ["consume", ticket, "--processor", name]
        else:
            ticket, status = random.choice(self.taken), random.choice(["DONE", "FAILED"])
            self.history.asked_steps[name] = (ticket, status)
            words = ["complete", ticket, "--status", status, "--processor", name, "--message", text(), *artifacts()]
        process = self.start(slot, self.tickets(*words), stdout=subprocess.PIPE)
        self.history.process[name] = process.pid
        answer = process.stdout.read()
        code = self.finish(slot, process)
        self.note(name, answer)
        return code

    def batches(self, slot):
        """Many submissions to one process, which answers each."""
        while not self.is_over:
            names = [self.name() for _ in range(400)]
            self.history.asked_submits.update(names)
            process = self.start(slot, self.tickets("submit", "--json", "-"), stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE)
            self.history.process.update(dict.fromkeys(names, process.pid))
            feeder = threading.Thread(target=feed, args=(process.stdin, names), daemon=True)
            feeder.start()
            for name, answer in zip(names, process.stdout):
                self.note(name, answer)
            self.finish(slot, process)
            feeder.join()

    def workers(self, slot):
        """`tickets worker` and `ticket-worker` by turns."""
        while not self.is_over:
            self.age_lock()
            command = random.choice([self.tickets("worker", "--delay", "0"),
                                     [WORKER, "--state", str(self.state.path), "--delay", "0", "--concurrency", "4"]])
            process = self.start(slot, command, stderr=subprocess.PIPE)
            processor = f"worker_{process.pid}"
            self.history.workers.add(processor)
            self.history.process[processor] = process.pid
            for row in process.stderr:
                if match := row.endswith("\n") and EVENT.search(row):
                    self.history.worked(processor, match[1], "DONE" if match[2] == "is DONE" else "IN_PROGRESS")
            if self.finish(slot, process) == 5:
                time.sleep(0.02)

    def servers(self, slot):
        while not self.is_over:
            process = self.start(slot, self.tickets("serve", "--listen", "127.0.0.1:0"), stderr=subprocess.PIPE)
            for row in process.stderr:
                if match := re.search(r"Listening at http://(\S+)\.\n", row):
                    self.server = (match[1], process.pid)
            self.server = None
            self.finish(slot, process)

    def clients(self):
        """Calls the server, whichever it is just now."""
        connection, server = None, None
        while not self.is_over:
            if self.server != server:
                server, connection = self.server, None
            if server is None:
                time.sleep(0.002)
                continue
            connection = connection or http.client.HTTPConnection(server[0], timeout=10)
            try:
                self.one_call(connection, server[1])
            except (OSError, http.client.HTTPException):
                connection = None
                time.sleep(0.005)

    def one_call(self, connection, pid):
        name, chance = self.name(), random.random()
        self.history.process[name] = pid
        if chance < 0.4 or not self.open:
            self.history.asked_submits.add(name)
            path, body = "/api/tickets", json.loads(submission(name))
        elif chance < 0.75 or not self.taken:
            path, body = "/api/tickets/consume", {"request_id": random.choice(self.open), "processor_id": name}
            self.history.asked_steps[name] = (body["request_id"], "IN_PROGRESS")
        else:
            path, body = "/api/tickets/complete", {"request_id": random.choice(self.taken), "status": "DONE",
                                                   "processor_id": name, "message": text()}
            self.history.asked_steps[name] = (body["request_id"], "DONE")
        connection.request("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        self.note(name, connection.getresponse().read().decode() + "\n")

    def note(self, name, answer):
        """Takes an answer into the history, where it came whole."""
        if not answer.endswith("\n"):
            return
        answer = json.loads(answer)
        if answer["result"] != "OK":
            if answer.get("appended") is False or answer["result"] == "CONFLICT":
                self.history.denied.append(name)
        elif "new_status" in answer:
            self.history.stepped(name, answer)
            if answer["new_status"] == "IN_PROGRESS":
                self.taken.append(answer["request_id"])
        else:
            self.history.submitted(name, answer)
            self.open.append(answer["request_id"])

    def age_lock(self):
        """Lets ten minutes pass for a lock whose process is gone; nobody else may touch a young one."""
        with self.aging:
            try:
                lock = json.loads(self.state.lock.read_text())
                if lock["acquired_at"] != LONG_AGO and is_gone(lock["pid"]):
                    aged = self.state.path / "aged"
                    aged.write_text(json.dumps({"pid": lock["pid"], "acquired_at": LONG_AGO}))
                    os.replace(aged, self.state.lock)
            except OSError:
                # There is no lock, or no room on the disk: the next one tries again.
                pass


class Foreign:
    """A foreign program beside ours, and what it says."""

    def __init__(self, storm, mode):
        self.history = storm.history
        self.process = subprocess.Popen([sys.executable, FOREIGN, str(storm.state.make().requests.parent), mode],
                                        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
        self.thread = threading.Thread(target=self.listen, daemon=True)
        self.thread.start()

    def listen(self):
        for row in self.process.stdout:
            if not row.endswith("\n"):
                return
            word, name, *more = json.loads(row)
            if word == "done":
                self.history.foreign.append(name)
            else:
                self.history.foreign_asked.add(name)
                self.history.contended.add(name)
                self.history.foreign_pieces += [text.encode() for text in more]

    def end(self):
        self.process.kill()
        self.process.wait()
        self.thread.join()


def text():
    """A reason of any length that is allowed."""
    return "정산 불일치 확인 "[:random.randint(1, 9)] + "가나다 라마 " * random.choice([0, 1, 27])


def artifacts():
    """Now and then so many that the record is long enough to be torn."""
    count = random.choice([0, 0, 3, 100])
    return [word for number in range(count) for word in ("--artifact", f"reports/{number:04d}/" + "a" * 180)]


def submission(name):
    return json.dumps({"request_type": "REQUEST_RECONCILE", "payload": {"mode": "FULL", "reason": text()},
                       "trace_id": name}, ensure_ascii=False)


def feed(pipe, names):
    try:
        for name in names:
            pipe.write(submission(name) + "\n")
            pipe.flush()
        pipe.close()
    except OSError:
        pass

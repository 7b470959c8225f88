"""`tickets` on a disk whose power can fail."""
import itertools
import json
import os
import shutil
import subprocess

from ledger import Ledger
from program import Tickets, environment
from served import WORKER
from state import State

#: What is said of a record that stands in its log and may not last.
DOUBT = "durability unknown"


class PoweredState:
    """A state folder on a machine, the programs that work on it there, and what they acknowledged."""

    def __init__(self, home, machine):
        self.home, self.machine = home, machine
        self.state = State(machine.mountpoint / "state")
        self.tickets = Tickets(self.state, home)
        self.ledger = Ledger()
        self.cuts = 0
        self.numbers = itertools.count(1)
        #: What else stands in the environment of commands and workers.
        self.env = {}

    def cut(self):
        self.machine.cut()
        self.cuts += 1

    def check(self):
        """What was acknowledged and is lost. A lock is whole, or none is there."""
        if self.state.lock.exists():
            if not self.env:
                assert set(json.loads(self.state.lock.read_bytes())) == {"pid", "acquired_at"}, "a torn lock"
            self.state.lock.unlink()
        if not self.state.requests.exists() and not self.ledger.status:
            return {}
        lost = self.ledger.lost(self.tickets.board()["rows"])
        self.machine.tell("sync")
        return lost

    def move(self, path):
        """The state folder is another one of the disk."""
        self.state = State(self.machine.mountpoint / path)
        self.tickets = Tickets(self.state, self.home)

    def start_anew(self):
        """All folders are gone, and what was promised of them."""
        for place in self.machine.mountpoint.iterdir():
            shutil.rmtree(place, ignore_errors=True)
        self.machine.tell("sync")
        self.ledger.status.clear()

    # By commands

    def command(self, *words):
        """The answer of a command; None where the power failed before it had one."""
        done = subprocess.Popen(self.tickets.command(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.DEVNULL, text=True, cwd=self.home,
                                env=environment(self.home, **self.env))
        self.machine.run(done)
        answer = done.communicate()[0]
        if done.returncode != 0:
            return json.loads(answer) if done.returncode > 0 and answer.startswith("{") else None
        return json.loads(answer)

    def submit(self, reason="정산"):
        return self.noted(self.command("submit", "reconcile", "--mode", "FULL", "--reason", reason))

    def consume(self, ticket):
        return self.noted(self.command("consume", ticket), ticket)

    def complete(self, ticket, status="DONE"):
        return self.noted(self.command("complete", ticket, "--status", status), ticket)

    def noted(self, answer, ticket=None):
        """Takes an answer at its word; the ticket's id where it is OK."""
        if answer and answer["result"] == "OK":
            self.ledger.note(answer["request_id"], answer.get("new_status", answer.get("status")))
            return answer["request_id"]
        if ticket and answer and DOUBT in answer["message"]:
            self.ledger.doubt(ticket)
        return None

    def work(self, *words, env=None):
        """A worker, and a way to take it at its word later."""
        log = self.home / f"worker-{os.urandom(4).hex()}.log"
        with open(log, "wb") as file:
            worker = subprocess.Popen([WORKER, "--state", str(self.state.path), "--delay", "0", *words], cwd=self.home,
                                      stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=file,
                                      env=environment(self.home, **self.env, **(env or {})))
        self.machine.run(worker)

        def note():
            for line in log.read_text().splitlines(keepends=True):
                told = json.loads(line) if line.endswith("\n") else {"msg": ""}
                if told["msg"].endswith("was taken."):
                    self.ledger.note(told["request_id"], "IN_PROGRESS")
                elif told["msg"].endswith("is DONE."):
                    self.ledger.note(told["request_id"], "DONE")
                elif DOUBT in told["msg"] and "request_id" in told:
                    self.ledger.doubt(told["request_id"])

        return worker, note

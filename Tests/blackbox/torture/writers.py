"""A process of writers for the load: python writers.py KIND JOURNAL SECONDS COUNT RATE WORD…

Each writer does its next operation at a steady rate, and writes down what it was told. Prints what was done, as JSON."""
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

from journals import Journal  # noqa: E402
from rawhttp import Target  # noqa: E402
from slow import read_answer  # noqa: E402
from state import line, request  # noqa: E402


class Done:
    """What the writers of this process did."""

    def __init__(self):
        self.operations, self.busy, self.latencies, self.troubles = 0, 0, [], collections.Counter()

    def add(self, seconds, operations=1):
        self.operations += operations
        self.latencies.append(seconds)

    def trouble(self, said):
        """That the folder is held for long by others is an honest answer; whatever else is not wanted."""
        if "is held by" in said:
            self.busy += 1
        else:
            self.troubles[said] += 1


class Over(Exception):
    """The time is over."""


def pace(rate, seconds):
    """Waits for the next turn each time; raises `Over` when there is none. A late turn is not made up for."""
    end, turn = time.monotonic() + seconds, time.monotonic() + random.random() / rate

    def wait():
        nonlocal turn
        now = time.monotonic()
        if now >= end:
            raise Over
        if turn > now:
            time.sleep(turn - now)
        turn = max(turn + 1 / rate, now)

    return wait


def submission(number):
    return {"request_type": "REQUEST_RECONCILE", "payload": {"mode": "FULL", "reason": f"정산 불일치 확인 {number}"}}


def over_http(journal, done, wait, host):
    """Submits, and takes and finishes every other ticket itself; the worker may be faster."""
    name, port = host.rsplit(":", 1)
    target = Target((name, int(port)), host)
    connection = target.connect(timeout=60)

    def post(path, body):
        wait()
        started = time.monotonic()
        connection.sendall(target.posted(path=path, body=json.dumps(body).encode(), closes=False))
        head, _, answer = read_answer(connection).partition(b"\r\n\r\n")
        done.add(time.monotonic() - started)
        status, answer = int(head[9:12]), json.loads(answer)
        if status not in (200, 409):
            done.trouble(f"{status} {answer}")
        return status == 200 and answer

    me, number = f"http-{os.getpid()}-{threading.get_ident()}", 0
    while True:
        number += 1
        if not (answer := post("/api/tickets", submission(number))):
            continue
        ticket = answer["request_id"]
        journal.note("submitted", ticket)
        if number % 2 and (answer := post("/api/tickets/consume", {"request_id": ticket, "processor_id": me})):
            journal.note("taken", ticket, answer["result_id"])
            body = {"request_id": ticket, "status": random.choice(["DONE", "FAILED"]), "message": "끝", "processor_id": me}
            if answer := post("/api/tickets/complete", body):
                journal.note("finished", ticket, answer["result_id"])


def by_command(journal, done, wait, *command):
    """Submits line by line through one `tickets submit --json -`."""
    with subprocess.Popen([*command, "submit", "--json", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            number = 0
            while True:
                wait()
                number += 1
                started = time.monotonic()
                process.stdin.write(line(submission(number)).encode() + b"\n")
                process.stdin.flush()
                answer = json.loads(process.stdout.readline())
                done.add(time.monotonic() - started)
                if answer["result"] == "OK":
                    journal.note("submitted", answer["request_id"])
                else:
                    done.trouble(str(answer))
        finally:
            process.stdin.close()


def by_commands(journal, done, wait, *command):
    """One process for each step of a ticket."""
    def run(*words):
        wait()
        started = time.monotonic()
        ran = subprocess.run([*command, *words], capture_output=True, check=False)
        answer = json.loads(ran.stdout or b"{}")
        done.add(time.monotonic() - started)
        if ran.returncode not in (0, 3):
            done.trouble(f"{words[0]} {ran.returncode} {ran.stderr}")
        return ran.returncode == 0 and answer

    while True:
        if answer := run("submit", "acknowledge", "--message-id", "m"):
            ticket = answer["request_id"]
            journal.note("submitted", ticket)
            if answer := run("consume", ticket):
                journal.note("taken", ticket, answer["result_id"])
                if answer := run("complete", ticket, "--status", "DONE"):
                    journal.note("finished", ticket, answer["result_id"])


def foreign(journal, done, wait, log):
    """Appends as programs do that know no lock: one write each."""
    chance = random.Random(os.urandom(8))
    while True:
        wait()
        record = request(chance.getrandbits(31))
        record["request_id"] = f"{chance.getrandbits(128):032x}"
        with open(log, "a", encoding="utf-8") as file:
            file.write(line(record) + "\n")
        journal.note("submitted", record["request_id"])
        done.add(0.0, operations=0)


KINDS = {"http": over_http, "command": by_command, "commands": by_commands, "foreign": foreign}


def main(kind, journal, seconds, count, rate, *words):
    journals, done = [Journal(f"{journal}.{number}.journal") for number in range(int(count))], Done()

    def write(own):
        try:
            KINDS[kind](own, done, pace(float(rate), float(seconds)), *words)
        except Over:
            pass
        except Exception as error:  # told, not swallowed: the test asserts that there is none
            done.trouble(repr(error))
        own.close()

    threads = [threading.Thread(target=write, args=(own,)) for own in journals]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    sample = sorted(done.latencies)
    print(json.dumps({"operations": done.operations - done.busy, "busy": done.busy, "troubles": done.troubles, "latencies": sample}))


if __name__ == "__main__":
    main(*sys.argv[1:])

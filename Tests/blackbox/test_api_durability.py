"""Shared syncs, seen from outside: no answer before its record is on the disk, and few syncs for many answers."""
import re
import shutil
import subprocess
import threading
import time

import pytest
import requests

from api import GOOD, Server


CLIENTS = 64
EACH = 8
ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")


def submit_at_once(server):
    """Submits from 64 clients; the ids that were acknowledged."""
    ids, barrier = [], threading.Barrier(CLIENTS)

    def submit():
        session = requests.Session()
        barrier.wait()
        for _ in range(EACH):
            ids.append(session.post(server.base + "/api/tickets", json=GOOD, timeout=30).json()["request_id"])

    threads = [threading.Thread(target=submit) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ids


def traced_calls(text):
    """The calls in the order of their beginnings and ends: (is_end, name, line)."""
    for line in text.splitlines():
        if match := re.match(r"\d+ +<\.\.\. (\w+) resumed>", line):
            yield True, match[1], line
        elif match := re.match(r"\d+ +(\w+)\(", line):
            yield False, match[1], line
            if "<unfinished ...>" not in line:
                yield True, match[1], line


def test_every_answer_comes_after_a_sync_that_began_after_its_record_was_written(state, home):
    trace = home / "trace"
    server = Server(state, home)
    tracer = subprocess.Popen(["strace", "-f", "-qq", "-s", "400", "-e", "trace=write,fdatasync,sendmsg,sendto",
                               "-o", str(trace), "-p", str(server.process.pid)])
    try:
        time.sleep(0.5)
        acknowledged = submit_at_once(server)
    finally:
        tracer.terminate()
        tracer.wait()
    assert server.stop() == 0
    assert len(set(acknowledged)) == CLIENTS * EACH == len(state.lines(state.requests))

    writing, written, begun, durable, answered, syncs = {}, [], {}, set(), [], 0
    for is_end, name, line in traced_calls(trace.read_text(errors="replace")):
        thread = line.split()[0]
        if name == "write" and not is_end and '"TICKET_REQUEST_V1' in line.replace("\\", ""):
            writing[thread] = ID.search(line)[0]
        elif name == "write" and is_end and thread in writing:
            written.append(writing.pop(thread))
        elif name == "fdatasync" and not is_end:
            begun[thread] = len(written)
        elif name == "fdatasync":
            assert line.endswith("= 0")
            durable |= set(written[:begun[thread]])
            syncs += 1
        elif name in ("sendmsg", "sendto") and not is_end and "appended" in line:
            answered.append(ID.search(line)[0])
            assert answered[-1] in durable
    assert set(answered) == set(acknowledged)
    assert syncs * 8 <= len(answered), f"{syncs} syncs for {len(answered)} answers"

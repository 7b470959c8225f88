"""The worker as the contract's words alone would have it (Ticket Worker V1, 3.2): reads the lock, judges it, writes it;
no guard, no fence. `worker_lock(path)` says whether it was had."""
import json
import os
import time
from datetime import datetime, timedelta, timezone


def now(ahead=0.0):
    return datetime.now(timezone.utc) + timedelta(seconds=ahead)


def worker_lock(path, ahead=0.0, pause=lambda: None):
    """Takes the lock; `ahead` is by how much its clock is fast, `pause` what happens between judging and taking."""
    try:
        found = json.loads(path.read_text())
        if now(ahead) - datetime.fromisoformat(found["acquired_at"]) < timedelta(minutes=10):
            return False
    except FileNotFoundError:
        pass
    pause()
    path.unlink(missing_ok=True)
    try:
        with open(path, "x", encoding="utf-8") as file:
            json.dump({"pid": os.getpid(), "acquired_at": now(ahead).isoformat()}, file)
    except FileExistsError:
        return False
    return True


def work(results, tickets, after=lambda: time.sleep(0.0005)):
    """Takes tickets for ever, as one does who believes in having the lock."""
    with open(results, "a", encoding="utf-8") as log:
        for ticket in tickets:
            print(json.dumps({"request_id": ticket, "status": "IN_PROGRESS", "processor_id": f"worker_{os.getpid()}"}),
                  file=log, flush=True)
            after()

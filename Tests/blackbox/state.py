"""A state folder as another program sees it: plain files, written and read without the product."""
import json
import os
import pathlib
import random

FIXTURES = pathlib.Path(__file__).resolve().parents[1] / "TicketLogTests" / "Fixtures"


class State:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.requests = self.path / "tickets" / "ticket_requests.jsonl"
        self.results = self.path / "tickets" / "ticket_results.jsonl"
        self.lock = self.path / "worker.lock"

    def make(self):
        self.requests.parent.mkdir(parents=True, exist_ok=True)
        return self

    def copy_fixtures(self):
        """The logs of the original system: 17 tickets."""
        self.make()
        for log in (self.requests, self.results):
            log.write_bytes((FIXTURES / log.name).read_bytes())
        return self

    def append(self, log, *objects):
        """Appends as a foreign program does: a plain open and one write, no lock."""
        self.make()
        with open(log, "a", encoding="utf-8") as file:
            for value in objects:
                file.write((value if isinstance(value, str) else line(value)) + "\n")

    def lines(self, log):
        """Every line of a log as JSON; each must end with a newline."""
        if not log.exists():
            return []
        data = log.read_bytes()
        assert data == b"" or data.endswith(b"\n"), f"{log.name} ends within a line"
        return [json.loads(text) for text in data.decode("utf-8").splitlines()]

    def files(self):
        """Everything in the folder with its size, for comparisons."""
        return sorted((str(p.relative_to(self.path)), p.stat().st_size if p.is_file() else -1)
                      for p in self.path.rglob("*")) if self.path.exists() else None


def line(value):
    return json.dumps(value, ensure_ascii=False)


def request(number, mode="FULL", reason=None, kind="REQUEST_RECONCILE", at=None):
    """A request line as other writers leave it, with an id that tells its number."""
    payload = {
        "REQUEST_RECONCILE": {"mode": mode, "reason": reason or f"정산 불일치 확인 {number}"},
        "REQUEST_REPORTS": {"mode": "REGEN", "scope": "PHASE_C_LATEST", "reason": reason or f"보고서 재생성 {number}"},
        "ACKNOWLEDGE": {"message_id": f"push_20260103_{number:06d}"},
    }[kind]
    second = number % 86400
    at = at or f"2026-01-03T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}+09:00"
    return {"schema": "TICKET_REQUEST_V1", "request_id": ticket_id(number), "requested_at": at, "request_type": kind,
            "payload": payload, "status": "OPEN", "trace_id": None}


def result(number, status, result_number=0, message="", processor="manual"):
    second = (number + 1) % 86400
    return {"schema": "TICKET_RESULT_V1", "result_id": f"{number:08x}-0000-4000-9000-{result_number:012x}",
            "request_id": ticket_id(number),
            "processed_at": f"2026-01-03T{second // 3600:02d}:{second // 60 % 60:02d}:{second % 60:02d}.5+09:00",
            "status": status, "processor_id": processor, "message": message, "artifacts": []}


def ticket_id(number):
    return f"{number:08x}-0000-4000-8000-{number:012x}"


def fill(state, tickets, seed=1):
    """Many tickets, the same for the same seed: 20 % OPEN, 2 % IN_PROGRESS, 8 % FAILED, the rest DONE; the counts."""
    state.make()
    chance = random.Random(seed)
    counts = dict.fromkeys(("OPEN", "IN_PROGRESS", "DONE", "FAILED"), 0)
    kinds = ("REQUEST_RECONCILE", "REQUEST_RECONCILE", "REQUEST_REPORTS", "ACKNOWLEDGE")
    with open(state.requests, "w", encoding="utf-8") as requests, open(state.results, "w", encoding="utf-8") as results:
        for number in range(tickets):
            requests.write(line(request(number, kind=kinds[number % 4])) + "\n")
            share = chance.random()
            status = "OPEN" if share < 0.2 else "IN_PROGRESS" if share < 0.22 else "FAILED" if share < 0.3 else "DONE"
            counts[status] += 1
            if status != "OPEN":
                results.write(line(result(number, "IN_PROGRESS", 1, "티켓 처리 시작")) + "\n")
            if status in ("DONE", "FAILED"):
                results.write(line(result(number, status, 2, "SUCCESS [MOCK_ONLY]: Simulated execution")) + "\n")
    return counts

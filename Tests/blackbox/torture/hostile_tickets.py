"""Tickets whose every field holds a hostile text, each with a number that can be found again on a screen."""
import json

from payloads import RAW

STATUSES = ("OPEN", "IN_PROGRESS", "DONE", "FAILED")
KINDS = ("REQUEST_RECONCILE", "REQUEST_REPORTS", "ACKNOWLEDGE")
AT = "2026-01-03T15:30:00+09:00"


def mark(number):
    return f"M{number:04d}"


def fields(number, text):
    """Two texts, the second short enough for many in a line: one of more than 1 MiB would be a bad one."""
    return f"{mark(number)} {text}", f"{mark(number)}{text if len(text) < 10_000 else 'long'}"


def request(number, text):
    """Three of four are of a known type, so that all of its fields are shown; of the fourth the type is hostile, too."""
    field, other = fields(number, text)
    return {"schema": "TICKET_REQUEST_V1", "request_id": other, "requested_at": AT if number % 3 else other,
            "request_type": KINDS[number % 4] if number % 4 < 3 else field,
            "payload": {"reason": field, "message_id": other, "mode": other, "scope": other, other: other},
            "status": other, "trace_id": other, f"unknown {other}": other}


def results(number, text, status):
    """What brings the ticket into that status."""
    field, other = fields(number, text)
    steps = [] if status == "OPEN" else ["IN_PROGRESS"] if status == "IN_PROGRESS" else ["IN_PROGRESS", status]
    for step in steps:
        yield {"schema": "TICKET_RESULT_V1", "result_id": f"{other} {step}", "request_id": other,
               "processed_at": AT if number % 2 else other, "status": step, "processor_id": other,
               "message": field, "artifacts": [other, other], f"unknown {other}": other}


def line(number, record):
    """As JSON: every other one with nothing escaped but what must be."""
    return json.dumps(record, ensure_ascii=number % 2 == 0).encode("utf-8", "surrogatepass")


def fill(state, chosen, harmless=None, status=None):
    """Makes a ticket of each payload; `harmless` in place of all hostile texts, if given. All in one status, or by turns."""
    state.make()
    with open(state.requests, "wb") as requests, open(state.results, "wb") as done:
        for place, (number, _, hostile) in enumerate(chosen):
            text = hostile if harmless is None else harmless
            requests.write(line(number, request(number, text)) + b"\n")
            for record in results(number, text, status or STATUSES[place % 4]):
                done.write(line(number, record) + b"\n")
    return state


def spoil(state, chosen):
    """Adds what is no record: the bare text of each payload, and bytes that are no UTF-8."""
    state.make()
    for log in (state.requests, state.results):
        with open(log, "ab") as file:
            for number, _, text in chosen:
                bare = text[:5000].replace("\n", " ")
                file.write(f"{mark(number)} {bare}\n".encode() + f'{{"request_id": "{bare}", "{mark(number)}": 1\n'.encode())
            for data in RAW:
                file.write(b'{"request_id": "' + data + b'"}\n' + data + b"\n")
    return state

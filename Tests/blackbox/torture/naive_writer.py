"""The contract taken literally, as the control of the storm: read, decide, append, without a guard and without looking back.
python naive_writer.py FOLDER NAME careless|hasty; `hasty` says that it is done while the record is in its buffer."""
import json
import random
import sys
import uuid

from plain_board import PlainBoard
from state import State


#: Files that are not closed yet, nor what was written to them on its way.
BUFFERED = []


def say(*words):
    print(json.dumps(words), flush=True)


def put(log, record, answer, is_hasty):
    file = open(log, "a", encoding="utf-8")
    file.write(json.dumps(record) + "\n")
    if is_hasty:
        BUFFERED.append(file)
    else:
        file.close()
    say(*answer)


def submit(state, token, is_hasty):
    record = {"schema": "TICKET_REQUEST_V1", "request_id": str(uuid.uuid4()), "requested_at": "2026-01-03T14:20:00",
              "request_type": "ACKNOWLEDGE", "payload": {"message_id": "m"}, "status": "OPEN", "trace_id": token}
    say("submit", token)
    put(state.requests, record, ("submitted", token, record), is_hasty)


def consume(state, ticket, processor, is_hasty):
    record = {"schema": "TICKET_RESULT_V1", "result_id": str(uuid.uuid4()), "request_id": ticket,
              "processed_at": "2026-01-03T14:20:01", "status": "IN_PROGRESS", "processor_id": processor, "message": "",
              "artifacts": []}
    say("step", processor, ticket)
    put(state.results, record, ("stepped", processor, {**record, "new_status": "IN_PROGRESS"}), is_hasty)


def main(folder, name, manner):
    state, number = State(folder), 0
    while True:
        number += 1
        del BUFFERED[:-5]
        board = PlainBoard(state)
        last = [ticket for ticket, status in board.status.items() if status == "OPEN"][-3:]
        if not last or random.random() < 0.3:
            submit(state, f"{name}-{number}", manner == "hasty")
        else:
            consume(state, random.choice(last), f"{name}-{number}", manner == "hasty")


if __name__ == "__main__":
    main(*sys.argv[1:])

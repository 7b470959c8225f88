"""A foreign program: appends as the original system does, without a lock. python foreign_writer.py FOLDER whole|pieces

`whole`: one write a record, requests and both steps of its own tickets. `pieces`: json.dump and a newline, which is several
writes, so that others may come between. Says on standard output what it is about to write, and what it has written."""
import json
import random
import sys
import time
import uuid


def request(size):
    return {"schema": "TICKET_REQUEST_V1", "request_id": "foreign-" + str(uuid.uuid4()),
            "requested_at": "2026-01-03T14:20:00", "request_type": "REQUEST_RECONCILE",
            "payload": {"mode": "FULL", "reason": "y" * size}, "status": "OPEN", "trace_id": None}


def result(ticket, status):
    return {"schema": "TICKET_RESULT_V1", "result_id": "foreign-" + str(uuid.uuid4()), "request_id": ticket,
            "processed_at": "2026-01-03T14:20:01", "status": status, "processor_id": "foreign", "message": "",
            "artifacts": []}


def say(*words):
    print(json.dumps(words), flush=True)


def put(log, record, key):
    say("asked", record[key])
    with open(log, "a", encoding="utf-8") as file:
        file.write(json.dumps(record) + "\n")
    say("done", record[key])


def main(folder, mode):
    while True:
        try:
            write_on(folder, mode)
        except OSError:
            time.sleep(0.01)


def write_on(folder, mode):
    requests, results = f"{folder}/ticket_requests.jsonl", f"{folder}/ticket_results.jsonl"
    while True:
        record = request(random.choice([20, 200, 3000, 9000]))
        if mode == "pieces":
            say("pieces", record["request_id"], json.dumps(record))
            with open(requests, "a", encoding="utf-8") as file:
                json.dump(record, file)
                file.write("\n")
        else:
            put(requests, record, "request_id")
            if random.random() < 0.3:
                put(results, result(record["request_id"], "IN_PROGRESS"), "result_id")
                put(results, result(record["request_id"], "DONE"), "result_id")
        time.sleep(random.uniform(0.002, 0.02))


if __name__ == "__main__":
    main(*sys.argv[1:])

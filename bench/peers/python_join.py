"""The board with Python: python_join.py json|orjson board|counts REQUESTS RESULTS

It folds as the program does: the first request of an id stands, and only allowed steps count. `board` keeps each
ticket's request and last result, `counts` no more than its status. Prints the counts by status.
"""
import importlib
import json
import sys

STEPS = {("OPEN", "IN_PROGRESS"), ("IN_PROGRESS", "DONE"), ("IN_PROGRESS", "FAILED")}


def records(path, loads, *keys):
    """Each line that is a record with these keys, and their values."""
    with open(path, "rb") as file:
        for line in file:
            try:
                record = loads(line)
                values = [record[key] for key in keys]
            except (ValueError, KeyError, TypeError):
                continue
            yield record, *values


def main(module, keeps, requests, results):
    loads = importlib.import_module(module).loads
    keeps_records = keeps == "board"
    status, rows = {}, {}
    for record, schema, ticket in records(requests, loads, "schema", "request_id"):
        if schema == "TICKET_REQUEST_V1" and ticket not in status:
            status[ticket] = "OPEN"
            if keeps_records:
                rows[ticket] = [record, None]
    for record, ticket, new in records(results, loads, "request_id", "status"):
        if (status.get(ticket), new) in STEPS:
            status[ticket] = new
            if keeps_records:
                rows[ticket][1] = record
    counts = dict.fromkeys(("OPEN", "IN_PROGRESS", "DONE", "FAILED"), 0)
    for each in status.values():
        counts[each] += 1
    print(json.dumps(counts))


if __name__ == "__main__":
    main(*sys.argv[1:])

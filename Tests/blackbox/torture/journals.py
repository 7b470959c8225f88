"""What was acknowledged, held against what the logs hold: nothing lost, nothing doubled, nothing that nobody asked for."""
import collections
import json


class Journal:
    """What one writer was told, a line each, in a file of its own: the kind, the ticket, and the record's own id."""

    def __init__(self, path):
        self.file = open(path, "a", encoding="ascii", buffering=1 << 16)

    def note(self, kind, ticket, record="-"):
        """`submitted`, `taken` or `finished`; appenders acknowledge to themselves."""
        self.file.write(f"{kind} {ticket} {record}\n")

    def close(self):
        self.file.close()


def told(folder):
    """All entries of all journals."""
    for path in sorted(folder.glob("*.journal")):
        for line in path.read_text(encoding="ascii").splitlines():
            yield line.split(" ")


def records(log):
    """Every line of a log as JSON; a bad one is a finding of its own."""
    with open(log, "rb") as file:
        for line in file:
            try:
                yield json.loads(line)
            except ValueError:
                yield {"broken": line[:200]}


def findings(state, folder, workers=()):
    """What is wrong, by kind; empty where all is right. `workers` are the processors that acknowledge to nobody."""
    found = collections.defaultdict(list)
    submitted = collections.Counter(record.get("request_id") for record in records(state.requests))
    steps, taken, finished = collections.Counter(), collections.Counter(), collections.Counter()
    owners = {}
    for record in records(state.results):
        if "broken" in record:
            found["broken"].append(record["broken"])
            continue
        steps[record["result_id"]] += 1
        owners[record["result_id"]] = record["processor_id"]
        (taken if record["status"] == "IN_PROGRESS" else finished)[record["request_id"]] += 1
    expected_steps, expected_tickets = set(), set()
    for kind, ticket, record in told(folder):
        expected_tickets.add(ticket)
        if submitted[ticket] == 0:
            found["lost tickets"].append(ticket)
        if kind != "submitted":
            expected_steps.add(record)
            if steps[record] == 0:
                found["lost steps"].append(record)
    found["broken"] += [1] * submitted.pop(None, 0)
    found["doubled tickets"] = [ticket for ticket, count in submitted.items() if count > 1]
    found["doubled steps"] = [ticket for counts in (steps, taken, finished) for ticket, count in counts.items() if count > 1]
    found["finished but not taken"] = [ticket for ticket in finished if ticket not in taken]
    found["unasked tickets"] = [ticket for ticket in submitted if ticket not in expected_tickets]
    found["unasked steps"] = [
        step for step, owner in owners.items() if owner not in workers and step not in expected_steps]
    return {kind: things for kind, things in found.items() if things}


def counts(state):
    """How many tickets stand where, counted from the logs alone."""
    status = dict.fromkeys((record["request_id"] for record in records(state.requests)), "OPEN")
    for record in records(state.results):
        status[record["request_id"]] = record["status"]
    return dict(collections.Counter(status.values()))

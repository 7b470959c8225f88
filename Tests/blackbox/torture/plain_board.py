"""The two logs read as spec tickets.md says, by other means than the product's: what stands in them, and what it comes to."""
import json

MARK = b'{"schema": "TICKET_RE'
LEGAL = {("OPEN", "IN_PROGRESS"), ("IN_PROGRESS", "DONE"), ("IN_PROGRESS", "FAILED")}


class Line:
    """One line of a log: its record, where it is one or ends with one, and what is left of it where it is not."""

    def __init__(self, data, offset):
        self.data, self.offset = data, offset
        self.record = as_object(data)
        self.is_whole = self.record is not None
        if not self.is_whole:
            self.record = salvaged(data)


def as_object(data):
    try:
        value = json.loads(data)
    except ValueError:
        return None
    return value if isinstance(value, dict) and value.get("request_id") else None


def salvaged(data):
    """The record that ends a line which began with a torn one."""
    at = data.find(b"{", 1)
    while at >= 0:
        if (value := as_object(data[at:])) is not None:
            return value
        at = data.find(b"{", at + 1)
    return None


def lines(log):
    """Every line of a log; an unfinished last one is no line."""
    data = log.read_bytes() if log.exists() else b""
    found, offset = [], 0
    for text in data.split(b"\n")[:-1]:
        found.append(Line(text, offset))
        offset += len(text) + 1
    return found


class PlainBoard:
    """The fold of both logs: each ticket's request, its status, and the results that made its steps."""

    def __init__(self, state):
        self.request_lines, self.result_lines = lines(state.requests), lines(state.results)
        self.tickets, self.steps, self.status = {}, {}, {}
        self.repeats, self.idle = [], []
        for line in self.request_lines:
            self.request(line)
        for line in self.result_lines:
            self.result(line)

    def request(self, line):
        if line.record is None:
            return
        ticket = line.record["request_id"]
        if ticket in self.tickets:
            self.repeats.append(line.record)
        else:
            self.tickets[ticket], self.status[ticket], self.steps[ticket] = line.record, "OPEN", []

    def result(self, line):
        record = line.record
        if record is None:
            return
        ticket = record["request_id"]
        if (self.status.get(ticket), record.get("status")) in LEGAL:
            self.status[ticket] = record["status"]
            self.steps[ticket].append(record)
        else:
            self.idle.append(record)

    def workers(self):
        """Who made results and is called as workers are."""
        names = {line.record["processor_id"] for line in self.result_lines if line.record}
        return {name for name in names if name.startswith("worker_")}

    @property
    def torn(self):
        """The lines that are no record, in both logs."""
        return [line for line in self.request_lines + self.result_lines if not line.is_whole]

    def counts(self):
        return {status: sum(1 for now in self.status.values() if now == status)
                for status in ("OPEN", "IN_PROGRESS", "DONE", "FAILED")}

    def problems(self):
        """How many the product should count."""
        bad = {id(line.record) for line in self.torn if line.record is not None}
        more = sum(1 for record in self.repeats + self.idle if id(record) not in bad)
        return len(self.torn) + more

"""What was asked for, what was acknowledged, and whether the logs agree: acknowledged is there, once; and nothing is there
that nobody asked for. Any thread may add."""
import collections
import json

from plain_board import MARK, PlainBoard


class History:
    def __init__(self):
        self.asked_submits = set()            # tokens, which are the trace ids of what was asked for
        self.asked_steps = {}                 # processor -> (ticket, status); each asks for one step
        self.workers = set()                  # processors that may take and complete what they like
        self.foreign_asked, self.foreign_pieces = set(), []   # ids; texts that came in several writes
        self.contended = set()                # tickets on which foreign writers work, too
        self.submits, self.steps, self.foreign = [], [], []   # acknowledged
        self.process = {}                     # token or processor -> pid of who was asked
        self.denied = []                      # tokens of which was said that nothing was appended

    def know(self, board):
        """What stands there before anybody is asked."""
        self.foreign_asked |= {line.record[key] for line in board.request_lines + board.result_lines if line.record
                               for key in ("request_id", "result_id") if key in line.record}

    # What was acknowledged

    def submitted(self, token, answer):
        self.submits.append((token, answer["request_id"]))

    def stepped(self, processor, answer):
        self.steps.append((processor, answer["request_id"], answer["new_status"], answer["result_id"]))

    def worked(self, processor, ticket, status):
        self.steps.append((processor, ticket, status, None))

    # What the logs say of it

    def findings(self, state):
        """Everything that is wrong, in words; nothing, where all is well."""
        board = PlainBoard(state)
        return [*self.lost(board), *self.doubled(board), *self.unasked(board), *self.damaged(board), *self.idle(board)]

    def lost(self, board):
        for token, ticket in self.submits:
            if board.tickets.get(ticket, {}).get("trace_id") != token:
                yield f"lost: submit {token} as {ticket}"
        for processor, ticket, status, result in self.steps:
            made = [step for step in board.steps.get(ticket, []) if step["status"] == status]
            if not made or processor not in (None, made[0]["processor_id"]) or result not in (None, made[0]["result_id"]):
                yield f"lost: {status} of {ticket} by {processor}"
        results = {line.record.get("result_id") for line in board.result_lines if line.record}
        for one in self.foreign:
            if one not in board.tickets and one not in results:
                yield f"lost: the foreign {one}"

    def doubled(self, board):
        won = collections.Counter((ticket, status == "IN_PROGRESS") for _, ticket, status, _ in self.steps)
        yield from (f"doubled: {key} was won {times} times" for key, times in won.items() if times > 1)
        tokens = collections.Counter(ticket.get("trace_id") for ticket in board.tickets.values())
        yield from (f"doubled: submit {token} made {times} tickets"
                    for token, times in tokens.items() if token and times > 1)
        made = collections.defaultdict(set)
        for line in board.result_lines:
            if line.record and line.record["processor_id"] in self.asked_steps:
                made[line.record["processor_id"]].add(line.record["result_id"])
        yield from (f"doubled: {processor} made {len(ids)} results" for processor, ids in made.items() if len(ids) > 1)

    def unasked(self, board):
        for ticket, request in board.tickets.items():
            if request.get("trace_id") not in self.asked_submits and ticket not in self.foreign_asked:
                yield f"unasked: ticket {ticket}"
            if request.get("trace_id") in self.denied:
                yield f"unasked: {request['trace_id']} was denied, and is there"
        for line in board.result_lines:
            record = line.record
            if record is None or record.get("result_id") in self.foreign_asked:
                continue
            processor = record["processor_id"]
            if processor in self.denied:
                yield f"unasked: the step of {processor} was denied, and is there"
            if processor not in self.workers and \
                    self.asked_steps.get(processor) != (record["request_id"], record["status"]):
                yield f"unasked: {record['status']} of {record['request_id']} by {processor}"

    def damaged(self, board):
        """Bad lines that are no torn beginning of a record, alone or before another one."""
        for line in board.torn:
            if not all(self.is_explained(piece) for piece in pieces(line.data)):
                yield f"damaged: {line.data[:200]!r}"

    def is_explained(self, piece):
        return is_beginning(piece) or any(piece in text for text in self.foreign_pieces)

    def idle(self, board):
        """Results of ours that changed nothing, though nobody but us can have been first."""
        repeated = collections.Counter(line.record["result_id"] for line in board.result_lines if line.record)
        for record in board.idle:
            if record["result_id"] in self.foreign_asked or record["request_id"] in self.contended:
                continue
            if repeated[record["result_id"]] == 1:
                yield f"idle: {record['status']} of {record['request_id']} by {record['processor_id']}"


def pieces(data):
    """The records, whole or torn, of which a bad line is made."""
    cuts = [at for at in range(len(data)) if data.startswith(MARK, at)]
    return [data[start:end] for start, end in zip([0, *cuts], [*cuts, len(data)]) if start < end]


def is_beginning(piece):
    """Whether it is a record, or the beginning of one."""
    if not (piece.startswith(MARK) or MARK.startswith(piece)):
        return False
    text = piece.decode("utf-8", errors="replace").rstrip("\ufffd")
    try:
        json.loads(text)
        return True
    except json.JSONDecodeError as error:
        return error.msg.startswith("Unterminated string") or error.pos >= len(text) - 5

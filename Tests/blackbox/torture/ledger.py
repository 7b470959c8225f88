"""What was acknowledged, and what is left of it."""
import threading

ORDER = ("OPEN", "IN_PROGRESS", "DONE", "FAILED")


class Ledger:
    """Counts as promised only what was answered with OK; any thread."""

    def __init__(self):
        self.mutex = threading.Lock()
        #: The least that a ticket has come to, by id.
        self.status = {}
        #: Tickets that somebody was told might not survive: who builds on them builds on sand.
        self.doubtful = set()
        self.acknowledged = 0

    def note(self, ticket, status):
        with self.mutex:
            self.acknowledged += 1
            if ORDER.index(status) >= ORDER.index(self.status.get(ticket, "OPEN")):
                self.status[ticket] = status

    def doubt(self, ticket):
        with self.mutex:
            self.doubtful.add(ticket)

    def lost(self, rows):
        """What was acknowledged and is not so on a board; each is told once."""
        found = {row["request_id"]: row["current_status"] for row in rows}
        assert len(found) == len(rows), "a ticket stands twice on the board"
        with self.mutex:
            lost = {ticket: (status, found.get(ticket)) for ticket, status in self.status.items()
                    if ticket not in self.doubtful and not reaches(found.get(ticket), status)}
            for ticket in lost:
                del self.status[ticket]
        return lost


def reaches(found, promised):
    """Whether a ticket has come as far as was promised: an end is final."""
    if found is None:
        return False
    return found == promised if promised in ("DONE", "FAILED") else ORDER.index(found) >= ORDER.index(promised)

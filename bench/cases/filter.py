"""The live filter: from a key to the finished frame."""
import time

from bench import data, figures
from bench.cases.programs import expect
from bench.plan import MILLION
from bench.report import Section, Target
from bench.terminal import opened
from console import counts

#: What is typed at once and what key by key: fields are answered from memory, words in texts from the logs. How many
#: tickets come through is compared for the first, and for the word that stands nowhere but in reasons.
FIELDS = (("status:", "FAILED"), ("type:", "REPORTS"), ("mode:", "REGEN"), ("age:", ">1h"), ("since:", "10m"),
          ("id:", "9a27"), ("trace:", "trace-00004"), ("by:", "worker_1003"), ("-status:DONE type:", "ACK"))
REASON = "drift"
WORDS = (("", "정산"), ("", "ㅈㅅ"), ("", REASON), ("", "재처리 -SUCCESS"))
#: In seconds: how long nothing but the clock must be written for an answer to be whole, and how long that may take.
PAUSE, PATIENCE = 0.4, 20
#: The clock alone takes fewer bytes than this.
CLOCK = 40
LIMIT = 0.050


def measure(plan):
    section = Section(
        "Filter", f"Typed over {plan.size:,} tickets, one key at a time, from the key to the last byte that changes "
        "anything but the head. Fields are answered from what is in memory; the words of reasons and messages are looked "
        "for in the logs, so that their first frame is not their last.",
        ("", "keys", "first frame p50", "p99", "finished p50", "p99", "most"))
    with data.copy(plan.size) as (folder, home):
        terminal = opened(folder, home)
        try:
            if not has_filter(terminal):
                section.says = "It cannot be measured: `/` opens no filter in this console."
                return section
            fields, words = (
                [key for texts in kind[:plan.amount(len(kind), 1)] for key in Typed(terminal, folder, *texts).keys]
                for kind in (FIELDS, WORDS))
        finally:
            terminal.close()
    for name, answers in (("fields: status, type, mode, age, since, id, trace, by", fields), ("words in texts", words)):
        first, whole = zip(*answers)
        section.rows.append((
            name, len(answers), *(figures.seconds(figures.percentile(first, share)) for share in (0.5, 0.99)),
            *(figures.seconds(figures.percentile(whole, share)) for share in (0.5, 0.99, 1))))
    if plan.size == MILLION:
        for name, part, most in (("fields", "finished", max(whole for _, whole in fields)),
                                 ("words", "first frame", max(first for first, _ in words))):
            section.targets.append(Target(f"filter by {name}, each key", f"{part} within 50 ms",
                                          f"most {figures.seconds(most)}", most <= LIMIT))
    return section


def has_filter(terminal):
    terminal.send(b"/")
    terminal.settle(0.2)
    terminal.send(b"status:")
    terminal.settle(0.5)
    has = "status:" in terminal.screen()
    leave(terminal)
    return has


def leave(terminal):
    """Back to the whole board, from wherever."""
    for _ in range(2):
        terminal.send(b"\x1b")
        terminal.settle(0.2)


class Typed:
    """A filter typed after a beginning; `keys` has for each key the seconds to its first and to its finished frame."""

    def __init__(self, terminal, folder, beginning, rest):
        self.terminal, self.keys = terminal, []
        terminal.send(b"/")
        terminal.settle(0.2)
        if beginning:
            terminal.send(beginning.encode())
            self.wait(len(terminal.chunks))
        for key in rest:
            self.type(key)
        found = counts(terminal.screen())
        if (beginning, rest) == FIELDS[0]:
            expect(found, dict.fromkeys(folder.counts, 0) | {rest: folder.counts[rest]}, beginning + rest)
        elif rest == REASON:
            expect(sum(found.values()), folder.state.requests.read_bytes().count(rest.encode()), rest)
        leave(terminal)
        expect(counts(terminal.screen()), folder.counts, "no filter")

    def type(self, key):
        since, start = len(self.terminal.chunks), time.monotonic()
        self.terminal.send(key.encode())
        self.wait(since)
        texts = [below_head(text) for text in self.terminal.shown()]
        changes = [index for index in range(since, len(texts)) if texts[index] != texts[index - 1]]
        # A blank may do nothing but move the cursor.
        changes = changes or list(range(since, len(texts)))[:1]
        if not changes:
            raise AssertionError(f"{key!r} was never answered on\n{self.terminal.screen()}")
        self.keys.append(tuple(self.terminal.frame_end(changes[at]) - start for at in (0, -1)))

    def wait(self, since):
        """Until nothing but the clock was written for a while."""
        terminal, last, end = self.terminal, time.monotonic(), time.monotonic() + PATIENCE
        while (now := time.monotonic()) - last < PAUSE and now < end:
            terminal.read_once(PAUSE - (now - last))
            if any(len(data) >= CLOCK for _, data in terminal.chunks[since:]):
                last = terminal.chunks[-1][0]
            since = len(terminal.chunks)


def below_head(text):
    return text.partition("\n")[2]

"""What a run found, and the Markdown that it becomes."""
import dataclasses
import time


@dataclasses.dataclass(frozen=True)
class Target:
    """A figure of the program beside what it should be; `met` is None where this run cannot tell."""
    work: str
    wanted: str
    reached: str
    met: bool | None

    def row(self):
        return self.work, self.wanted, self.reached, {True: "yes", False: "**no**", None: "cannot be told"}[self.met]


@dataclasses.dataclass
class Section:
    """The outcome of one case."""
    title: str
    says: str
    head: tuple = ()
    rows: list = dataclasses.field(default_factory=list)
    targets: list = dataclasses.field(default_factory=list)
    notes: list = dataclasses.field(default_factory=list)

    def markdown(self):
        parts = [f"## {self.title}", self.says]
        if self.rows:
            parts.append(table(self.head, self.rows))
        return "\n\n".join(parts + self.notes)


def table(head, rows):
    """A Markdown table; columns of figures stand at the right."""
    assert all(len(row) == len(head) for row in rows), f"ragged table: {head}"
    rule = ("---" if column == 0 else "---:" for column in range(len(head)))
    return "\n".join("| " + " | ".join(map(str, row)) + " |" for row in (head, tuple(rule), *rows))


def document(machine, plan, sections, started):
    """The whole report."""
    targets = [target.row() for section in sections for target in section.targets]
    when, taken = time.strftime("%Y-%m-%d at %H:%M", time.gmtime(started)), time.time() - started
    head = [
        "# Benchmark",
        f"Written by `make bench` on {when} UTC in {taken / 60:.0f} minutes, with {plan.size:,} tickets where no other "
        "number stands. Nothing in it is written by hand.",
        "\n".join(f"- {name}: {value}" for name, value in machine.rows()),
    ]
    if machine.was_busy():
        head.append("**Others used the machine when this run began: times are longer than on a quiet one. The processor "
                    "times and the ratios within a table say more.**")
    if plan.is_brief:
        head.append("**A brief run: it shows that everything works. The figures mean nothing.**")
    if targets:
        head.append("## Targets")
        head.append(table(("work", "target", "reached", "met"), targets))
    return "\n\n".join(head + [section.markdown() for section in sections]) + "\n"

"""Programs that do the same work in turn."""
import dataclasses
from collections.abc import Callable

from bench import figures

#: In seconds: who has used so much sits out what is left, after two rounds at least.
ENOUGH = 30


@dataclasses.dataclass
class Contender:
    name: str
    #: Does the work once, from exec to the end, and raises when the answer is wrong. What it gives has `seconds`, `cpu`
    #: and `peak`.
    once: Callable
    runs: list = dataclasses.field(default_factory=list)

    @property
    def seconds(self):
        return figures.median([run.seconds for run in self.runs])

    @property
    def cpu(self):
        return figures.median([run.cpu for run in self.runs])

    @property
    def peak(self):
        return max(run.peak for run in self.runs)

    def has_enough(self):
        return len(self.runs) >= 2 and sum(run.seconds for run in self.runs) >= ENOUGH

    def row(self, *others):
        """Its figures, and its time as a multiple of each other's."""
        ratios = (figures.ratio(self.seconds / other.seconds) if other else "" for other in others)
        return (self.name, len(self.runs), figures.seconds(self.seconds),
                figures.spread([run.seconds for run in self.runs]), figures.seconds(self.cpu),
                figures.megabytes(self.peak), *ratios)


#: The columns that `Contender.row` fills.
HEAD = ("", "runs", "median", "least – most", "processor", "peak memory")


def contest(contenders, rounds):
    """Lets all of them work, each round from another one on."""
    for turn in range(rounds):
        start = turn % len(contenders)
        for contender in contenders[start:] + contenders[:start]:
            if not contender.has_enough():
                contender.runs.append(contender.once())
    return contenders

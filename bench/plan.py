"""What a run covers and how long it takes over it."""
import dataclasses

MILLION = 1_000_000


@dataclasses.dataclass(frozen=True)
class Plan:
    #: Tickets in the cases that are about one size.
    size: int = MILLION
    #: The sizes of the growth case.
    sizes: tuple = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)
    rounds: int = 5
    #: Whether programs that must be installed take part.
    has_peers: bool = True
    #: A run that only shows that everything works: each case takes a moment, and its figures mean nothing.
    is_brief: bool = False

    def amount(self, whole, brief):
        """How many, or for how long: as much as the figures need, or as little as works."""
        return brief if self.is_brief else whole

"""Which marks of *emphasis*, _emphasis_ and ~~the like~~ are marks, and which are characters to be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto


class Mark(Enum):
    """What a run of marks is."""

    SPOKEN = auto()
    """Characters like any other."""
    UNSPOKEN = auto()
    """One of a pair around emphasised words."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of equal marks and the characters at its sides."""

    marks: str
    before: str
    """The character before it; empty at the block's beginning."""
    after: str

    @property
    def can_open(self) -> bool:
        """Whether words follow directly, and, for underscores, no word ends here."""
        return bool(self.after.strip()) and not (self.marks[0] == "_" and self.before.isalnum())

    @property
    def can_close(self) -> bool:
        """Whether words end directly before it, and, for underscores, no word goes on."""
        return bool(self.before.strip()) and not (self.marks[0] == "_" and self.after.isalnum())


def spoken_marks(runs: Sequence[Run]) -> list[Mark]:
    """For each run whether it is spoken; a pair are the nearest two equal runs of which one opens and one closes."""
    marks = [Mark.SPOKEN] * len(runs)
    waiting: dict[str, int] = {}
    for index, run in enumerate(runs):
        opener = waiting.get(run.marks)
        if opener is not None and run.can_close:
            marks[opener] = marks[index] = Mark.UNSPOKEN
            del waiting[run.marks]
        elif run.can_open:
            waiting[run.marks] = index
    return marks

"""What the meanings of arguments are made of: a spot of the text, and values on their way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from holdspace.routine.model import Phase
from holdspace.routine.unreadable import Unreadable


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text that is being read."""

    text: str
    offset: int

    def wrong(self, what: str, mend: str, code: str) -> Unreadable:
        """The mistake at this spot."""
        return Unreadable(what, mend, self.offset, len(self.text.rstrip()), code)

    @property
    def quoted(self) -> str:
        """The text in quotation marks for a message."""
        return f"“{' '.join(self.text.split())}”"


@dataclass(frozen=True, slots=True)
class Times:
    """A count: `times` of `unit`."""

    times: int
    unit: str


@dataclass(frozen=True, slots=True)
class Phases:
    """Some phases of a breath and where their words begin and end."""

    phases: tuple[Phase, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Amount:
    """A number and a unit before they are checked: `ms` or `breaths`."""

    ms: Fraction = Fraction(0)
    size: int = 0


Meaning = Callable[[Sequence[Any], Spot], Any]

"""A number or a range with what it counts, as it stands in a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from holdspace.importing.tokens import Token


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with what it counts."""

    kind: str
    """"time" (in seconds), "breaths", "counts", "reps", "sets", "rounds", "times", "calendar", "angle" …, "bare"."""
    least: Fraction
    most: Fraction
    start: int
    """Offset of its first character in the sentence."""
    end: int
    about: bool = False
    bound: str = ""
    """"least" for “at least”, "most" for “up to”; empty otherwise."""
    unit: str = ""
    vague: bool = False
    """Whether the number is a word such as “a few”."""
    article: bool = False
    """Whether the number is “a” or “an”."""
    implied: bool = False
    """Whether it counts a movement, “20 squats”, and no repetitions by that name."""
    more: bool = False
    """Whether it is so many more than were done already: “4 more times”, “once more”."""
    first: int = 0
    """Index of its first token."""
    last: int = 0
    """Index behind its last token."""

    @property
    def middle(self) -> Fraction:
        """The number to go by."""
        return (self.least + self.most) / 2

    @property
    def is_range(self) -> bool:
        """Whether the author left a choice."""
        return self.least != self.most


def made(
    kind: str, least: Fraction, most: Fraction, tokens: list[Token], at: int, after: int, unit: str = ""
) -> Quantity:
    """A quantity of the tokens from `at` to before `after`."""
    end = tokens[min(after, len(tokens)) - 1].end
    return Quantity(kind, least, most, tokens[at].start, end, unit=unit, first=at, last=after)

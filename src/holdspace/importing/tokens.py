"""A sentence → words, numbers and signs, each with its offset."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from holdspace.routine.units import VULGAR

_TOKEN = re.compile(
    r"(?P<clock>(?<![\d:.])\d{1,2}:[0-5]\d(?![\d:]))"
    r"|(?P<number>\d{1,6}(?:\.\d{1,3})?(?:\s?[½¼¾⅓⅔])?|[½¼¾⅓⅔])"
    r"|(?P<word>[^\W\d_]+(?:['’\-][^\W\d_]+)*(?:\(s\))?)"
    r"|(?P<sign>\S)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a number or a sign."""

    text: str
    """As written."""
    low: str
    start: int
    end: int
    number: Fraction | None = None
    """Its value, when it is written in digits."""
    glued: bool = False
    """Whether no blank stands before it."""

    @property
    def is_word(self) -> bool:
        """Whether it is made of letters."""
        return self.low[0].isalpha()


def tokenize(text: str) -> list[Token]:
    """The tokens of `text`, in order."""
    tokens: list[Token] = []
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        number = _value(match)
        tokens.append(
            Token(
                match.group(),
                match.group().lower().replace("(s)", "s"),
                start,
                end,
                number,
                start > 0 and text[start - 1 : start].strip() != "",
            )
        )
    return tokens


def _value(match: re.Match[str]) -> Fraction | None:
    text = match.group()
    if match.lastgroup == "clock":
        minutes, seconds = text.split(":")
        return Fraction(int(minutes) * 60 + int(seconds))
    if match.lastgroup != "number":
        return None
    part = VULGAR.get(text[-1])
    if part is None:
        return Fraction(text)
    whole = text[:-1].strip()
    return part + (Fraction(whole) if whole else 0)

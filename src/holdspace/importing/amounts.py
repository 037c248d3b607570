"""A number or a range of numbers in digits or words: “20–30”, “one and a half”, “a couple of”, “2 dozen”."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from fractions import Fraction

from holdspace.importing import english
from holdspace.importing.tokens import Token
from holdspace.routine.numbers import number_of

_NUMBER_WORDS_AT_MOST = 4


@dataclass(frozen=True, slots=True)
class Number:
    """A number or a range, and where it ends."""

    least: Fraction
    most: Fraction
    after: int
    """Index of the token behind it."""
    vague: bool = False
    article: bool = False
    clock: bool = False


def number_at(tokens: list[Token], at: int) -> Number | None:
    """The number or the range of numbers at `at`."""
    first = _one(tokens, at)
    if first is None:
        return None
    if first.clock:
        if (
            first.after + 1 < len(tokens)
            and tokens[first.after].low in english.RANGE_JOINTS
            and is_clock(tokens[first.after + 1])
        ):
            return replace(first, most=tokens[first.after + 1].number or first.most, after=first.after + 2)
        return first
    joint = first.after
    between = at > 0 and tokens[at - 1].low == "between" and joint < len(tokens) and tokens[joint].low == "and"
    if joint < len(tokens) and (between or tokens[joint].low in english.RANGE_JOINTS):
        second = _one(tokens, joint + 1)
        if second is not None and not second.clock and not second.article and second.most > first.least:
            return Number(first.least, second.most, second.after, first.vague and second.vague)
    return first


def _one(tokens: list[Token], at: int) -> Number | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.number is not None and (written := _slashed(tokens, at)) is not None:
        return written
    if token.number is not None and _is_fraction(tokens, at):
        return None
    if token.number is not None:
        dozen, after = _dozen(tokens, at + 1)
        return Number(token.number * dozen, token.number * dozen, after, clock=is_clock(token))
    if not token.is_word:
        return None
    return _vague(tokens, at) or _half(tokens, at) or _spelled(tokens, at) or _article(tokens, at)


def _dozen(tokens: list[Token], at: int) -> tuple[int, int]:
    """The twelve of “2 dozen” and “½ a dozen”, and the index behind it."""
    after = at + 1 if says(tokens, at, "a") else at
    return (12, after + 1) if says(tokens, after, "dozen") else (1, at)


def _slashed(tokens: list[Token], at: int) -> Number | None:
    """“2/3 times”, which is two or three, and “1/2 minute”."""
    if at + 3 >= len(tokens) or tokens[at + 1].low != "/":
        return None
    one, other = tokens[at].number, tokens[at + 2].number
    kind = english.UNITS.get(tokens[at + 3].low, ("", 1))[0]
    if one is None or other is None or not one < other or is_clock(tokens[at]):
        return None
    if kind in ("times", "reps", "sets", "rounds", "breaths") and other - one <= _CLOSE:
        return Number(one, other, at + 3)
    return Number(one / other, one / other, at + 3) if kind == "time" and other <= _SMALL_PARTS else None


_CLOSE = 5
_SMALL_PARTS = 4
"""Halves, thirds and quarters."""


def _is_fraction(tokens: list[Token], at: int) -> bool:
    """Whether the number belongs to “90/90” or “4/10”, which count nothing."""
    behind = at + 2 < len(tokens) and tokens[at + 1].low == "/" and tokens[at + 2].number is not None
    before = at > 1 and tokens[at - 1].low == "/" and tokens[at - 2].number is not None
    return behind or before


def _vague(tokens: list[Token], at: int) -> Number | None:
    for size in (4, 3, 2, 1):
        words = " ".join(t.low for t in tokens[at : at + size])
        if words in english.VAGUE_NUMBERS:
            least, most = english.VAGUE_NUMBERS[words]
            vague = least != most or "couple" in words
            return Number(Fraction(least), Fraction(most), min(at + size, len(tokens)), vague=vague)
    return None


def _half(tokens: list[Token], at: int) -> Number | None:
    """“half a minute”, “half minute”, “one and a half minutes”."""
    half = Fraction(1, 2)
    if tokens[at].low == "half":
        after = at + 2 if at + 1 < len(tokens) and tokens[at + 1].low in ("a", "an") else at + 1
        halved = after < len(tokens) and english.UNITS.get(tokens[after].low.rstrip("."), ("", 1))[0] in (
            "time",
            "length",
        )
        return Number(half, half, after) if halved else None
    low = tokens[at].low
    if low in ("three-quarters", "quarter") and says(tokens, at + 1, "of a"):
        return Number(Fraction(3 if low != "quarter" else 1, 4), Fraction(3 if low != "quarter" else 1, 4), at + 3)
    if says(tokens, at, "three quarters of a") or says(tokens, at, "three quarters of an"):
        return Number(Fraction(3, 4), Fraction(3, 4), at + 4)
    if low == "quarter" and says(tokens, at + 1, "of an"):
        return Number(Fraction(1, 4), Fraction(1, 4), at + 3)
    return None


def _spelled(tokens: list[Token], at: int) -> Number | None:
    if tokens[at].low.split("-")[0] not in english.NUMBER_WORDS:
        return None
    for size in range(_NUMBER_WORDS_AT_MOST, 0, -1):
        words = [t.low for t in tokens[at : at + size]]
        if len(words) == size and all(word[0].isalpha() for word in words):
            value = number_of(" ".join(words))
            if value is not None and words[-1] != "and":
                extra, after = and_a_half(tokens, at + size)
                dozen, after = _dozen(tokens, after)
                return Number((value + extra) * dozen, (value + extra) * dozen, after)
    return None


def _article(tokens: list[Token], at: int) -> Number | None:
    if tokens[at].low in ("a", "an", "another"):
        return Number(Fraction(1), Fraction(1), at + 1, article=True)
    return None


def is_number(tokens: list[Token], at: int) -> bool:
    """Whether a number in digits stands at `at`."""
    return at < len(tokens) and tokens[at].number is not None


def is_clock(token: Token) -> bool:
    """Whether `token` is written as “1:30”."""
    return ":" in token.text and token.number is not None


def range_end(tokens: list[Token], at: int, least: Fraction) -> tuple[Fraction, int]:
    """The upper end of a range whose lower end stands before `at`, and the index behind it."""
    if at < len(tokens) and tokens[at].low in english.RANGE_JOINTS and is_number(tokens, at + 1):
        most = tokens[at + 1].number
        if most is not None and most > least:
            return most, at + 2
    return least, at


def and_a_half(tokens: list[Token], at: int) -> tuple[Fraction, int]:
    """The half of “a minute and a half”."""
    if says(tokens, at, "and a half"):
        return Fraction(1, 2), at + 3
    return Fraction(0), at


def says(tokens: list[Token], at: int, words: str) -> bool:
    """Whether `words` stand at `at`."""
    wanted = words.split()
    return [t.low for t in itertools.islice(tokens, at, at + len(wanted))] == wanted

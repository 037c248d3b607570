"""Quantities whose number stands behind what it counts: “Sets: 3”, “a count of five”, “in repetitions of 10”."""

from __future__ import annotations

from holdspace.importing import english
from holdspace.importing.amounts import is_number, number_at, says
from holdspace.importing.counted import unit_at
from holdspace.importing.quantity import Quantity, made
from holdspace.importing.tokens import Token

_X = frozenset("x×*")


def count_to(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """“count slowly to ten”, “a count of five”."""
    if tokens[at].low not in ("count", "counts", "counting"):
        return None
    index = at + 1
    while index < len(tokens) and tokens[index].low in english.SLOWLY:
        index += 1
    if index >= len(tokens) or tokens[index].low not in ("of", "to"):
        return None
    number = number_at(tokens, index + 1)
    if number is None or number.article or number.clock:
        return None
    return [made("counts", number.least, number.most, tokens, at, number.after, unit="count of")], number.after


def repetitions_of(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """“in repetitions of 10”, “in sets of 10”: how many there are in a set."""
    if tokens[at].low not in ("reps", "repetitions", "sets") or not says(tokens, at + 1, "of"):
        return None
    number = number_at(tokens, at + 2)
    if number is None or number.article or number.clock or unit_at(tokens, number.after, number) is not None:
        return None
    return [made("reps", number.least, number.most, tokens, at, number.after, unit="reps")], number.after


def labelled(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """“Sets: 2”, “Reps: 10–12”, “Hold: 30”, “Sets 3 Reps 12”: a field of a form, its number behind its name."""
    label = english.FIELD_LABELS.get(tokens[at].low)
    if label is None or at + 1 >= len(tokens):
        return None
    colon = tokens[at + 1].low in (":", "=")
    first = at + 2 if colon else at + 1
    number = number_at(tokens, first)
    if number is None or number.article or number.clock or number.vague:
        return None
    if not colon and (label[0] == "time" or not _is_field(tokens, number.after)):
        return None
    if not _is_field(tokens, number.after) and unit_at(tokens, number.after, number) is not None:
        return None
    if number.after < len(tokens) and tokens[number.after].low in _X:
        return None
    kind, scale = label
    start = first if kind == "time" else at
    found = made(kind, number.least * scale, number.most * scale, tokens, start, number.after, unit="label")
    return [found], number.after


def _is_field(tokens: list[Token], at: int) -> bool:
    """Whether the name of the next field stands at `at`, or the line ends there."""
    if at >= len(tokens) or tokens[at].low in ("/", ",", ";", "|", "·", "."):
        return at >= len(tokens) - 1 or _is_field(tokens, at + 1)
    if at + 1 >= len(tokens) or not tokens[at].low.isalpha():
        return False
    if tokens[at + 1].low in (":", "="):
        return True
    return (tokens[at].low in english.FIELD_LABELS or tokens[at].low in _NEXT_FIELDS) and is_number(tokens, at + 1)


_NEXT_FIELDS = frozenset(("time", "duration", "work", "load"))
"""Labels whose number has a unit of its own: “Sets 2 Time 40 sec”."""


def is_colon(tokens: list[Token], at: int) -> bool:
    """Whether a colon or an equals sign stands at `at`."""
    return at < len(tokens) and tokens[at].low in (":", "=")

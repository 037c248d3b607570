"""Numbers with their units in a sentence: “about 20–30 seconds”, “five deep breaths”, “3 x 12”, “a minute or two”.

Read from the tokens, left to right: a number, perhaps a second one behind a joint, slow words, a unit. What the number
is for is not decided here but in `roles`.
"""

from __future__ import annotations

import functools
import re
from dataclasses import replace
from fractions import Fraction

from holdspace.importing import english
from holdspace.importing.amounts import Number, and_a_half, is_clock, is_number, number_at, range_end, says
from holdspace.importing.counted import unit_at
from holdspace.importing.forms import count_to, is_colon, labelled, repetitions_of
from holdspace.importing.quantity import Quantity, made
from holdspace.importing.tokens import Token, tokenize
from holdspace.routine.numbers import number_of

_X = frozenset("x×*")
_LONGEST_CLOCK = 20 * 60
"""Seconds: “25:00” and “23:25” are times of day, or results."""
_METRES = 10
"""From here on, “2 x 20 m” is a way to run, and no time."""
_FEW = 5
_BRIEF_S = 10
"""From so many holds of a few seconds on, “10 x 5 s hold” are repetitions and no sets."""


_PATTERN = re.compile(r"(?<![\d–-])\d{1,2}(?:[–-]\d{1,2}){2,3}(?![\d–-])")
"""“The 4-7-8 breath”, “a 4-4-4-4 count”: a name, and no range."""


@functools.lru_cache(maxsize=2048)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity in `text`, in order."""
    tokens = tokenize(_PATTERN.sub(lambda m: "_" * len(m.group()), text))
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        read = _product(tokens, at) or _single(tokens, at)
        if read is None:
            at += 1
            continue
        group, after = read
        found += [_qualified(text, tokens, _breathed(tokens, q)) for q in group]
        at = max(after, at + 1)
    return tuple(_joined(text, found))


# ---- one quantity --------------------------------------------------------------------------------------------------


def _single(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """A number, or a range of numbers, with its unit; or “twice”."""
    for reader in (_word_alone, _behind_x, labelled, count_to, repetitions_of):
        if (found := reader(tokens, at)) is not None:
            return found
    number = number_at(tokens, at)
    return None if number is None else _with_unit(tokens, at, number)


def _word_alone(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """“twice”, “one-minute”, “half-hour”."""
    low = tokens[at].low
    if low in english.TIMES_WORDS:
        times = Fraction(english.TIMES_WORDS[low])
        return [made("times", times, times, tokens, at, at + 1, unit=low)], at + 1
    if "-" in low and (compound := _compound(tokens, at)) is not None:
        return [compound], at + 1
    if low in english.HALF_UNITS:
        half = Fraction(english.HALF_UNITS[low])
        return [made("time", half, half, tokens, at, at + 1, unit="seconds")], at + 1
    return None


def _behind_x(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """“x10”, “x 30 s”."""
    if tokens[at].low not in _X or at + 1 >= len(tokens) or is_clock(tokens[at + 1]):
        return None
    counted = tokens[at + 1].number
    if counted is None:
        return None
    timed = _with_unit(tokens, at + 1, Number(counted, counted, at + 2))
    if timed is not None and timed[0][0].kind == "time":
        return timed
    most, after = range_end(tokens, at + 2, counted)
    return [made("reps", counted, most, tokens, at, after, unit="x")], after


def _compound(tokens: list[Token], at: int) -> Quantity | None:
    """“one-minute”, “thirty-second”, “five-breath”: a number and its unit in one word."""
    head, _, unit = tokens[at].low.rpartition("-")
    if unit not in english.UNITS or head.split("-")[0] not in english.NUMBER_WORDS:
        return None
    value = number_of(head.replace("-", " ")) or number_of(head)
    if value is None:
        return None
    kind, scale = english.UNITS[unit]
    amount = Fraction(value) * scale
    return made(kind, amount, amount, tokens, at, at + 1, unit=unit)


def _with_unit(tokens: list[Token], at: int, number: Number) -> tuple[list[Quantity], int] | None:
    if number.article and any(says(tokens, number.after + n, f"count {of}") for n in (0, 1, 2) for of in ("of", "to")):
        return None
    if number.clock:
        kind = "time" if number.most <= _LONGEST_CLOCK and number.most % 5 == 0 else "moment"
        return [made(kind, number.least, number.most, tokens, at, number.after, unit="clock")], number.after
    unit = unit_at(tokens, number.after, number)
    field = at > 0 and tokens[at - 1].low in (":", "=") and unit is not None and is_colon(tokens, unit[2])
    if unit is not None and not field:
        return _measured(tokens, at, number, *unit)
    after = number.after
    if after < len(tokens) and tokens[after].low in _X and not is_number(tokens, after + 1):
        return [made("reps", number.least, number.most, tokens, at, after + 1, unit="x")], after + 1
    if number.article or number.vague:
        return None
    return [made("bare", number.least, number.most, tokens, at, after)], after


def _measured(
    tokens: list[Token], at: int, number: Number, kind: str, scale: Fraction, after: int, unit: str
) -> tuple[list[Quantity], int]:
    least, most = number.least * scale, number.most * scale
    if kind == "time":
        part, behind = and_a_half(tokens, after)
        least, most, after = least + part * scale, most + part * scale, behind
        extra, after = _smaller_part(tokens, after, scale)
        least, most = least + extra, most + extra
    if number.article and says(tokens, after, "or two"):
        most, after = 2 * scale, after + 2
    vague = number.vague or (number.article and most != least)
    found = made(kind, least, most, tokens, at, after, unit=unit)
    implied = kind == "reps" and unit not in english.UNITS
    return [replace(found, vague=vague, article=number.article, implied=implied)], after


def _smaller_part(tokens: list[Token], at: int, scale: Fraction) -> tuple[Fraction, int]:
    """The seconds of “1 minute 30 seconds”, “2 min and 15 sec”, “1m30s”."""
    index = at + 1 if says(tokens, at, "and") or says(tokens, at, ",") else at
    number = number_at(tokens, index) if scale > 1 else None
    if number is None or number.article or number.vague:
        return Fraction(0), at
    unit = unit_at(tokens, number.after, number)
    if unit is not None and unit[2] < len(tokens) and tokens[unit[2]].low in english.REST_WORDS | {"off", "pause"}:
        return Fraction(0), at
    if unit is None or unit[0] != "time" or unit[1] >= scale or number.least != number.most:
        return Fraction(0), at
    return number.least * unit[1], unit[2]


# ---- products ------------------------------------------------------------------------------------------------------


def _product(tokens: list[Token], at: int) -> tuple[list[Quantity], int] | None:
    """“3 x 12”, “3 x 30 sec”, “3 sets x 10 reps”: so many sets of so much; “2 x daily” is left alone."""
    first = number_at(tokens, at)
    if first is None or first.article or first.clock:
        return None
    index = first.after
    if at and tokens[at - 1].low == "+":
        return None  # “5 + 5 x 10 = 100” is arithmetic
    if (
        not first.vague
        and first.after + 1 < len(tokens)
        and tokens[first.after].low in _X
        and _to_failure(tokens, first.after + 1)
    ):
        return [made("sets", first.least, first.most, tokens, at, first.after + 1, unit="x")], first.after + 2
    named = index < len(tokens) and tokens[index].low in ("set", "sets", "rounds", "lots")
    if named:
        index += 1
    if index >= len(tokens) or tokens[index].low not in _X | ({"of"} if named else set()):
        return None
    if says(tokens, index + 1, "("):
        index += 1
    second = number_at(tokens, index + 1)
    if second is None or second.article:
        return None
    of_each = _with_unit(tokens, index + 1, second)
    if of_each is None:
        return None
    inner, after = of_each
    size = inner[0]
    if size.kind == "time" and size.unit == "m" and second.most >= _METRES:
        return [made("length", first.least, size.most, tokens, at, after, unit="m")], after
    if size.kind == "bare" or size.unit == "steps":
        size = replace(size, kind="reps", unit="x")
    named_hold = after < len(tokens) and tokens[after].low in ("hold", "holds")
    brief = not named and size.middle <= _BRIEF_S
    held = size.kind == "time" and first.least >= _FEW and (named_hold or brief)
    if first.least > _MOST_SETS or (after < len(tokens) and tokens[after].low in english.MEASURED_THINGS):
        return [made("length", first.least, size.most, tokens, at, after, unit="x")], after
    sets = made("reps" if held else "sets", first.least, first.most, tokens, at, index, unit="x")
    return [sets, size, *inner[1:]], after


_MOST_SETS = 100
"""“1024 x 768” measures a screen."""


def _to_failure(tokens: list[Token], at: int) -> bool:
    """Whether as many as one can stand at `at`: “3 x max”, “3 x failure”."""
    return tokens[at].low in ("max", "maximum", "failure", "amrap") or says(tokens, at, "to failure")


# ---- around it -----------------------------------------------------------------------------------------------------


def _qualified(text: str, tokens: list[Token], quantity: Quantity) -> Quantity:
    """`quantity` with the words before it that make it a bound or a rough number."""
    before = text[max(0, quantity.start - 24) : quantity.start].lower().rstrip(" (")
    about = any(t.low in english.ABOUT for t in tokens[max(0, quantity.first - 2) : quantity.first])
    bound = "least" if before.endswith(english.AT_LEAST) else "most" if before.endswith(english.AT_MOST) else ""
    if any(t.low == "+" for t in tokens[quantity.first + 1 : quantity.last + 1]):
        bound = "least"
    if (
        says(tokens, quantity.last, "or more")
        or says(tokens, quantity.last, "or longer")
        or says(tokens, quantity.last, "or so")
    ):
        bound, about = ("", True) if tokens[quantity.last + 1].low == "so" else ("least", about)
    inside = {t.low for t in tokens[quantity.first : quantity.last + 1]}
    another = quantity.first > 0 and tokens[quantity.first - 1].low == "another"
    again = quantity.unit in english.TIMES_WORDS and "again" in inside
    more = quantity.kind in ("times", "rounds", "reps") and (
        again or bool(inside & {"more", "additional", "extra"}) or (another and not quantity.article)
    )
    return replace(quantity, about=about, bound=bound, more=more)


def _breathed(tokens: list[Token], quantity: Quantity) -> Quantity:
    """“Breathe deeply fifteen times” and “12 times the breath” are breaths."""
    if quantity.kind != "times" or quantity.unit in english.TIMES_WORDS:
        return quantity
    before = [t.low for t in tokens[max(0, quantity.first - 6) : quantity.first]]
    while before and (before[-1] in english.BREATH_MANNERS or before[-1] in english.BODY):
        before.pop()
    behind = [t.low for t in tokens[quantity.last : quantity.last + 2]]
    if (before and before[-1] in english.BREATHE_WORDS) or behind in (["the", "breath"], ["your", "breath"]):
        return replace(quantity, kind="breaths", unit="breaths")
    return quantity


def _joins(text: str, before: Quantity, between: str, quantity: Quantity) -> bool:
    """Whether what stands between two quantities makes them the ends of a range; a lost dash leaves nothing."""
    if between in english.RANGE_JOINTS:
        return True
    if between == "and":
        return text[: before.start].rstrip().lower().endswith("between")
    lost = not re.search(r"[\w.,;:()/&+]", between) or (len(between) == 1 and not between.isascii())
    return lost and before.kind == quantity.kind == "time" and before.unit[:1] != quantity.unit[:1]


def _joined(text: str, found: list[Quantity]) -> list[Quantity]:
    """Ranges whose two ends have units of their own: “30 sec – 1 min”."""
    result: list[Quantity] = []
    for quantity in found:
        before = result[-1] if result else None
        between = text[before.end : quantity.start].strip().lower() if before else ""
        if (
            before
            and _joins(text, before, between, quantity)
            and before.kind in (quantity.kind, "bare")
            and quantity.kind != "bare"
            and before.unit not in english.TIMES_WORDS
        ):
            scale = Fraction(english.UNITS.get(quantity.unit, ("", 1))[1]) if before.kind == "bare" else Fraction(1)
            if before.least * scale < quantity.most:
                result[-1] = replace(
                    quantity,
                    least=before.least * scale,
                    start=before.start,
                    first=before.first,
                    about=before.about or quantity.about,
                    bound=before.bound,
                )
                continue
        result.append(quantity)
    return result

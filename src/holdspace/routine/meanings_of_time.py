"""What the rules of `arguments.lark` for numbers, times and counts mean; see `meanings.py`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from holdspace import timebase
from holdspace.routine import numbers, units
from holdspace.routine.model import Duration
from holdspace.routine.spots import Amount, Meaning, Spot, Times
from holdspace.routine.unreadable import Unreadable

MOST_BREATHS = 999
"""The most breaths that a hold may last."""

# ---- numbers ------------------------------------------------------------------------------------------------------


def _one(_values: Sequence[Any], _spot: Spot) -> Fraction:
    return Fraction(1)


def _number(values: Sequence[Any], spot: Spot) -> Fraction:
    return sum((_number_token(str(v), spot) for v in values), Fraction(0))


def _number_token(token: str, spot: Spot) -> Fraction:
    if token in units.VULGAR:
        return units.VULGAR[token]
    if token[0].isdigit() or token[0] == ".":
        return digits(token, spot)
    if token.lower().startswith("and"):
        return units.part_of(token)
    value = numbers.number_of(token)
    if value is None:
        raise spot.wrong(f"{spot.quoted} is not one number", "write it in digits, such as 45", "number-unreadable")
    return Fraction(value)


def digits(token: str, spot: Spot) -> Fraction:
    """The number that `token` writes in digits: 45, 1.5 or 1/2; raises `Unreadable` when it is too large."""
    if len(token) > 9:
        raise spot.wrong(f"“{token[:9]}…” is far too large", "write a number below 1000", "number-unreadable")
    over, _, under = (p.strip() for p in token.partition("/"))
    if under and int(under) == 0:
        raise spot.wrong(f"“{token}” divides by zero", "write a number such as 1/2", "number-unreadable")
    return Fraction(over) / (int(under) if under else 1)


def _quantity(values: Sequence[Any], _spot: Spot) -> Fraction:
    value = values[-1]
    return value if isinstance(value, Fraction) else Fraction(1)


# ---- times --------------------------------------------------------------------------------------------------------


def _unit(values: Sequence[Any], _spot: Spot) -> int:
    return units.MS[values[0].type]


def _piece(values: Sequence[Any], _spot: Spot) -> Amount:
    quantity, unit_ms = values
    return Amount(quantity * unit_ms, unit_ms)


def _pieces(values: Sequence[Any], spot: Spot) -> Fraction:
    amounts = [v for v in values if isinstance(v, Amount)]
    sizes = [a.size for a in amounts]
    if sizes != sorted(set(sizes), reverse=True):
        raise spot.wrong(
            f"{spot.quoted} names its units out of order",
            "write the larger unit first, such as 1m 30s",
            "time-unreadable",
        )
    total = sum((a.ms for a in amounts), Fraction(0))
    if not isinstance(values[-1], Amount):
        total += units.part_of(str(values[-1])) * amounts[-1].size
    return total


def _part_of(values: Sequence[Any], _spot: Spot) -> Fraction:
    times = next((v for v in values if isinstance(v, Fraction)), Fraction(1))
    part = next(units.part_of(str(v)) for v in values if getattr(v, "type", "") == "PART")
    return times * part * int(values[-1])


def _clock(values: Sequence[Any], spot: Spot) -> Fraction:
    parts = [int(p) if len(p) < 6 else -1 for p in str(values[0]).split(":")]
    hours, minutes, seconds = [0] * (3 - len(parts)) + parts
    if seconds > 59 or (len(parts) == 3 and minutes > 59) or min(parts) < 0:
        raise spot.wrong(f"{spot.quoted} is no time", "write minutes and seconds, such as 1:30", "time-unreadable")
    return Fraction((hours * 3600 + minutes * 60 + seconds) * 1000)


def _breaths(values: Sequence[Any], spot: Spot) -> Duration:
    quantity = values[-1]
    if quantity.denominator != 1:
        raise spot.wrong(
            f"{spot.quoted} is not a whole number of breaths",
            "write whole breaths, such as 5 breaths",
            "breaths-uneven",
        )
    if quantity == 0:
        raise _zero(spot)
    if quantity > MOST_BREATHS:
        raise spot.wrong(f"{spot.quoted} is more than {MOST_BREATHS} breaths", "write fewer breaths", "time-too-long")
    return Duration(breaths=int(quantity))


def _duration(values: Sequence[Any], spot: Spot) -> Duration:
    written = " ".join(spot.text.split())
    value = values[-1]
    if isinstance(value, Duration):
        return Duration(breaths=value.breaths, written=written)
    ms = timebase.seconds_to_ms(value / 1000)
    if ms == 0:
        raise _zero(spot)
    return Duration(ms=ms, written=written)


def _zero(spot: Spot) -> Unreadable:
    return spot.wrong(f"{spot.quoted} is no time at all", "write a time above zero, or take it out", "time-zero")


def _bare(values: Sequence[Any], spot: Spot) -> Any:
    if values[-1] == 0:
        raise _zero(spot)
    number = units.plain_number(values[-1])
    raise spot.wrong(f"{spot.quoted} has no unit", f"did you mean {number}s?", "unit-missing")


def _negative(_values: Sequence[Any], spot: Spot) -> Any:
    better = spot.text.lstrip("-−– ").removeprefix("minus").strip()
    raise spot.wrong(f"{spot.quoted} is below zero", f"did you mean {better}?", "time-negative")


def _range(_values: Sequence[Any], spot: Spot) -> Any:
    found = re.fullmatch(r"(.+?)\s*(?:[-–—]|\b(?:to|or)\b)\s*(\S+?|\S+\s+.*?)(\s*[a-zA-Z ]*)", spot.text, re.DOTALL)
    unit = found.group(3) if found and re.match(r"[\d.]+$", found.group(2)) else ""
    value = f"{found.group(2)}{unit}" if found and unit else "45s"
    raise spot.wrong(f"{spot.quoted} is a range", f"choose one value such as {' '.join(value.split())}", "value-range")


# ---- counts -------------------------------------------------------------------------------------------------------


def _count(values: Sequence[Any], spot: Spot) -> Times:
    first = values[0]
    if not isinstance(first, Fraction):
        return Times(units.ONCE[str(first).lower()], "times")
    unit = " ".join(" ".join(map(str, values[1:])).lower().split()) or "times"
    return Times(checked_times(first, spot), unit)


def _plain(values: Sequence[Any], spot: Spot) -> Times:
    return Times(checked_times(values[0], spot), "times")


def checked_times(number: Fraction, spot: Spot) -> int:
    """`number` as a count from 1 to 999; raises `Unreadable` when it is none."""
    if number.denominator != 1:
        raise spot.wrong(f"{spot.quoted} is not a whole number", "write a whole number such as 3", "count-unreadable")
    if number == 0:
        raise spot.wrong(f"{spot.quoted} means never", "write at least 1, or take it out", "count-zero")
    if number > numbers.LARGEST:
        raise spot.wrong(f"{spot.quoted} is more than {numbers.LARGEST}", "write a smaller number", "count-too-large")
    return int(number)


TIMES: dict[str, Meaning] = {
    "one": _one,
    "number": _number,
    "quantity": _quantity,
    "unit": _unit,
    "piece": _piece,
    "pieces": _pieces,
    "part_of": _part_of,
    "clock": _clock,
    "breaths": _breaths,
    "duration": _duration,
    "span": _duration,
    "bare": _bare,
    "negative": _negative,
    "range": _range,
    "count": _count,
    "plain": _plain,
}
"""By the name of the rule."""

"""What each rule of `arguments.lark` means: its parts in, a value out.

Every function takes the values of the rule's parts in order (tokens are strings) and the spot of text it covers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from holdspace import timebase
from holdspace.routine import numbers, units
from holdspace.routine.model import BreathPattern, Duration, Phase, Scaling, Side
from holdspace.routine.unreadable import Unreadable

SHORTEST_PHASE_MS = 250
"""The shortest breath phase; below it no ear follows."""
LONGEST_PHASE_MS = 10 * 60 * 1000
"""The longest breath phase."""
MOST_BREATHS = 999
"""The most breaths that a hold may last."""


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

# ---- numbers ------------------------------------------------------------------------------------------------------


def _one(_values: Sequence[Any], _spot: Spot) -> Fraction:
    return Fraction(1)


def _number(values: Sequence[Any], spot: Spot) -> Fraction:
    return sum((_number_token(str(v), spot) for v in values), Fraction(0))


def _number_token(token: str, spot: Spot) -> Fraction:
    if token in units.VULGAR:
        return units.VULGAR[token]
    if token[0].isdigit() or token[0] == ".":
        return _digits(token, spot)
    if token.lower().startswith("and"):
        return units.part_of(token)
    value = numbers.number_of(token)
    if value is None:
        raise spot.wrong(f"{spot.quoted} is not one number", "write it in digits, such as 45", "number-unreadable")
    return Fraction(value)


def _digits(token: str, spot: Spot) -> Fraction:
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


# ---- breathing ----------------------------------------------------------------------------------------------------


def _phases(phases: Sequence[Phase], spot: Spot) -> Phases:
    return Phases(tuple(phases), spot.offset, spot.offset + len(spot.text))


def _phase(values: Sequence[Any], spot: Spot) -> Phases:
    kind = units.PHASES[" ".join(str(values[0]).lower().split())]
    quantity = next(v for v in values if isinstance(v, Fraction))
    unit_ms = units.MS[values[-1].type] if getattr(values[-1], "type", "") in units.MS else 1000
    ms = timebase.seconds_to_ms(quantity * unit_ms / 1000)
    return _phases([checked_phase(Phase(kind, ms), spot)], spot)


def checked_phase(phase: Phase, spot: Spot) -> Phase:
    """`phase` if its length can be breathed; raises `Unreadable` otherwise."""
    if phase.ms < SHORTEST_PHASE_MS:
        raise spot.wrong(
            f"{spot.quoted} is shorter than a quarter of a second",
            "give the phase at least 0.25 seconds",
            "breath-phase-length",
        )
    if phase.ms > LONGEST_PHASE_MS:
        raise spot.wrong(
            f"{spot.quoted} is longer than ten minutes", "give the phase a shorter time", "breath-phase-length"
        )
    return phase


def _row(values: Sequence[Any], spot: Spot) -> Phases:
    lengths = [_digits(n, spot) for n in re.findall(r"\d+(?:\.\d+)?", str(values[0]))]
    kinds = units.ROWS.get(len(lengths))
    if kinds is None:
        raise spot.wrong(
            f"{spot.quoted} has {len(lengths)} numbers",
            "write two numbers (in-out), three (in-hold-out) or four (in-hold-out-hold)",
            "breath-pattern",
        )
    phases = [Phase(kind, timebase.seconds_to_ms(n)) for kind, n in zip(kinds, lengths, strict=True)]
    return _phases([checked_phase(p, spot) for p in phases if p.ms or p.kind != "hold"], spot)


def _named(values: Sequence[Any], spot: Spot) -> Phases:
    return _phases(units.named_pattern(str(values[0])), spot)


def _list(values: Sequence[Any], _spot: Spot) -> tuple[Any, ...]:
    return tuple(values)


def whole_pattern(pieces: Sequence[Phases], text: str) -> BreathPattern:
    """`pieces` of `text` as one breath; raises `Unreadable` when an in or an out is missing."""
    start, end = pieces[0].start, pieces[-1].end
    phases = tuple(p for piece in pieces for p in piece.phases)
    kinds = {p.kind for p in phases}
    if not {"in", "out"} <= kinds:
        missing = "out" if "in" in kinds else "in"
        what, mend = f"this breath has no “{missing}”", "a breath has both, such as in 4, out 6"
        raise Unreadable(what, mend, start, end - start, "breath-pattern")
    return BreathPattern(phases, " ".join(text[start:end].split()))


# ---- other arguments ----------------------------------------------------------------------------------------------


def unquoted(token: str) -> str:
    """`token` without its quotation marks, blanks joined."""
    text = token[1:-1] if token[:1] in units.QUOTES and len(token) > 1 else token
    return " ".join(text.split())


def _again(values: Sequence[Any], _spot: Spot) -> tuple[str, Side | None]:
    side = next((v for v in values[1:] if v.type == "SIDE"), None)
    return unquoted(str(values[0])), Side(re.findall(r"left|right", side.lower())[0]) if side else None


def _bed(values: Sequence[Any], spot: Spot) -> tuple[str, float | None]:
    name = " ".join(str(values[0]).lower().split())
    if len(values) == 1:
        return name, None
    level = str(values[1]).lower().removesuffix("db").lstrip(", ").replace("−", "-").replace("–", "-")
    gain = float(level)
    if not -60 <= gain <= 0:
        raise spot.wrong(
            f"{gain:g} dB is no level for a bed", "write a level from -60dB to 0dB, such as -24dB", "bed-level"
        )
    return name, gain


def _name(values: Sequence[Any], _spot: Spot) -> str:
    return unquoted(str(values[0]).strip())


# ---- scaling ------------------------------------------------------------------------------------------------------


def _times(values: Sequence[Any], spot: Spot) -> Scaling:
    return _scaled(values[0], spot)


def _percent(values: Sequence[Any], spot: Spot) -> Scaling:
    return _scaled(values[0] / 100, spot)


def _scaled(factor: Fraction, spot: Spot) -> Scaling:
    if not Fraction(1, 20) <= factor <= 20:
        raise spot.wrong(
            f"{spot.quoted} is out of reach", "write a factor from 0.05x to 20x, such as 1.5x", "scaling-unreadable"
        )
    return Scaling("times", factor, written=" ".join(spot.text.split()))


def _plus(values: Sequence[Any], spot: Spot) -> Scaling:
    sign = 1 if str(values[0]) == "+" else -1
    return Scaling("plus", Fraction(sign * _in_ms(values[1], spot)), written=" ".join(spot.text.split()))


def _set_to(values: Sequence[Any], spot: Spot) -> Scaling:
    return Scaling("set", Fraction(_in_ms(values[-1], spot)), written=" ".join(spot.text.split()))


def _in_ms(duration: Duration, spot: Spot) -> int:
    if duration.breaths:
        raise spot.wrong(f"{spot.quoted} counts breaths", "give a time, such as 90s", "scaling-unreadable")
    return duration.ms


MEANINGS: dict[str, Meaning] = {
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
    "phase": _phase,
    "row": _row,
    "named": _named,
    "breathe": _list,
    "pattern": _list,
    "again": _again,
    "bed": _bed,
    "name": _name,
    "scaling": lambda values, _spot: values[0],
    "times": _times,
    "percent": _percent,
    "plus": _plus,
    "set_to": _set_to,
}

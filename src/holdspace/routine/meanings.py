"""What each rule of `arguments.lark` means: its parts in, a value out.

Every function takes the values of the rule's parts in order (tokens are strings) and the spot of text it covers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from holdspace import timebase
from holdspace.routine import units
from holdspace.routine.meanings_of_time import TIMES, digits
from holdspace.routine.model import BreathPattern, Duration, Phase, Scaling, Side
from holdspace.routine.spots import Meaning, Phases, Spot
from holdspace.routine.unreadable import Unreadable

SHORTEST_PHASE_MS = 250
"""The shortest breath phase; below it no ear follows."""
LONGEST_PHASE_MS = 10 * 60 * 1000
"""The longest breath phase."""

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
    lengths = [digits(n, spot) for n in re.findall(r"\d+(?:\.\d+)?", str(values[0]))]
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
    name = unquoted(str(values[0]))
    if values[0].type == "BED_NAME" or name.lower() == "off":
        name = name.lower()
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
    **TIMES,
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
"""By the name of the rule."""

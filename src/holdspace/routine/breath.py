"""Breath patterns, and the arguments of `[breathe …]`."""

from __future__ import annotations

from dataclasses import dataclass

from holdspace.routine import arguments
from holdspace.routine.durations import LONGEST_MS
from holdspace.routine.meanings import whole_pattern
from holdspace.routine.model import BreathPattern, Duration
from holdspace.routine.spots import Phases, Spot, Times
from holdspace.routine.unreadable import Unreadable

FORM = "write lengths in seconds such as in 4, hold 7, out 8, or a name: box, 4-7-8, resonance, extended exhale, sigh"
"""The mend of a breath pattern that cannot be read."""


@dataclass(frozen=True, slots=True)
class Breathing:
    """What a `[breathe …]` asks for."""

    pattern: BreathPattern | None
    rounds: int | None
    duration: Duration | None


def parse_pattern(text: str) -> BreathPattern:
    """The pattern that `text` gives: "in 4, out 6", "4-7-8", "5.5/5.5", "box". Raises `Unreadable`."""
    if not text.strip():
        raise Unreadable("a breath pattern is missing", FORM, 0, max(1, len(text)), "breath-pattern")
    return whole_pattern([p for p in _read("pattern", text) if isinstance(p, Phases)], text)


def parse_breathing(text: str) -> Breathing:
    """The pattern and the rounds or length of "in 4, hold 7, out 8, 4 rounds" and its like. Raises `Unreadable`."""
    if not text.strip():
        return Breathing(None, None, None)
    items = _read("breathe", text)
    spot = Spot(text, 0)
    counts = [i for i in items if isinstance(i, Times)] + [
        Times(i.breaths, "breaths") for i in items if isinstance(i, Duration) and i.breaths
    ]
    lengths = [i for i in items if isinstance(i, Duration) and i.ms]
    if len(counts) + len(lengths) > 1:
        raise spot.wrong(
            "this gives two lengths", "give either rounds or a time, such as 4 rounds", "breathe-two-lengths"
        )
    if lengths and lengths[0].ms > LONGEST_MS:
        raise spot.wrong("this is longer than 3 hours", "write at most 3 hours", "time-too-long")
    phases = [i for i in items if isinstance(i, Phases)]
    pattern = whole_pattern(phases, text) if phases else None
    return Breathing(pattern, counts[0].times if counts else None, lengths[0] if lengths else None)


def _read(start: str, text: str) -> tuple[object, ...]:
    try:
        return tuple(arguments.read(start, text))
    except Unreadable as mistake:
        if mistake.code == "argument-unreadable":
            mend = FORM if start == "pattern" else f"{FORM}; and 4 rounds or 5 minutes"
            raise Unreadable(mistake.what, mend, mistake.offset, mistake.length, "breath-pattern") from None
        if mistake.code == "unit-missing":
            number = text[mistake.offset : mistake.offset + mistake.length]
            s = "" if number == "1" else "s"
            mend = f"did you mean {number} round{s}, or {number} minute{s}?"
            raise Unreadable(mistake.what, mend, mistake.offset, mistake.length, mistake.code) from None
        raise

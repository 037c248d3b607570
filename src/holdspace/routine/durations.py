"""Times, counts and scalings in the many ways in which people write them."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

from holdspace.routine import arguments
from holdspace.routine.model import Duration, Scaling
from holdspace.routine.spots import Times
from holdspace.routine.unreadable import Unreadable

__all__ = ["LONGEST_MS", "Times", "Unreadable", "parse_brace", "parse_duration", "parse_scaling", "parse_times"]

LONGEST_MS = 3 * 60 * 60 * 1000
"""The longest single hold, pause or rest: three hours."""

_A_TIME = "write a time such as 45s, 1:30, a minute and a half or 5 breaths"
_A_SCALING = "write 1.5x, 150%, +15s, -5s or =90s, for one section “Deep hip stretch: 1.5x”"
_A_BRACE = "write a time such as {60 seconds}, a count such as {10 times} or a side such as {right}"


def parse_duration(text: str, most_ms: int = LONGEST_MS) -> Duration:
    """The time that `text` gives, such as "45s", "a minute and a half" or "five deep breaths".

    Raises `Unreadable` for anything else, for zero, negative and bare numbers, ranges, and more than `most_ms`
    milliseconds.
    """
    if not text.strip():
        raise Unreadable("a time is missing", _A_TIME, 0, max(1, len(text)), "time-missing")
    duration: Duration = _read("duration", text, _A_TIME, "time-unreadable")
    if duration.ms > most_ms:
        raise _too_long(text, most_ms)
    return dataclasses.replace(duration, written=" ".join(text.split()))


def parse_times(text: str) -> int:
    """The count that `text` gives, such as "3", "10 times", "x10" or "twice". Raises `Unreadable`."""
    times: Times = _read("repeat", text, "write a number such as 3 or 3 times", "count-unreadable")
    return times.times


def parse_brace(text: str) -> Duration | Times:
    """What the inside of a brace gives: a time or a count. Raises `Unreadable`."""
    value: Duration | Times = _read("brace", text, _A_BRACE, "brace-unknown")
    if isinstance(value, Times):
        return value
    return parse_duration(text)


def parse_scaling(text: str) -> Scaling:
    """How held times change: "1.5x", "x1.5", "150%", "+15s", "-5s", "=90s", "90s", "Deep hip stretch: 1.5x".

    Raises `Unreadable`.
    """
    try:
        return _scaling(text)
    except Unreadable as mistake:
        for colon in re.finditer(":", text):
            title, rest = text[: colon.start()].strip(), text[colon.end() :]
            if not re.search(r"[^\W\d_]", title):
                continue
            try:
                return dataclasses.replace(_scaling(rest), section=title, written=" ".join(text.split()))
            except Unreadable:
                continue
        raise mistake.again() from None


def _scaling(text: str) -> Scaling:
    scaling: Scaling = _read("scaling", text, _A_SCALING, "scaling-unreadable")
    if abs(scaling.value) > LONGEST_MS and scaling.kind != "times":
        raise _too_long(text, LONGEST_MS)
    return scaling


def _read(start: str, text: str, form: str, code: str) -> Any:
    """What the rule `start` of the grammar makes of `text`; a mistake it has no mend for gets `form`."""
    try:
        return arguments.read(start, text)
    except Unreadable as mistake:
        if mistake.code == "argument-unreadable":
            raise Unreadable(mistake.what, form, mistake.offset, mistake.length, code) from None
        if mistake.code == "unit-missing" and start == "scaling":
            number = text.strip()
            mend = f"did you mean {number}x (times) or {number}s (seconds)?"
            raise Unreadable(mistake.what, mend, mistake.offset, mistake.length, code) from None
        raise


def _too_long(text: str, most_ms: int) -> Unreadable:
    hours = most_ms // 3_600_000
    named = " ".join(text.split())
    return Unreadable(
        f"“{named}” is longer than {hours} hours", f"write at most {hours} hours", 0, len(text), "time-too-long"
    )

"""Countdowns: how the end of a hold is called, in one word or with marks of one's own.

In one form a countdown is "off", "ten", "3", "5", "10", or marks in seconds before the end, the earliest first, such as
"30, 15, 5". A last mark of 3, 5 or 10 is counted down second by second; "ten" is said and not counted.
"""

from __future__ import annotations

import re

from holdspace.routine.unreadable import Unreadable

COUNTDOWNS = ("off", "ten", "3", "5", "10")
"""Those that are a single word or number."""
MARKS_EXAMPLE = "30, 15, 5"

COUNTED_SECONDS = (3, 5, 10)
"""From where seconds are counted down aloud."""
_LEAST_MARK_S, _LATEST_MARK_S, _MOST_MARKS = 3, 3600, 12
NO_WORDS = frozenset(("no", "false", "off", "n", "0", "none", "never"))
"""All that means "none of it" in a field."""
_WORDS = {"three": "3", "five": "5"}
_UNIT = re.compile(r"\s*s(ec(ond)?s?)?\.?$")


def parse_countdown(text: str) -> str:
    """The one form of a countdown, however it is written. Raises `Unreadable`."""
    if "," in text:
        return _marks(text)
    value = _UNIT.sub("", text.lower())
    if value in NO_WORDS:
        return "off"
    if value in {"ten", "on", "yes", "true"} or (value == "10" and value != text):
        return "ten"
    value = _WORDS.get(value, value)
    if value in COUNTDOWNS:
        return value
    raise _unreadable(text)


def is_countdown(text: str) -> bool:
    """Whether `text` is a countdown in its one form."""
    try:
        return parse_countdown(text) == text
    except Unreadable:
        return False


def counted_seconds(countdown: str) -> int:
    """How many last seconds are counted aloud; 0 for none."""
    last = countdown.rpartition(", ")[2]
    return int(last) if last.isdecimal() and int(last) in COUNTED_SECONDS else 0


def marks_s(countdown: str) -> tuple[int, ...]:
    """The seconds before the end at which what is left is said, those that are counted aside.

    A single number has the mark of ten seconds too, unless it counts from there.
    """
    if ", " in countdown:
        marks = tuple(10 if mark == "ten" else int(mark) for mark in countdown.split(", "))
        return marks[:-1] if counted_seconds(countdown) else marks
    return () if countdown in {"off", "10"} else (10,)


def _marks(text: str) -> str:
    marks: dict[int, str] = {}
    for written in text.lower().split(","):
        value = _UNIT.sub("", written.strip())
        mark = "ten" if value == "10" != written.strip() else _WORDS.get(value, value)
        seconds = 10 if mark == "ten" else int(mark) if re.fullmatch(r"[0-9]{1,4}", mark) else 0
        if not _LEAST_MARK_S <= seconds <= _LATEST_MARK_S or seconds in marks:
            raise _unreadable(text)
        marks[seconds] = "ten" if mark == "ten" else str(seconds)
    if len(marks) > _MOST_MARKS:
        raise _unreadable(text)
    return ", ".join(marks[seconds] for seconds in sorted(marks, reverse=True))


def _unreadable(text: str) -> Unreadable:
    what = f"“{text[:30]}” is not a countdown: off, ten, 3, 5, 10, or marks in seconds such as {MARKS_EXAMPLE}"
    if "," in text:
        what = (
            f"“{text[:30]}” are no marks of a countdown: up to {_MOST_MARKS} different whole seconds "
            f"from {_LEAST_MARK_S} to {_LATEST_MARK_S}, such as {MARKS_EXAMPLE}"
        )
    return Unreadable(what, "", 0, 1, "front-matter-value")

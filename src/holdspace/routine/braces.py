"""Braces: `{60 seconds}`, `{10 times}`, `{right}`: spoken, and bound to the timeline."""

from __future__ import annotations

from holdspace.routine import suggestions, units
from holdspace.routine.durations import parse_brace
from holdspace.routine.model import Count, SideWord, Timed
from holdspace.routine.source import Report, Stretch, joined, shortened, unescaped
from holdspace.routine.spots import Times
from holdspace.routine.unreadable import Unreadable


def read_brace(held: str, at: int, stretch: Stretch, report: Report) -> SideWord | Timed | Count | None:
    """What the brace at `at` holds; None, and an error in the report, when it is nothing known."""
    written = joined(unescaped(held))
    place = stretch.place(at, at + len(held) + 2)
    side = units.SIDES.get(written.lower())
    if side is not None:
        return SideWord(side, written, place)
    if not written:
        what, mend = "there is nothing between these braces", "write a time, a count or a side, such as {60 seconds}"
        report.error("brace-empty", place, what, mend)
        return None
    try:
        value = parse_brace(written)
    except Unreadable as mistake:
        report.error(mistake.code, place, _what(mistake, written), _mend(mistake, written))
        return None
    if isinstance(value, Times):
        return Count(value.times, value.unit, written, place)
    return Timed(value, place)


def _what(mistake: Unreadable, written: str) -> str:
    if mistake.code != "brace-unknown":
        return mistake.what
    return f"“{shortened(written)}” is neither a time, a count nor a side"


def _mend(mistake: Unreadable, written: str) -> str:
    if mistake.code == "unit-missing":
        s = "" if written == "1" else "s"
        return f"did you mean {{{written} second{s}}}, or {{{written} time{s}}}?"
    if mistake.code != "brace-unknown":
        return mistake.mend
    return suggestions.for_brace(written) or (
        f"write the words without braces, or \\{{{shortened(written)}\\}} to keep the braces"
    )

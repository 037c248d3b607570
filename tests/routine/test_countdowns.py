"""How countdowns are written, and what they say and count."""

from __future__ import annotations

import pytest

from holdspace.routine.countdowns import counted_seconds, is_countdown, marks_s, parse_countdown
from holdspace.routine.parser import parse
from holdspace.routine.unreadable import Unreadable


@pytest.mark.parametrize(
    ("written", "form", "marks", "counted"),
    [
        ("no", "off", (), 0),
        ("10s", "ten", (10,), 0),
        ("three", "3", (10,), 3),
        ("10", "10", (), 10),
        ("30,15,5", "30, 15, 5", (30, 15), 5),
        ("5s, 15 seconds, 30", "30, 15, 5", (30, 15), 5),
        ("60, 10", "60, 10", (60,), 10),
        ("60, Ten", "60, ten", (60, 10), 0),
        ("60, 10s", "60, ten", (60, 10), 0),
        ("30, ten, 3", "30, ten, 3", (30, 10), 3),
        ("20, 7", "20, 7", (20, 7), 0),
    ],
)
def test_a_countdown_has_one_form(written: str, form: str, marks: tuple[int, ...], counted: int) -> None:
    """However it is written, a countdown has one form, which tells its marks and how many seconds are counted."""
    read = parse_countdown(written)
    assert (read, marks_s(read), counted_seconds(read)) == (form, marks, counted)
    assert is_countdown(read)
    assert parse_countdown(read) == read


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("7", "off, ten, 3, 5, 10, or marks in seconds such as 30, 15, 5"),
        ("30", "off, ten, 3, 5, 10, or marks in seconds such as 30, 15, 5"),
        ("30,", "different whole seconds from 3 to 3600"),
        ("30, 30", "different whole seconds"),
        ("30, ten, 10", "different whole seconds"),
        ("30, 2", "from 3 to 3600"),
        ("3601, 5", "from 3 to 3600"),
        ("30, soon", "such as 30, 15, 5"),
        ("30, 1.5", "whole seconds"),
        (",".join(str(mark) for mark in range(20, 33)), "up to 12"),
    ],
)
def test_what_is_no_countdown_says_what_is(written: str, why: str) -> None:
    """A mistake is told with what is possible."""
    with pytest.raises(Unreadable) as caught:
        parse_countdown(written)
    assert why in caught.value.what
    assert not is_countdown(written)


@pytest.mark.parametrize("written", ["30, 15, 5", "30,15,5", '"30, 15, 5"'])
def test_the_front_matter_takes_marks(written: str) -> None:
    """Marks stand in the front matter without quotation marks or with them, and are no list of YAML's."""
    parsed = parse(f"---\ncountdown: {written}\n---\n\nSit.\n")
    assert (parsed.routine.front.countdown, parsed.diagnostics) == ("30, 15, 5", ())

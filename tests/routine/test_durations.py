from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from holdspace.routine.durations import LONGEST_MS, Unreadable, parse_brace, parse_duration, parse_scaling, parse_times
from holdspace.routine.model import Duration, Scaling
from holdspace.routine.spots import Times

TIMES = {
    45_000: "45s|45 s|45 sec|45 secs.|45 seconds|forty-five seconds|forty five seconds|0:45|for 45s|45 Seconds",
    90_000: "1m30s|1m 30s|1 min 30 sec|1:30|90 seconds|a minute and a half|one and a half minutes|1 1/2 minutes|1½ min"
    "|1.5 min|ninety seconds|1 minute and 30 seconds|1 minute, 30 seconds|one and a half min",
    30_000: "half a minute|half minute|a half minute|½ minute|1/2 min|30 more seconds|about thirty seconds",
    150_000: "2 minutes and 30 seconds|2:30|2½ minutes|two and a half minutes",
    60_000: "a minute|one minute|another minute|a full minute|1 min|the next minute",
    3_600_000: "an hour|1h|1 hr|60 minutes|1:00:00",
    5_400_000: "an hour and a half|1h30m|1:30:00|1.5 hours",
    900_000: "a quarter of an hour|15 min|quarter of an hour",
    2_700_000: "three quarters of an hour|45m",
    105_000: "one hundred and five seconds|a hundred and five seconds|1m45s",
    500: "500ms|0.5s|.5 s|half a second|500 milliseconds",
    333: "333 ms|0.333 s",
    667: "2/3 s|⅔ s",
}
BREATHS = {
    5: "5 breaths|five deep breaths|five deep, slow breaths|5 full breath cycles|five more breaths",
    1: "a breath",
}


@pytest.mark.parametrize(("ms", "written"), [(ms, w) for ms, many in TIMES.items() for w in many.split("|")])
def test_a_time_is_read_in_whole_milliseconds(ms: int, written: str) -> None:
    """Times are understood in the many ways people write them, and keep the author's words."""
    assert parse_duration(written) == Duration(ms=ms, written=written)


@pytest.mark.parametrize(("breaths", "written"), [(n, w) for n, many in BREATHS.items() for w in many.split("|")])
def test_a_time_may_be_counted_in_breaths(breaths: int, written: str) -> None:
    """Breaths stay breaths; how long they are is for the listener to choose."""
    assert parse_duration(written) == Duration(breaths=breaths, written=written)


@pytest.mark.parametrize(
    ("written", "code", "mend"),
    [
        ("30", "unit-missing", "did you mean 30s?"),
        ("thirty", "unit-missing", "did you mean 30s?"),
        ("0s", "time-zero", "write a time above zero, or take it out"),
        ("0 breaths", "time-zero", "write a time above zero, or take it out"),
        ("0", "time-zero", "write a time above zero, or take it out"),
        ("-5s", "time-negative", "did you mean 5s?"),
        ("minus five seconds", "time-negative", "did you mean five seconds?"),
        ("30-60s", "value-range", "choose one value such as 60s"),
        ("30 to 45 seconds", "value-range", "choose one value such as 45 seconds"),
        ("20 or 30 seconds", "value-range", "choose one value such as 30 seconds"),
        ("5–10 breaths", "value-range", "choose one value such as 10 breaths"),
        ("three days", "time-too-long", "write at most 3 hours"),
        ("3h 1s", "time-too-long", "write at most 3 hours"),
        ("1000 breaths", "time-too-long", "write fewer breaths"),
        ("2.5 breaths", "breaths-uneven", "write whole breaths, such as 5 breaths"),
        ("1:75", "time-unreadable", "write minutes and seconds, such as 1:30"),
        ("30s 2min", "time-unreadable", "write the larger unit first, such as 1m 30s"),
        ("9" * 5000 + "s", "argument", ""),
        ("9" * 50 + "s", "number-unreadable", "write a number below 1000"),
        ("1/0 min", "number-unreadable", "write a number such as 1/2"),
        ("five ten seconds", "number-unreadable", "write it in digits, such as 45"),
        ("  ", "time-missing", "write a time such as 45s, 1:30, a minute and a half or 5 breaths"),
        ("a while", "time-unreadable", "write a time such as 45s, 1:30, a minute and a half or 5 breaths"),
    ],
)
def test_what_is_no_time_says_how_to_mend_it(written: str, code: str, mend: str) -> None:
    """Zero, negative and bare numbers, ranges and endless times are refused, each with its mend."""
    with pytest.raises(Unreadable) as caught:
        parse_duration(written)
    if code == "argument":
        assert caught.value.what == "this is too long to be read"
    else:
        assert (caught.value.code, caught.value.mend) == (code, mend)


def test_a_mistake_knows_where_it_is() -> None:
    """The offset and length of a mistake point at the words that are not understood."""
    with pytest.raises(Unreadable) as caught:
        parse_duration("five secs please")
    assert (caught.value.offset, caught.value.length) == (10, 6)


@given(st.integers(1, 999), st.sampled_from(["seconds", "sec", "s"]))
def test_every_number_below_a_thousand_may_be_a_word(number: int, unit: str) -> None:
    """A number written out and the same number in digits are the same time."""
    assert parse_duration(f"{num2words(number)} {unit}").ms == parse_duration(f"{number}{unit}").ms == number * 1000


@given(st.integers(1, LONGEST_MS))
def test_every_millisecond_up_to_three_hours_can_be_written(ms: int) -> None:
    """Nothing is rounded that is written in milliseconds."""
    assert parse_duration(f"{ms}ms").ms == ms


@pytest.mark.parametrize(
    ("written", "times"),
    [(w, 10) for w in ("10", "10 times", "10x", "x10", "10 ×", "ten rounds", "10 reps", "ten", "10 more times")]
    + [("once", 1), ("twice", 2), ("1 round", 1), ("999", 999)],
)
def test_a_count_is_read_in_its_many_forms(written: str, times: int) -> None:
    """Counts may be bare numbers, words, or end in times, rounds, reps or x."""
    assert parse_times(written) == times


@pytest.mark.parametrize(
    ("written", "code"),
    [("0", "count-zero"), ("1000", "count-too-large"), ("1.5 times", "count-unreadable"), ("3-5", "value-range")],
)
def test_what_is_no_count_is_refused(written: str, code: str) -> None:
    """A repeat of nothing, of halves or without end is a mistake."""
    with pytest.raises(Unreadable) as caught:
        parse_times(written)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("10 times", Times(10, "times")),
        ("Ten Rounds", Times(10, "rounds")),
        ("twice", Times(2, "times")),
        ("ten breaths of cat and cow", Times(10, "breaths of cat and cow")),
        ("5 breaths", Duration(breaths=5, written="5 breaths")),
        ("60 seconds", Duration(ms=60_000, written="60 seconds")),
    ],
)
def test_a_brace_holds_a_time_or_a_count(written: str, value: object) -> None:
    """Breaths are a time; rounds, times, and breaths of something are a count."""
    assert parse_brace(written) == value


@pytest.mark.parametrize(
    ("written", "kind", "value", "section"),
    [
        ("1.5x", "times", Fraction(3, 2), ""),
        ("x1.5", "times", Fraction(3, 2), ""),
        ("150%", "times", Fraction(3, 2), ""),
        ("+15s", "plus", Fraction(15_000), ""),
        ("-5s", "plus", Fraction(-5000), ""),
        ("−5 s", "plus", Fraction(-5000), ""),
        ("=90s", "set", Fraction(90_000), ""),
        ("90s", "set", Fraction(90_000), ""),
        ("1:30", "set", Fraction(90_000), ""),
        ("a minute and a half", "set", Fraction(90_000), ""),
        ("Deep hip stretch: 1.5x", "times", Fraction(3, 2), "Deep hip stretch"),
        ("Part 2: hips: +15s", "plus", Fraction(15_000), "Part 2: hips"),
        ("Warm up: 1:30", "set", Fraction(90_000), "Warm up"),
    ],
)
def test_a_scaling_multiplies_adds_or_sets(written: str, kind: str, value: Fraction, section: str) -> None:
    """Held times may be multiplied, lengthened, shortened or set, everywhere or in one section."""
    assert parse_scaling(written) == Scaling(kind, value, section, written)  # type: ignore[arg-type]


@pytest.mark.parametrize("written", ["", "1.5", "0x", "21x", "+2 breaths", "=4h", "soon", "Frog:", "Frog: 1.5", "--5s"])
def test_what_is_no_scaling_is_refused(written: str) -> None:
    """A scaling without a unit, out of reach or in breaths is a mistake with a mend."""
    with pytest.raises(Unreadable) as caught:
        parse_scaling(written)
    assert caught.value.mend

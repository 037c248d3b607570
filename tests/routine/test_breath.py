from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.routine.breath import parse_breathing, parse_pattern
from holdspace.routine.durations import Unreadable
from holdspace.routine.formatting import pattern_text
from holdspace.routine.model import BreathPattern, Phase


def _shape(pattern: BreathPattern) -> str:
    return " ".join(f"{p.kind}{p.ms}" for p in pattern.phases)


@pytest.mark.parametrize(
    ("written", "shape"),
    [
        ("in 4, out 6", "in4000 out6000"),
        ("inhale for 4 seconds and exhale for 6 seconds", "in4000 out6000"),
        ("breathe in 4s; breathe out 6s", "in4000 out6000"),
        ("out 6 in 4", "out6000 in4000"),
        ("in four, out six", "in4000 out6000"),
        ("in 4.5 out 5½", "in4500 out5500"),
        ("in 2, in 1, out 6", "in2000 in1000 out6000"),
        ("4/6", "in4000 out6000"),
        ("5.5/5.5", "in5500 out5500"),
        ("4-7-8", "in4000 hold7000 out8000"),
        ("4 – 7 – 8", "in4000 hold7000 out8000"),
        ("4-4-6-2", "in4000 hold4000 out6000 hold2000"),
        ("4-0-6-0", "in4000 out6000"),
        ("box", "in4000 hold4000 out4000 hold4000"),
        ("Square breathing", "in4000 hold4000 out4000 hold4000"),
        ("resonance", "in5500 out5500"),
        ("coherent breathing", "in5500 out5500"),
        ("extended exhale", "in4000 out8000"),
    ],
)
def test_a_pattern_is_read_in_its_many_forms(written: str, shape: str) -> None:
    """Phases by name, rows of numbers and named patterns are all breaths."""
    pattern = parse_pattern(written)
    assert _shape(pattern) == shape
    assert pattern.written == written


def test_the_pattern_of_a_breathing_keeps_only_its_own_words() -> None:
    """The rounds are not part of the pattern's name."""
    breathing = parse_breathing("in 4, hold 7, out 8, 4 rounds")
    assert breathing.pattern is not None
    assert (breathing.pattern.written, breathing.rounds) == ("in 4, hold 7, out 8", 4)


@pytest.mark.parametrize(
    "written", ["", "in 4", "hold 4, out 4", "in 0.2, out 4", "in 11 min, out 4", "1-2-3-4-5", "0-4", "slow"]
)
def test_what_is_no_breath_is_refused(written: str) -> None:
    """A breath needs an in and an out, each from a quarter of a second to ten minutes."""
    with pytest.raises(Unreadable) as caught:
        parse_pattern(written)
    assert caught.value.mend


@given(st.lists(st.tuples(st.sampled_from(["in", "hold", "out"]), st.integers(250, 60_000)), min_size=2, max_size=6))
def test_a_pattern_written_out_is_read_again(phases: list[tuple[str, int]]) -> None:
    """Any pattern with an in and an out survives being written and read, to the millisecond."""
    kinds = {kind for kind, _ in phases}
    pattern = BreathPattern(tuple(Phase(kind, ms) for kind, ms in phases))  # type: ignore[arg-type]
    if {"in", "out"} <= kinds:
        assert parse_pattern(pattern_text(pattern)).phases == pattern.phases
    else:
        with pytest.raises(Unreadable):
            parse_pattern(pattern_text(pattern))

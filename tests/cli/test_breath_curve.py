"""The curve of a breath in a line of characters."""

from __future__ import annotations

import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.cli.breath_curve import can_show_blocks, curve
from holdspace.session.breath_sets import BreathSet
from holdspace.session.timeline import Event


def breath_set(*pattern: tuple[str, float], rounds: int = 1) -> BreathSet:
    phases = tuple(Event("breath", 0, 1, kind, 0, spine=True) for kind, _ in pattern * rounds)
    return BreathSet(phases, pattern, (), ())


@pytest.mark.parametrize(
    ("pattern", "blocks", "slopes"),
    [
        ((("in", 4), ("hold", 7), ("out", 8)), "▂▄▆█████████▇▆▅▄▃▂▁", "////-------\\\\\\\\\\\\\\\\"),
        ((("in", 4), ("hold", 4), ("out", 4), ("hold", 4)), "▂▄▆██████▆▄▂▁▁▁▁", "////----\\\\\\\\____"),
        ((("in", 2), ("in", 1), ("out", 6)), "▂▅▇█▇▅▄▃▁", "///\\\\\\\\\\\\"),
    ],
)
def test_patterns_are_told_apart_at_a_glance(pattern: tuple[tuple[str, float], ...], blocks: str, slopes: str) -> None:
    """4-7-8, box and sigh, a column a second: they rise, stay and fall as the breath does."""
    assert curve(breath_set(*pattern)) == blocks
    assert curve(breath_set(*pattern), plain=True) == slopes


def test_short_rounds_are_shown_again() -> None:
    """As many rounds as fit, and never more than there are."""
    pattern = (("in", 4.0), ("out", 6.0))
    assert len(curve(breath_set(*pattern, rounds=9))) == 20
    assert len(curve(breath_set(*pattern))) == 10


@given(
    st.lists(st.tuples(st.sampled_from(["in", "hold", "out"]), st.floats(0.5, 120)), min_size=1, max_size=6),
    st.integers(20, 40),
)
def test_a_curve_stays_in_its_columns(pattern: list[tuple[str, float]], columns: int) -> None:
    """However long the phases are; each of them has at least one column."""
    assert len(pattern) <= len(curve(breath_set(*pattern), columns)) <= columns + len(pattern)


def test_blocks_are_shown_only_where_they_can_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """An output in UTF-8 can, one in an old code page cannot."""
    for encoding, can in (("utf-8", True), ("cp1252", False)):
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
        assert can_show_blocks() is can

"""Guided breathing as rounds of one pattern."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.score.model import Choices
from holdspace.session.breath_sets import breath_sets, levels, pattern_text
from holdspace.session.drafting import draft, estimate
from holdspace.session.timeline import Event, Timeline
from session_helpers import timeline

SECOND = 44_100


def breathed(*phases: tuple[str, float]) -> Timeline:
    """A timeline of these breath phases alone."""
    return timeline(*_events(phases), samples=round(SECOND * sum(seconds for _, seconds in phases)))


def _events(phases: tuple[tuple[str, float], ...]) -> Iterator[Event]:
    at = 0
    for text, seconds in phases:
        yield Event("breath", at, round(seconds * SECOND), text, 0, spine=True)
        at += round(seconds * SECOND)


@pytest.mark.parametrize(
    ("pattern", "written"),
    [
        ([("in", 4), ("hold", 7), ("out", 8)], "in 4, hold 7, out 8"),
        ([("in", 4), ("hold", 4), ("out", 4), ("hold", 4)], "in 4, hold 4, out 4, hold 4"),
        ([("in", 2), ("in", 1), ("out", 6)], "in 2, in 1, out 6"),
        ([("out", 5.5), ("in", 5.5)], "out 5.5, in 5.5"),
    ],
)
@pytest.mark.parametrize("rounds", [1, 2, 5])
def test_rounds_become_one_set(pattern: list[tuple[str, float]], written: str, rounds: int) -> None:
    """However often a pattern is gone through, it is one set that knows pattern, rounds and length."""
    (found,) = breath_sets(breathed(*pattern * rounds))
    assert (pattern_text(found.pattern), found.rounds) == (written, rounds)
    assert found.samples == SECOND * sum(seconds for _, seconds in pattern) * rounds


def test_a_stretched_phase_does_not_hide_the_pattern() -> None:
    """One inhale that needed more time for its words leaves the usual lengths as they are."""
    (found,) = breath_sets(breathed(("in", 5.2), ("out", 6), *[("in", 4), ("out", 6)] * 4))
    assert (pattern_text(found.pattern), found.rounds) == ("in 4, out 6", 5)


def test_two_directions_are_two_sets(tmp_path: Path) -> None:
    """Box breathing right after a longer exhale is a set of its own, and each knows which rounds have words."""
    script = tmp_path / "a.md"
    script.write_text("[breathe in 4, out 6, 15 rounds]\n[breathe box, 2 rounds]\n", encoding="utf-8")
    placed = estimate(draft(script, Choices(), Choices()), Choices(), Choices())
    first, second = breath_sets(placed.timeline)
    assert (pattern_text(first.pattern), first.rounds) == ("in 4, out 6", 15)
    assert (pattern_text(second.pattern), second.rounds, second.worded) == ("in 4, hold 4, out 4, hold 4", 2, (1, 2))
    assert sorted({*first.worded, *first.sounded}) == list(range(1, 16))


def test_the_lungs_fill_and_empty() -> None:
    """Inhales rise, holds stay where they are, exhales fall; the second of two inhales goes on from the first."""
    assert levels(["in", "hold", "out", "hold"]) == [(0, 1), (1, 1), (1, 0), (0, 0)]
    assert levels(["in", "in", "out"]) == [(0, 0.7), (0.7, 1), (1, 0)]
    assert levels(["out", "in"]) == [(1, 0), (0, 1)]
    assert levels(["hold", "out"])[0] == (1, 1)


@given(st.lists(st.sampled_from(["in", "hold", "out"]), max_size=12))
def test_a_breath_never_jumps(phases: list[str]) -> None:
    """Each phase begins where the last one ended, and the lungs are never more than full or less than empty."""
    found = levels(phases)
    assert all(before[1] == after[0] for before, after in pairwise(found))
    assert all(0 <= level <= 1 for pair in found for level in pair)

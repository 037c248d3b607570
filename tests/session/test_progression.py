"""Holds that grow from week to week."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.errors import BadChoice
from holdspace.routine.durations import parse_scaling
from holdspace.score.model import Choices
from holdspace.session.plain_data import as_data, from_data
from holdspace.session.progression import check_weeks, grown, growth_from

TENTH = Fraction(1, 10)


def test_each_week_is_longer_than_the_last_by_the_share() -> None:
    """10 % more every week: 1, 1.1, 1.21, exactly."""
    assert [grown((), TENTH, week) for week in (1, 2, 3)] == [
        (),
        (parse_scaling("1.1x"),),
        (parse_scaling("1.21x"),),
    ]


def test_what_the_listener_asked_for_grows_with_the_rest() -> None:
    """A factor, a set time and the holds of one section all grow; other sections do from their own length."""
    longer = grown((parse_scaling("=90s"),), TENTH, 2)
    assert [(s.kind, s.value) for s in longer] == [("set", 99_000)]
    both = grown((parse_scaling("Deep stretch: 2x"),), TENTH, 2)
    assert [(s.section, s.value) for s in both] == [("", Fraction(11, 10)), ("Deep stretch", Fraction(22, 10))]


@pytest.mark.parametrize("words", ["0%", "10", "-5%", "101%", "ten", ""])
def test_a_growth_that_is_no_share_is_refused(words: str) -> None:
    """With an example of one that is."""
    with pytest.raises(BadChoice, match="10%"):
        growth_from(words)


def test_a_growth_is_read_exactly() -> None:
    """Also with a comma, as half of Europe writes it."""
    assert growth_from("2,5 %") == growth_from("2.5%") == Fraction(1, 40)


def test_seconds_that_are_added_cannot_grow_and_weeks_end() -> None:
    """Both are told before anything is made, as is a growth that ends in days."""
    with pytest.raises(BadChoice, match="cannot grow"):
        grown((parse_scaling("+15s"),), TENTH, 2)
    with pytest.raises(BadChoice, match="52"):
        check_weeks(53)
    with pytest.raises(BadChoice, match="for days"):
        grown((), Fraction(1), 52)


@given(st.fractions(Fraction(1, 1000), Fraction(1, 5)), st.integers(1, 30))
def test_a_series_grows_every_week_and_can_be_remembered(growth: Fraction, week: int) -> None:
    """No week is shorter than the one before, and a file can keep what it was made with."""
    now, then = (grown((parse_scaling("1x"),), growth, number)[0] for number in (week, week + 1))
    assert now.value <= then.value
    choices = Choices(hold=(then,))
    assert from_data(Choices, as_data(choices)) == choices

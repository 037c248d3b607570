"""Conversions of time."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace import timebase as tb

DAYS_MS = st.integers(0, 7 * 24 * 3600 * 1000)


@pytest.mark.parametrize(
    ("seconds", "ms"), [(0, 0), (1, 1000), (0.0005, 1), (0.0004, 0), (Fraction(1, 3), 333), (Decimal("0.1"), 100)]
)
def test_seconds_become_whole_milliseconds(seconds: float | Fraction | Decimal, ms: int) -> None:
    """To the nearest, halves up, whatever kind of number it is."""
    assert tb.seconds_to_ms(seconds) == ms


@pytest.mark.parametrize(
    ("ms", "samples"), [(0, 0), (1, 44), (10, 441), (333, 14685), (1000, 44100), (3_600_000, 158_760_000)]
)
def test_milliseconds_become_samples(ms: int, samples: int) -> None:
    """At 44 100 Hz, to the nearest sample; 333 ms are 14 685.3."""
    assert tb.ms_to_samples(ms) == samples


@given(DAYS_MS, st.sampled_from([16_000, 22_050, 24_000, 44_100]))
def test_no_conversion_is_off_by_more_than_half_a_sample(ms: int, rate_hz: int) -> None:
    """However long the time is and whatever the rate."""
    assert abs(Fraction(tb.ms_to_samples(ms, rate_hz)) - Fraction(ms * rate_hz, 1000)) <= Fraction(1, 2)


@given(st.integers(0, 10**12))
def test_samples_come_back(samples: int) -> None:
    """Samples to exact milliseconds to samples is where it began."""
    assert tb.ms_to_samples(tb.samples_to_ms(samples)) == samples


@given(st.lists(st.integers(0, 5000), max_size=200))
def test_a_sum_does_not_drift(parts: list[int]) -> None:
    """A position converted from a sum is within half a sample; summed parts may drift by half a sample each."""
    total = tb.ms_to_samples(sum(parts))
    assert abs(total - sum(parts) * 44.1) <= 0.5 + 1e-6
    assert abs(total - sum(map(tb.ms_to_samples, parts))) <= (len(parts) + 1) / 2


@given(DAYS_MS, st.fractions(0, 20, max_denominator=100))
def test_scaling_is_exact_to_half_a_millisecond(ms: int, factor: Fraction) -> None:
    """No binary fraction comes between a time and its factor."""
    assert abs(tb.scale_ms(ms, factor) - ms * factor) <= Fraction(1, 2)


@pytest.mark.parametrize(
    ("ms", "shown"),
    [
        (0, "0:00"),
        (499, "0:00"),
        (500, "0:01"),
        (59_500, "1:00"),
        (245_000, "4:05"),
        (3_599_499, "59:59"),
        (3_845_000, "1:04:05"),
    ],
)
def test_a_clock_shows_what_a_player_does(ms: int, shown: str) -> None:
    """Minutes and seconds, hours only where there are any, rounded to whole seconds."""
    assert tb.clock(ms) == shown
    assert tb.clock_of(ms / 1000) == shown

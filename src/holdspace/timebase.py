"""The one module that converts between seconds, milliseconds and samples; nothing else multiplies by a rate.

A routine's times are whole milliseconds, a session's positions whole samples. A position is always converted from a
sum of milliseconds, never summed from converted parts, so a thousand holds of 333 ms drift by less than one sample.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

SAMPLE_RATE_HZ = 44_100
"""Rate of every clip and of the session. The one rate inside every phone's, car's and sport earbud's list."""


def seconds_to_ms(seconds: float | Fraction | Decimal) -> int:
    """Whole milliseconds nearest to `seconds`; halves go up."""
    return _nearest(Fraction(seconds) * 1000)


def ms_to_samples(ms: int | Fraction, rate_hz: int = SAMPLE_RATE_HZ) -> int:
    """Samples nearest to `ms` milliseconds at `rate_hz`; halves go up."""
    return _nearest(Fraction(ms) * rate_hz / 1000)


def samples_to_ms(samples: int, rate_hz: int = SAMPLE_RATE_HZ) -> Fraction:
    """Exact milliseconds of `samples` at `rate_hz`."""
    return Fraction(samples * 1000, rate_hz)


def samples_to_seconds(samples: int, rate_hz: int = SAMPLE_RATE_HZ) -> float:
    """Seconds of `samples` at `rate_hz`."""
    return samples / rate_hz


def scale_ms(ms: int, factor: float | Fraction) -> int:
    """Whole milliseconds nearest to `ms` times `factor`; halves go up."""
    return _nearest(ms * Fraction(factor))


def clock(ms: int | Fraction) -> str:
    """`ms` as a person reads it on a player: 4:05, or 1:04:05 from an hour on; rounded to whole seconds."""
    seconds = _nearest(Fraction(ms) / 1000)
    hours, rest = divmod(seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def clock_of(seconds: float) -> str:
    """Seconds as `clock` has milliseconds."""
    return clock(seconds_to_ms(seconds))


def _nearest(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)

"""Holds that grow from week to week."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from holdspace.errors import BadChoice
from holdspace.routine.durations import LONGEST_MS
from holdspace.routine.model import Scaling

MOST_WEEKS = 52
DEFAULT_GROWTH = Fraction(1, 10)
_PERCENT = re.compile(r"\+?\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*%")
_MOST_PERCENT = 100
_MOST_TIMES = 1000
"""What a file remembers of a factor."""


def growth_from(words: str) -> Fraction:
    """What `--grow` says: `10%` is 1/10, by which each week's holds are longer than those of the week before.

    Raises `BadChoice`.
    """
    found = _PERCENT.fullmatch(words.strip())
    percent = Fraction(found[1].replace(",", ".")) if found else Fraction(0)
    if not 0 < percent <= _MOST_PERCENT:
        raise BadChoice("--grow", f"--grow cannot be {words!r}.", "Write how much longer a week's holds are: 10%.")
    return percent / 100


def check_weeks(weeks: int) -> int:
    """`weeks`, if a series can be that long. Raises `BadChoice`."""
    if not 1 <= weeks <= MOST_WEEKS:
        raise BadChoice("--weeks", f"--weeks cannot be {weeks}.", f"Choose from 1 to {MOST_WEEKS} weeks.")
    return weeks


def grown(holds: tuple[Scaling, ...], growth: Fraction, week: int) -> tuple[Scaling, ...]:
    """What is asked of the holds in a week, from 1: in the first as it was, then by `growth` more every week.

    Raises `BadChoice` for seconds that are added, since a sum does not grow by a share.
    """
    factor = (1 + growth) ** (week - 1)
    if factor == 1:
        return holds
    general = any(not scaling.section for scaling in holds)
    every = holds if general else (Scaling("times", Fraction(1)), *holds)
    return tuple(_times(scaling, factor) for scaling in every)


def _times(scaling: Scaling, factor: Fraction) -> Scaling:
    if scaling.kind == "plus":
        what = f"holds that are changed by {scaling.written!r} cannot grow by a share."
        raise BadChoice("--grow", what, "Multiply them (1.5x) or set them (=90s) instead.")
    value = scaling.value * factor
    if value > (_MOST_TIMES if scaling.kind == "times" else LONGEST_MS):
        raise BadChoice("--grow", "the holds of the last weeks would last for days.", "Let them grow by less.")
    # as exact as a file remembers it
    value = value.limit_denominator(1_000_000) if scaling.kind == "times" else Fraction(round(value))
    section = f"{scaling.section}: " if scaling.section else ""
    return replace(scaling, value=value, written=f"{section}{_words(scaling, value)}")


def _words(scaling: Scaling, value: Fraction) -> str:
    return f"{float(value):.4g}x" if scaling.kind == "times" else f"={float(value) / 1000:g}s"

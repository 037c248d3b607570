"""Speaking rate relative to a voice's own."""

from __future__ import annotations

import math
from numbers import Real

from holdspace.errors import BadChoice

SLOWEST, FASTEST = 0.5, 2.0
"""Beyond these an engine no longer does what it is asked: it clips the rate or swallows words."""


def checked_pace(pace: object) -> float:
    """`pace` as a float. Raises `BadChoice`, naming what is valid, unless it is a number from 0.5 to 2.0."""
    if isinstance(pace, Real) and not isinstance(pace, bool):
        value = float(pace)
        if math.isfinite(value) and SLOWEST <= value <= FASTEST:
            return value
    raise BadChoice(
        "pace",
        f"the pace cannot be {pace!r}.",
        f"Give a number from {SLOWEST} (half as fast) to {FASTEST} (twice as fast); 1.0 is the voice's own pace.",
    )

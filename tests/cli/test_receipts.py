"""What is told of a session that was made."""

from __future__ import annotations

import math

import pytest

from holdspace.cli.receipts import measured_line
from holdspace.session.measuring import Kept, Measures

HOLD = Kept(60.0, 60.0, "Rest", 3)


@pytest.mark.parametrize(
    ("measures", "line"),
    [
        (
            Measures(-19.44, -19.0, -1.52, (HOLD, HOLD)),
            "-19.4 LUFS (speech -19.0), true peak -1.5 dBTP, 2 holds, at most 0 ms off",
        ),
        (Measures(-33.0, -math.inf, -17.0, ()), "-33.0 LUFS (no speech), true peak -17.0 dBTP"),
        (Measures(-math.inf, -math.inf, -math.inf, (HOLD,)), "silence, 1 hold, at most 0 ms off"),
    ],
)  # fmt: skip
def test_the_measures_are_told_in_words(measures: Measures, line: str) -> None:
    """No infinity for a session without speech or of nothing, and one hold is not called holds."""
    assert measured_line(measures, verified=False) == line
    assert measured_line(measures, verified=True) == f"decoded: {line}"

"""What is told of a session that was made."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path

import pytest

from holdspace.cli.receipts import measured_line, print_receipts
from holdspace.session.making import Receipt
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


def test_a_bitrate_that_was_only_aimed_at_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """In words and as JSON; where the bitrate is what was asked for, nothing is said of it."""
    exact = Receipt(Path("a.m4b"), 1.0, "v", 1, 1, 0, 0.1, measures=Measures(-19.0, -19.0, -2.0, ()))
    average = replace(exact, kbps=41.26)
    for receipt in (exact, average):
        print_receipts([receipt])
        print_receipts([receipt], as_json=True, one=True)
    told = capsys.readouterr()
    assert told.err.count("kb/s") == 1
    assert "41 kb/s on average" in told.err
    rows = [json.loads(line) for line in told.out.splitlines() if line.startswith("{")]
    assert [row.get("kbps") for row in rows] == [None, 41.3]

"""When a guided breathing draws a caution, and when it does not."""

from __future__ import annotations

import pytest

from holdspace.routine.parser import parse
from holdspace.score.composing import compose
from holdspace.score.model import Choices


def cautions(script: str) -> list[str]:
    parsed = parse(script)
    assert parsed.diagnostics == ()
    found = compose(parsed.routine, Choices()).diagnostics
    assert {(d.code, d.severity) for d in found} <= {("breath-beyond-advice", "warning")}
    assert all(d.mend for d in found)
    return [d.what for d in found]


@pytest.mark.parametrize(
    "breathing",
    [
        "box, 10 minutes",
        "4-7-8, 8 rounds",
        "resonance, 20 minutes",
        "extended exhale, 10 minutes",
        "sigh, 5 minutes",
        "in 10, hold 20, out 20, hold 15, 6 rounds",
        "in 1, out 1, 30 rounds",
        "in 1.5, out 1.5, 3 minutes",
        "in 4, hold 7, out 6, 20 rounds",
    ],
)
def test_common_practices_draw_no_caution(breathing: str) -> None:
    """What is taught everywhere, at its usual length, is left alone."""
    assert cautions(f"Sit.\n\n[breathe {breathing}]\n") == []


@pytest.mark.parametrize(
    ("breathing", "what"),
    [
        (
            "in 4, hold 30, out 8, 3 rounds",
            "a breath held for thirty seconds with full lungs is longer than is advised without a teacher",
        ),
        (
            "in 4, out 4, hold 16, 3 rounds",
            "a breath held for sixteen seconds with empty lungs is longer than is advised without a teacher",
        ),
        ("4-7-8, 9 rounds", "9 rounds of 4-7-8 are more than is advised: four for beginners, eight at most"),
        ("4-7-8, 10 minutes", "32 rounds of 4-7-8 are more than is advised: four for beginners, eight at most"),
        ("in 1, out 1, 40 rounds", "breathing so fast for eighty seconds makes many people dizzy"),
        ("in 0.5, out 0.5, 3 minutes", "breathing so fast for three minutes makes many people dizzy"),
        ("in 25, out 15, 5 rounds", "a breath in of twenty-five seconds is slower than most people can breathe"),
        ("in 4, out 6, 45 minutes", "forty-five minutes of one guided breath is longer than is advised at a stretch"),
    ],
)
def test_what_goes_beyond_common_advice_draws_one_caution(breathing: str, what: str) -> None:
    """Each is a warning with what is too much and how to stay within it, and never stops a render."""
    assert cautions(f"Sit.\n\n[breathe {breathing}]\n") == [what]


def test_a_breathing_draws_one_caution_at_most() -> None:
    """The worst is named, once, however often the breathing is repeated."""
    script = "Sit.\n\n[repeat 3]\n\n[breathe in 30, hold 60, out 30, hold 40, 60 rounds]\n\n[end]\n"
    assert cautions(script) == [
        "a breath held for sixty seconds with full lungs is longer than is advised without a teacher"
    ]


def test_a_round_of_several_breaths_counts_them_all() -> None:
    """Two breaths a round are twice as many: five rounds of them are ten times 4-7-8."""
    items = "- in: Reach.\n- out: Fold.\n- in: Lift.\n- out: Step back.\n"
    assert cautions(f"Sit.\n\n[breathe 4-7-8, 5 rounds]\n{items}")[0].startswith("10 rounds of 4-7-8")

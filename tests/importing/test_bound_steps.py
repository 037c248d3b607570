"""Steps told in one sentence before a list or behind it, and rests that are exercises themselves."""

from __future__ import annotations

import pytest
from importing_helpers import imported, lengths

LIST = "1. Knee hug: pull one knee in, 8 times.\n2. Heel kick: kick your heel up, 8 times.\n"


@pytest.mark.parametrize(
    ("sentence", "hold"),
    [
        ("Then lie in savasana for 3 minutes.", 180),
        ("Afterwards just sit for a minute.", 60),
        ("Finish with 2 minutes of easy walking.", 120),
        ("Once you're done, rest on your back for 4 minutes.", 240),
    ],
)
def test_last_step_in_a_sentence(sentence: str, hold: float) -> None:
    """What comes after the list in one sentence is a step of its own, behind the last item."""
    steps = imported(f"# Knees\n\n{LIST}\n{sentence}\n").steps
    assert [(lengths(s), s.repeats) for s in steps] == [([], 8), ([], 8), ([hold], None)]


def test_first_step_in_a_sentence() -> None:
    """“Start with 4 minutes of easy jogging” is the first step, and a rule for the list is not its own."""
    source = f"# Knees\n\nStart with 4 minutes of easy jogging. Then do each exercise on both sides:\n\n{LIST}"
    steps = imported(source).steps
    assert [(lengths(s), s.repeats, s.sides) for s in steps] == [([240], None, None), ([], 8, "both"), ([], 8, "both")]


@pytest.mark.parametrize(
    "advice", ["Start with 2 minutes and build up.", "Walk for 20 minutes each day.", "Begin with 10 minutes a week."]
)
def test_advice_on_how_much_is_no_step(advice: str) -> None:
    """How much to begin with, or to do each day, is advice."""
    assert len(imported(f"# Knees\n\n{LIST}\n{advice}\n").steps) == 2


@pytest.mark.parametrize(
    "source",
    [
        "## Side rest\n\nLie on your side with a pillow between your knees. Rest for 4 minutes.\n",
        "## Rest (4 minutes)\n\nStretch out under a blanket.\n",
        "## Last one\n\n1. Sit back and close your eyes.\n2. Rest for 4 minutes.\n",
    ],
)
def test_rest_in_a_position_is_held(source: str) -> None:
    """A rest of minutes in a position is the hold of that exercise, and no pause between two."""
    steps = imported(f"# Evening\n\n## Fold\n\nFold forward for 30 seconds.\n\n{source}").steps
    assert [h for s in steps for h in lengths(s)] == [30, 240]
    assert not any(s.rest_seconds for s in steps)


def test_rest_behind_repetitions_is_a_rest() -> None:
    """What is done ten times and then rested from keeps its rest."""
    steps = imported("# Floor\n\n## Bridge\n\nLie down and lift your hips 10 times. Rest for 60 seconds.\n").steps
    assert [(s.repeats, s.rest_seconds, s.holds) for s in steps] == [(10, 60, [])]


def test_variation_is_no_last_step() -> None:
    """The dose in a heading is of the exercise, and not of the easier way that is told last."""
    source = "# Floor\n\n## Frog (3 minutes)\n\nTake your knees wide and sink back.\n\nGentler: do it on your back.\n"
    steps = imported(source).steps
    assert [lengths(s) for s in steps] == [[180]]
    assert steps[0].text.endswith("Gentler: do it on your back.")


def test_letting_go_after_tensing_is_a_rest() -> None:
    """“Hold for 6 seconds. Relax for 12 seconds.” is held once, and rested from."""
    steps = imported("# Calm\n\n## Fists\n\nClench your fists. Hold for 6 seconds. Relax for 12 seconds.\n").steps
    assert [(lengths(s), s.rest_seconds) for s in steps] == [([6], 12)]

"""Exercises that one sentence strings together."""

from __future__ import annotations

import pytest
from importing_helpers import imported, lengths


@pytest.mark.parametrize(
    "sentence",
    [
        "mountain climbers for 20 seconds, 10 seconds off, forearm plank for 20 seconds, 10 seconds off.",
        "20 seconds of mountain climbers, 10 seconds rest, then 20 seconds of forearm plank, rest 10 seconds.",
        "do mountain climbers for 20 seconds, rest for 10 seconds, then forearm plank for 20 seconds, 10 seconds rest.",
    ],
)
def test_each_exercise_of_a_sentence_has_its_time_and_its_rest(sentence: str) -> None:
    """Two exercises in one sentence are two steps, each with the rest behind it, and go round together."""
    found = imported(f"# Saturday\n\n## Finisher\n\nFour rounds: {sentence} On the plank, squeeze everything.\n")
    climbers, plank = found.steps
    assert [lengths(step) for step in found.steps] == [[20], [20]]
    assert climbers.rest_seconds == plank.rest_seconds == 10
    assert "squeeze everything" in plank.text
    assert [(group.first, group.last, group.rounds) for group in found.groups] == [(0, 1, 4)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Hold for 30 seconds, rest for 10 seconds, then repeat for 20 seconds.",
        "Inhale for 4 seconds, hold for 7 seconds, exhale for 8 seconds.",
        "Lunge: 30 seconds on the left, 30 seconds on the right.",
    ],
)
def test_the_parts_of_one_exercise_are_no_list(sentence: str) -> None:
    """A hold, its rest and its other side are not taken apart."""
    found = imported(f"# Saturday\n\n## Low lunge\n\nStep your foot back and bend your knee. {sentence}\n")
    assert len({step.section for step in found.steps}) == 1


def test_counted_movements_of_a_sentence_are_exercises() -> None:
    """“10 squats, 10 push-ups and a 30-second plank” are three steps, and the rounds behind them are of all."""
    found = imported("# Lunch\n\nCircuit: 10 squats, 10 push-ups and a 30-second plank. Three rounds.\n")
    assert [(step.repeats, lengths(step)) for step in found.steps] == [(10, []), (10, []), (None, [30])]
    assert [(group.first, group.last, group.rounds) for group in found.groups] == [(0, 2, 3)]


def test_one_movement_both_ways_is_no_list() -> None:
    """Ten circles one way and ten the other are one exercise."""
    found = imported("# Wrists\n\n## Fists\n\nMake loose fists. Ten circles one way, ten circles the other.\n")
    assert len({step.section for step in found.steps}) == 1

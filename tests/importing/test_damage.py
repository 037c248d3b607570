"""Damaged text is repaired in the one way there is, and always with a word on it."""

from __future__ import annotations

import pytest
from importing_helpers import imported

from holdspace.importing.damage import repaired


@pytest.mark.parametrize(
    ("damaged", "whole"),
    [
        ("Hol dfor 15 counts", "Hold for 15 counts"),
        ("l0–15 seconds", "10–15 seconds"),
        ("3O seconds", "30 seconds"),
        ("hold 2030 seconds", "hold 20–30 seconds"),
        ("812 reps", "8–12 reps"),
        ("relax your should ers", "relax your shoulders"),
        ("your hamstirngs", "your hamstrings"),
        ("hoId still", "hold still"),
        ("5 tirnes", "5 times"),
        ("pull themin", "pull them in"),
        ("bend you knees", "bend your knees"),
        ("on the the mat", "on the mat"),
    ],
)
def test_damage_is_repaired_and_told(damaged: str, whole: str) -> None:
    """The words read well again, and what stood there is quoted."""
    text, repairs = repaired(damaged)
    assert text == whole
    assert repairs


@pytest.mark.parametrize(
    "text",
    [
        "Hold for 120 seconds, then for 180 seconds.",
        "Place a wheel by the form of your heel and listen to the storm.",
        "She should bring her brother to the workout for 1000 reps.",
        "Breathe out through pursed lips; the shape fits.",
    ],
)
def test_whole_text_is_left_alone(text: str) -> None:
    """What is no damage is not repaired."""
    assert repaired(text) == (text, [])


def test_what_nobody_can_know_is_flagged() -> None:
    """“35 breaths” may once have been 3–5: it is read as it stands, and a doubt asks."""
    result = imported("1. Lift your leg. Stay for 35 breaths.\n2. Rest your arms.")
    assert any("35 breaths" in doubt.text and "3–5" in doubt.what for doubt in result.doubts)


@pytest.mark.parametrize(
    ("damaged", "mended"),
    [
        ("Do 3 setsof 6 lifts.", "Do 3 sets of 6 lifts."),
        ("Keep your bodyupright.", "Keep your body upright."),
        ("Bring the kneestogether.", "Bring the knees together."),
        ("Lift one 1eg and 1et it sink.", "Lift one leg and let it sink."),
    ],
)
def test_glued_and_misread_words_are_mended_and_told(damaged: str, mended: str) -> None:
    """Two words that lost their blank, and an l that was read as a 1, are mended with a note on each."""
    text, repairs = repaired(damaged)
    assert text == mended
    assert repairs


@pytest.mark.parametrize("word", ["handover", "backpack", "headrest", "1st", "armchair", "footstool"])
def test_whole_words_stay_whole(word: str) -> None:
    """A word that only looks like two is left alone."""
    assert repaired(f"Use the {word} now.") == (f"Use the {word} now.", [])

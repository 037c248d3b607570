"""A breath that is told over several items is one paced step, with its counts, its rounds and no holds beside."""

from __future__ import annotations

import pytest
from importing_helpers import imported, lengths

LISTED = (
    "1. Inhale through the nose for 4.\n2. Hold for 7.\n3. Exhale through the mouth for 8.\n4. Repeat for 5 cycles.\n",
    "- breathe in for a count of 4\n- hold it for 7 counts\n- breathe out for 8 s\n\nRepeat the cycle 5 times.\n",
    "1) Inhale: in by the nose, 4 seconds\n2) Hold: 7 seconds\n3) Exhale: with a sigh, 8 seconds\n\nDo 5 rounds.\n",
)


@pytest.mark.parametrize("items", LISTED)
@pytest.mark.parametrize("before", ["Sit down and close your eyes.\n\n", ""])
def test_listed_phases_are_one_breath(items: str, before: str) -> None:
    """However the phases are numbered and worded, they are one pattern, gone through as often as it says."""
    found = imported(f"# Sleep\n\n{before}{items}")
    (step,) = (step for step in found.steps if step.paced)
    assert step.paced is not None
    assert (step.paced.seconds, step.repeats, step.holds, found.groups) == ([4, 7, 8], 5, [], [])


def test_a_box_has_four_sides() -> None:
    """The second pause is kept, and minutes are how long to go on."""
    found = imported(
        "# Box\n\n- Inhale, 4 counts\n- Hold, 4 counts\n- Exhale, 4 counts\n- Hold, 4 counts\n- Go on for 5 minutes\n"
    )
    (step,) = found.steps
    assert step.paced is not None
    assert (step.paced.seconds, lengths(step)) == ([4, 4, 4, 4], [300])


def test_nostrils_are_no_sides() -> None:
    """Alternate nostril breathing without counts is paced, and done on no side of the body."""
    found = imported(
        "# Nose\n\n1. Close the right nostril and breathe in on the left.\n"
        "2. Close the left and breathe out on the right.\n"
        "3. Breathe in on the right, then out on the left.\n\nDo nine rounds.\n"
    )
    (step,) = found.steps
    assert (bool(step.paced), step.repeats, step.sides, found.groups) == (True, 9, None, [])


def test_counts_that_are_none_make_no_breath() -> None:
    """“The second one short” is no phase of a second."""
    found = imported("# Sigh\n\n## Sigh\n\nInhale twice, the second one short. Let out one long exhale.\n")
    assert not any(step.paced and step.paced.seconds for step in found.steps)


def test_a_breath_over_two_cues_is_paced() -> None:
    """In timed text the two halves stand in cues of their own, and so does how often."""
    cues = ("As you breathe in, lift your chest,", "and as you breathe out, round your back.", "Do that 8 times.")
    text = "".join(
        f"{n}\n00:00:{10 * n:02},000 --> 00:00:{10 * n + 4:02},000\n{cue}\n\n" for n, cue in enumerate(cues, 1)
    )
    steps = imported(text).steps
    assert [bool(step.paced) for step in steps] == [False, True, False]
    assert [step.repeats for step in steps] == [None, 8, None]


@pytest.mark.parametrize(
    "text",
    [
        "Take a deep breath in through your nose. Let all the air out in a long sigh. Repeat 4 times.",
        "Draw a slow breath in through your nose. Hum as you breathe out. Do this 4 times.",
    ],
)
def test_sighs_and_hums_pace_the_breath(text: str) -> None:
    """A breath that goes out with a sound is a breath to be paced."""
    step = imported(f"# Calm\n\n## Sound\n\n{text}\n").steps[-1]
    assert step.paced is not None
    assert step.repeats == 4

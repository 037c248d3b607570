"""How long a text will sound."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.score.estimating import estimate_ms

# Audible milliseconds of a neural voice at its own rate.
MEASURED = [
    (4250, "Come back to neutral, with your hands under your shoulders and your knees under your hips."),
    (1150, "Breathe in your own time."),
    (3610, "You need a mat, and perhaps a block, a pillow or a blanket beside you."),
    (2650, "The longer you hold it, the more you will relax into it."),
    (3420, "Finding the right position here can take a bit of time and practice."),
    (2050, "Walk your hands in, and come up slowly."),
    (1860, "Walk your way back into a child's pose."),
    (3310, "Gently walk back, so that you are sitting cross-legged on the floor."),
    (2880, "On each exhale, you will round your spine toward the ceiling."),
    (480, "Inhale."),
    (570, "Exhale."),
    (540, "Halfway."),
    (750, "Ten seconds."),
    (1860, "Last one. Exhale."),
    (1310, "Two. Inhale."),
    (1330, "Next: Child's pose."),
]


@pytest.mark.parametrize(("ms", "text"), MEASURED)
def test_a_sentence_is_estimated_within_a_quarter(ms: int, text: str) -> None:
    """One sentence's estimate lies within a quarter of what a voice took."""
    assert estimate_ms(text) == pytest.approx(ms, rel=0.25)


def test_many_sentences_even_out() -> None:
    """Over many sentences the estimate lies within a twentieth."""
    assert sum(estimate_ms(t) for _, t in MEASURED) == pytest.approx(sum(ms for ms, _ in MEASURED), rel=0.05)


def test_no_words_take_no_time() -> None:
    """A text without a letter or digit makes no sound."""
    assert estimate_ms("") == estimate_ms("...") == 0


@given(st.text(), st.text(), st.sampled_from([0.5, 1.0, 2.0]))
def test_more_words_take_longer_and_pace_divides(a: str, b: str, pace: float) -> None:
    """A longer text is never shorter in sound, and a faster pace never longer."""
    assert estimate_ms(f"{a} {b}", pace) >= estimate_ms(a, pace)
    assert estimate_ms(a, pace) <= max(estimate_ms(a, 0.5), 250)

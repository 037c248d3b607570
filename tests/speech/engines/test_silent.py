"""The silent engine."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.audio.finishing import finish
from holdspace.speech.engines.silent import STEP_SAMPLES, SilentEngine, silent_samples
from speech_contract import EngineContract


class TestSilent(EngineContract):
    """The contract."""

    voice = "tone"

    def make(self) -> SilentEngine:
        return SilentEngine()


@pytest.mark.parametrize(
    ("text", "pace", "samples"),
    [("Inhale.", 1.0, 360 * 44), ("In.", 1.0, 250 * 44), ("Inhale.", 2.0, 180 * 44), ("Hold 30 s", 0.5, 840 * 44)],
)
def test_length_follows_the_formula(text: str, pace: float, samples: int) -> None:
    """A letter or digit lasts 60 steps of 44 samples at pace 1, and no text less than 250 steps."""
    assert silent_samples(text, pace) == samples
    assert int(SilentEngine().speak(text, "tone", pace).frame_count()) == samples


@settings(deadline=None, max_examples=25)
@given(st.integers(1, 50), st.floats(0.5, 2.0))
def test_finishing_finds_the_edges_to_the_sample(letters: int, pace: float) -> None:
    """The finished clip is audible from its first sample to its last, whatever the length."""
    text = "a" * letters
    finished = finish(SilentEngine().speak(text, "tone", pace), 0.0)
    assert (finished.lead_samples, finished.tail_samples) == (0, 0)
    assert int(finished.audio.frame_count()) == silent_samples(text, pace)
    assert silent_samples(text, pace) % STEP_SAMPLES == 0

"""An engine without words, exact to the sample: for tests, and for trying out a routine's timing."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from holdspace.errors import UnknownVoice
from holdspace.speech.engine import Voice
from holdspace.speech.legible import require_words
from holdspace.speech.pace import checked_pace
from holdspace.timebase import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from pydub import AudioSegment

STEP_SAMPLES = 44
"""A millisecond as finishing measures it at 44 100 Hz, and one whole wave of the tone (1 002 Hz)."""
STEPS_PER_LETTER = 60
LEAST_STEPS = 250
_AMPLITUDE = 0.1

_VOICES = ("tone",)


def silent_samples(text: str, pace: float = 1.0) -> int:
    """How many samples at 44 100 Hz the engine sounds for `text`, all of them audible.

    60 steps of 44 samples for each letter or digit, at least 250 steps in all, divided by `pace` and rounded to whole
    steps, halves up.
    """
    letters = sum(map(str.isalnum, text))
    steps = Fraction(max(LEAST_STEPS, STEPS_PER_LETTER * letters)) / Fraction(pace)
    return int(steps + Fraction(1, 2)) * STEP_SAMPLES


class SilentEngine:
    """Speaks every text as a soft steady tone of `silent_samples(text, pace)` samples, without any margin."""

    name = "silent"

    @property
    def version(self) -> str:
        """Raised whenever the formula or the tone changes."""
        return "1"

    def voices(self) -> list[Voice]:
        """Its one voice."""
        return [Voice(self.name, name, "und", kind="test", label="Soft tone instead of words") for name in _VOICES]

    def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
        """The tone for `text`. Raises `Unspeakable`, `UnknownVoice` and `BadChoice` as any engine does."""
        import numpy as np

        from holdspace.audio.segments import from_samples

        if voice not in _VOICES:
            raise UnknownVoice(f"{self.name}:{voice}", [f"{self.name}:{name}" for name in _VOICES])
        rate = checked_pace(pace)
        require_words(text, "und")
        phase = 2 * np.pi / STEP_SAMPLES * np.arange(silent_samples(text, rate))
        return from_samples(_AMPLITUDE * np.sin(phase), SAMPLE_RATE_HZ)

    def close(self) -> None:
        """Nothing to end."""

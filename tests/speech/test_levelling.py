"""Levelling real voices."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from holdspace.audio.loudness import integrated_lufs, true_peak_dbtp
from holdspace.audio.segments import to_samples
from holdspace.score.model import Utterance
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.levelling import PASSAGE
from holdspace.speech.speaking import Speaker
from holdspace.speech.store import ClipStore

SENTENCES = (
    "Extend your right leg, crossing the right knee over the left.",
    "Find where you are, and work from there.",
    "Gently walk your arms back up until you are seated.",
    "Let your breath calm you through this deep stretch.",
)
VOICES = [
    pytest.param(
        "pyttsx3:en-us", marks=pytest.mark.skipif(not sys.platform.startswith("linux"), reason="an espeak-ng voice")
    ),
    pytest.param("hibari:heart", marks=pytest.mark.skipif(find_spec("hibari") is None, reason="needs `natural`")),
]


@pytest.fixture(scope="module")
def catalogue() -> Iterator[Catalogue]:
    with Catalogue() as made:
        yield made


@pytest.mark.parametrize("voice", VOICES)
def test_real_speech_comes_out_at_the_target(catalogue: Catalogue, voice: str, tmp_path: Path) -> None:
    """Sentences that were not measured come out at -19 LUFS within 1 LU, and no peak above -1.9 dBTP."""
    speaker = Speaker(catalogue, ClipStore(tmp_path), voice=catalogue.find(voice), pace=1.0)
    assert not set(SENTENCES) & set(PASSAGE)
    speech = np.concatenate([to_samples(speaker.clip(Utterance(text)).audio) for text in SENTENCES])
    assert integrated_lufs(speech, 44_100) == pytest.approx(-19.0, abs=1.0)
    assert true_peak_dbtp(speech, 44_100) < -1.9


@pytest.mark.parametrize("voice", VOICES)
def test_a_cue_is_as_loud_as_a_sentence(catalogue: Catalogue, voice: str, tmp_path: Path) -> None:
    """One-word cues lie within 3 LU of the sentences."""
    speaker = Speaker(catalogue, ClipStore(tmp_path), voice=catalogue.find(voice), pace=1.0)
    for word in ("Inhale.", "Exhale.", "Halfway.", "Ten seconds."):
        cue = to_samples(speaker.clip(Utterance(word)).audio)
        assert integrated_lufs(cue, 44_100) == pytest.approx(-19.0, abs=3.0)

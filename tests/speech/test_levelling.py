"""Levelling real voices."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pyloudnorm
import pytest

from furnishing import furnish
from holdspace.audio.loudness import integrated_lufs, true_peak_dbtp
from holdspace.audio.segments import to_samples
from holdspace.score.model import Utterance
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.delivery import DELIVERIES, PASSAGE
from holdspace.speech.levelling import gain_for, known_gain, measure
from holdspace.speech.speaking import Speaker
from holdspace.speech.store import ClipStore

SENTENCES = (
    "Extend your right leg, crossing the right knee over the left.",
    "Find where you are, and work from there.",
    "Gently walk your arms back up until you are seated.",
    "Let your breath calm you through this deep stretch.",
)
CUES = (
    Utterance("Deep hip stretch.", "title"),
    Utterance("Child's pose.", "title"),
    *(Utterance(text, "call") for text in ("Halfway.", "Ten seconds.", "Three.", "Two.", "One.")),
    *(
        Utterance(text, "breath")
        for text in ("Inhale.", "Exhale.", "Hold.", "Two. Inhale.", "Inhale: lift your chest.")
    ),
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


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ClipStore:
    """A store in which the voices have been measured, and what one test had them say is there for the next."""
    folder = tmp_path_factory.mktemp("levels") / "clips"
    furnish(folder)
    return ClipStore(folder)


@pytest.mark.parametrize("voice", VOICES)
def test_real_speech_comes_out_at_the_target(catalogue: Catalogue, voice: str, store: ClipStore) -> None:
    """Sentences that were not measured come out within 1 LU of what a session needs, no peak above -1.9 dBTP.

    That is 0.9 LU above the target: LAME takes half of it, and soft sounds around the words take the rest.
    """
    speaker = Speaker(catalogue, store, voice=catalogue.find(voice), pace=1.0)
    assert not set(SENTENCES) & set(PASSAGE)
    speech = np.concatenate([to_samples(speaker.clip(Utterance(text)).audio) for text in SENTENCES])
    assert integrated_lufs(speech, 44_100) == pytest.approx(-18.1, abs=1.0)
    assert true_peak_dbtp(speech, 44_100) < -1.9


@pytest.mark.skipif(find_spec("hibari") is None, reason="needs `natural`")
def test_measured_side_by_side_a_voice_gets_the_same_gains(catalogue: Catalogue, tmp_path: Path) -> None:
    """Before anything is said, each kind of cue has the gain that it would have been given by itself."""
    voice = catalogue.find("hibari:heart")
    engine = catalogue.engine(voice.engine)
    together, alone = ClipStore(tmp_path / "together"), ClipStore(tmp_path / "alone")
    measure([(engine, voice, delivery) for delivery in DELIVERIES.values()], together)
    for delivery in DELIVERIES.values():
        assert known_gain(engine, voice, together, delivery) == gain_for(engine, voice, alone, delivery)


@pytest.mark.parametrize("voice", VOICES)
def test_a_cue_is_as_loud_as_a_sentence(catalogue: Catalogue, voice: str, store: ClipStore) -> None:
    """One-word cues of every kind lie within 3 LU of the sentences."""
    speaker = Speaker(catalogue, store, voice=catalogue.find(voice), pace=1.0)
    for utterance in CUES:
        cue = to_samples(speaker.clip(utterance).audio)
        assert integrated_lufs(_padded(cue), 44_100) == pytest.approx(-18.1, abs=3.0)


@pytest.mark.parametrize("voice", VOICES)
def test_a_session_of_mixed_cues_has_the_target(catalogue: Catalogue, voice: str, store: ClipStore) -> None:
    """Sentences, titles, calls and breath words together have what a session needs within half a LU."""
    speaker = Speaker(catalogue, store, voice=catalogue.find(voice), pace=1.0)
    mixed = [*(Utterance(text) for text in SENTENCES), *CUES, *CUES]
    speech = np.concatenate([_padded(to_samples(speaker.clip(utterance).audio)) for utterance in mixed])
    assert pyloudnorm.Meter(44_100).integrated_loudness(speech) == pytest.approx(-18.1, abs=0.5)


@pytest.mark.parametrize("voice", VOICES)
def test_breath_words_are_slower(catalogue: Catalogue, voice: str, store: ClipStore) -> None:
    """A word of guided breathing takes longer than the same word elsewhere, by a tenth or so, and never drawls."""
    speaker = Speaker(catalogue, store, voice=catalogue.find(voice), pace=1.0)
    for word in ("Inhale.", "Exhale.", "Two. Inhale."):
        slower = speaker.samples(Utterance(word, "breath")) / speaker.samples(Utterance(word))
        assert 1.05 <= slower <= 1.25


def _padded(samples: np.ndarray) -> np.ndarray:
    """With a second of quiet before and behind: BS.1770 measures 400 ms at a time."""
    quiet = np.zeros(44_100, dtype=np.float32)
    return np.concatenate([quiet, samples, quiet])

"""How each kind of cue is spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.score.model import Utterance
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.delivery import BREATHS, CALLS, delivery_of, pace_of
from holdspace.speech.engines.silent import SilentEngine, silent_samples
from holdspace.speech.speaking import Speaker
from holdspace.speech.store import ClipStore
from voices_helpers import ScriptedEngine, neural


def speaker(folder: Path, engine: ScriptedEngine | None = None, pace: float = 1.0) -> Speaker:
    engines = {engine.name: engine} if engine else {"silent": SilentEngine()}
    catalogue = Catalogue(engines)  # type: ignore[arg-type]
    return Speaker(catalogue, ClipStore(folder), voice=catalogue.find(None if engine else "silent"), pace=pace)


def test_each_kind_has_its_pace() -> None:
    """Breath words are slowest, titles a little slow, sentences and calls at the session's pace."""
    paces = [pace_of(Utterance("Inhale.", kind), 1.0) for kind in ("breath", "title", "call", "narration")]
    assert paces == sorted(paces)
    assert paces[0] < paces[1] < paces[2] == paces[3] == 1.0


def test_paces_multiply_and_stay_within_reach() -> None:
    """The session's pace, the script's for a stretch and the kind's are multiplied; no engine is asked for more than
    it can do.
    """
    assert pace_of(Utterance("Inhale.", "breath", pace=0.9), 1.25) == pytest.approx(0.956)
    assert pace_of(Utterance("Inhale.", "breath", pace=0.5), 0.5) == 0.5
    assert pace_of(Utterance("Now.", pace=2.0), 2.0) == 2.0


def test_a_movement_within_a_breath_is_an_instruction() -> None:
    """What tells a movement keeps the pace of sentences, so that it fits its phase; a breath word alone does not."""
    long = Utterance("Inhale: lift your chest and look up.", "breath")
    assert pace_of(long, 1.0) == 1.0
    assert delivery_of(long).level_lu < 0
    assert pace_of(Utterance("Two. Inhale.", "breath"), 1.0) < 1.0


def test_a_clip_is_named_by_what_is_said_and_how(tmp_path: Path) -> None:
    """A breath word and the same word as a sentence are two clips, spoken at their own pace; a stretch with a pace of
    its own is another; two cues that are spoken alike share one.
    """
    with speaker(tmp_path) as speak:
        sentence, breath = Utterance("Breathe in."), Utterance("Breathe in.", "breath")
        slow = Utterance("Breathe in.", pace=0.5)
        assert speak.samples(sentence) == silent_samples("Breathe in.", 1.0)
        assert speak.samples(breath) == silent_samples("Breathe in.", 0.85)
        assert speak.samples(slow) == silent_samples("Breathe in.", 0.5)
        assert speak.synthesized == 3
        speak.clip(Utterance("Breathe in.", pace=1.0))
        assert (speak.synthesized, speak.reused) == (3, 0)


def test_a_voice_is_measured_for_the_kinds_that_are_heard(tmp_path: Path) -> None:
    """Words of breathing and calls are measured by passages of their own, each once, and only when they are needed."""
    engine = neural()
    speak = speaker(tmp_path, engine)
    speak.clip(Utterance("Sit down."))
    assert not {text for text, _, _ in engine.spoken} & {*BREATHS, *CALLS}
    assert not speak.is_ready(Utterance("Inhale.", "breath"))
    speak.clip(Utterance("Inhale.", "breath"))
    speak.clip(Utterance("Exhale.", "breath"))
    assert [pace for text, _, pace in engine.spoken if text == "Exhale."] == [0.85] * (BREATHS.count("Exhale.") + 1)

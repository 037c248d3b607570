"""Hearing voices one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from holdspace.errors import MissingLibrary, ScriptError, UnknownVoice
from holdspace.score.model import Breath, Say
from holdspace.session.audition_passage import DEFAULT_LINES, Passage, passage_of
from holdspace.session.auditioning import (
    MOST_BY_DEFAULT,
    audition_score,
    audition_voices,
    best_voices,
)
from holdspace.session.making import Workshop
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.store import ClipStore
from session_helpers import decoded
from voices_helpers import ScriptedEngine, neural, system


@pytest.fixture
def engines() -> dict[str, ScriptedEngine]:
    return {"pyttsx3": system(), "hibari": neural()}


@pytest.fixture
def workshop(engines: dict[str, ScriptedEngine], tmp_path: Path) -> Iterator[Workshop]:
    with Workshop(Catalogue(engines), ClipStore(tmp_path / "clips")) as workshop:
        yield workshop


def test_each_voice_says_its_name_and_reads_the_same_lines(
    workshop: Workshop, engines: dict[str, ScriptedEngine], tmp_path: Path
) -> None:
    """In one file every chosen voice speaks its number, its name and the lines, in the order asked for."""
    made = audition_voices(
        workshop, ["heart", "pyttsx3:de"], passage_of("Sit tall."), tmp_path / "a.mp3", pace=1.0, force=False
    )
    receipt = made.receipt
    heard = [(voice, text) for text, voice, _ in engines["hibari"].spoken[-2:] + engines["pyttsx3"].spoken[-2:]]
    assert [voice for voice, _ in heard] == ["heart", "heart", "de", "de"]
    assert heard[0][1] == "One. Heart, American."
    assert [chapter.title for chapter in made.track.chapters] == ["hibari:heart", "pyttsx3:de"]
    assert [caption.text for caption in made.track.captions][2:] == ["Two. German.", "Sit tall."]
    assert [heard[1][1], heard[3][1]] == ["Sit tall.", "Sit tall."]
    assert receipt.cues == 4
    assert len(decoded(tmp_path / "a.mp3")) / 44_100 == pytest.approx(receipt.seconds, abs=0.05)


def test_without_names_the_best_of_the_language_are_heard(workshop: Workshop) -> None:
    """Natural voices come first, other languages and voices that do not work not at all, and never too many."""
    chosen = best_voices(workshop, "en-US")
    assert chosen[0].id == "hibari:heart"
    assert {voice.language.split("-")[0] for voice in chosen} == {"en"}
    assert all(voice.works for voice in chosen)
    many = ScriptedEngine("pyttsx3", [replace(chosen[-1], name=f"en{n}") for n in range(30)])
    assert len(best_voices(Workshop(Catalogue({"pyttsx3": many}), workshop.store), "en")) == MOST_BY_DEFAULT


def test_a_language_without_a_voice_is_told(workshop: Workshop) -> None:
    """No voice of the language: an error that names it."""
    with pytest.raises(MissingLibrary, match="'eu'"):
        best_voices(workshop, "eu")


def test_an_unknown_name_makes_nothing(workshop: Workshop, tmp_path: Path) -> None:
    """A voice that nobody knows is an error before anything is spoken or written."""
    with pytest.raises(UnknownVoice, match="harp"):
        audition_voices(workshop, ["harp"], passage_of(None), tmp_path / "a.mp3", pace=1.0, force=False)
    assert not (tmp_path / "a.mp3").exists()


def _said(passage: Passage) -> list[str]:
    said = [
        cue.utterance if isinstance(cue, Say) else cue.words for cue in passage.cues if isinstance(cue, Say | Breath)
    ]
    return [utterance.text for utterance in said if utterance is not None]


def test_a_script_is_heard_by_its_opening_a_call_and_a_breath(tmp_path: Path) -> None:
    """Its own call and its own first round, in its own language and with its pronunciations; never its titles."""
    script = tmp_path / "routine.md"
    text = "---\nsay: {Stand: Stahnd}\n---\n## Stand\n\nStand tall. [pause 2s]\nHold for {60 s}. Let go.\n"
    script.write_text(f"{text}\n## Breathe\n\n[breathe in 4, hold 7, out 8, 3 rounds]\n", encoding="utf-8")
    passage = passage_of(str(script))
    lines, spoken = _said(passage)[:2], _said(passage)[2:]
    assert lines == ["Stand tall.", "Hold for sixty seconds."]
    assert spoken[0] in {"Halfway.", "Thirty seconds left."}
    phases = [(cue.phase, cue.ms) for cue in passage.cues if isinstance(cue, Breath)]
    assert phases == [("in", 4000), ("hold", 7000), ("out", 8000)]
    assert passage.say == (("Stand", "Stahnd"),)
    script.write_text("---\nlanguage: de\ncalls: silent\n---\nSetz dich hin.\n", encoding="utf-8")
    plain = passage_of(str(script))
    assert (plain.language, len(_said(plain))) == ("de", 4)  # a line, a call, in and out
    assert _said(plain)[2] != "Inhale."


def test_a_text_is_read_as_it_is(tmp_path: Path) -> None:
    """Cut into sentences; two lines of ours where none is given; a script with errors is none."""
    assert _said(passage_of(None)) == list(DEFAULT_LINES)
    assert _said(passage_of("Sit down. Stand up.")) == ["Sit down.", "Stand up."]
    with pytest.raises(ScriptError, match=r"missing\.md"):
        passage_of("missing.md")
    (tmp_path / "bad.md").write_text("Stand. [puase 2s]\n", encoding="utf-8")
    with pytest.raises(ScriptError):
        passage_of(str(tmp_path / "bad.md"))


def test_every_voice_is_a_section_of_its_own(workshop: Workshop) -> None:
    """The chapters are the voices' ids, and each sentence is said by its section's voice."""
    chosen = best_voices(workshop, "en")[:2]
    score = audition_score(chosen, passage_of("Sit. Stand."), 1.0)
    assert [section.title for section in score.sections] == [voice.id for voice in chosen]
    said = [cue for cue in score.cues if isinstance(cue, Say)]
    assert [cue.utterance.voice for cue in said] == [chosen[0].id] * 3 + [chosen[1].id] * 3

"""Hearing voices one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from holdspace.errors import MissingLibrary, ScriptError, UnknownVoice
from holdspace.score.model import Say
from holdspace.session.auditioning import (
    DEFAULT_LINES,
    MOST_BY_DEFAULT,
    audition_score,
    audition_voices,
    best_voices,
    lines_of,
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
    receipt = audition_voices(
        workshop, ["heart", "pyttsx3:de"], ("Sit tall.",), tmp_path / "a.mp3", language="en", pace=1.0, force=False
    )
    heard = [(voice, text) for text, voice, _ in engines["hibari"].spoken[-2:] + engines["pyttsx3"].spoken[-2:]]
    assert [voice for voice, _ in heard] == ["heart", "heart", "de", "de"]
    assert "Heart, American" in heard[0][1]
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
        audition_voices(workshop, ["harp"], DEFAULT_LINES, tmp_path / "a.mp3", language="en", pace=1.0, force=False)
    assert not (tmp_path / "a.mp3").exists()


def test_the_lines_are_given_taken_from_a_script_or_ours(tmp_path: Path) -> None:
    """A text is cut into sentences; of a script its first two sentences are read, never its titles."""
    script = tmp_path / "routine.md"
    script.write_text("## Stand\n\nStand tall. [pause 2s]\nHold for {30 s}. Let go.\n", encoding="utf-8")
    assert lines_of(None) == DEFAULT_LINES
    assert lines_of("Sit down. Stand up.") == ("Sit down.", "Stand up.")
    assert lines_of(str(script)) == ("Stand tall.", "Hold for thirty seconds.")
    with pytest.raises(ScriptError, match=r"missing\.md"):
        lines_of("missing.md")
    script.write_text("Stand. [puase 2s]\n", encoding="utf-8")
    with pytest.raises(ScriptError):
        lines_of(str(script))


def test_every_voice_is_a_section_of_its_own(workshop: Workshop) -> None:
    """The chapters are the voices' ids, and each sentence is said by its section's voice."""
    chosen = best_voices(workshop, "en")[:2]
    score = audition_score(chosen, ("One.", "Two."), "en", 1.0)
    assert [section.title for section in score.sections] == [voice.id for voice in chosen]
    said = [cue for cue in score.cues if isinstance(cue, Say)]
    assert [cue.utterance.voice for cue in said] == [chosen[0].id] * 3 + [chosen[1].id] * 3

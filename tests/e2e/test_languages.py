"""Whole routines in other languages than English: nothing of what is said is English."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from holdspace.routine.durations import parse_scaling
from holdspace.routine.loading import load, require_valid
from holdspace.score.composing import compose
from holdspace.score.languages import languages, table
from holdspace.score.model import Breath, Choices, Keep, Say, Score, Utterance
from holdspace.score.wording import duration_words, number_words
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.speaking import Speaker
from holdspace.speech.store import ClipStore

GERMAN = """---
title: Für den Rücken
language: de
breath: in 4, out 6
---

## Taube {rechts}
[both sides]
Strecke dein {rechtes} Bein nach hinten. [pause 2s]
Halte das etwa {60 Sekunden}.
Noch {5 Atemzüge}.

## Katze
[breathe 4 rounds]
- exhale: Runde deinen Rücken.
- inhale: Hebe die Brust.

## Kind
Ruh dich aus. [hold 1m30s]
"""
_VOICES = {"en": "en-us", "fr": "fr-fr"}
needs_reader = pytest.mark.skipif(
    find_spec("phonemizer") is None or find_spec("espeakng_loader") is None, reason="there is no espeak-ng to ask"
)


def composed(folder: Path, text: str, **choices: Any) -> Score:
    path = folder / "routine.md"
    path.write_text(text, encoding="utf-8")
    made = compose(require_valid(load(path)), Choices(countdown="3", **choices), Choices())
    assert [d for d in made.diagnostics if d.severity != "note"] == []
    assert made.score is not None
    return made.score


def utterances(score: Score) -> list[Utterance]:
    """Everything that is said, in order, calls by their time."""
    found: list[Utterance] = []
    for cue in score.cues:
        match cue:
            case Say(utterance=utterance):
                found.append(utterance)
            case Breath(words=Utterance() as words):
                found.append(words)
            case Keep(calls=calls):
                found += [call.utterance for call in calls]
    return found


def test_a_german_routine_is_german_throughout(tmp_path: Path) -> None:
    """Titles, sides, lengths, calls, numbers and breaths of a German routine are said in German, and no other words."""
    score = composed(tmp_path, GERMAN)
    with Catalogue() as catalogue:
        speaker = Speaker(
            catalogue, ClipStore(tmp_path / "clips"), voice=catalogue.find("silent"), pace=1.0, language="de"
        )
        said = [speaker.spoken_text(utterance) for utterance in utterances(score)]
    assert said == [
        "Taube rechts.",
        "Strecke dein rechtes Bein nach hinten.",
        "Halte das etwa sechzig Sekunden.",
        "Halbzeit.",
        "Noch zehn Sekunden.",
        "Drei.",
        "Zwei.",
        "Eins.",
        "Noch fünf Atemzüge.",
        "Halbzeit.",
        "Noch zehn Sekunden.",
        "Als Nächstes: Taube links.",
        "Drei.",
        "Zwei.",
        "Eins.",
        "Andere Seite.",
        "Taube links.",
        "Strecke dein linkes Bein nach hinten.",
        "Halte das etwa sechzig Sekunden.",
        "Halbzeit.",
        "Noch zehn Sekunden.",
        "Drei.",
        "Zwei.",
        "Eins.",
        "Noch fünf Atemzüge.",
        "Halbzeit.",
        "Noch zehn Sekunden.",
        "Als Nächstes: Katze.",
        "Drei.",
        "Zwei.",
        "Eins.",
        "Katze.",
        "Ausatmen: Runde deinen Rücken.",
        "Einatmen: Hebe die Brust.",
        "Zwei, ausatmen: Runde deinen Rücken.",
        "Einatmen: Hebe die Brust.",
        "Drei. Ausatmen.",
        "Einatmen.",
        "Ein letztes Mal. Ausatmen.",
        "Einatmen.",
        "Kind.",
        "Ruh dich aus.",
        "Halbzeit.",
        "Noch zehn Sekunden.",
        "Drei.",
        "Zwei.",
        "Eins.",
    ]


def test_a_german_routine_is_spoken_by_a_german_voice(tmp_path: Path) -> None:
    """The routine's language chooses the voice, which speaks every sentence of it."""
    score = composed(tmp_path, GERMAN)
    with Catalogue() as catalogue:
        voice = catalogue.find(score.voice, score.language)
        if voice.engine == "piper":
            pytest.skip("a natural German voice is installed")
        assert voice.language.startswith("de")
        with Speaker(catalogue, ClipStore(tmp_path / "clips"), voice=voice, pace=1.0, language="de") as speaker:
            wanted = list(dict.fromkeys(replace(utterance, kind="narration") for utterance in utterances(score)))
            assert speaker.prepare(wanted) == []
            assert speaker.synthesized == len(wanted)


@pytest.mark.parametrize(
    ("language", "right", "left", "length", "halved"),
    [
        ("es", "derecha", "izquierda", "60 segundos", "treinta segundos"),
        ("fr", "droite", "gauche", "60 secondes", "trente secondes"),
        ("pt-BR", "direita", "esquerda", "1 minuto", "trinta segundos"),
        ("de", "rechten", "linken", "eine Minute", "dreißig Sekunden"),
        ("fr", "Droite", "Gauche", "2 minutes", "une minute"),
        ("es", "derecha", "izquierda", "6 respiraciones", "tres respiraciones"),
    ],
)
def test_braces_speak_the_routines_language(
    language: str, right: str, left: str, length: str, halved: str, tmp_path: Path
) -> None:
    """Sides and lengths may stand in braces in each language; they are mirrored and scaled in it."""
    front = f"---\ntitle: T\nlanguage: {language}\nbreath: in 4, out 6\n---\n"
    text = f"{front}\n## A {{{right}}}\n[both sides]\nX {{{length}}}.\n"
    said = [u.text for u in utterances(composed(tmp_path, text, hold=(parse_scaling("0.5x"),)))]
    assert f"A {right}." in said
    assert f"A {left}." in said
    assert f"X {halved}." in said


_SOFTLY = str.maketrans("dvɪʊɛ", "tfiue", "ː -")  # noqa: RUF001 -- phonetic letters
"""Differences that compounds make, and the gaps between words, which are drawn otherwise in digits."""


class Reader:
    """What espeak-ng hears in a text of a language, as phonemes without stress."""

    def __init__(self, tag: str) -> None:
        from espeakng_loader import get_data_path, get_library_path
        from phonemizer.backend import EspeakBackend
        from phonemizer.backend.espeak.wrapper import EspeakWrapper

        EspeakWrapper.set_library(get_library_path())
        EspeakWrapper.set_data_path(get_data_path())
        self._backend = EspeakBackend(_VOICES.get(tag, tag), language_switch="keep-flags")

    def phonemes(self, text: str) -> str:
        """The phonemes, somewhat levelled."""
        (read,) = self._backend.phonemize([text], strip=True)
        return str(read).translate(_SOFTLY)


@needs_reader
@pytest.mark.parametrize("tag", languages())
def test_numbers_sound_as_digits_do(tag: str) -> None:
    """A number in our words sounds, to espeak-ng's ear, like that number in digits and like no other."""
    reader = Reader(tag)
    digits = {n: reader.phonemes(str(n)) for n in range(61)}
    for n in range(61):
        heard = reader.phonemes(number_words(n, tag))
        likeness = {m: SequenceMatcher(None, heard, sound).ratio() for m, sound in digits.items()}
        assert max(likeness, key=likeness.__getitem__) == n, (number_words(n, tag), heard)


@needs_reader
@pytest.mark.parametrize("tag", languages())
def test_phrases_are_words_of_their_language(tag: str) -> None:
    """espeak-ng reads every phrase and every length in its own language, and never changes to another for a word."""
    reader = Reader(tag)
    filled = {
        "title": "", "side": "", "number": number_words(2, tag), "total": number_words(3, tag),
        "time": duration_words(90_000, "1 min", tag),
    }  # fmt: skip
    phrases = [text.format(**filled) for text in table(tag)["phrases"].values()]
    lengths = [duration_words(ms, like, tag) for ms in (1000, 21_000, 3_600_000, 5_400_000) for like in ("", "1 min")]
    for text in [*phrases, *lengths]:
        if any(map(str.isalpha, text)):
            heard = reader.phonemes(text)
            assert heard, text
            assert "(" not in heard, (text, heard)

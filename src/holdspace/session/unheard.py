"""Pronunciations that are given in phonemes alone, for a voice that takes none: told once."""

from __future__ import annotations

from collections.abc import Callable

from holdspace.diagnostics import Diagnostic
from holdspace.routine.pronunciation import pronunciation
from holdspace.score.model import Score, Utterance
from holdspace.score.utterances import distinct_utterances
from holdspace.speech.engine import Voice
from holdspace.speech.lexicon import unheard
from holdspace.speech.own_lexicon import pronunciations
from holdspace.speech.speaking import speaks_phonemes


def unheard_phonemes(score: Score, voice_of: Callable[[Utterance], Voice | None]) -> tuple[Diagnostic, ...]:
    """A warning that names such words of the script, if there are any; `voice_of` gives None for a voice not known.

    Raises `BadChoice` for a lexicon of the user's that cannot be read.
    """
    say = pronunciations(score.say)
    if all(pronunciation(spoken).respelled for _, spoken in say):
        return ()
    words: dict[str, str] = {}
    for utterance in distinct_utterances(score):
        voice = voice_of(utterance)
        if voice is None:
            continue
        language = voice.language if utterance.voice else score.language
        if not speaks_phonemes(voice, language):
            words |= dict.fromkeys(unheard(utterance.text, say, score.language), voice.id)
    if not words:
        return ()
    named = ", ".join(f"“{word}”" for word in words)
    what = f"{' and '.join(dict.fromkeys(words.values()))} takes no phonemes: {named} is said as if none were given"
    mend = "write before the phonemes how such a voice is to read it: Malasana: mah-lah-suh-nuh /mɑːˈlɑːsənə/"  # noqa: RUF001 -- phonetic letters
    return (Diagnostic("phonemes-unheard", "warning", score.sections[0].place, what, mend),)

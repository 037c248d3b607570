"""Pronunciations that are given in phonemes alone, for a voice that takes none: told once."""

from __future__ import annotations

from collections.abc import Callable

from holdspace.diagnostics import Diagnostic, Place
from holdspace.routine.pronunciation import pronunciation
from holdspace.score.model import Score, Utterance
from holdspace.score.utterances import distinct_utterances
from holdspace.speech.engine import Voice
from holdspace.speech.lexicon import unheard
from holdspace.speech.own_lexicon import pronunciations
from holdspace.speech.speaking import speaks_phonemes


def unheard_phonemes(score: Score, voice_of: Callable[[Utterance], Voice | None]) -> tuple[Diagnostic, ...]:
    """A warning that names such words where the first is said; `voice_of` gives None for a voice that is not known.

    Raises `BadChoice` for a lexicon of the user's that cannot be read.
    """
    say = pronunciations(score.say, score.own_say)
    if all(pronunciation(spoken).respelled for _, spoken in say):
        return ()
    words: dict[str, tuple[str, Place]] = {}
    for utterance in distinct_utterances(score):
        voice = voice_of(utterance)
        if voice is None:
            continue
        language = voice.language if utterance.voice else score.language
        if not speaks_phonemes(voice, language):
            for word in unheard(utterance.text, say, score.language):
                words.setdefault(word, (voice.id, utterance.place))
    if not words:
        return ()
    named = ", ".join(f"“{word}”" for word in words)
    voices = " and ".join(dict.fromkeys(voice for voice, _ in words.values()))
    what = f"no phonemes can be given to {voices}: {named} is said as if there were none"
    mend = "write before the phonemes how such a voice is to read it: Malasana: mah-lah-suh-nuh /mɑːˈlɑːsənə/"  # noqa: RUF001 -- phonetic letters
    return (Diagnostic("phonemes-unheard", "warning", min(place for _, place in words.values()), what, mend),)

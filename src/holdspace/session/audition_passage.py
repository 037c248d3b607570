"""What each voice reads in an audition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from holdspace.routine.loading import load, require_valid
from holdspace.routine.model import DEFAULT_BREATH
from holdspace.score.composing import compose, start_of
from holdspace.score.model import Breath, Choices, Cue, Keep, Quiet, Say, Score, Utterance
from holdspace.score.phrases import Phrases, phrases_for
from holdspace.score.reporting import Report
from holdspace.score.sentences import split_sentences

DEFAULT_LINES = (
    "Extend your right leg, and cross the right knee over the left.",
    "Hold this for about sixty seconds, and let your breath calm you.",
)
_LINES_OF_A_SCRIPT = 2
_GAP_MS = 500
_BEFORE_CALL_MS = 2000
"""Of the hold, so that the call is heard out of quiet, as in a session."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The cues that every voice speaks, and how."""

    cues: tuple[Cue, ...]
    language: str
    say: tuple[tuple[str, str], ...] = ()
    """The script's own pronunciations."""


def passage_of(text: str | None, language: str | None = None) -> Passage:
    """The given text; of a given script its opening, a call of a hold and a round of breath; or two lines of our own.

    A script is read in its own language. Raises `ScriptError` for one with errors.
    """
    if text is None:
        return Passage(_spaced(DEFAULT_LINES), language or "en")
    path = Path(text)
    if path.suffix.lower() in (".md", ".txt") and (path.exists() or len(text.split()) == 1):
        return _of_script(path, language)
    return Passage(_spaced(tuple(split_sentences(text))), language or "en")


def _of_script(script: Path, language: str | None) -> Passage:
    routine = require_valid(load(script))
    score = compose(routine, Choices(language=language)).score
    phrases = phrases_for(score.language, start_of(routine), Report())
    spoken = [cue.utterance.text for cue in score.cues if isinstance(cue, Say) and cue.utterance.kind == "narration"]
    opening = tuple(spoken[:_LINES_OF_A_SCRIPT]) or DEFAULT_LINES
    call = _call_of(score) or Utterance(phrases.halfway, "call")
    cues = [*_spaced(opening), Quiet(_BEFORE_CALL_MS, 0, written=False), Say(call, 0), _gap(), *_breath(score, phrases)]
    return Passage(tuple(cues), score.language, score.say)


def _call_of(score: Score) -> Utterance | None:
    """The first thing that is called in a hold."""
    return next((call.utterance for cue in score.cues if isinstance(cue, Keep) for call in cue.calls), None)


def _breath(score: Score, phrases: Phrases) -> Iterator[Breath]:
    """The first round of the first breathing; the usual breath where the routine has none."""
    at = next((number for number, cue in enumerate(score.cues) if isinstance(cue, Breath)), None)
    if at is not None:
        run = takewhile(lambda cue: isinstance(cue, Breath) and cue.round == 1, score.cues[at:])
        yield from (cue for cue in run if isinstance(cue, Breath))
        return
    for phase in DEFAULT_BREATH.phases:
        words = Utterance(f"{phrases.phase(phase.kind)}.".replace("..", "."), "breath")
        yield Breath("hold" if phase.kind == "hold" else phase.kind, phase.ms, 0, 1, 1, words, None)


def _spaced(lines: tuple[str, ...]) -> tuple[Cue, ...]:
    return tuple(cue for text in lines for cue in (Say(Utterance(text), 0), _gap()))


def _gap() -> Quiet:
    return Quiet(_GAP_MS, 0, written=False)


def spoken_by(passage: Passage, voice: str, section: int) -> Iterator[Cue]:
    """The passage in one voice, as a section of its own."""
    for cue in passage.cues:
        match cue:
            case Say(utterance=utterance):
                yield Say(replace(utterance, voice=voice, pace=None), section)
            case Breath(words=words):
                own = None if words is None else replace(words, voice=voice, pace=None)
                yield replace(cue, words=own, section=section)
            case _:
                yield replace(cue, section=section)

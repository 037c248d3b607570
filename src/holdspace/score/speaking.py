"""Passes: which voice speaks, the announcements of sections, and the narration."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdspace.routine.model import VoiceChange
from holdspace.score.model import Say, Utterance
from holdspace.score.passages import Sentence, written_text
from holdspace.score.steps import Opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdspace.score.steps import Frame, Step

DEFAULT_VOICE = "default"
"""`[voice default]` goes back to the session's own voice."""

_STOPS = (".", "!", "?", "…", ":", ";")


def change_voices(steps: Sequence[Step], _frame: Frame) -> list[Step]:
    """Pass: from a `[voice …]` on every step carries that voice; the direction itself is used up."""
    voice: str | None = None
    voiced: list[Step] = []
    for step in steps:
        if isinstance(step.what, VoiceChange):
            voice = None if step.what.name.casefold() == DEFAULT_VOICE else step.what.name
        else:
            voiced.append(step if step.voice == voice else replace(step, voice=voice))
    return voiced


def announce(steps: Sequence[Step], frame: Frame) -> list[Step]:
    """Pass: openings become titles. "Other side" is an instruction and spoken even where chapters are silent."""
    announced: list[Step] = []
    for step in steps:
        if isinstance(step.what, Opening):
            place = frame.entries[step.section].section.place
            for text in _announcements(step.what, frame):
                utterance = Utterance(text, "title", step.voice, place)
                announced.append(step.become(Say(utterance, step.section)))
        else:
            announced.append(step)
    return announced


def narrate(steps: Sequence[Step], _frame: Frame) -> list[Step]:
    """Pass: every sentence becomes one utterance."""
    return [
        step.become(Say(Utterance(written_text(what.parts), "narration", step.voice, what.place), step.section))
        if isinstance(what := step.what, Sentence)
        else step
        for step in steps
    ]


def as_sentence(title: str) -> str:
    """A title with the stop that lets a voice fall."""
    return title if title.endswith(_STOPS) else f"{title}."


def _announcements(opening: Opening, frame: Frame) -> Iterator[str]:
    if opening.other_side:
        yield frame.phrases.other_side
    if opening.named and frame.chosen.chapters_spoken:
        yield as_sentence(opening.title)

"""Passes: which voice speaks and at which pace, the announcements of sections, and the narration."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdspace.routine.model import VoiceChange
from holdspace.score.model import Breath, Keep, Quiet, Say, Utterance
from holdspace.score.passages import Break, Sentence, written_text
from holdspace.score.spacing import AFTER_TITLE_MS
from holdspace.score.steps import Opening, RoundStart
from holdspace.score.wording import number_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from holdspace.diagnostics import Place
    from holdspace.score.phrases import Phrases
    from holdspace.score.steps import Frame, Step, What

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


def set_paces(steps: Sequence[Step], _frame: Frame) -> list[Step]:
    """Pass: whatever is spoken in a step, calls and breath words included, gets the pace of its place in the script."""
    return [step if step.pace == 1.0 else step.become(_at_pace(step.what, step.pace)) for step in steps]


def _at_pace(what: What, pace: float) -> What:
    match what:
        case Say(utterance=utterance):
            return replace(what, utterance=replace(utterance, pace=pace))
        case Keep(calls=calls):
            return replace(what, calls=tuple(replace(c, utterance=replace(c.utterance, pace=pace)) for c in calls))
        case Breath(words=words) if words is not None:
            return replace(what, words=replace(words, pace=pace))
        case _:
            return what


def announce(steps: Sequence[Step], frame: Frame) -> list[Step]:
    """Pass: openings become titles, rounds are told.

    "Other side" is an instruction and spoken even where chapters are silent; then there is time to change over.
    """
    announced: list[Step] = []
    for at, step in enumerate(steps):
        if isinstance(step.what, Opening):
            place = frame.entries[step.section].section.place
            announced += [_title(text, step, place) for text in _announcements(step.what, frame)]
            if step.what.other_side and not _begins_quietly(steps[at + 1 :]):
                announced.append(_change_over(steps[:at], step, place, frame))
        elif isinstance(step.what, RoundStart):
            if frame.chosen.style_in(step.calls).tells_rounds:
                announced.append(_title(_round(step.what, frame.phrases), step, step.what.place))
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


def _title(text: str, step: Step, place: Place) -> Step:
    return step.become(Say(Utterance(text, "title", step.voice, place), step.section))


def _round(start: RoundStart, phrases: Phrases) -> str:
    number, total = (number_words(n, phrases.language) for n in (start.number, start.times))
    template = phrases.set_of if start.depth else phrases.round_of
    return template.format(number=number, total=total)


def _change_over(before: Sequence[Step], step: Step, place: Place, frame: Frame) -> Step:
    """Time to change sides: what the author has left for it just before counts towards it."""
    given_ms = 0
    for earlier in reversed(before):
        match earlier.what:
            case Quiet(ms=ms) | Keep(kind="rest", ms=ms):
                given_ms += ms
            case Break():
                pass
            case _:
                break
    ms = max(AFTER_TITLE_MS, frame.chosen.change_ms - given_ms)
    return step.become(Quiet(ms, step.section, written=False, place=place))


def _begins_quietly(after: Iterable[Step]) -> bool:
    """Whether the author's own pause, rest or hold comes first."""
    first = next((step.what for step in after if not isinstance(step.what, Break)), None)
    return isinstance(first, (Quiet, Keep))


def _announcements(opening: Opening, frame: Frame) -> Iterator[str]:
    if opening.other_side:
        yield frame.phrases.other_side
    if opening.named and frame.chosen.chapters_spoken:
        yield as_sentence(opening.title)

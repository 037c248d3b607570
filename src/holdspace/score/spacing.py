"""Pass: the natural gaps between what is spoken, and the quiet at the head and the tail of the session.

A gap stands only after speech or a tone. What comes after a hold, a breath or a written pause comes at once, and a
hold begins at the very end of the words before it. Gaps follow the pace: slower speech has longer ones. Those after a
sentence, a paragraph and a title follow the style too: a yin teacher leaves more air than a coach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.diagnostics import Place
from holdspace.routine.model import NOWHERE
from holdspace.score.model import BedChange, Keep, Quiet, Say, Sound
from holdspace.score.passages import Break
from holdspace.score.steps import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.score.choosing import Chosen
    from holdspace.score.steps import Frame

HEAD_MS = 1000
TAIL_MS = 2000
AFTER_SENTENCE_MS = 450
AFTER_PARAGRAPH_MS = 900
AFTER_TITLE_MS = 800
BEFORE_SECTION_MS = 1200


def space(steps: Sequence[Step], frame: Frame) -> list[Step]:
    """Pass: gaps come in, the ends of paragraphs go out."""
    spaced = [_quiet(HEAD_MS, 0, NOWHERE)]
    last: Step | None = None
    beds: list[Step] = []  # a change of bed comes after the gap, with what it was written before
    paragraph_ended = False
    for step in steps:
        if isinstance(step.what, Break):
            paragraph_ended = True
        elif isinstance(step.what, BedChange):
            beds.append(step)
        else:
            spaced += [*_gap(last, step, frame.chosen, paragraph_ended=paragraph_ended), *beds, step]
            last, beds, paragraph_ended = step, [], False
    spaced += beds
    first = next((at for at, step in enumerate(spaced[1:], 1) if not isinstance(step.what, BedChange)), len(spaced))
    spaced = [*spaced[1:first], spaced[0], *spaced[first:]]  # what the session begins with lies beneath its head too
    return [*spaced, _quiet(TAIL_MS, spaced[-1].section, NOWHERE)]


def _gap(last: Step | None, step: Step, chosen: Chosen, *, paragraph_ended: bool) -> list[Step]:
    """The natural gap between two steps, as part of the first one's section, in its style and at its pace."""
    if last is None:
        return []
    styled = step if _is_title(last) else last  # a `[calls …]` stands beneath the title of its section
    air = chosen.style_in(styled.calls).gap_factor
    ms = round(_gap_ms(last, step, air, paragraph_ended=paragraph_ended) / (chosen.pace * last.pace))
    return [_quiet(ms, last.section, _place(last))] if ms else []


def _gap_ms(last: Step, step: Step, air: float, *, paragraph_ended: bool) -> float:
    if isinstance(step.what, (Keep, Quiet)):
        return 0
    if not isinstance(last.what, (Say, Sound)):
        return 0
    if step.section != last.section:
        return BEFORE_SECTION_MS
    return air * _gap_after(last, step, paragraph_ended=paragraph_ended)


def _gap_after(last: Step, step: Step, *, paragraph_ended: bool) -> int:
    if isinstance(last.what, Sound):
        return 0
    if _is_title(last):
        return AFTER_SENTENCE_MS if _is_title(step) else AFTER_TITLE_MS
    return AFTER_PARAGRAPH_MS if paragraph_ended else AFTER_SENTENCE_MS


def _is_title(step: Step) -> bool:
    return isinstance(step.what, Say) and step.what.utterance.kind == "title"


def _quiet(ms: int, section: int, place: Place) -> Step:
    return Step(Quiet(ms, section, written=False, place=place), section)


def _place(step: Step) -> Place:
    return step.what.utterance.place if isinstance(step.what, Say) else getattr(step.what, "place", NOWHERE)

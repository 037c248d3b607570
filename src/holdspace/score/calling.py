"""Pass: what is said inside holds and rests without lengthening them.

Each call is given its moment and its importance; which of them fit is known only when their lengths are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdspace.score.model import Breath, Call, Keep, Say, Utterance
from holdspace.score.speaking import as_sentence
from holdspace.score.titles import unnumbered
from holdspace.score.wording import number_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdspace.score.steps import Entry, Frame, Step

COUNT_IMPORTANCE = 50
NEXT_IMPORTANCE = 40
TEN_SECONDS_IMPORTANCE = 30
HALFWAY_IMPORTANCE = 20

LEAST_FOR_HALFWAY_MS = 30_000
LEAST_FOR_TEN_SECONDS_MS = 20_000
LEAST_FOR_NEXT_MS = 15_000
LEAST_BEFORE_COUNT_MS = 5_000
"""A hold has at least so much before its counted seconds."""
NEXT_BEFORE_END_MS = 6_000
NEXT_BEFORE_COUNT_MS = 3_000
"""Where the counted seconds would leave less than this, the next section is named so long before the first number."""


def call(steps: Sequence[Step], frame: Frame) -> list[Step]:
    """Pass: holds and rests get their calls, in the order in which they are heard."""
    called: list[Step] = []
    busy_section = -1  # the section of the nearest later step that guides or keeps the listener
    for step in reversed(steps):
        if isinstance(step.what, Keep):
            following = _next_title(step, frame) if step.section != busy_section else None
            called.append(step.become(_with_calls(step.what, step, following, frame)))
        else:
            called.append(step)
        if isinstance(step.what, (Say, Keep, Breath)):
            busy_section = step.section
    called.reverse()
    return called


def _with_calls(keep: Keep, step: Step, following: str | None, frame: Frame) -> Keep:
    calls = [
        Call(Utterance(text, "call", step.voice, keep.place), at_ms, importance)
        for at_ms, importance, text in _calls(keep, following, frame)
    ]
    return replace(keep, calls=tuple(sorted(calls, key=lambda one: one.at_ms)))


def _calls(keep: Keep, following: str | None, frame: Frame) -> Iterator[tuple[int, int, str]]:
    """Moment in milliseconds, importance and words of every call."""
    chosen, phrases = frame.chosen, frame.phrases
    counted = chosen.counted_seconds if keep.ms >= chosen.counted_seconds * 1000 + LEAST_BEFORE_COUNT_MS else 0
    for second in range(1, counted + 1):
        words = number_words(second, phrases.language).capitalize()
        yield keep.ms - second * 1000, COUNT_IMPORTANCE, f"{words}."
    if following and keep.ms >= LEAST_FOR_NEXT_MS:
        before_end = max(NEXT_BEFORE_END_MS, counted * 1000 + NEXT_BEFORE_COUNT_MS)
        yield keep.ms - before_end, NEXT_IMPORTANCE, as_sentence(phrases.next_section.format(title=following))
    if keep.kind == "rest":
        return
    if chosen.countdown != "off" and counted < 10 and keep.ms >= LEAST_FOR_TEN_SECONDS_MS:
        yield keep.ms - 10_000, TEN_SECONDS_IMPORTANCE, phrases.ten_seconds
    if chosen.halfway and keep.ms >= LEAST_FOR_HALFWAY_MS:
        yield keep.ms // 2, HALFWAY_IMPORTANCE, phrases.halfway


def _next_title(step: Step, frame: Frame) -> str | None:
    """How the section after this step's is announced; None when there is none or it begins without a word."""
    following: Entry | None = frame.entries[step.section + 1] if step.section + 1 < len(frame.entries) else None
    if following is None or following.opening is None:
        return None
    if following.opening.named and frame.chosen.chapters_spoken:
        return unnumbered(following.opening.title)
    return frame.phrases.other_side_name if following.opening.other_side else None

"""Pass: what is said inside holds and rests without lengthening them, and what sounds at their end.

Each call is given its moment and its importance; which of them fit is known only when their lengths are. How much is
called is a style (see `styles`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from holdspace.routine.countdowns import COUNTED_SECONDS
from holdspace.score.model import BedChange, Breath, Call, Keep, Say, Sound, ToneName, Utterance
from holdspace.score.passages import Break
from holdspace.score.speaking import as_sentence
from holdspace.score.titles import unnumbered
from holdspace.score.wording import duration_words, number_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdspace.score.phrases import Phrases
    from holdspace.score.steps import Entry, Frame, Step, What
    from holdspace.score.styles import Style

COUNT_IMPORTANCE = 50
NEXT_IMPORTANCE = 40
READY_IMPORTANCE = 35
TEN_SECONDS_IMPORTANCE = 30
EARLIER_MARK_IMPORTANCE = 25
"""Of a mark of more than ten seconds."""
HALFWAY_IMPORTANCE = 20
TIME_LEFT_IMPORTANCE = 10

LEAST_BEFORE_MARK_MS = 10_000
"""A hold has at least so much before a mark such as "ten seconds"."""
LEAST_FOR_NEXT_MS = 15_000
LEAST_BEFORE_COUNT_MS = 5_000
"""A hold has at least so much before its counted seconds."""
NEXT_BEFORE_END_MS = 6_000
NEXT_BEFORE_COUNT_MS = 3_000
"""Where the counted seconds would leave less than this, the next section is named so long before the first number."""

LEAST_LED_REST_MS = 8_000
NEXT_IN_LED_REST_MS = 1_000
"""A rest that is led through names what comes next so long after its beginning."""
LEAST_FOR_READY_MS = 10_000
READY_BEFORE_COUNT_MS = 2_000
READY_BEFORE_END_MS = 3_000

SOUNDS_FROM_MS = 5_000
"""Shorter holds and rests end without a sound: the words after them are their end."""
LEAST_FOR_TIME_LEFT_MS = 60_000
TIME_LEFT_EVERY_MS = 30_000
TIME_LEFT_AFTER_START_MS = 15_000
TIME_LEFT_FROM_HALF_MS = 10_000
"""Nearer to the half, "halfway" says it all."""


@dataclass(frozen=True, slots=True)
class _Ahead:
    """What comes after a hold or rest, as far as its calls speak of it."""

    title: str | None
    """How the next section is announced; None while more is said or done in this one, or without a word."""
    effort: bool
    """Whether there is something to hold or breathe, in this section or the next."""
    sound: bool
    """Whether the author has put a bell or the like right behind it."""


class _Moment(NamedTuple):
    at_ms: int
    importance: int
    text: str


def call(steps: Sequence[Step], frame: Frame) -> list[Step]:
    """Pass: holds and rests get their calls, in the order in which they are heard."""
    called: list[Step] = []
    busy_section = effort_section = -1  # of the nearest later step that guides the listener, or asks for effort
    follower: What | None = None
    for step in reversed(steps):
        if isinstance(step.what, Keep):
            title = _next_title(step, frame) if step.section != busy_section else None
            effort = effort_section in (step.section, step.section + 1)
            ahead = _Ahead(title, effort, isinstance(follower, Sound))
            called.append(step.become(_with_calls(step.what, step, ahead, frame)))
        else:
            called.append(step)
        if isinstance(step.what, (Say, Keep, Breath)):
            busy_section = step.section
        if isinstance(step.what, Breath) or (isinstance(step.what, Keep) and step.what.kind == "hold"):
            effort_section = step.section
        if not isinstance(step.what, (Break, BedChange)):
            follower = step.what
    called.reverse()
    return called


def _with_calls(keep: Keep, step: Step, ahead: _Ahead, frame: Frame) -> Keep:
    style = frame.chosen.style_in(step.calls)
    calls = [
        Call(Utterance(moment.text, "call", step.voice, keep.place), moment.at_ms, moment.importance)
        for moment in _moments(keep, style, ahead, frame.phrases)
    ]
    return replace(
        keep,
        calls=tuple(sorted(calls, key=lambda one: one.at_ms)),
        ends_with=_end_of(keep, style, ahead),
    )


def _end_of(keep: Keep, style: Style, ahead: _Ahead) -> ToneName | None:
    """The sound at the end; none right before the author's own bell."""
    if keep.ms < SOUNDS_FROM_MS or ahead.sound:
        return None
    return style.ends_with


def _counted(keep: Keep, style: Style) -> int:
    """How many last seconds are counted aloud: what the style asks for, or the longest count that is not too early."""
    fitting = (n for n in COUNTED_SECONDS if n <= style.counted_seconds and keep.ms >= n * 1000 + LEAST_BEFORE_COUNT_MS)
    return max(fitting, default=0)


def _moments(keep: Keep, style: Style, ahead: _Ahead, phrases: Phrases) -> Iterator[_Moment]:
    counted = _counted(keep, style)
    for second in range(1, counted + 1):
        words = number_words(second, phrases.language).capitalize()
        yield _Moment(keep.ms - second * 1000, COUNT_IMPORTANCE, f"{words}.")
    yield from _next(keep, style, ahead, phrases)
    if keep.kind == "rest":
        yield from _ready(keep, style, ahead, phrases)
        return
    yield from _marks(keep, style, phrases)
    if _has_half(keep, style):
        yield _Moment(keep.ms // 2, HALFWAY_IMPORTANCE, phrases.halfway)
    if style.tells_time_left:
        yield from _time_left(keep, style, phrases)


def _marks(hold: Keep, style: Style, phrases: Phrases) -> Iterator[_Moment]:
    """What is left, at the marks of the countdown that do not come too early in the hold."""
    for mark_s in style.marks_s:
        at_ms = hold.ms - mark_s * 1000
        if at_ms >= LEAST_BEFORE_MARK_MS:
            importance = TEN_SECONDS_IMPORTANCE if mark_s <= 10 else EARLIER_MARK_IMPORTANCE
            yield _Moment(at_ms, importance, _mark_text(mark_s, phrases))


def _mark_text(mark_s: int, phrases: Phrases) -> str:
    """The phrase of ten seconds with another time in it."""
    ten, other = _left_words(10_000, phrases), _left_words(mark_s * 1000, phrases)
    text = re.sub(re.escape(ten), other, phrases.ten_seconds, flags=re.IGNORECASE)
    return text[:1].upper() + text[1:]


def _left_words(left_ms: int, phrases: Phrases) -> str:
    return duration_words(left_ms, "seconds" if left_ms % 60_000 else "minutes", phrases.language)


def _next(keep: Keep, style: Style, ahead: _Ahead, phrases: Phrases) -> Iterator[_Moment]:
    """The name of the next section: near the end, or at the beginning of a rest that is led through."""
    if not ahead.title or not style.names_next:
        return
    text = as_sentence(phrases.next_section.format(title=ahead.title))
    if keep.kind == "rest" and style.leads_through_rests:
        if keep.ms >= LEAST_LED_REST_MS:
            yield _Moment(NEXT_IN_LED_REST_MS, NEXT_IMPORTANCE, text)
    elif keep.ms >= LEAST_FOR_NEXT_MS:
        before_end = max(NEXT_BEFORE_END_MS, _counted(keep, style) * 1000 + NEXT_BEFORE_COUNT_MS)
        yield _Moment(keep.ms - before_end, NEXT_IMPORTANCE, text)


def _ready(rest: Keep, style: Style, ahead: _Ahead, phrases: Phrases) -> Iterator[_Moment]:
    if style.leads_through_rests and ahead.effort and rest.ms >= LEAST_FOR_READY_MS:
        before_end = max(READY_BEFORE_END_MS, _counted(rest, style) * 1000 + READY_BEFORE_COUNT_MS)
        yield _Moment(rest.ms - before_end, READY_IMPORTANCE, phrases.get_ready)


def _has_half(hold: Keep, style: Style) -> bool:
    return style.halfway and hold.ms >= style.halfway_from_ms


def _time_left(hold: Keep, style: Style, phrases: Phrases) -> Iterator[_Moment]:
    """What is left of a long hold, every half minute."""
    if hold.ms < LEAST_FOR_TIME_LEFT_MS:
        return
    marks_ms = [mark_s * 1000 for mark_s in style.marks_s]  # these say it themselves
    left_ms = TIME_LEFT_EVERY_MS
    while hold.ms - left_ms >= TIME_LEFT_AFTER_START_MS:
        near_half = _has_half(hold, style) and abs(hold.ms - 2 * left_ms) < 2 * TIME_LEFT_FROM_HALF_MS
        if not near_half and left_ms not in marks_ms:
            text = phrases.time_left.format(time=_left_words(left_ms, phrases))
            yield _Moment(hold.ms - left_ms, TIME_LEFT_IMPORTANCE, text[:1].upper() + text[1:])
        left_ms += TIME_LEFT_EVERY_MS


def _next_title(step: Step, frame: Frame) -> str | None:
    """How the section after this step's is announced; None when there is none or it begins without a word."""
    following: Entry | None = frame.entries[step.section + 1] if step.section + 1 < len(frame.entries) else None
    if following is None or following.opening is None:
        return None
    if following.opening.named and frame.chosen.chapters_spoken:
        return unnumbered(following.opening.title)
    return frame.phrases.other_side_name if following.opening.other_side else None

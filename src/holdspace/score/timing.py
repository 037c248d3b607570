"""Pass: holds, rests and pauses get their lengths, and the braces that name a length say it."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from holdspace.routine.model import NOWHERE, Count, Duration, Hold, Part, Pause, Rest, Timed, Words
from holdspace.score.choosing import duration_ms
from holdspace.score.model import Keep, Quiet
from holdspace.score.passages import Held, Sentence
from holdspace.score.scaling import Kept, scaled, scaling_for, spoken
from holdspace.score.wording import times_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.diagnostics import Place
    from holdspace.score.choosing import Chosen
    from holdspace.score.steps import Entry, Frame, Step, What

_TIMES_SIGN = re.compile(r"\d\s*[x×]|[x×]\s*\d", re.IGNORECASE)


def time(steps: Sequence[Step], frame: Frame) -> list[Step]:
    """`[hold]`, `[rest]` and held braces become `Keep`, `[pause]` becomes `Quiet`; sentences name the new lengths."""
    return [step.become(_timed(step, frame)) for step in steps]


def held_duration(step: Step, frame: Frame) -> Duration | None:
    """What a step holds as written, with the default for a bare `[hold]`; None when it holds nothing."""
    match step.what:
        case Held(timed=timed):
            return timed.duration
        case Hold(duration=duration):
            return duration or frame.chosen.default_hold
        case _:
            return None


def _kept_hold(duration: Duration, entry: Entry, chosen: Chosen) -> Kept:
    return scaled(duration, scaling_for(chosen.hold, entry), chosen.hold_factor, chosen.breath.cycle_ms)


def _timed(step: Step, frame: Frame) -> What:
    entry = frame.entries[step.section]
    chosen = frame.chosen
    held = held_duration(step, frame)
    if held is not None:
        kept = _kept_hold(held, entry, chosen)
        return Keep("hold", kept.ms, step.section, place=_place(step.what))
    match step.what:
        case Rest(duration=duration, place=place):
            wanted = duration or chosen.default_rest
            kept = scaled(wanted, scaling_for(chosen.rest, entry), Fraction(1), chosen.breath.cycle_ms)
            return Keep("rest", kept.ms, step.section, place=place)
        case Pause(duration=duration, place=place):
            return Quiet(duration_ms(duration, chosen.breath), step.section, written=True, place=place)
        case Sentence(parts=parts):
            return replace(step.what, parts=tuple(_told(part, entry, frame, first=part is parts[0]) for part in parts))
        case _:
            return step.what


def _place(what: What) -> Place:
    return what.timed.place if isinstance(what, Held) else getattr(what, "place", NOWHERE)


def _told(part: Part, entry: Entry, frame: Frame, *, first: bool) -> Part:
    """A brace in the words for its length or number; everything else as it is."""
    language = frame.phrases.language
    match part:
        case Timed(duration=duration, place=place):
            kept = _kept_hold(duration, entry, frame.chosen)
            words = spoken(duration, kept, language)
        case Count(times=times, written=written, place=place):
            words = times_words(times, "times", language) if _TIMES_SIGN.search(written) else written
        case _:
            return part
    return Words(words[:1].upper() + words[1:] if first else words, "", place)

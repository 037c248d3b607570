"""One step → narration, holds, pauses, counts and notes in their order."""

from __future__ import annotations

import re

from holdspace.importing import english_sides, parts
from holdspace.importing.facts import Hold, Step
from holdspace.importing.merging import orders_side
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import imperative, sentences
from holdspace.routine import model
from holdspace.routine.durations import parse_duration
from holdspace.routine.unreadable import Unreadable

SECONDS_PER_REPETITION = 4
"""A slow repetition: two seconds there, two back."""
OPEN_SECONDS = 90
"""How long an open hold is, until the author of the script says otherwise."""

_SHORTEST_BREATHING_SECONDS = 30
"""A shorter time beside a paced breath is that of a position in it."""
_MINUTE_OR_TWO = re.compile(r"\ba minute or two\b", re.IGNORECASE)

_OTHER_SIDE = re.compile(english_sides.OTHER_SIDE_PATTERN, re.IGNORECASE)
_LONGEST_ORDER = 12
_REPEAT = re.compile(r"^\W*(?:and\s+|then\s+|now\s+)?(?:repeat|switch|change|swap|do|same|perform)\b", re.IGNORECASE)


def step_items(step: Step, doubts: list[str], *, flowing: bool = False) -> list[model.Item]:
    """The items that `step` makes; in a `flowing` script nothing is waited but what it says itself."""
    items: list[model.Item] = []
    waiting = sorted(_own_holds(step), key=lambda hold: hold.at)
    for start, end in sentences(step.text):
        sentence = step.text[start:end]
        if _only_sides(sentence):
            continue
        due = [hold for hold in waiting if start <= hold.at < end]
        waiting = [hold for hold in waiting if hold not in due]
        items += _sentence_items(sentence, start, due, pauses=step.paced is None and not flowing)
    for hold in waiting:
        items += [model.Hold(_length(hold))] if items else []
    # A list of movements follows its [breathe …] directly, so the notes come first.
    items += [parts.note(doubt) for doubt in doubts]
    items += [] if flowing else _repeats(step)
    return _spaced(items)


def _own_holds(step: Step) -> list[Hold]:
    """The holds that are quiet time; those of a paced step say how long to breathe, unless it counts its rounds."""
    if step.paced is None or step.repeats:
        return step.holds
    return [hold for hold in step.holds if hold is not _breathing_time(step) and not hold.breaths]


def _breathing_time(step: Step) -> Hold | None:
    return next((hold for hold in step.holds if hold.seconds and hold.seconds >= _SHORTEST_BREATHING_SECONDS), None)


def _only_sides(sentence: str) -> bool:
    """Whether the sentence only orders the other side, which `[both sides]` does."""
    if len(sentence.split()) > _LONGEST_ORDER or quantities(sentence):
        return False
    return bool(_OTHER_SIDE.search(sentence) and _REPEAT.match(sentence)) or orders_side(sentence)


def _sentence_items(sentence: str, start: int, holds: list[Hold], *, pauses: bool) -> list[model.Item]:
    if not holds:
        told: list[model.Item] = [parts.words(_stopped(sentence))]
        return told + (_pause(sentence) if pauses else [])
    hold = holds[0]
    quiet: list[model.Item] = [model.Hold(_length(h)) for h in holds]
    if len(holds) == 1 and _MINUTE_OR_TWO.search(sentence):
        return [parts.words(_stopped(_MINUTE_OR_TWO.sub("one to two minutes", sentence))), *quiet]
    inside = _braced(sentence, hold, start)
    if inside is not None and len(holds) == 1:
        return inside
    return [parts.words(_stopped(sentence)), *quiet]


def _braced(sentence: str, hold: Hold, start: int) -> list[model.Item] | None:
    """The sentence with its time in braces, where the time is one that can be said and held as it stands."""
    at = hold.at - start
    written = hold.source
    if hold.open or hold.least is not None or hold.most is not None or sentence[at : at + len(written)] != written:
        return None
    try:
        duration = parse_duration(written)
    except Unreadable:
        return None
    seconds = hold.seconds or 0
    if duration.ms != round(seconds * 1000) or duration.breaths != (hold.breaths or 0):
        return None
    before, after = sentence[:at], _stopped(sentence[at + len(written) :] or ".")
    return [*([parts.words(before)] if before else []), model.Timed(duration), parts.words(after)]


def _length(hold: Hold) -> model.Duration:
    if hold.open:
        return parts.seconds(OPEN_SECONDS)
    return parts.breaths(hold.breaths) if hold.breaths else parts.seconds(hold.seconds or 1)


def _pause(sentence: str) -> list[model.Item]:
    """Time to do what the sentence says: longer for longer instructions, none for what is only told."""
    if not imperative(sentence) or any(q.kind == "time" for q in quantities(sentence)):
        return []
    return [model.Pause(parts.seconds(min(8, 3 + len(sentence.split()) // 4)))]


def _repeats(step: Step) -> list[model.Item]:
    """What repeats the step: breaths, repetitions, sets."""
    if step.paced is not None:
        return [_breathe(step)]
    items: list[model.Item] = []
    if step.repeats and step.repeats > 1:
        items += _again_and_again(step)
    if step.sets and step.sets > 1:
        items += _sets(step)
    elif step.rest_seconds:
        items.append(model.Rest(parts.seconds(step.rest_seconds)))
    return items


def _again_and_again(step: Step) -> list[model.Item]:
    times = min(step.repeats or 1, 999)
    held = _held(step)
    if held is None:
        return [model.Hold(parts.seconds(times * SECONDS_PER_REPETITION))]
    again: list[model.Item] = [
        parts.words("Again, and hold."),
        model.Hold(_length(held)),
        parts.words("Release."),
        model.Pause(parts.seconds(2)),
    ]
    return [model.Repeat(times - 1), *again, model.End()] if times > 1 else []


def _held(step: Step) -> Hold | None:
    """How long each repetition is held; None where it is not."""
    return next((hold for hold in step.holds if not hold.open), step.held)


def _sets(step: Step) -> list[model.Item]:
    rest: list[model.Item] = (
        [model.Rest(parts.seconds(step.rest_seconds))] if step.rest_seconds else [model.Pause(parts.seconds(5))]
    )
    held = _held(step)
    work: list[model.Item]
    if step.repeats and step.repeats > 1:
        work = _again_and_again(step)
    elif held is not None:
        work = [model.Hold(_length(held))]
    else:
        work = [model.Hold(None)]
    return [model.Repeat(min(step.sets or 1, 999) - 1), *rest, parts.words("Next set."), *work, model.End()]


def _breathe(step: Step) -> model.Breathe:
    paced = step.paced
    assert paced is not None  # noqa: S101 - only asked for paced steps
    rounds = step.repeats or next((hold.breaths for hold in step.holds if hold.breaths), None) or 5
    written = {"in": "inhale", "out": "exhale", "hold": "hold"}
    minutes = _breathing_time(step)
    movements = (
        ()
        if paced.seconds
        else tuple(
            model.Movement(kind, (parts.words(_capital(text) + "."),) if text else (), written[kind])
            for kind, text in paced.movements
        )
    )
    pattern = None
    if paced.seconds:
        phases = tuple(
            model.Phase(kind, round(s * 1000)) for (kind, _), s in zip(paced.movements, paced.seconds, strict=False)
        )
        pattern = model.BreathPattern(phases)
    if minutes and not step.repeats:
        return model.Breathe(pattern, None, parts.seconds(minutes.seconds or 1), movements)
    return model.Breathe(pattern, min(rounds, 999), None, movements)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _stopped(sentence: str) -> str:
    """`sentence` with a stop at its end."""
    tidy = sentence.rstrip()
    return tidy if tidy.endswith((".", "!", "?", "…", ".)", "!”", ".”", '."')) else tidy.rstrip(",;:–—- ") + "."


def _spaced(items: list[model.Item]) -> list[model.Item]:
    """`items` with blanks between words and what stands beside them."""
    spaced: list[model.Item] = []
    for index, item in enumerate(items):
        before = items[index - 1] if index else None
        if isinstance(item, model.Words):
            text = item.source
            bound = isinstance(before, model.Timed)
            if before is not None and not bound and not text.startswith(" "):
                text = "\n" + parts.line_escaped(text)
            following = items[index + 1] if index + 1 < len(items) else None
            if (
                following is not None
                and not isinstance(following, (model.Words, model.Timed))
                and not text.endswith(" ")
            ):
                text += " "
            text = parts.line_escaped(text) if index == 0 else text
            spaced.append(model.Words(text, text))
        else:
            spaced.append(item)
    return spaced

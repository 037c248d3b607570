"""A rest that is the exercise itself: “Lie on your side. Rest for 5 minutes.” is held, and parts no two exercises."""

from __future__ import annotations

import re

from holdspace.importing import english_frame
from holdspace.importing.facts import Hold, Step
from holdspace.importing.quantities import quantities
from holdspace.importing.quantity import Quantity
from holdspace.importing.sentences import sentences

_RESTING = re.compile(english_frame.RESTING_PATTERN, re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|before|until|next|again|each|every|sets?|rounds?|as\s+needed)\b", re.IGNORECASE)
_SHORTEST_S = 30
"""Seconds; a shorter rest only parts."""


def hold_rests(units: list[list[Step]]) -> None:
    """Make the rest of each exercise, a unit, that does nothing but rest in some position, a hold of it."""
    for unit in units:
        for step in unit:
            rest_after_tensing(step)
        if any(step.holds or step.repeats or step.sets or step.paced or step.again for step in unit):
            continue
        resting = [step for step in unit if (step.rest_seconds or 0) >= _SHORTEST_S]
        told = " ".join(f"{step.section}. {step.name}. {step.text}" for step in unit)
        if len(resting) == 1 and _RESTING.search(told) and not _BETWEEN.search(_rest_words(resting[0])):
            _hold(resting[0])


def _rest_words(step: Step) -> str:
    """The sentence of `step` that tells its rest; empty where its heading does."""
    told = (step.text[start:end] for start, end in sentences(step.text))
    return next((words for words in told if any(_is_rest(q, step) for q in quantities(words))), "")


def _is_rest(quantity: Quantity, step: Step) -> bool:
    return quantity.kind == "time" and float(quantity.middle) == step.rest_seconds


def _hold(step: Step) -> None:
    told = next((text for text in (step.text, step.rest_words) if _rest_in(text, step)), "")
    found = _rest_in(told, step)
    hold = Hold(seconds=step.rest_seconds, at=-1)
    step.rest_seconds = None
    if found is not None:
        hold.source, hold.about = told[found.start : found.end], found.about
        hold.at = found.start if told == step.text else -1
        if found.is_range:
            hold.least, hold.most = float(found.least), float(found.most)
            hold.assumed = f"“{hold.source}”: the middle is taken"
    step.holds = [hold]


def _rest_in(text: str, step: Step) -> Quantity | None:
    """Where `text` states the rest of `step`."""
    return next((q for q in quantities(text) if _is_rest(q, step)), None)


def rest_after_tensing(step: Step) -> None:
    """Make the second hold of a step a rest where the muscles only let go, “hold for 5 s, relax for 10 s”."""
    if len(step.holds) != _TENSE_AND_RELEASE or step.rest_seconds:
        return
    second = step.holds[1]
    if second.seconds is None:
        return
    for start, end in sentences(step.text):
        if start <= second.at < end and start > step.holds[0].at and _RELEASE.match(step.text[start:end]):
            if _TENSING.search(step.text[:start]) and second.seconds <= _LONGEST_RELEASE_S:
                step.holds, step.rest_seconds = step.holds[:1], second.seconds
            return


_TENSE_AND_RELEASE = 2
_LONGEST_RELEASE_S = 30
_RELEASE = re.compile(english_frame.RELEASE_PATTERN, re.IGNORECASE)
_TENSING = re.compile(english_frame.TENSING_PATTERN, re.IGNORECASE)

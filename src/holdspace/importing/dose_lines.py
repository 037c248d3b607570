"""Lines that only state a dose, or begin with one: “3 sets of 10”, “30 seconds crunches”."""

from __future__ import annotations

import re

from holdspace.importing import english
from holdspace.importing.doses import is_open, read_doses
from holdspace.importing.facts import Step
from holdspace.importing.naming import lead_name
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import words_of

_WORDS = """
    hold repeat rest stay keep do each side sides per other switch swap times reps set sets of for and then
    the on foot leg with a to holding feet legs change relax breathe breaths slowly more about
    steps failure max maximum amrap arm arms x
"""
DOSE_WORDS = frozenset(_WORDS.split())
"""Words of a line that states only a dose."""
_LONGEST = 8
"""Words of a line that lets the listener say how long, and of a row."""
_KEYS = re.compile(
    r"\b(?:sets?|reps?|repetitions|rounds?|rest|hold|time|times|duration|sides?|perform|complete|tempo|frequency)\b"
    r"\s*[:=]",
    re.IGNORECASE,
)


def only_dose(text: str) -> bool:
    """Whether a line states how long or how often, and names nothing."""
    if is_open(text):
        return len(text.split()) <= _LONGEST
    if len(_KEYS.findall(text)) > 1:
        return True
    rest = [w for w in words_of(text) if w not in DOSE_WORDS and w not in english.UNITS and w not in english.SLOW]
    counted = any(quantity.kind != "bare" for quantity in quantities(text)) or any(c.isdigit() for c in text)
    return (
        counted
        and bool(quantities(text))
        and not [w for w in rest if w not in english.NUMBER_WORDS and w not in english.ABOUT]
    )


def begins_with_dose(text: str) -> bool:
    """Whether a short line tells its dose and then what it is of: “30 seconds punches”."""
    found = quantities(text)
    if not found or found[0].start or found[0].kind not in ("time", "breaths", "reps", "sets"):
        return False
    return len(text.split()) <= _LONGEST and bool(words_of(text[found[0].end :]))


def begins_with_name(text: str) -> bool:
    """Whether a short line is a name and its dose, and nothing else: “Savasana: 5–10 minutes”."""
    text = _BRACKETS.sub("", text)
    name, end = lead_name(text)
    return bool(name) and len(text.split()) <= _LONGEST and only_dose(text[end:])


_BRACKETS = re.compile(r"\s*\([^()]*\)(?=\s*[:–—-])")


def states_dose(text: str) -> bool:
    """Whether a line is a dose with its unit, and not “Steady six” or “4 rounds”, which may be over others."""
    return only_dose(text) and has_dose(text) and not any(q.kind == "rounds" for q in quantities(text))


def has_dose(text: str) -> bool:
    """Whether `text` holds a time, breaths, repetitions or sets that something is done for."""
    step = Step(text)
    read_doses(step)
    return bool(step.holds or step.repeats or step.sets)

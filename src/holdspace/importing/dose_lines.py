"""Lines that state how long or how often, and name nothing."""

from __future__ import annotations

import re

from holdspace.importing import english
from holdspace.importing.doses import is_open
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import words_of

_WORDS = """
    hold repeat rest stay keep do each side sides per other switch swap times reps set sets of for and then
    the on foot leg with a to holding feet legs change relax breathe breaths slowly more about
"""
DOSE_WORDS = frozenset(_WORDS.split())
"""Words of a line that states only a dose."""
_LONGEST = 8
_KEYS = re.compile(
    r"\b(?:sets?|reps?|repetitions|rounds?|rest|hold|time|times|duration|sides?|perform|complete|tempo|frequency)\b\s*[:=]",
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

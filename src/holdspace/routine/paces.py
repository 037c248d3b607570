"""Speaking rates as they are written: 0.9, 90%, 0.9x, slow."""

from __future__ import annotations

import re

from holdspace.routine.unreadable import Unreadable

SLOWEST, FASTEST = 0.5, 2.0
WORDS = {"slow": 0.85, "slower": 0.85, "normal": 1.0, "fast": 1.15, "faster": 1.15}
"""A seventh more or less is plainly heard and still sounds like a person."""

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,4})?)\s*(%|x)?", re.IGNORECASE)


def read_pace(text: str) -> float:
    """The pace that `text` names, 0.5 to 2.0; raises `Unreadable`."""
    written = text.strip().lower()
    if written in WORDS:
        return WORDS[written]
    found = _NUMBER.fullmatch(written)
    pace = float(found.group(1)) / (100 if found.group(2) == "%" else 1) if found else 0.0
    if not SLOWEST <= pace <= FASTEST:
        what = f"“{text.strip()[:30]}” is not a pace from 0.5 to 2.0"
        raise Unreadable(what, "", 0, len(text), "argument-unreadable")
    return pace

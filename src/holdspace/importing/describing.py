"""Sentences that stand among instructions and tell nothing to do: descriptions, cautions, cheers, questions."""

from __future__ import annotations

import re

from holdspace.importing import english_frame, english_page

_DESCRIBING = re.compile(english_page.DESCRIBING_PATTERN)
_CAUTION = re.compile(english_page.CAUTION_PATTERN, re.IGNORECASE)
_CHEER = re.compile(english_page.CHEER_PATTERN, re.IGNORECASE)
_ASKING = re.compile(english_page.ASKING_PATTERN, re.IGNORECASE)
_HOW_OFTEN = re.compile(english_page.HOW_OFTEN_PATTERN, re.IGNORECASE)
_WARNING = re.compile(english_frame.WARNING_PATTERN, re.IGNORECASE)
_AFTERCARE = re.compile(english_frame.AFTERCARE_PATTERN, re.IGNORECASE)
_HOURS = re.compile(english_frame.HOURS_PATTERN, re.IGNORECASE)
_EVENT = re.compile(english_frame.EVENT_PATTERN, re.IGNORECASE)
_OFTEN_FIELD = re.compile(r"(?:how\s+often|frequency)\s*[:–—-]", re.IGNORECASE)
_NAMING = re.compile(r"\b(?:called|known as)\b", re.IGNORECASE)
_ORDERS_ALL_THE_SAME = re.compile(r"\b(?:should|must|until|hold|stay|repeat)\b", re.IGNORECASE)


def why_idle(sentence: str, *, dosed: bool, ordered: bool) -> str:
    """Why `sentence` tells nothing; empty where it may. `ordered`: it begins with the verb of an order."""
    tidy = sentence.strip(" \"“”'()")
    if why := _around(tidy, dosed=dosed):
        return why
    if _OFTEN_FIELD.match(tidy):
        return "how often it is done"
    if not dosed and _HOW_OFTEN.match(tidy):
        return "how often it is done"
    if ordered or dosed or _NAMING.search(tidy) or _ORDERS_ALL_THE_SAME.search(tidy):
        return ""
    return "why it is done" if _DESCRIBING.match(tidy[:1].upper() + tidy[1:]) else ""


def _around(tidy: str, *, dosed: bool) -> str:
    """Why a sentence is none of the routine itself: it cheers, asks, warns, or tells of the time around it."""
    if _CHEER.match(tidy):
        return "a cheer"
    if _ASKING.match(tidy) and not dosed:
        return "a question"
    if _CAUTION.search(tidy) or _WARNING.match(tidy):
        return "a caution"
    if _AFTERCARE.match(tidy):
        return "what comes afterwards"
    return "when it takes place" if _HOURS.search(tidy) or _EVENT.match(tidy) else ""

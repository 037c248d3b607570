"""Headings over what is not the routine: other pages, reasons, questions, advice."""

from __future__ import annotations

import re

from holdspace.importing import english, english_frame, english_page
from holdspace.importing.naming import poses_in

_FRAME_HEADING = re.compile(english.FRAME_HEADING_PATTERN, re.IGNORECASE)
_CLOSING = re.compile(english_page.CLOSING_HEADING_PATTERN, re.IGNORECASE)
_BENEFITS = re.compile(english_page.BENEFITS_HEADING_PATTERN, re.IGNORECASE)
_CARE = re.compile(english_page.CARE_HEADING_PATTERN, re.IGNORECASE)
_ADVICE = re.compile(english_page.ADVICE_HEADING_PATTERN, re.IGNORECASE)
_BORROWED = re.compile(english_page.BORROWED_HEADING_PATTERN, re.IGNORECASE)
_NEWS = re.compile(english_frame.NEWS_HEADING_PATTERN, re.IGNORECASE)
_OTHERS = re.compile(english_frame.OTHERS_HEADING_PATTERN, re.IGNORECASE)
_PROGRESS = re.compile(english_frame.PROGRESS_HEADING_PATTERN, re.IGNORECASE)
_ASIDE = re.compile(english.ASIDE_HEADING_PATTERN, re.IGNORECASE)


def is_frame(text: str) -> bool:
    """Whether a heading is over something else than steps: “About the author”, or a question."""
    tidy = text.strip()
    if tidy.endswith("?") and len(tidy.split()) > 1:
        return True
    return bool(
        _FRAME_HEADING.match(tidy)
        or _BORROWED.match(tidy)
        or _BENEFITS.match(tidy)
        or _NEWS.match(tidy)
        or _OTHERS.match(tidy)
        or _CARE.match(tidy)
    ) and not poses_in(tidy)


def is_closing(text: str) -> bool:
    """Whether nothing beneath a heading of the page can belong to the routine any more: “3 comments”, “References”."""
    tidy = text.strip()
    return bool(_CLOSING.match(tidy) or _OTHERS.match(tidy)) and not tidy.endswith("?")


def is_talk(text: str) -> bool:
    """Whether a heading is over what readers say, “Comments (3)”."""
    return bool(_TALK.match(text.strip()))


_TALK = re.compile(r"(?:\d+\s+)?(?:comments?|repl(?:y|ies)|responses|discussion)\s*(?:\(\d+\))?\W*$", re.IGNORECASE)


def is_advice(text: str) -> bool:
    """Whether a heading is over advice, of which only rules for all steps count; “Equipment: none” is over nothing."""
    tidy = text.strip()
    return bool(_ASIDE.match(tidy) or _ADVICE.match(tidy) or _PROGRESS.match(tidy)) and not re.search(r":\s*\S", tidy)

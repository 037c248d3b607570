"""Which sentences belong to the routine and which to the page around it, with the reason."""

from __future__ import annotations

import re
from typing import Literal

from holdspace.importing import english
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import imperative, words_of

Zone = Literal["intro", "prose", "step"]
"""Before the first step; amid prose that may tell steps; in a step's own text."""

_FRAME_LINE = re.compile(english.FRAME_LINE_PATTERN, re.IGNORECASE)
_FRAME_SENTENCE = re.compile(english.FRAME_SENTENCE_PATTERN, re.IGNORECASE)
_ANECDOTE = re.compile(english.ANECDOTE_PATTERN, re.IGNORECASE)
_BENEFIT = re.compile(english.BENEFIT_PATTERN, re.IGNORECASE)
_CITATION = re.compile(r"^\[?\d{1,3}\]?\s.*\b(?:19|20)\d\d\b|\bdoi\b|\bet al\b|\bpubmed\b|^\s*\^", re.IGNORECASE)
_PAGE_TALK = re.compile(
    r"\b(?:follow|try|check|see|read|here are|here is|here's|here’s|these are|discover|explore|enjoy|add|incorporate|include|give|use|practi[cs]e)\b[^.!?]{0,40}"
    r"\b(?:these|this|following|our|the)\s+(?:\w+[\s-]+){0,4}(?:stretch(?:es)?|poses?|exercises?|moves|sequence|routine|series|workout|flow|yoga|article|video|guide|tips|steps)\b",
    re.IGNORECASE,
)
_SAFETY = re.compile(
    r"\b(?:stop (?:if|when|the)|pain|dizz|barefoot|do not|don't|don’t|never|avoid|warm up|comfortable|breathe|hold each|each (?:stretch|pose|exercise))\b",
    re.IGNORECASE,
)


def frame_line(text: str) -> str:
    """Why the whole line `text` is the page's and not the routine's; empty when it is not."""
    tidy = text.strip(" .·|-–—:»›→")
    if not re.search(r"\w", tidy):
        return "no words"
    if len(tidy) < 200 and _FRAME_LINE.match(tidy):
        return "part of the page"
    if _CITATION.search(tidy) and not imperative(tidy):
        return "reference"
    return ""


def why_dropped(sentence: str, zone: Zone) -> str:
    """Why `sentence` is left out; empty when it stays."""
    words = words_of(sentence)
    if not words:
        return "no words"
    verb = imperative(sentence)
    if _FRAME_SENTENCE.search(sentence):
        return "part of the page"
    if words[0] in english.GREETINGS and not (verb and len(words) > 6):
        return "greeting"
    if _ANECDOTE.search(sentence) and not _strong(sentence, verb):
        return "about the writer"
    if _CITATION.search(sentence) and not verb:
        return "reference"
    dosed = bool(quantities(sentence))
    if (
        _PAGE_TALK.search(sentence)
        and not re.search(r"\b(?:repeat|each|hold)\b", sentence, re.IGNORECASE)
        and zone != "step"
    ):
        return "about the page"
    if zone == "step":
        return "why it is done" if _BENEFIT.search(sentence) and not verb and not dosed else ""
    return _outside(sentence, words, verb, zone)


def _outside(sentence: str, words: list[str], verb: str, zone: Zone) -> str:
    """Why a sentence outside the steps' own text is left out: it tells nobody to do anything."""
    if zone == "intro":
        if verb and (_SAFETY.search(sentence) or (_touches(words) and not _BENEFIT.search(sentence))):
            return ""
        return "introduction"
    if verb and not (_BENEFIT.search(sentence) and not _touches(words)):
        return ""
    return "no instruction"


def _touches(words: list[str]) -> bool:
    """Whether a part of the body or a thing on the floor is named."""
    return any(word in english.BODY or word in english.PLACES for word in words)


def _strong(sentence: str, verb: str) -> bool:
    """Whether a sentence that begins like an anecdote is an instruction all the same (“when I say go, lift your leg”)."""
    return (
        bool(verb)
        and bool(re.search(r"\byour?\b", sentence, re.IGNORECASE))
        and not re.match(r"(?:i|my|we)\b", sentence, re.IGNORECASE)
    )

"""Why an element of a web page is not its content, by what it is called and by what is told in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from holdspace.importing import english_frame
from holdspace.importing.html_page import size_of, words_in
from holdspace.importing.judging import body_named
from holdspace.importing.page_frame import FRAME_TAGS, is_weak, why_frame
from holdspace.importing.sentences import imperative, sentences, words_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"h[2-6]$")
_SUBTITLE = re.compile(english_frame.SUBTITLE_CLASS_PATTERN, re.IGNORECASE)
LARGE_PART = 0.45
"""What holds so much of the page's words is its content, whatever its class says."""
OUTSIDE = "outside the article"
"""The hint of what stands beside the elements that hold the content; they take it away again."""


def hint_for(tag: str, element: _Element, before: str, main: set[_Element], total: int) -> str:
    """The hint on what stands in `element`, where the hint around it is `before`; `total` is the page's size."""
    if element in main or (tag == "h1" and before == OUTSIDE):
        before = ""
    if before and before != OUTSIDE:
        return before
    attributes = {str(k): str(v) for k, v in element.attrib.items()}
    why = why_frame(tag, attributes)
    if _HEADING.match(tag) and _SUBTITLE.search(attributes.get("class", "")):
        return "subtitle"
    if (
        why
        and (tag in _TOLD_ANYWHERE or tag not in FRAME_TAGS)
        and is_weak(attributes)
        and (_tells(element) or (tag == "details" and _moves(element)))
    ):
        why = ""
    if not why and tag == "blockquote" and not _orders(element):
        why = "quotation"
    if why and size_of(element) < total * LARGE_PART:
        return why
    if tag == "header" and size_of(element) < total * LARGE_PART:
        return "" if any(True for _ in element.iter("h1", "h2")) else "banner"
    return before


def _orders(element: _Element) -> bool:
    text = " ".join(words_in(element)[:20_000].split())
    return any(imperative(text[start:end]) for start, end in sentences(text))


_TOLD_ANYWHERE = frozenset(("details", "small"))
"""Elements that frame a page by habit, and hold the steps of some."""
_TOLD = re.compile(
    r"\b(?:hold|stay|repeat|lift|bend|breathe|inhale|stretch|squeeze|lie|kneel|place|lower|press|pull)\b[^<]{0,300}?"
    r"(?:\b(?:\d{1,3}|an?|one|two|three|four|five|six|eight|ten|twelve|fifteen|twenty|thirty|sixty)\s*(?:(?:[–-]|to|or)\s*\w+\s*)?(?:\w+\s)?(?:s|secs?|seconds?|minutes?|mins?|breaths?|times|reps?)\b)",
    re.IGNORECASE,
)


def _moves(element: _Element) -> bool:
    """Whether a folded part tells a movement under its name: an order to the body, and no answer to a question."""
    under = " ".join(words_in(child) for child in element if child.tag != "summary")
    text = " ".join(under[:20_000].split())
    told = (text[start:end] for start, end in sentences(text))
    moves = any(imperative(sentence) and body_named(words_of(sentence)) for sentence in told)
    return moves and "?" not in words_in(element)


def _tells(element: _Element) -> bool:
    """Whether something is told to be done, and for how long or how often."""
    return bool(_TOLD.search(words_in(element)[:20_000]))

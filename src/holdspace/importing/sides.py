"""Which side of the body a step is for: “both”, “right”, “left” or none."""

from __future__ import annotations

import functools
import re

from holdspace.importing import english_sides
from holdspace.importing.facts import Step

_BOTH = re.compile(english_sides.BOTH_SIDES_PATTERN, re.IGNORECASE)
_SIDE = re.compile(r"\b(right|left)\b", re.IGNORECASE)
_NO_SIDE = re.compile(
    r"\bright\s+(?:angle|angles|away|now|position|place|amount|foot forward|here|there|up to|after|before"
    r"|or wrong|way|for you)\b|\ball\s*right\b|\bleft\s+over\b",
    re.IGNORECASE,
)


def sides_in(text: str) -> set[str]:
    """The sides of the body that `text` names."""
    return {m.group(1).lower() for m in _SIDE.finditer(_NO_SIDE.sub(" ", text))}


@functools.lru_cache(maxsize=2048)
def says_both(text: str) -> bool:
    """Whether `text` wants something done on both sides."""
    text = _EACH_TIME.sub(" ", _TURNS.sub(" ", text))
    circles = bool(_CIRCLES.search(text))
    return any(not (circles and _DIRECTION.search(match.group())) for match in _BOTH.finditer(text))


_EACH_TIME = re.compile(
    r"(?:times|reps?|repetitions|rounds|sets|x)\W+(?:of\s+)?\w+\s+(?:s|secs?|seconds?|minutes?|breaths)\s+each\b(?!\s+\w)",
    re.IGNORECASE,
)
"""“3 times, 2 breaths each”: each time, and no side."""
_TURNS = re.compile(
    r"(?:\b(?:and|then|now)\s+)*\b(?:switch|chang|swap|revers)(?:e|es|ing|ping)?\s+(?:the\s+)?directions?\b",
    re.IGNORECASE,
)
"""“Then switch direction” changes no side."""
_CIRCLES = re.compile(
    r"\b(?:circl|rotat|rolls?\b|rolling|swirl|spin|stir|clockwise|backwards?\b|windmill)", re.IGNORECASE
)
_DIRECTION = re.compile(r"\b(?:ways?|directions?)\b", re.IGNORECASE)
"""Circles “the other way” are drawn by the same limb."""


def side_of_step(step: Step) -> None:
    """Give a step of another tool's script its side, where its words name one."""
    if says_both(step.text):
        step.sides = "both"
    elif step.sides is None:
        named = sides_in(step.text)
        step.sides = named.pop() if len(named) == 1 else None

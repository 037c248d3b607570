"""Rules about sides: “everything one-legged on both legs”, and which exercises have sides at all."""

from __future__ import annotations

import re

from holdspace.importing import english_rules, english_sides
from holdspace.importing.facts import Step
from holdspace.importing.sides import says_both


def wants_both(sentence: str) -> bool:
    """Whether a rule wants the steps done on both sides: “do both sides”, “where it has two sides, do both”."""
    sentence = _TO_SWITCH.sub(" ", _EACH_ONE.sub(" ", sentence))
    if any(told.search(sentence) for told in (_TWO_SIDES, _DO_BOTH, _BOTH_ALONE)):
        return True
    return says_both(sentence) and bool(_BOTH_OR_EACH.search(sentence)) and len(sentence.split()) <= _LONGEST_RULE


_TO_SWITCH = re.compile(
    r"\bto\s+(?:switch|change|swap)\b(?!\s+(?:the\s+)?(?:sides?|legs?|arms?|over\s+to))", re.IGNORECASE
)
"""“Ten seconds to switch” is for the next exercise, not for the other side."""
_LONGEST_RULE = 30
_TWO_SIDES = re.compile(
    rf"(?:\btwo\s+sides\b|{english_rules.SIDED_PATTERN})[^.;]{{0,50}}\b(?:both|each|twice|other|left)\b"
    r"|\b(?:stretches|exercises|moves|poses|these|all|each|every)\b[^.;]{0,40}\bone\s+(?:side|leg|arm)\s+at\s+a\s+time\b"
    r"|\bwhat(?:ever)?\s+you\s+do\b[^.;]{0,40}\b(?:other|left|second|right)\b"
    rf"|\b(?:both|each)\b[^.;]{{0,40}}(?:\btwo\s+sides\b|{english_rules.SIDED_PATTERN})",
    re.IGNORECASE,
)
_BOTH_OR_EACH = re.compile(
    rf"\b(?:both|each|either|per|every)\s+(?:{english_sides.SIDE_PARTS})\b|\b(?:switch|swap|change)\s+(?:sides|legs|arms)|\bswitch|\b(?:other|second|opposite)\s+(?:side|leg|arm)\b|\b(?:a|an)\s+(?:side|leg|arm)\b",
    re.IGNORECASE,
)
_DO_BOTH = re.compile(
    rf"\b(?:do|on|for)\s+(?:it\s+|them\s+)?(?:on\s+|with\s+)?both\s+(?:{english_sides.SIDE_PARTS}s?)\b", re.IGNORECASE
)
_EACH_ONE = re.compile(r"\b(?:each|every)\s+one\b", re.IGNORECASE)
"""Of the exercises, and not of the sides."""
_BOTH_ALONE = re.compile(
    rf"(?:^|[,;–—-]\s*|\band\s+)both\s+(?:{english_sides.SIDE_PARTS}s?)\s*(?:[,.;)]|$)", re.IGNORECASE
)
"""“45 seconds per stretch, both legs”."""


def is_one_place(unit: list[Step], rule: Step) -> bool:
    """Whether a movement has no sides, where the rule speaks only of those that have some."""
    if not _CONDITIONAL.search(rule.text):
        return False
    text = _MEASURES.sub(" ", " ".join(f"{s.section} {s.text}" for s in unit))
    return not _ONE_OF_TWO.search(text)


_CONDITIONAL = re.compile(rf"\bwhere|\bif\b|{english_rules.SIDED_PATTERN}", re.IGNORECASE)
_MEASURES = re.compile(
    r"\b(?:hip|shoulder|knee|ankle|arm|hand|foot|head)[\s'’s-]+(?:width|height|level|distance|length)\b|\bby hand\b"
    r"|\bheel[\s-]to[\s-]toe\b"
    r"|\bhead\s+to\s+(?:one|the|either)\s+side\b",
    re.IGNORECASE,
)
_ONE_OF_TWO = re.compile(
    r"\b(?:one|right|left|front|back|top|bottom|other)\s+(?:\w+\s+)?(?:leg|arm|foot|knee|hand|side|ear|heel|shin|ankle|hip"
    r"|thigh|elbow|wrist|palm)\b"
    r"|\byour\s+(?:hand|arm|shoulder|thigh)\b"
    r"|(?<!each )(?<!every )\b(?:leg|knee|foot|ankle|heel|shin|elbow|palm|ear|calf|wrist)\b(?![\s-]+"
    r"(?:raise|lift|curl|press|roll|circle|slide|tap|hug|push|drop|pump)s?\b)|\blunge\b",
    re.IGNORECASE,
)
"""A limb in the singular is one of two."""

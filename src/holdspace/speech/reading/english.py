"""How English shorthand is read: the rules in their order. Each sees the text as the rules before it left it.

Numbers stay digits until the last rules, so that a rule can count; what a rule adds is words. Each rule has examples
of what is written and what is finally said, and a test holds it to them.
"""

from __future__ import annotations

import re

from holdspace.score.mirroring import side_words
from holdspace.speech.reading.english_counts import COUNTS
from holdspace.speech.reading.english_measures import CAPITALS, MEASURES, NUMBERS
from holdspace.speech.reading.english_signs import ABBREVIATIONS, SIGNS, TITLES
from holdspace.speech.reading.english_times import TIME
from holdspace.speech.reading.rule import Rule


def side_letters(text: str) -> str:
    """R and L in words where they name a side: "R leg" becomes "right leg", "R/L" "right/left"."""
    pieces: list[str] = []
    end = 0
    for word in side_words(text):
        if len(word.written) == 1:
            pieces += [text[end : word.start], word.side.value]
            end = word.end
    return "".join([*pieces, text[end:]])


ORDER: tuple[tuple[str, tuple[Rule, ...]], ...] = (
    (r"\d", TIME),
    (r"\d", COUNTS),
    (r"[^\w\s,.!?:']|right|left|(?i:\bn[or]\.)", SIGNS),
    (r"[A-Z][a-z]+\.? [A-Z]", TITLES),
    (
        (
            r"(?i:\b(?:e\.? ?g|i\. ?e|ap|vs|etc|incl|esp|max|fwd|b[kc]?wd|thru|ea|"
            r"(?:min|alt|opp|int|ext|dist)\.|bilat|btw|[rl]t\b))"
        ),
        ABBREVIATIONS,
    ),
    (r"\d|(?i:\b(?:sec|min|hr|wk))", MEASURES),
    (r"[\d°]|\b[IVX]+\b", NUMBERS),
    (r"[A-Z]{2}|(?i:\bit band)", CAPITALS),
)
"""What a text must hold for a group of rules to be worth asking, and the group."""

RULES: tuple[Rule, ...] = tuple(rule for _, group in ORDER for rule in group)
"""All rules in the order in which they are applied, after `side_letters`."""

_WORTH_ASKING = tuple((re.compile(sign), group) for sign, group in ORDER)
_LETTER = re.compile(r"\b[RL]\b")


def read(text: str) -> str:
    """Cleaned English text with every rule applied."""
    if _LETTER.search(text):
        text = side_letters(text)
    for sign, group in _WORTH_ASKING:
        if sign.search(text):
            for rule in group:
                text = rule.apply(text)
    return text

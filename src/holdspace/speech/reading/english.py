"""How English shorthand is read: the rules in their order. Each sees the text as the rules before it left it.

Numbers stay digits until the last rules, so that a rule can count; what a rule adds is words. Each rule has examples
of what is written and what is finally said, and a test holds it to them.
"""

from __future__ import annotations

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


ORDER: tuple[tuple[Rule, ...], ...] = (TIME, COUNTS, SIGNS, TITLES, ABBREVIATIONS, MEASURES, NUMBERS, CAPITALS)
RULES: tuple[Rule, ...] = tuple(rule for group in ORDER for rule in group)
"""All rules in the order in which they are applied, after `side_letters`."""


def read(text: str) -> str:
    """Cleaned English text with every rule applied."""
    text = side_letters(text)
    for rule in RULES:
        text = rule.apply(text)
    return text

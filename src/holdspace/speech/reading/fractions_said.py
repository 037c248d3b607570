"""What the rules for English put in the place of fractions, ratings and halves."""

from __future__ import annotations

import re
from fractions import Fraction

from holdspace.score.wording import number_words
from holdspace.speech.reading.replacing import unit_name

_LEAST_OF_A_PAIR = 20
"""From here on two equal numbers are angles or shares, below they are a count: 90/90, but 5/5."""
_PARTS = {3: "third", 4: "quarter", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth", 10: "tenth"}


def fraction(match: re.Match[str]) -> str:
    """1/2, 1 1/2 min, 3/4 hour, 1.5 s."""
    whole, part, unit = int(match["whole"] or 0), Fraction(int(match["a"]), int(match["b"] or 1)), match["unit"]
    value = whole + part
    named = _named(value) if part < 1 else ""
    if not match["whole"] and (part >= 1 or (match["b"] == "10" and not unit)):
        return _as_written(match["a"], match["b"], unit)
    if not named:
        return f"{match['whole'] + ' and ' if match['whole'] else ''}{match['a']} over {match['b']}{_after(unit)}"
    if not unit:
        return named
    name = unit_name(unit, 1 if value < 1 else 2)
    if value >= 1:
        return f"{named} {name}"
    article = "an" if name[0] in "aeiou" or name == "hour" else "a"
    return f"{named} {'' if value == Fraction(1, 2) else 'of '}{article} {name}"


def _as_written(part: str, whole: str, unit: str | None) -> str:
    """Two numbers that are no fraction: a rating such as 7/10, a position such as 90/90, and 24/7."""
    if unit or whole not in (part, "10"):
        return f"{part} {whole}{_after(unit)}"
    if part == whole and int(part) >= _LEAST_OF_A_PAIR:
        return f"{part} {whole}"
    return f"{part} out of {whole}" if whole == "10" else f"{part} of {whole}"


def _after(unit: str | None) -> str:
    return f" {unit_name(unit, 2)}" if unit else ""


def _named(value: Fraction) -> str:
    """A fraction in words, such as "half", "two thirds", "one and a half"; empty when it has no common name."""
    whole, part = divmod(value, 1)
    if not part:
        return number_words(whole)
    if part == Fraction(1, 2):
        return f"{number_words(whole)} and a half" if whole else "half"
    if part.denominator not in _PARTS:
        return ""
    name = _PARTS[part.denominator]
    words = (
        f"{'an' if name == 'eighth' else 'a'} {name}"
        if part.numerator == 1
        else f"{number_words(part.numerator)} {name}s"
    )
    return f"{number_words(whole)} and {words}" if whole else words


def halves(match: re.Match[str]) -> str:
    """1.5 min: one and a half minutes."""
    whole, unit = int(match["whole"].replace(",", "")), match["unit"]
    if not whole:
        name = unit_name(unit, 1)
        return f"half {'an' if name[0] in 'aeiou' or name == 'hour' else 'a'} {name}"
    return f"{number_words(whole)} and a half {unit_name(unit, 2)}"

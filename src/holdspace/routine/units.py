"""The words and signs that arguments are made of, and what they stand for."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from holdspace.routine.model import Phase, Side

Kind = Literal["in", "hold", "out"]

MS = {"DAYS": 86_400_000, "HOURS": 3_600_000, "MINUTES": 60_000, "SECONDS": 1000, "MILLISECONDS": 1}
"""Milliseconds of each unit, by its token in `arguments.lark`."""

VULGAR = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4), "⅓": Fraction(1, 3), "⅔": Fraction(2, 3)}
"""Fractions that are one character."""

ONCE = {"once": 1, "twice": 2, "thrice": 3}
"""Counts that are one word."""

QUOTES = "\"'“„«‘"
"""Characters that open a quotation."""

PHASES: dict[str, Kind] = {
    "in": "in",
    "inhale": "in",
    "inhalation": "in",
    "breathe in": "in",
    "breath in": "in",
    "out": "out",
    "exhale": "out",
    "exhalation": "out",
    "breathe out": "out",
    "breath out": "out",
    "hold": "hold",
    "pause": "hold",
    "wait": "hold",
    "retain": "hold",
}
"""The author's words for the phases of a breath."""

ROWS: dict[int, tuple[Kind, ...]] = {
    2: ("in", "out"),
    3: ("in", "hold", "out"),
    4: ("in", "hold", "out", "hold"),
}
"""What the numbers of a row such as 4-7-8 stand for, by how many there are."""

NAMED: dict[str, tuple[Phase, ...]] = {
    "box": (Phase("in", 4000), Phase("hold", 4000), Phase("out", 4000), Phase("hold", 4000)),
    "resonance": (Phase("in", 5500), Phase("out", 5500)),
    "extended exhale": (Phase("in", 4000), Phase("out", 8000)),
    "sigh": (Phase("in", 2000), Phase("in", 1000), Phase("out", 6000)),
}
"""Breath patterns that have a name.

The sigh is the physiological or cyclic one: a breath in, a short second one on top of it, and a long breath out
(Balban and others, Brief structured respiration practices enhance mood and reduce physiological arousal, Cell Reports
Medicine 4, 2023, doi:10.1016/j.xcrm.2022.100895). They give no seconds; here the breath out is twice as long as both
breaths in.
"""


_SIDE_PAIRS = """
right left, rechts links, rechte linke, rechten linken, rechter linker, rechtes linkes, rechtem linkem,
derecha izquierda, derecho izquierdo, derechas izquierdas, derechos izquierdos,
droite gauche, droit gauche, droites gauches, droits gauches,
direita esquerda, direito esquerdo, direitas esquerdas, direitos esquerdos
"""
_PAIRS: tuple[tuple[str, ...], ...] = tuple(tuple(pair.split()) for pair in _SIDE_PAIRS.split(","))

SIDES = {word: side for pair in _PAIRS for word, side in zip(pair, Side, strict=True)}
"""The words that may stand in braces for a side, in every language and form that has its own phrases."""

OTHER_SIDE = {a: b for right, left in reversed(_PAIRS) for a, b in ((right, left), (left, right))}
"""The same word for the other side. French has one form, "gauche", for two: it becomes "droite"."""


def named_pattern(words: str) -> tuple[Phase, ...]:
    """The pattern that `words`, already known to be a name, stand for."""
    name = words.lower()
    if "sigh" in name:
        return NAMED["sigh"]
    if name.startswith(("resonan", "coheren")):
        return NAMED["resonance"]
    return NAMED["extended exhale"] if name.startswith("extended") else NAMED["box"]


def part_of(words: str) -> Fraction:
    """The part that words such as "half", "and a quarter" or "and three quarters" stand for."""
    words = words.lower()
    if "half" in words:
        return Fraction(1, 2)
    return Fraction(3, 4) if "three" in words else Fraction(1, 4)


def plain_number(value: Fraction) -> str:
    """`value` in digits, as short as it can be: 30, 1.5."""
    return str(value.numerator) if value.denominator == 1 else f"{float(value):g}"

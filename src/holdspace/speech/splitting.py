"""Long texts in parts that every engine can take, cut where a reader would breathe.

Engines fail on long texts, each in its own way: one crashes, one takes gigabytes, one drops what is too much.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from holdspace.speech.phonemes import has_phonemes

LONGEST_PART = 300
"""Characters; the longest text that an engine is given at once."""

LONGEST_WORD = 40
"""Characters. Of a longer word espeak-ng speaks the first 160 bytes, and no more."""

_SENTENCE = re.compile(r"[.!?…]+[\"'”’)\]]*\s+")
_CLAUSE = re.compile(r"[,;:]+[\"'”’)\]]*\s+|\s+[–—-]+\s+|—")
_WORD = re.compile(r"\s+")
_CUTS = ((_SENTENCE, 400), (_CLAUSE, 220), (_WORD, 60))
"""What to cut at, best first, and the quiet in milliseconds that belongs there."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a text."""

    text: str
    gap_ms: int
    """Quiet between it and the next part, in milliseconds; 0 for the last."""


def split_at_pauses(text: str, longest: int = LONGEST_PART, longest_word: int = LONGEST_WORD) -> list[Part]:
    """`text` in parts of at most `longest` characters, cut at the last good pause of each stretch.

    A sentence's end is better than a clause's, and a clause's better than a space, unless the part would be shorter
    than a third of `longest`. Only a word longer than `longest_word` (which is at most `longest`) is cut, at its
    hyphens where it has some; its pieces are spoken as words. Phonemes stay whole, and count as letters do. Nothing but
    white space and such hyphens is lost.
    """
    parts: list[Part] = []
    rest = " ".join(piece for word in text.split() for piece in _pieces(word, longest_word))
    while len(rest) > longest:
        end, gap_ms = _cut(rest, longest)
        parts.append(Part(rest[:end].rstrip(), gap_ms))
        rest = rest[end:]
    return [*parts, Part(rest, 0)] if rest else parts


def _cut(text: str, longest: int) -> tuple[int, int]:
    """Where the next part begins, and the quiet before it in milliseconds."""
    for pattern, gap_ms in _CUTS:
        least = longest // 3 if pattern is not _WORD else 1
        found = (m.end() for m in pattern.finditer(text[: longest + 8]))
        begins = [begin for begin in found if least <= len(text[:begin].rstrip()) <= longest]
        if begins:
            return begins[-1], gap_ms
    return longest, 0  # only when `longest_word` is above `longest`


def _pieces(word: str, longest: int) -> list[str]:
    """The word itself; a very long one in pieces that engines speak to the end."""
    if len(word) <= longest or has_phonemes(word):
        return [word]
    return [piece for part in word.split("-") if part for piece in _slices(part, longest)]


def _slices(word: str, longest: int) -> list[str]:
    pieces = []
    while len(word) > longest:
        end = longest
        while end > 1 and unicodedata.combining(word[end]):  # a letter and its marks stay together
            end -= 1
        pieces.append(word[:end])
        word = word[end:]
    return [*pieces, word]

"""Right and left in plain words: which of them name a side of the body, and the text with those swapped.

Every "right", "left", "R" and "L" is first hidden behind a placeholder; a rule sees the words around it and never
which of the two it is. So no rule can treat them differently, and mirroring twice gives back the text by
construction. What no rule knows stays as it is: "right away", "what is left", "the right amount".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from holdspace.routine.model import Side
from holdspace.score.mirroring_rules import FIRM, HINTED, Rule

_SIDE_WORD = re.compile(
    r"""
    (?<![\w'’.&-]) (?:
        (?: [Rr]ight | RIGHT | [Ll]eft | LEFT ) (?= (?:(?i:wards?|most|hand|side))? (?!['’](?!s\b)) (?!\w) )
      | [RL] (?! [\w'’] | \.\w )
    ) | (?<=[^\W\d_]-) (?: right | left ) (?!\w)
    """,
    re.VERBOSE,
)
_PAIRS = (("right", "left"), ("Right", "Left"), ("RIGHT", "LEFT"), ("R", "L"))
_OTHER = {a: b for pair in _PAIRS for a, b in (pair, pair[::-1])}
_REACH = 90
"""How many characters on either side a rule may see."""


@dataclass(frozen=True, slots=True)
class SideWord:
    """One word of a text that names a side: `text[start:end]`."""

    start: int
    end: int
    written: str

    @property
    def side(self) -> Side:
        """The side it names."""
        return Side.RIGHT if self.written[0] in "Rr" else Side.LEFT


@dataclass(frozen=True, slots=True)
class _Spot:
    """A word that may name a side, and what a rule sees of its surroundings."""

    word: SideWord
    before: str
    after: str

    def verdict(self, rules: tuple[Rule, ...]) -> bool | None:
        """Whether the word is to be swapped; None when no rule knows it."""
        return _verdict(rules, len(self.word.written) == 1, self.before, self.after)


def mirror_text(text: str) -> str:
    """`text` with every plain body side swapped; capitals kept. Applied twice it gives back the text."""
    pieces: list[str] = []
    end = 0
    for word in side_words(text):
        pieces += [text[end : word.start], _OTHER[word.written]]
        end = word.end
    return "".join([*pieces, text[end:]])


def names_side(text: str) -> Side | None:
    """The first body side that `text` names in plain words, or None."""
    words = side_words(text)
    return words[0].side if words else None


@lru_cache(maxsize=512)
def side_words(text: str) -> tuple[SideWord, ...]:
    """Every word of `text` that names a side of the body or a direction, in order."""
    spots = _spots(text)
    sure = [spot.verdict(FIRM) for spot in spots]
    if any(sure):
        sure = [spot.verdict(HINTED) if verdict is None else verdict for spot, verdict in zip(spots, sure, strict=True)]
    return tuple(spot.word for spot, verdict in zip(spots, sure, strict=True) if verdict)


@lru_cache(maxsize=2048)
def _verdict(rules: tuple[Rule, ...], letter: bool, before: str, after: str) -> bool | None:
    """What the first rule that fits says; None when none does."""
    for rule in rules:
        if (letter or not rule.letters_only) and rule.fits(before, after):
            return rule.swap
    return None


def _spots(text: str) -> list[_Spot]:
    """All candidates with their surroundings, every other candidate hidden."""
    found = list(_SIDE_WORD.finditer(text))
    if not found:
        return []
    ends = [0, *(m.end() for m in found)]
    between = [_plain(text[a:b]) for a, b in zip(ends, [*(m.start() for m in found), len(text)], strict=True)]
    return [
        _Spot(
            SideWord(m.start(), m.end(), m.group()),
            _tail("◊".join(between[max(0, i - _REACH) : i + 1])),
            "◊".join(between[i + 1 : i + 2 + _REACH])[:_REACH],
        )
        for i, m in enumerate(found)
    ]


def _tail(before: str) -> str:
    """The last characters; a cut is marked with a word so that it does not look like the beginning."""
    return before if len(before) <= _REACH else "cut " + before[-_REACH:]


def _plain(piece: str) -> str:
    """A stretch between candidates as the rules see it: small letters, straight apostrophes, single spaces."""
    if len(piece) > 4 * _REACH:  # far more than any rule sees; the middle is never looked at
        piece = piece[: 2 * _REACH] + piece[-2 * _REACH :]
    return re.sub(r"\s+", " ", piece.replace("◊", " ").replace("’", "'").lower())

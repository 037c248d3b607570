"""Where in a page's source the words of a block stand, though tags and entities part them."""

from __future__ import annotations

import html
import re
from array import array
from bisect import bisect_left

from holdspace.importing.facts import Step

_PIECE = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?:script|style)\b.*?(?:</(?:script|style)\s*>|\Z)|<[^<>]*>|&#?\w{1,31};|[^<&]+|.",
    re.DOTALL | re.IGNORECASE,
)
_REACH = 100_000
"""So many letters further on a text is looked for; what lies between is scripts and the frame."""
_LETTERS = 24
"""So many letters tell one place from another, when it is looked for behind the one before it."""


def _letters_of(text: str) -> str:
    return "".join(c.lower()[0] for c in text if c.isalnum())


class Locator:
    """The letters and digits of a source, each with its offset."""

    def __init__(self, source: str) -> None:
        self._offsets = array("L")
        letters: list[str] = []
        for match in _PIECE.finditer(source):
            piece = match.group()
            if piece[0] == "<" and len(piece) > 1:
                continue
            if piece[0] == "&" and len(piece) > 1:
                for character in html.unescape(piece):
                    self._add(letters, character, match.start())
                continue
            for index, character in enumerate(piece, match.start()):
                self._add(letters, character, index)
        self._letters = "".join(letters)
        self._at = 0

    def _add(self, letters: list[str], character: str, offset: int) -> None:
        if character.isalnum():
            low = character.lower()
            letters.append(low[0])
            self._offsets.append(offset)

    def between(self, text: str, first: int, last: int) -> tuple[int, int] | None:
        """Start and end of `text` among the characters from `first` to `last`; None where it is not there whole."""
        wanted = _letters_of(text)
        begin, stop = bisect_left(self._offsets, first), bisect_left(self._offsets, last)
        start = self._letters.find(wanted[:_LETTERS], begin, stop)
        tail = wanted[-_LETTERS:]
        end = self._letters.find(tail, max(start, start + len(wanted) - len(tail)), stop)
        if not wanted or start < 0 or end < 0:
            return None
        return self._offsets[start], self._offsets[end + len(tail) - 1] + 1

    def locate(self, text: str) -> tuple[int, int] | None:
        """Start and end of `text` in the source, behind what was found before; None where it cannot be found."""
        wanted = _letters_of(text)
        if not wanted:
            return None
        start = self._letters.find(wanted[:_LETTERS], self._at, self._at + _REACH)
        if start < 0:
            return None
        tail = wanted[-_LETTERS:]
        end = self._letters.find(
            tail, max(start, start + len(wanted) - 2 * _LETTERS), start + 2 * len(wanted) + _LETTERS
        )
        last = end + len(tail) - 1 if end >= 0 else min(start + len(wanted), len(self._letters)) - 1
        self._at = start + 1
        return self._offsets[start], self._offsets[last] + 1


def place_steps(steps: list[Step], source: str) -> None:
    """Give each step that was cut out of a longer stretch of `source` its own place in it."""
    wide = [step for step in steps if step.end - step.start > len(step.text) + _SLACK]
    if not wide:
        return
    locator = Locator(source)
    for step in wide:
        step.start, step.end = locator.between(step.text, step.start, step.end) or (step.start, step.end)


_SLACK = 20
"""So many characters more than its text, a step's stretch of the source may have in blanks and marks."""

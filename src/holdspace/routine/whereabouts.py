"""Where the characters of narration stand in the script, although escapes, emphasis and extra blanks are gone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from holdspace.diagnostics import Place
    from holdspace.routine.model import Words

_COLLAPSED = re.compile(r"[ \t]*\n[ \t]*|[ \t]{2,}")
"""What `single_blanks` makes one character of."""


class Anchor(NamedTuple):
    """From the character `at` of a text on, characters follow one another in the script from `line` and `column`."""

    at: int
    line: int
    column: int


def single_blanks(text: str) -> str:
    """`text` with one blank or line break for each run of them."""
    return re.sub(r" ?\n ?", "\n", re.sub(r"[ \t]+", " ", text))


def breakpoints(pieces: Sequence[tuple[str, int]]) -> Iterator[tuple[int, int]]:
    """Where `single_blanks` of the joined pieces leaves the straight line: index there, and position in the script.

    Each piece is a text and the position of its first character.
    """
    joined = "".join(text for text, _ in pieces)
    runs = [match.span() for match in _COLLAPSED.finditer(joined)]
    starts: list[tuple[int, int]] = []
    raw = 0
    for text, position in pieces:
        goes_on = bool(starts) and position - raw == starts[-1][1] - starts[-1][0]
        if text and not goes_on:
            starts.append((raw, position))
        raw += len(text)
    ends = [end for _, end in runs if end < len(joined)]
    gone, run, piece = 0, 0, 0
    for at in sorted({raw for raw, _ in starts} | set(ends)):
        while run < len(runs) and runs[run][1] <= at:
            gone += runs[run][1] - runs[run][0] - 1
            run += 1
        while piece + 1 < len(starts) and starts[piece + 1][0] <= at:
            piece += 1
        if run < len(runs) and runs[run][0] < at:
            continue  # within blanks that become one character
        yield at - gone, starts[piece][1] + at - starts[piece][0]


def shifted(anchors: Iterable[Anchor], before: str, after: str) -> tuple[Anchor, ...]:
    """The anchors of the text `before` for `after`, which differs from it in the blanks at its ends alone."""
    by = _lead(after) - _lead(before)
    return tuple(anchor._replace(at=anchor.at + by) for anchor in anchors)


def place_in(words: Words, start: int, stop: int) -> Place:
    """The place of the characters from `start` up to `stop` of `words.text`, as far as they lie on one line."""
    start += _lead(words.text[start:stop])
    stop = max(start + 1, start + len(words.text[start:stop].split("\n", 1)[0].rstrip()))
    anchors = words.anchors or tuple(_guessed(words))
    line, first = _spot(anchors, start)
    last_line, last = _spot(anchors, stop - 1)
    length = last - first + 1 if last_line == line else stop - start
    return replace(words.place, line=line, column=first, length=max(1, length))


def _spot(anchors: Sequence[Anchor], at: int) -> tuple[int, int]:
    anchor = anchors[max(0, bisect_right(anchors, at, key=lambda anchor: anchor.at) - 1)]
    return anchor.line, max(1, anchor.column + at - anchor.at)


def _guessed(words: Words) -> Iterator[Anchor]:
    """Marks for words that were not read from a script: each line begins in column 1."""
    yield Anchor(_lead(words.text), words.place.line, words.place.column)
    for number, match in enumerate(re.finditer("\n", words.text.lstrip()), 1):
        yield Anchor(_lead(words.text) + match.end(), words.place.line + number, 1)


def _lead(text: str) -> int:
    return len(text) - len(text.lstrip())

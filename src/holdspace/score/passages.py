"""A paragraph as what happens in time: sentences, the holds they bind, and directions, in order.

Directions cut a sentence in two where they stand; notes do not. A hold in braces is bound to the end of the sentence
that contains it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from holdspace.diagnostics import Place
from holdspace.routine.model import (
    NOWHERE,
    Again,
    Bed,
    BothSides,
    Breathe,
    CallsChange,
    Count,
    End,
    Hold,
    Include,
    Item,
    Note,
    PaceChange,
    Part,
    Pause,
    Repeat,
    Rest,
    SideWord,
    Silent,
    Timed,
    Tone,
    VoiceChange,
    Words,
)
from holdspace.routine.whereabouts import place_in
from holdspace.score.sentences import split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from holdspace.score.reporting import Report


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as written, braces and all."""

    parts: tuple[Part, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Held:
    """The hold that a brace in the sentence before it asks for."""

    timed: Timed


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a paragraph."""


Matter = Sentence | Held | Break | Pause | Hold | Rest | Breathe | Tone | Bed | VoiceChange | CallsChange | PaceChange
"""What a section is made of when its structure is taken away."""
Structure = Again | Repeat | End | BothSides
"""The directions that shape the order of sections."""


def passage(items: Iterable[Item], report: Report) -> Iterator[Matter | Structure]:
    """The items of a paragraph in time, ended by a `Break`; includes must have been taken out."""
    run: list[Part] = []
    for item in items:
        match item:
            case Words() | Timed() | SideWord() | Count():
                run.append(item)
            case Note() | Silent() | Include():
                continue
            case BothSides():
                yield item
            case _:
                yield from _spoken(run, report)
                run = []
                yield item
    yield from _spoken(run, report)
    yield Break()


def written_text(parts: Iterable[Part]) -> str:
    """What `parts` say as the author wrote them, on one line."""
    return " ".join("".join(_written(part) for part in parts).split())


def sentences(parts: Sequence[Part]) -> list[Sentence]:
    """`parts` cut at the ends of sentences; braces are never cut."""
    lengths = [_solid(sentence) for sentence in split_sentences("".join(map(_shadow, parts)))]
    pieces = _cut(parts, lengths) if lengths else ()
    return [Sentence(tuple(piece), _reach(piece)) for piece in pieces]


def _spoken(run: Sequence[Part], report: Report) -> Iterator[Sentence | Held]:
    for sentence in sentences(run):
        if not _has_sound(written_text(sentence.parts)):
            continue
        yield sentence
        holds = [part for part in sentence.parts if isinstance(part, Timed)]
        for first, extra in pairwise(holds):
            what = f"this sentence already holds for {first.duration.written}"
            mend = "end the sentence before it, or write one of the two without braces"
            report.error("two-holds-in-one-sentence", extra.place, what, mend)
        yield from (Held(timed) for timed in holds)


def _cut(parts: Sequence[Part], lengths: Iterable[int]) -> Iterator[list[Part]]:
    """`parts` in pieces of so many characters each, not counting spaces."""
    rooms = iter(lengths)
    room = next(rooms, 0)
    piece: list[Part] = []
    for part in parts:
        for chunk, solid in _chunks(part):
            if room == 0 and solid:
                yield _joined(piece)
                piece, room = [], next(rooms, solid)
            piece.append(chunk)
            room -= solid
            while room < 0:  # a brace is one piece, whatever stops it contains
                room += next(rooms, -room)
    if piece:
        yield _joined(piece)


def _chunks(part: Part) -> Iterator[tuple[Part, int]]:
    """A part in the smallest pieces that may be kept together: words one by one, braces whole."""
    if not isinstance(part, Words):
        yield part, _solid(_shadow(part))
        return
    start = 0
    for stop in _cuts(part.text):
        yield _slice(part, start, stop), _solid(part.text[start:stop])
        start = stop


def _cuts(text: str) -> Iterator[int]:
    """Where `text` may be cut: before every character that follows a space or a stop, and at its end."""
    for at in range(1, len(text)):
        if not text[at].isspace() and (text[at - 1].isspace() or not text[at - 1].isalnum()):
            yield at
    yield len(text)


def _joined(piece: Sequence[Part]) -> list[Part]:
    """The piece with neighbouring slices of the same words put together again."""
    joined: list[Part] = []
    for part in piece:
        last = joined[-1] if joined else None
        if isinstance(part, Words) and isinstance(last, Words):
            text = last.text + part.text
            blank = not last.text.strip()
            joined[-1] = Words(text, text, part.place if blank else _stretched(last.place, part.place))
        else:
            joined.append(part)
    return joined


def _slice(words: Words, start: int, stop: int) -> Words:
    text = words.text[start:stop]
    return Words(text, text, place_in(words, start, stop))


def _stretched(first: Place, last: Place) -> Place:
    """From the beginning of one place to the end of another, as far as they share a line."""
    if (first.file, first.line) != (last.file, last.line) or last.column < first.column:
        return first
    return replace(first, length=max(first.length, last.column + last.length - first.column))


def _reach(piece: Sequence[Part]) -> Place:
    """The place of a sentence: from its first part with any text to its last."""
    places = [part.place for part in piece if _shadow(part).strip()] or [part.place for part in piece]
    reach = places[0]
    for place in places[1:]:
        reach = _stretched(reach, place)
    return reach


def _written(part: Part) -> str:
    match part:
        case Words(text=text):
            return text
        case Timed(duration=duration):
            return duration.written
        case _:
            return part.written


def _shadow(part: Part) -> str:
    """What stands for a part while sentences are found: a brace without any stop of its own."""
    if isinstance(part, Words):
        return part.text
    return re.sub(r"[^\w\s-]", "", _written(part)) or "x"


def _solid(text: str) -> int:
    return sum(not character.isspace() for character in text)


def _has_sound(text: str) -> bool:
    """Whether anything is left without punctuation, spaces and control characters."""
    return any(unicodedata.category(character)[0] not in "PZC" for character in text)

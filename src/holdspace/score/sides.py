"""Right and left: which side a section is about, and the same words for the other side.

`{right}` and `{left}` are exact. Plain words are swapped by the rules of `mirroring`, and only in a mirrored pass.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from holdspace.routine.model import Again, Breathe, Part, Side, SideWord, Words
from holdspace.routine.units import OTHER_SIDE
from holdspace.score.mirroring import mirror_text, names_side
from holdspace.score.outline import Chapter, Loop, Node
from holdspace.score.passages import Sentence, written_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdspace.score.steps import Frame, Step, What


def own_side(chapter: Chapter) -> Side | None:
    """The side a section is about as written: braces before plain words, the title before the rest."""
    texts = list(_texts(chapter.body))
    in_braces = (part.side for parts in [chapter.title, *texts] for part in parts if isinstance(part, SideWord))
    in_title = names_side(written_text(chapter.title))
    return (
        _braced(chapter.title)
        or in_title
        or next(in_braces, None)
        or next(_again_sides(chapter.body), None)
        or next((side for parts in texts if (side := names_side(written_text(parts)))), None)
    )


def named_openly(chapter: Chapter) -> bool:
    """Whether the title or a brace names a side, so that the author thinks of it as one of two."""
    return bool(
        names_side(written_text(chapter.title))
        or _braced(chapter.title)
        or any(isinstance(part, SideWord) for parts in _texts(chapter.body) for part in parts)
    )


def mirror_part(part: Part) -> Part:
    """The same for the other side; whatever names no side stays as it is."""
    match part:
        case SideWord(side=side, written=written):
            return replace(part, side=side.other, written=_like(OTHER_SIDE[written.lower()], written))
        case Words(text=text):
            return replace(part, text=mirror_text(text))
        case _:
            return part


def mirror(steps: Sequence[Step], _frame: Frame) -> list[Step]:
    """Pass: the words of mirrored steps for the other side."""
    return [step.become(_mirrored(step.what)) if step.mirrored else step for step in steps]


def _mirrored(what: What) -> What:
    match what:
        case Sentence(parts=parts):
            return replace(what, parts=tuple(map(mirror_part, parts)))
        case Breathe(movements=movements):
            flipped = tuple(replace(m, parts=tuple(map(_mirrored_movement, m.parts))) for m in movements)
            return replace(what, movements=flipped)
        case _:
            return what


def _mirrored_movement(part: Words | SideWord) -> Words | SideWord:
    flipped = mirror_part(part)
    return flipped if isinstance(flipped, (Words, SideWord)) else part


def _braced(parts: Sequence[Part]) -> Side | None:
    return next((part.side for part in parts if isinstance(part, SideWord)), None)


def _texts(body: Sequence[Node]) -> Iterator[Sequence[Part]]:
    """The parts of every sentence and movement, in order."""
    for node in body:
        match node:
            case Sentence(parts=parts):
                yield parts
            case Breathe(movements=movements):
                yield from (movement.parts for movement in movements)
            case Loop(body=inner):
                yield from _texts(inner)
            case _:
                continue


def _again_sides(body: Sequence[Node]) -> Iterator[Side]:
    for node in body:
        if isinstance(node, Again) and node.side:
            yield node.side
        elif isinstance(node, Loop):
            yield from _again_sides(node.body)


def _like(word: str, written: str) -> str:
    """`word` with the capitals of `written`."""
    if written.isupper() and len(written) > 1:
        return word.upper()
    return word.capitalize() if written[:1].isupper() else word

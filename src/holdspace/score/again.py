"""`[again …]` and `[both sides]`: which section is meant, whether it is mirrored, and that none plays itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdspace.diagnostics import Place
from holdspace.routine.model import NOWHERE, Again, Side
from holdspace.score.outline import Chapter, Loop, Node, Outline
from holdspace.score.passages import Matter, written_text
from holdspace.score.sides import own_side
from holdspace.score.titles import bare_key, exact_key, nearest, side_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from holdspace.score.reporting import Report

MAX_DEPTH = 20
"""How many sections deep `[again …]` may lead; each is a section that plays another."""


@dataclass(frozen=True, slots=True)
class Replay:
    """An `[again …]` whose section is known."""

    target: int
    """`Chapter.number`."""
    mirrored: bool
    """Whether the section is played for the side it was not written for."""
    side: Side | None
    """The side asked for; None for the section as it is, both sides included."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Linked:
    """An outline in which every `[again …]` knows its section; those that lead nowhere are reported and gone."""

    nodes: tuple[LinkedNode, ...]
    chapters: tuple[LinkedChapter, ...]
    """By number."""


@dataclass(frozen=True, slots=True)
class LinkedChapter:
    """A chapter with its content linked."""

    chapter: Chapter
    body: tuple[LinkedNode, ...]
    side: Side | None
    """The side it is about as written."""
    both_sides: bool


@dataclass(frozen=True, slots=True)
class LinkedLoop:
    """A repeat with its content linked."""

    times: int
    body: tuple[LinkedNode, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Play:
    """A chapter in its own place."""

    number: int


LinkedNode = Matter | Replay | LinkedLoop | Play


def link(outline: Outline, report: Report) -> Linked:
    """Resolve every `[again …]` and check every `[both sides]`."""
    linker = _Linker(outline.chapters, report)
    chapters = tuple(linker.chapter(chapter.number) for chapter in outline.chapters)
    return Linked(tuple(_frame_of(outline.nodes)), chapters)


def _frame_of(nodes: Iterable[Node]) -> list[LinkedNode]:
    """The order of chapters and the repeats around them."""
    frame: list[LinkedNode] = []
    for node in nodes:
        if isinstance(node, Chapter):
            frame.append(Play(node.number))
        elif isinstance(node, Loop):
            frame.append(LinkedLoop(node.times, tuple(_frame_of(node.body)), node.place))
    return frame


class _Linker:
    """Links chapters depth first, so that a chapter is linked before those that play it."""

    def __init__(self, chapters: Sequence[Chapter], report: Report) -> None:
        self._chapters = chapters
        self._report = report
        self._done: dict[int, LinkedChapter] = {}
        self._depths: dict[int, int] = {}
        self._path: list[int] = []
        self._named = [c for c in chapters if c.kind == "headed"] + [c for c in chapters if c.kind == "opening"]

    def chapter(self, number: int) -> LinkedChapter:
        if number not in self._done:
            self._path.append(number)
            self._depths[number] = 0
            chapter = self._chapters[number]
            body = tuple(self._body(chapter.body, number))
            self._done[number] = LinkedChapter(chapter, body, own_side(chapter), self._has_both_sides(chapter))
            self._path.pop()
        return self._done[number]

    def _body(self, nodes: Sequence[Node], number: int) -> list[LinkedNode]:
        body: list[LinkedNode] = []
        for node in nodes:
            match node:
                case Again():
                    replay = self._replay(node, number)
                    body += [replay] if replay else []
                case Loop():
                    body.append(LinkedLoop(node.times, tuple(self._body(node.body, number)), node.place))
                case Chapter():
                    pass  # chapters never stand inside chapters
                case _:
                    body.append(node)
        return body

    def _replay(self, again: Again, number: int) -> Replay | None:
        target, side = self._find(again, number)
        if target is None:
            self._report_unknown(again)
            return None
        if target.number in self._path:
            self._report_cycle(again, target)
            return None
        self.chapter(target.number)
        self._depths[number] = max(self._depths[number], self._depths[target.number] + 1)
        if self._depths[number] > MAX_DEPTH:
            self._depths[number] = 0
            self._report.error(
                "again-too-deep",
                again.place,
                f"this section plays a section that plays a section, more than {MAX_DEPTH} deep",
                "write the steps out, or use [repeat]",
            )
            return None
        return self._sided(again, target, side)

    def _sided(self, again: Again, target: Chapter, side: Side | None) -> Replay:
        if side is None:
            return Replay(target.number, mirrored=False, side=None, place=again.place)
        own = own_side(target)
        if own is None:
            self._report.error(
                "side-without-partner",
                again.place,
                f"there is nothing in “{written_text(target.title)}” to do on the {side} side: it names no side",
                "write {right} or {left} where that section names a side, or leave the side away here",
            )
        return Replay(target.number, mirrored=own not in (None, side), side=side if own else None, place=again.place)

    def _find(self, again: Again, number: int) -> tuple[Chapter | None, Side | None]:
        """The chapter that is meant and the side it is wanted for.

        A title that fits to the letter is taken as it stands. Otherwise sides are left aside when comparing, and a
        side word in the quoted title is the side that is wanted.
        """
        exact = [c for c in self._named if exact_key(written_text(c.title)) == exact_key(again.title)]
        if exact:
            return self._closest(exact, number), again.side
        side = again.side or side_in(again.title)
        alike = [c for c in self._named if bare_key(written_text(c.title)) == bare_key(again.title)]
        on_side = [c for c in alike if side and own_side(c) is side]
        return self._closest(on_side or alike, number), side

    def _closest(self, chapters: Sequence[Chapter], number: int) -> Chapter | None:
        """The last of them before `number`, else the first after it, else the chapter itself."""
        before = [c for c in chapters if c.number < number]
        after = [c for c in chapters if c.number > number]
        return (before[-1:] + after[:1] + [c for c in chapters if c.number == number] + [None])[0]

    def _has_both_sides(self, chapter: Chapter) -> bool:
        if chapter.both_sides is None:
            return False
        if own_side(chapter) is None:
            self._report.error(
                "side-without-partner",
                chapter.both_sides.place,
                f"there is nothing in “{written_text(chapter.title)}” to do on the other side: it names no side",
                "write {right} or {left} where the section names a side, or remove [both sides]",
            )
            return False
        return True

    def _report_unknown(self, again: Again) -> None:
        titles = [written_text(c.title) for c in self._chapters if c.kind == "headed"]
        near = nearest(again.title, titles)
        known = ", ".join(f"“{title}”" for title in dict.fromkeys(titles))
        side = f", {again.side}" if again.side else ""
        self._report.error(
            "unknown-section",
            again.place,
            f"there is no section “{again.title}”",
            f'did you mean [again "{near}"{side}]?'
            if near
            else f"the sections are {known}"
            if known
            else "give it a heading",
        )

    def _report_cycle(self, again: Again, target: Chapter) -> None:
        title = written_text(target.title)
        path = self._path[self._path.index(target.number) :]
        way = " → ".join(f"“{written_text(self._chapters[n].title)}”" for n in [*path, target.number])
        self._report.error(
            "again-cycle",
            again.place,
            f"“{title}” would play itself without end: {way}",
            "put a heading before this line, so that it no longer belongs to the section it plays",
        )

"""Flat blocks become a tree: sections with their content, repeats around sections or inside them.

A section ends at the next heading, at a `[repeat]` that holds headings, and at the `[end]` of such a repeat. What then
follows without a heading of its own goes on under the title of the section in which the repeat began.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

from holdspace.diagnostics import Place
from holdspace.routine.model import (
    NOWHERE,
    Again,
    Block,
    BothSides,
    Breathe,
    Count,
    End,
    Heading,
    Include,
    Item,
    PaceChange,
    Paragraph,
    Repeat,
    Routine,
    SideWord,
    Silent,
    Words,
    heading_text,
)
from holdspace.score.passages import Break, Matter, Sentence, Structure, passage
from holdspace.score.titles import exact_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdspace.score.reporting import Report

MAX_NESTING = 20
"""How deep repeats may stand inside one another; nobody can follow more, and the tree stays shallow."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A repeat: of whole sections (then its body holds chapters) or of a stretch inside one section."""

    times: int
    body: tuple[Node, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A section as written, before sides and repeats."""

    number: int
    """Its position in the script, from 0."""
    title: tuple[Words | SideWord, ...]
    body: tuple[Node, ...]
    kind: Literal["opening", "headed", "continued"]
    """Before the first heading; under a heading; after a repeat, going on under the title of an earlier section."""
    both_sides: BothSides | None = None
    silent: bool = False
    place: Place = field(default=NOWHERE, compare=False)
    pace: float = 1.0
    """What the session's pace is multiplied with where it begins."""


Node = Matter | Again | Loop | Chapter
_Event = Heading | Matter | Structure


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole routine as a tree; the nodes at the top are chapters and repeats of chapters."""

    nodes: tuple[Node, ...]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """Every chapter in source order, so that `chapters[n].number == n`."""
        return tuple(_chapters_in(self.nodes))


def outline(routine: Routine, report: Report) -> Outline:
    """The tree of a routine; structure that does not fit together is reported and left out."""
    events = list(_events(routine.blocks, report))
    opening = _Draft((Words(routine.title, routine.title),), "opening", Place.whole(routine.file))
    title_heading = _title_heading(routine, events)
    if title_heading is not None:
        opening.place = title_heading.place
        opening.both_sides = _first_both_sides(title_heading)
        events = [event for event in events if event is not title_heading]
    return Outline(tuple(_Builder(events, report).build(opening)))


def _chapters_in(nodes: Sequence[Node]) -> Iterator[Chapter]:
    for node in nodes:
        if isinstance(node, Chapter):
            yield node
        elif isinstance(node, Loop):
            yield from _chapters_in(node.body)


def _events(blocks: Sequence[Block], report: Report) -> Iterator[_Event]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block
        elif isinstance(block, Paragraph):
            yield from _paragraph(block, report)


def _paragraph(paragraph: Paragraph, report: Report) -> Iterator[_Event]:
    """A paragraph's matter, with the blocks of an include in the include's place."""
    run: list[Item] = []
    for item in paragraph.items:
        if isinstance(item, Include):
            yield from passage(run, report)
            run = []
            yield from _events(item.blocks, report)
        else:
            run.append(item)
    if run:
        yield from passage(run, report)


def _title_heading(routine: Routine, events: Sequence[_Event]) -> Heading | None:
    """The heading that only names the routine: its first, of level 1, with the routine's title."""
    first = next((event for event in events if isinstance(event, Heading)), None)
    if first is None or first.level != 1 or not any(block is first for block in routine.blocks):
        return None
    return first if exact_key(heading_text(first)) == exact_key(routine.title) else None


def _first_both_sides(heading: Heading) -> BothSides | None:
    return next((item for item in heading.items if isinstance(item, BothSides)), None)


@dataclass(slots=True)
class _Draft:
    """A chapter while it is being read."""

    title: tuple[Words | SideWord, ...]
    kind: Literal["opening", "headed", "continued"]
    place: Place
    both_sides: BothSides | None = None
    silent: bool = False
    body: list[Node] = field(default_factory=list)
    count: Count | None = None
    """A `{10 times}` that no direction has used yet."""
    pace: float = 1.0
    """Where it begins."""
    pace_now: float = 1.0

    def continued(self) -> _Draft:
        """What goes on under the same title."""
        return _Draft(self.title, "continued", self.place, pace=self.pace_now, pace_now=self.pace_now)


def _headed(heading: Heading, pace: float) -> _Draft:
    return _Draft(
        tuple(item for item in heading.items if isinstance(item, (Words, SideWord))),
        "headed",
        heading.place,
        _first_both_sides(heading),
        any(isinstance(item, Silent) for item in heading.items),
        pace=pace,
        pace_now=pace,
    )


class _Builder:
    """Walks the events once, from the outermost repeat inwards."""

    def __init__(self, events: Sequence[_Event], report: Report) -> None:
        self._events = events
        self._report = report
        self._ends = _pairs(events, report)
        self._headings_before = list(accumulate((isinstance(event, Heading) for event in events), initial=0))
        self._count = 0
        self._pace = 1.0
        """At which every section begins: what stood before the first heading."""

    def build(self, opening: _Draft) -> list[Node]:
        return self._chapters(0, len(self._events), opening)

    def _chapters(self, start: int, stop: int, draft: _Draft) -> list[Node]:
        """The chapters and repeats of chapters between two events."""
        nodes: list[Node] = []
        at = start
        while at < stop:
            event = self._events[at]
            if isinstance(event, Heading):
                nodes += self._closed(draft)
                draft = _headed(event, self._pace)
            elif isinstance(event, Repeat) and at in self._ends and self._spans_headings(at):
                times = self._times(event, draft)
                nodes += self._closed(draft)
                body = self._chapters(at + 1, self._ends[at], draft.continued())
                nodes.append(Loop(times, tuple(body), event.place))
                draft = draft.continued()
                at = self._ends[at]
            else:
                at = self._inside(at, draft, draft.body)
            at += 1
        return nodes + self._closed(draft)

    def _inside(self, at: int, draft: _Draft, body: list[Node]) -> int:
        """Take one event into a chapter; returns the last event used, which for a repeat is its end."""
        event = self._events[at]
        match event:
            case Repeat() if at in self._ends:
                loop_body: list[Node] = []
                times = self._times(event, draft)
                inner = at + 1
                while inner < self._ends[at]:
                    inner = self._inside(inner, draft, loop_body) + 1
                body.append(Loop(times, tuple(loop_body), event.place))
                return self._ends[at]
            case BothSides():
                draft.both_sides = draft.both_sides or event
            case PaceChange(factor=factor):
                draft.pace_now = factor
                self._pace = self._pace if self._headings_before[at] else factor
                body.append(event)
            case Breathe():
                body.append(self._counted(event, draft))
            case Sentence(parts=parts):
                counts = [part for part in parts if isinstance(part, Count)]
                draft.count = counts[-1] if counts else draft.count
                body.append(event)
            case Repeat() | End() | Heading():
                pass  # without a partner, and already reported
            case _:
                body.append(event)
        return at

    def _spans_headings(self, at: int) -> bool:
        return self._headings_before[self._ends[at]] > self._headings_before[at]

    def _closed(self, draft: _Draft) -> list[Node]:
        """The finished chapter, or nothing when it has neither a heading nor content."""
        if draft.kind != "headed" and all(isinstance(node, (Break, PaceChange)) for node in draft.body):
            return []
        chapter = Chapter(
            self._count,
            draft.title,
            tuple(draft.body),
            draft.kind,
            draft.both_sides,
            draft.silent,
            draft.place,
            draft.pace,
        )
        self._count += 1
        return [chapter]

    def _times(self, repeat: Repeat, draft: _Draft) -> int:
        if repeat.times is not None:
            return max(1, repeat.times)
        if draft.count is not None:
            return max(1, self._take_count(draft))
        self._report.error(
            "repeat-without-count",
            repeat.place,
            "this repeat does not say how often",
            "write [repeat 3], or {3 times} in a sentence before it",
        )
        return 1

    def _counted(self, breathe: Breathe, draft: _Draft) -> Breathe:
        """The guided breathing with the number of rounds that a brace before it gave."""
        if breathe.rounds is not None or breathe.duration is not None:
            return breathe
        if draft.count is not None:
            return replace(breathe, rounds=self._take_count(draft))
        self._report.error(
            "breathe-without-rounds",
            breathe.place,
            "this breathing does not say how long",
            "write [breathe 10 rounds] or [breathe 5 minutes], or {10 times} in a sentence before it",
        )
        return replace(breathe, rounds=1)

    def _take_count(self, draft: _Draft) -> int:
        times = draft.count.times if draft.count else 1
        draft.count = None
        return times


def _pairs(events: Sequence[_Event], report: Report) -> dict[int, int]:
    """For each repeat that has one, the position of its end."""
    pairs: dict[int, int] = {}
    opened: list[tuple[int, Repeat]] = []
    for at, event in enumerate(events):
        if isinstance(event, Repeat):
            opened.append((at, event))
        elif isinstance(event, End) and opened:
            begin, repeat = opened.pop()
            if len(opened) < MAX_NESTING:
                pairs[begin] = at
            elif len(opened) == MAX_NESTING:
                mend = "take some of them apart"
                what = f"repeats stand more than {MAX_NESTING} deep inside one another here"
                report.error("nested-too-deep", repeat.place, what, mend)
        elif isinstance(event, End):
            mend = "write [repeat 3] where the repeated part begins, or take this out"
            report.error("end-without-repeat", event.place, "this [end] ends no repeat", mend)
    for _, repeat in opened:
        mend = "write [end] on a line of its own where the repeated part ends"
        report.error("repeat-without-end", repeat.place, "this repeat has no [end]", mend)
    return pairs

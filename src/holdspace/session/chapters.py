"""The chapters of a session: one a section, at most 200."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from holdspace.session.timeline import Timeline
from holdspace.session.wording import one_line
from holdspace.timebase import samples_to_ms

MOST_CHAPTERS = 200
"""A CTOC counts its children in one byte, and so does an MP4's `chpl`; beyond 200 neighbours are merged."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter, in whole milliseconds from the session's beginning."""

    title: str
    start_ms: int
    end_ms: int


def chapters_of(timeline: Timeline) -> list[Chapter]:
    """One chapter for each section that lasts, at most 200; neighbours are merged beyond that."""
    bounds = [round(samples_to_ms(s)) for s in (*timeline.section_starts, timeline.samples)]
    whole = [
        Chapter(one_line(section.title) or one_line(timeline.title), start, end)
        for section, start, end in zip(timeline.sections, bounds, bounds[1:], strict=False)
        if end > start
    ]
    return merged_chapters(whole, MOST_CHAPTERS)


def merged_chapters(chapters: Sequence[Chapter], most: int) -> list[Chapter]:
    """The same chapters, neighbours put together until there are at most so many.

    Neighbours of one name come first, then those that are shortest together, so that long sections keep a chapter of
    their own. A merged one is called as the first, where a player jumps to.
    """
    kept = list(chapters)
    while len(kept) > most:
        kept = _fewer(kept, len(kept) - most)
    return kept


def _fewer(chapters: Sequence[Chapter], by: int) -> list[Chapter]:
    """At most `by` chapters fewer: pairs are put together that cost the least, or up to twice as much."""
    costs = [_cost(*pair) for pair in pairwise(chapters)]
    is_loss, ms = min(costs)
    joined: set[int] = set()
    for cost, at in sorted(zip(costs, range(len(costs)), strict=True)):
        if cost > (is_loss, 2 * ms) or len(joined) == by:
            break
        if joined.isdisjoint({at - 1, at + 1}):
            joined.add(at)
    firsts = [(at, one) for at, one in enumerate(chapters) if at - 1 not in joined]
    return [replace(one, end_ms=chapters[at + 1].end_ms) if at in joined else one for at, one in firsts]


def _cost(first: Chapter, second: Chapter) -> tuple[bool, int]:
    """What is lost by putting two neighbours together, a name of its own before all else."""
    return first.title != second.title, second.end_ms - first.start_ms

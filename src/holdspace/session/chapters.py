"""The chapters of a session: one a section, at most 200."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

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
    """The same chapters, neighbours put together until there are at most so many."""
    return list(_merged(chapters, min(len(chapters), most)))


def _merged(chapters: Sequence[Chapter], groups: int) -> Iterator[Chapter]:
    for group in range(groups):
        first = chapters[group * len(chapters) // groups]
        last = chapters[(group + 1) * len(chapters) // groups - 1]
        title = first.title if first.title == last.title else f"{first.title} - {last.title}"
        yield Chapter(title, first.start_ms, last.end_ms)

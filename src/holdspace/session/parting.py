"""A session in parts, for players that cannot seek: where it is cut, and the timeline of each part.

It is cut where nothing is said, on the grid of MP3 frames, so that the parts are made of the same ready frames as the
whole, and add up to it to the sample.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import cast

from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.audio.ringing import ringing_samples
from holdspace.score.model import ToneName
from holdspace.session.timeline import BedSpan, Event, Timeline
from holdspace.timebase import ms_to_samples

_HEAD_MS = 1000
"""So much quiet is kept before the first word of a part: players fade in, and earbuds wake up."""
_MARGIN_MS = 250
"""So far from any sound a session is cut, where it is cut by the clock."""
_LEAST_MS = 1000
"""No part is shorter."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a session that becomes a file of its own."""

    title: str
    timeline: Timeline


def by_sections(timeline: Timeline) -> list[Part]:
    """A part for each section that lasts."""
    starts = [(start, section) for section, start in enumerate(timeline.section_starts) if start > 0]
    return _parts(timeline, [(_before(timeline, start), section) for start, section in starts])


def by_minutes(timeline: Timeline, minutes: Fraction) -> list[Part]:
    """Parts of about so many minutes, each cut in the nearest quiet; fewer where there is none."""
    step = ms_to_samples(minutes * 60_000)
    gaps = list(_gaps(timeline))
    wanted = range(step, timeline.samples, step)
    cuts = [_nearest(gaps, at) for at in wanted] if gaps else []
    return _parts(timeline, [(cut, _section_at(timeline, cut)) for cut in cuts])


def _parts(timeline: Timeline, cuts: Sequence[tuple[int, int]]) -> list[Part]:
    """The parts between `cuts`, each given with the section that goes on behind it."""
    edges = [(0, 0)]
    for cut, section in sorted(cuts):
        if min(cut - edges[-1][0], timeline.samples - cut) >= ms_to_samples(_LEAST_MS):
            edges.append((cut, section))
    ends = [*(cut for cut, _ in edges[1:]), timeline.samples]
    return [_part(timeline, start, end, section) for (start, section), end in zip(edges, ends, strict=True)]


def _section_at(timeline: Timeline, sample: int) -> int:
    """The section that is heard from there on: one that is all but over does not count."""
    soon = sample + 2 * ms_to_samples(_HEAD_MS)
    return max(0, bisect_right(timeline.section_starts, soon) - 1)


def _before(timeline: Timeline, section_start: int) -> int:
    """Where to cut for a section: in the quiet before its first sound, or before the one that wakes earbuds for it."""
    sounds = [(event.start, event.end, event.text) for event in timeline.events if event.kind in {"speech", "tone"}]
    first = min(
        [section_start, *(start for start, end, text in sounds if text == "stir" and end >= section_start > start)]
    )
    heard = max([end for start, end, text in sounds if start < first and text != "stir"], default=0)
    return _on_grid(max((heard + first) // 2, first - ms_to_samples(_HEAD_MS)), heard)


def _gaps(timeline: Timeline) -> Iterator[tuple[int, int]]:
    """The stretches in which a session may be cut by the clock."""
    margin, heard = ms_to_samples(_MARGIN_MS), 0
    for event in timeline.events:
        if event.kind in {"speech", "tone"}:
            if event.start - heard > 2 * margin + FRAME_SAMPLES:
                yield heard + margin, event.start - margin
            heard = max(heard, event.end)
    if timeline.samples - heard > 2 * margin + FRAME_SAMPLES:
        yield heard + margin, timeline.samples - margin


def _nearest(gaps: Sequence[tuple[int, int]], wanted: int) -> int:
    """The place in a gap that is nearest to `wanted`."""
    places = [(min(max(wanted, begin), end), begin) for begin, end in gaps]
    return _on_grid(*min(places, key=lambda place: abs(place[0] - wanted)))


def _on_grid(sample: int, least: int) -> int:
    """The last frame's beginning up to `sample`, or the next one where that lies before `least`."""
    floor = sample // FRAME_SAMPLES * FRAME_SAMPLES
    return floor if floor >= least else floor + FRAME_SAMPLES


def _part(timeline: Timeline, start: int, end: int, section: int) -> Part:
    """The part from `start` to `end`, which begins in `section`."""
    behind = max(section + 1, bisect_left(timeline.section_starts, end))
    part = replace(
        timeline,
        sections=timeline.sections[section:behind],
        section_starts=tuple(max(0, first - start) for first in timeline.section_starts[section:behind]),
        events=tuple(_events(timeline, start, end, section)),
        samples=end - start,
        left_out=(),
        diagnostics=(),
        beds=tuple(_beds(timeline.beds, start, end)),
    )
    return Part(timeline.sections[section].title if timeline.sections else timeline.title, part)


def _events(timeline: Timeline, start: int, end: int, first_section: int) -> Iterator[Event]:
    """What happens in a part: pauses and holds cut to it, and bells that ring on into it."""
    for event in timeline.events:
        section = max(0, event.section - first_section)
        if event.start < start:
            if event.kind == "tone" and event.start + _ringing(event) > start:
                yield replace(event, start=event.start - start, section=section, spine=False)
            elif event.kind not in {"speech", "tone"} and event.end > start:
                length = min(event.end, end) - start
                yield replace(event, start=0, samples=length, section=section)
        elif event.start < end:
            yield replace(event, start=event.start - start, samples=min(event.end, end) - event.start, section=section)


def _ringing(event: Event) -> int:
    return ringing_samples(cast("ToneName", event.text), event.samples)


def _beds(beds: Sequence[BedSpan], start: int, end: int) -> Iterator[BedSpan]:
    """Beds go on where the part before them ended: their spans may begin before the part."""
    for bed in beds:
        if bed.start < end and bed.end > start:
            yield replace(bed, start=bed.start - start, end=bed.end - start)

"""A timeline as plain data, for `show --json` and for whoever reads it."""

from __future__ import annotations

from typing import Any

from holdspace.session.bed_levels import level_db, shown_name
from holdspace.session.timeline import BedSpan, Event, Timeline
from holdspace.timebase import samples_to_seconds


def describe(timeline: Timeline, voice: str | None) -> dict[str, Any]:
    """`{title, seconds, voice, events: [{kind, start, seconds, text, section, line}], beds}`, times in seconds.

    `beds: [{name, level_db, start, seconds}]`; a level is relative to the speech, where nothing is said. With estimated
    speech, the whole and each speech event carry `"estimated": true`.
    """
    whole: dict[str, Any] = {
        "title": timeline.title,
        "seconds": _seconds(timeline.samples),
        "voice": voice,
        "events": [_event(event, timeline) for event in timeline.events],
        "beds": [_bed(span) for span in timeline.beds],
    }
    if timeline.estimated:
        whole["estimated"] = True
    return whole


def _event(event: Event, timeline: Timeline) -> dict[str, Any]:
    row: dict[str, Any] = {
        "kind": event.kind,
        "start": _seconds(event.start),
        "seconds": _seconds(event.samples),
        "text": event.text,
        "section": timeline.sections[event.section].title if timeline.sections else "",
        "line": event.place.line,
    }
    if timeline.estimated and event.kind == "speech":
        row["estimated"] = True
    return row


def _bed(span: BedSpan) -> dict[str, Any]:
    start, seconds = _seconds(span.start), _seconds(span.end - span.start)
    return {"name": shown_name(span), "level_db": level_db(span), "start": start, "seconds": seconds}


def _seconds(samples: int) -> float:
    """Seconds to a hundredth of a millisecond: finer than a sample, and free of binary tails."""
    return round(samples_to_seconds(samples), 5)

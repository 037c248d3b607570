"""A timeline as lines of text: when, how long, what."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.timebase import clock, samples_to_ms, samples_to_seconds

if TYPE_CHECKING:
    from holdspace.diagnostics import Place
    from holdspace.session.drafting import Placed
    from holdspace.session.timeline import Event

_LEAST_TEXT = 20
"""However narrow the terminal is, so many columns are left for the words."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table."""

    text: str
    is_title: bool = False
    """Whether it is a section's title."""


def timetable(placed: Placed, width: int | None = None) -> Iterator[Line]:
    """The lines of the table; words are wrapped to `width` columns, or never where it is None.

    Pauses that were written are shown, the natural gaps between sentences are not. What lies inside a hold or a
    breath is indented.
    """
    timeline = placed.timeline
    written = _written_pauses(placed)
    section = -1
    for event in timeline.events:
        if event.section != section:
            section = event.section
            yield Line("")
            yield Line(timeline.sections[section].title, is_title=True)
        if event.kind != "pause" or event.place in written:
            yield from map(Line, _row(event, width))


def heading(placed: Placed) -> str:
    """The session's title, length and voice."""
    timeline = placed.timeline
    about = "about " if timeline.estimated else ""
    voice = f", {placed.voice}" if placed.voice else ""
    return f"{timeline.title}, {about}{clock(samples_to_ms(timeline.samples))}{voice}"


def _row(event: Event, width: int | None) -> list[str]:
    kind = event.kind if event.spine else f"  {event.kind}"
    seconds = float(samples_to_seconds(event.samples))
    lead = f"{clock(samples_to_ms(event.start)):>7}  {seconds:>6.1f}  {kind:<8}  "
    room = max(_LEAST_TEXT, width - len(lead)) if width else 0
    lines = textwrap.wrap(event.text, room) if room else [event.text]
    return [f"{lead if at == 0 else ' ' * len(lead)}{text}".rstrip() for at, text in enumerate(lines or [""])]


def _written_pauses(placed: Placed) -> set[Place]:
    from holdspace.score.model import Quiet

    return {cue.place for cue in placed.score.cues if isinstance(cue, Quiet) and cue.written}

"""Which event of a timeline lies in which: a call in its hold, a word in its breath."""

from __future__ import annotations

from collections.abc import Iterator

from holdspace.session.timeline import Event, Timeline


def with_hosts(timeline: Timeline) -> Iterator[tuple[Event, Event | None]]:
    """Each event with the event of the spine that it lies in or over; None for the events of the spine themselves."""
    host: Event | None = None
    for event in timeline.events:
        if event.spine:
            host = event
            yield event, None
        else:
            yield event, host


def lies_in(host: Event | None, *kinds: str) -> bool:
    """Whether there is a host, of one of these kinds."""
    return host is not None and host.kind in kinds

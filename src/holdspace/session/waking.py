"""A soft sound before speech that follows a long quiet, so that earbuds which sleep in it wake before the first word.

Devices that mute in silence take up to half a second to come back, some a second; the sources are in
`docs/sounds.md`. The sound lies inside the hold or the pause and changes no time.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace

from holdspace.audio.ringing import ringing_samples
from holdspace.session.timeline import Event, Timeline
from holdspace.timebase import ms_to_samples

ASLEEP_AFTER_MS = {"hold": 5_000, "rest": 5_000, "pause": 10_000}
"""Quiet beyond this lets a device fall asleep. In a pause between two instructions the room tone must do for longer: a
breath before every sentence would tire the ear more than it helps."""
AHEAD_MS = 1000
"""So long before the word the sound begins."""
_SHORTEST = ms_to_samples(min(ASLEEP_AFTER_MS.values()))


def woken(timeline: Timeline, *, grid: int = 1) -> Timeline:
    """`timeline` with a `stir` before every word that would come out of a long quiet; as it is without room tone.

    Whoever wants true silence in the holds wants no sound to end it either. The sounds begin on multiples of `grid`
    samples.
    """
    if timeline.room_tone_db == float("-inf"):
        return timeline
    stirs = tuple(_stirs(timeline, grid))
    if not stirs:
        return timeline
    events = sorted((*timeline.events, *stirs), key=lambda event: (event.start, not event.spine))
    return replace(timeline, events=tuple(events))


def _stirs(timeline: Timeline, grid: int) -> list[Event]:
    spine = [event for event in timeline.events if event.spine]
    starts = [event.start for event in spine]
    heard, stirs = 0, []
    for event in timeline.events:
        if event.kind == "speech" and event.start - heard > _SHORTEST:
            start = (2 * (event.start - ms_to_samples(AHEAD_MS)) + grid) // (2 * grid) * grid
            around = spine[max(0, bisect_right(starts, start) - 1)]
            quiet_ms = ASLEEP_AFTER_MS.get(around.kind)
            if quiet_ms is not None and event.start - heard > ms_to_samples(quiet_ms) and around.start <= start:
                stirs.append(Event("tone", start, event.start - start, "stir", around.section, spine=False))
        if event.kind in {"speech", "tone"}:
            heard = max(heard, event.start + _heard_samples(event))
    return stirs


def _heard_samples(event: Event) -> int:
    return ringing_samples(event.text, event.samples) if event.kind == "tone" else event.samples  # type: ignore[arg-type]  # a tone's text is its name

"""What is said and when, as lines that a player or an editor can show beside the sound."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from holdspace.session.timeline import Timeline
from holdspace.session.wording import one_line
from holdspace.timebase import samples_to_ms


@dataclass(frozen=True, slots=True)
class Caption:
    """One stretch of speech, in whole milliseconds from the session's beginning."""

    text: str
    start_ms: int
    end_ms: int


def captions_of(timeline: Timeline) -> list[Caption]:
    """Everything that is spoken, in order."""
    spoken = [event for event in timeline.events if event.kind == "speech"]
    return [
        Caption(one_line(event.text), round(samples_to_ms(event.start)), round(samples_to_ms(event.end)))
        for event in spoken
    ]


def lyrics(captions: Sequence[Caption]) -> str:
    """The lines of an LRC file, which most players also read inside a lyrics tag: `[mm:ss.xx]words`."""
    return "\n".join(f"[{_hundredths(caption.start_ms)}]{caption.text}" for caption in captions)


def _hundredths(ms: int) -> str:
    """`mm:ss.xx`; the minutes go on beyond 99."""
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes:02d}:{rest // 1000:02d}.{rest % 1000 // 10:02d}"

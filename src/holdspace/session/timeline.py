"""The timeline: every event of a session at its exact sample. Captions, chapters, `show` and the audio come from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from holdspace.diagnostics import Diagnostic, Place
from holdspace.routine.model import NOWHERE
from holdspace.score.model import NO_ROOM_TONE, Section, Utterance

EventKind = Literal["speech", "hold", "pause", "breath", "rest", "tone"]


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happens. Positions are samples at `timebase.SAMPLE_RATE_HZ` from the session's first sample."""

    kind: EventKind
    start: int
    """Its first audible sample, never negative."""
    samples: int
    """Its length, never negative. A bell or chime may ring on beyond it; a breath tone spans its phase."""
    text: str
    """What is said, for speech; the breath phase ("in", "hold", "out"); the tone's name; else empty."""
    section: int
    """Index into `Timeline.sections`."""
    spine: bool
    """True for the events that follow one another without a gap; False for what lies inside or over them."""
    utterance: Utterance | None = None
    """For speech: what was asked for; the key to its clip."""
    place: Place = field(default=NOWHERE, compare=False)

    @property
    def end(self) -> int:
        """The first sample after it."""
        return self.start + self.samples


@dataclass(frozen=True, slots=True)
class BedSpan:
    """A bed and the samples beneath which it lies."""

    start: int
    end: int
    name: str
    """One of ours, or the path of a music file."""
    gain_db: float | None
    """Its level relative to the speech; None for the bed's own."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Timeline:
    """A whole session, placed."""

    title: str
    sections: tuple[Section, ...]
    section_starts: tuple[int, ...]
    """First sample of each section, rising; same length as `sections`."""
    events: tuple[Event, ...]
    """Ordered by start, an outer event before what lies inside it."""
    samples: int
    """Length of the session."""
    left_out: tuple[str, ...] = ()
    """One sentence for each call that did not fit."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """Warnings that only the clips' lengths can show, such as a cue longer than its breath phase."""
    estimated: bool = False
    """True when the lengths of speech are estimates."""
    beds: tuple[BedSpan, ...] = ()
    """In order; they do not overlap."""
    room_tone_db: float = NO_ROOM_TONE
    """Level of the room tone over the whole session, in dBFS RMS."""
    stereo: bool = False

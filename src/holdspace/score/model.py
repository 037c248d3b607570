"""A score: what is said, held and breathed, in order, after the listener's choices. No audio, no I/O.

Cues lie one after the other (the spine). A `Say` lasts as long as its clip, everything else exactly its `ms`. Calls
lie inside a hold, rest or breath phase and never lengthen it. All times are whole milliseconds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Literal

from holdspace.diagnostics import Place
from holdspace.routine.model import NOWHERE, Bed, BreathPattern, Scaling

UtteranceKind = Literal["narration", "title", "call", "breath"]
ToneName = Literal["bell", "chime", "bowl", "wood", "inhale", "sip", "exhale", "hold", "release", "stir"]
"""`release` ends a hold, `stir` wakes earbuds before speech, `sip` is the second inhale of a sigh."""
BEDS = ("rain", "ocean", "stream", "wind", "brown", "drone", "binaural")
"""The beds that are made here; any other bed is a music file."""
CallStyle = Literal["calm", "guide", "coach", "silent"]
CountStyle = Literal["none", "rounds", "down"]
NO_ROOM_TONE = -math.inf
"""The level of no room tone at all, in dBFS."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What the listener wants. None: not said, so the next one in line decides (front matter, then settings)."""

    voice: str | None = None
    pace: float | None = None
    """Speaking rate relative to the voice's own, 0.5 to 2.0."""
    hold: tuple[Scaling, ...] = ()
    rest: tuple[Scaling, ...] = ()
    length_ms: int | None = None
    """Wanted length of the session."""
    breath: BreathPattern | None = None
    countdown: str | None = None
    """"off", "ten" (one call, ten seconds before the end), "3", "5", "10" (that many seconds counted aloud too), or
    marks such as "30, 15, 5" (see `routine.countdowns`)."""
    halfway: bool | None = None
    calls: CallStyle | None = None
    """How much is called in holds; `countdown` and `halfway` change single points of it."""
    count: CountStyle | None = None
    """How the rounds of a breathing are counted."""
    bed: Bed | None = None
    """A bed beneath the whole session, whatever the script says; "off" for none at all."""
    room_tone_db: float | None = None
    """Level of the room tone in dBFS RMS; `NO_ROOM_TONE` for none."""
    stereo: bool | None = None
    """Two channels: wide beds, and cues that name a side lean to that ear."""
    chapters_spoken: bool | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of speech that is synthesised in one piece: a sentence, a title, a call."""

    text: str
    """As composed; numbers and abbreviations may still be digits, the normaliser comes later."""
    kind: UtteranceKind = "narration"
    voice: str | None = None
    """A voice named by the script for this stretch; None for the session's voice."""
    place: Place = field(default=NOWHERE, compare=False)
    pace: float | None = None
    """What the script multiplies the session's pace with for this stretch; None for 1."""


@dataclass(frozen=True, slots=True)
class Call:
    """Something said inside a hold, rest or breath phase."""

    utterance: Utterance
    at_ms: int
    """Its first sound, from the beginning of the cue it lies in."""
    importance: int
    """Calls that collide or do not fit are left out, lowest first."""


@dataclass(frozen=True, slots=True)
class Say:
    """An utterance on the spine."""

    utterance: Utterance
    section: int
    """Index into `Score.sections`."""


@dataclass(frozen=True, slots=True)
class Quiet:
    """A pause the author wrote, or the natural gap between sentences, paragraphs and sections."""

    ms: int
    section: int
    written: bool
    """True for `[pause …]`, False for a natural gap."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Keep:
    """A hold or a rest, exactly `ms` long from the end of what was said before it."""

    kind: Literal["hold", "rest"]
    ms: int
    section: int
    calls: tuple[Call, ...] = ()
    ends_with: ToneName | None = None
    """Sounds inside it, a second before its end."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Breath:
    """One phase of one breath, exactly `ms` long unless its words need more."""

    phase: Literal["in", "hold", "out"]
    ms: int
    section: int
    round: int
    """From 1."""
    rounds: int
    words: Utterance | None
    """Said from the beginning of the phase."""
    tone: ToneName | None
    """Sounded through the phase; None when words alone lead."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Sound:
    """A bell or a chime on the spine; it may ring on beneath what follows."""

    name: ToneName
    ms: int
    section: int
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BedChange:
    """From here on another bed lies beneath; takes no time."""

    name: str
    """One of ours, the path of a music file as written, or "off"."""
    gain_db: float | None
    section: int
    place: Place = field(default=NOWHERE, compare=False)


Cue = Say | Quiet | Keep | Breath | Sound | BedChange


@dataclass(frozen=True, slots=True)
class Section:
    """One pass through a section: a chapter."""

    title: str
    """With the side of this pass; the routine's title for what stands before the first heading."""
    place: Place = field(default=NOWHERE, compare=False)
    rounds: tuple[int, ...] = ()
    """The round of every `[repeat]` around the section, from 1, the outermost first."""


@dataclass(frozen=True, slots=True)
class Score:
    """The whole session before any sound."""

    title: str
    language: str
    voice: str | None
    """The session's voice as chosen; None for the best installed."""
    pace: float
    sections: tuple[Section, ...]
    cues: tuple[Cue, ...]
    say: tuple[tuple[str, str], ...] = ()
    """The script's own pronunciations: (written, spoken as)."""
    own_say: tuple[tuple[str, str], ...] | None = None
    """The maker's pronunciations, which count after the script's; None: those of whoever uses this machine."""
    notes: tuple[str, ...] = ()
    """What became of a wish that could be met only nearly, one sentence each, with its place."""
    length_ms: int | None = None
    """The wanted length, where the listener gave one."""
    hold_factor: float = 1.0
    """What `--length` multiplied the holds with; 1.0 without it."""
    room_tone_db: float = NO_ROOM_TONE
    """Level of the room tone in dBFS RMS."""
    stereo: bool = False

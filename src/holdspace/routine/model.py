"""What the author wrote, each part with its place.

A routine is a list of blocks in source order. A paragraph keeps its words, braces and directions in order and its
line breaks inside `Words`, so that writing it out again changes nothing the author did. Nothing is interpreted here:
repeats are not unrolled, sides not mirrored, includes only loaded.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from typing import Literal

from holdspace.diagnostics import Place
from holdspace.routine.whereabouts import Anchor

NOWHERE = Place.whole("<text>")


class Side(StrEnum):
    """A side of the body."""

    RIGHT = "right"
    LEFT = "left"

    @property
    def other(self) -> Side:
        """The opposite side."""
        return Side.LEFT if self is Side.RIGHT else Side.RIGHT


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time as the author wrote it: either `ms` or `breaths` is above zero, never both."""

    ms: int = 0
    """Whole milliseconds; 0 when the author counted in breaths."""
    breaths: int = 0
    """Whole breaths, each one cycle of the routine's breath pattern; 0 when the author gave a time."""
    written: str = ""
    """The author's own words, such as "a minute and a half"."""


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a breath."""

    kind: Literal["in", "hold", "out"]
    ms: int
    """Whole milliseconds, at least 250."""


@dataclass(frozen=True, slots=True)
class BreathPattern:
    """One breath: its phases in the order in which they are breathed, at least one `in` and one `out`."""

    phases: tuple[Phase, ...]
    written: str = ""
    """The author's own words, such as "in 4, hold 7, out 8" or "box"."""

    @property
    def cycle_ms(self) -> int:
        """Length of one whole breath in milliseconds."""
        return sum(p.ms for p in self.phases)


DEFAULT_BREATH = BreathPattern((Phase("in", 4000), Phase("out", 6000)), "in 4, out 6")
"""The pattern of a routine that names none."""


@dataclass(frozen=True, slots=True)
class Scaling:
    """One `--hold` or `--rest` choice: how held times change, everywhere or in one section."""

    kind: Literal["times", "plus", "set"]
    """`1.5x` multiplies, `+15s` and `-5s` add, `=90s` sets."""
    value: Fraction
    """The factor for `times`; milliseconds for `plus` (may be negative) and `set`."""
    section: str = ""
    """Only in the section of this title; empty for all."""
    written: str = ""
    """The user's own words."""


# --- parts of a paragraph or heading -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Words:
    """Plain narration, unescaped, Markdown emphasis removed from `text`; may hold single line breaks."""

    text: str
    source: str
    """The characters of the script, blanks single, for writing it out again."""
    place: Place = field(default=NOWHERE, compare=False)
    anchors: tuple[Anchor, ...] = field(default=(), compare=False, repr=False)
    """Where the text's characters stand in the script (see `whereabouts.place_in`); empty when nobody knows."""


@dataclass(frozen=True, slots=True)
class Timed:
    """`{60 seconds}`: spoken, and held from the end of its sentence."""

    duration: Duration
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class SideWord:
    """`{right}`: the side of this pass. `written` keeps the author's capitals."""

    side: Side
    written: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Count:
    """`{10 times}`: spoken, and the number of rounds of the next `[breathe]` or `[repeat]` that gives none."""

    times: int
    unit: str
    """"times", "rounds", "reps", "breaths of …" as written, in lower case."""
    written: str
    place: Place = field(default=NOWHERE, compare=False)


# --- directions ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pause:
    """`[pause 5s]`: quiet between instructions; no choice changes it."""

    duration: Duration
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Hold:
    """`[hold 60s]`, `[hold 5 breaths]`, `[hold]`: a position kept; choices scale it."""

    duration: Duration | None
    """None for the default length."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Rest:
    """`[rest 20s]`, `[rest]`: a break between efforts."""

    duration: Duration | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class BothSides:
    """`[both sides]`: the section, a spoken "other side", the section mirrored."""

    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Again:
    """`[again "Deep hip stretch", left]`: an earlier section once more, mirrored to `side` where given."""

    title: str
    side: Side | None = None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Repeat:
    """`[repeat 3]`: everything up to its `[end]`, that often; None takes the count of a `{3 times}` before it."""

    times: int | None
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class End:
    """`[end]` of the nearest open `[repeat]`."""

    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Movement:
    """`- exhale: Round your spine.` beneath a `[breathe]`."""

    phase: Literal["in", "hold", "out"]
    parts: tuple[Words | SideWord, ...]
    written: str
    """The author's word for the phase: "inhale", "breathe in", "out"."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Breathe:
    """`[breathe in 4, hold 7, out 8, 4 rounds]`: guided breathing. At most one of `rounds` and `duration` is set."""

    pattern: BreathPattern | None
    """None for the routine's own."""
    rounds: int | None
    duration: Duration | None
    """Rounded to whole breaths when composed."""
    movements: tuple[Movement, ...] = ()
    written: str = ""
    """The author's words after "breathe"."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Tone:
    """`[bell]`, `[chime]`, `[bowl]` or `[wood]`."""

    name: Literal["bell", "chime", "bowl", "wood"]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Bed:
    """`[bed rain -24dB]` or `[bed off]`: a sound beneath everything that follows."""

    name: str
    """One of ours, the path of a music file as written, or "off", which ends it."""
    gain_db: float | None = None
    """Level relative to the speech in dB; None for the default."""
    written: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class VoiceChange:
    """`[voice emma]`: another voice from here on."""

    name: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class CallsChange:
    """`[calls coach]`: another style of calls to the end of the section; before the first heading, of the script."""

    style: Literal["calm", "guide", "coach", "silent"]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class PaceChange:
    """`[pace 0.9]`: another speaking rate to the end of the section."""

    factor: float
    """Of the session's own pace, 0.5 to 2.0."""
    written: str = ""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Silent:
    """`[silent]` in a heading: the chapter is not announced."""

    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """`[note …]`: never spoken."""

    text: str
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Include:
    """`[include "warmup.md"]`: another script's blocks, in its place."""

    path: str
    blocks: tuple[Block, ...] = field(default=(), compare=False)
    """Filled by the loader; its headings and places are those of the included file."""
    place: Place = field(default=NOWHERE, compare=False)


Direction = (
    Pause
    | Hold
    | Rest
    | BothSides
    | Again
    | Repeat
    | End
    | Breathe
    | Tone
    | Bed
    | VoiceChange
    | CallsChange
    | PaceChange
    | Silent
    | Note
    | Include
)
Part = Words | Timed | SideWord | Count
Item = Part | Direction

# --- blocks --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heading:
    """`## Deep hip stretch {right}`: begins a section, which is a chapter of the session."""

    level: int
    """1 to 6."""
    items: tuple[Words | SideWord | Silent | BothSides, ...]
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines without a blank line between them, or one list item."""

    items: tuple[Item, ...]
    marker: str = ""
    """"" for a paragraph; "-", "*", "+", "1." … for a list item, ">" for a quotation. Never spoken."""
    tight: bool = False
    """True for a list item that follows the one before it without a blank line."""
    place: Place = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class Unspoken:
    """A Markdown comment or a rule line, kept as written and never spoken."""

    source: str
    place: Place = field(default=NOWHERE, compare=False)


Block = Heading | Paragraph | Unspoken


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The defaults at the head of a script. None: the author did not say."""

    title: str | None = None
    artist: str | None = None
    album: str | None = None
    genre: str | None = None
    year: int | None = None
    description: str | None = None
    language: str | None = None
    """A BCP 47 tag such as "en" or "de-AT"."""
    voice: str | None = None
    pace: float | None = None
    """Speaking rate relative to the voice's own, 0.5 to 2.0."""
    breath: BreathPattern | None = None
    hold: Duration | None = None
    """Length of a bare `[hold]`."""
    rest: Duration | None = None
    """Length of a bare `[rest]`."""
    change: Duration | None = None
    """Time to change sides after "Other side."."""
    length: Duration | None = None
    """The wanted length of the whole session."""
    countdown: str | None = None
    """How the end of a hold is called, in the one form of `countdowns`."""
    halfway: bool | None = None
    calls: Literal["calm", "guide", "coach", "silent"] | None = None
    """How much is called in holds."""
    count: Literal["none", "rounds", "down"] | None = None
    """How the rounds of a breathing are counted."""
    bed: Bed | None = None
    """The bed that the session begins with."""
    room_tone: float | None = None
    """In dBFS RMS; minus infinity for none."""
    chapters: Literal["spoken", "silent"] | None = None
    say: tuple[tuple[str, str], ...] = ()
    """Pronunciations: (written, spoken as)."""
    source: str = ""
    """The front matter's own text between its `---` lines, for writing it out again."""


@dataclass(frozen=True, slots=True)
class Routine:
    """A whole script."""

    front: FrontMatter
    blocks: tuple[Block, ...]
    file: str = field(default="<text>", compare=False)
    """The file as the user named it."""

    @property
    def title(self) -> str:
        """The front matter's title, else the first level-1 heading, else the file's name in words."""
        if self.front.title:
            return self.front.title
        for block in self.blocks:
            if isinstance(block, Heading) and block.level == 1:
                return heading_text(block)
        stem = self.file.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0]
        return stem.replace("-", " ").replace("_", " ").strip().capitalize() or "Untitled"


def heading_text(heading: Heading) -> str:
    """The heading as one line of words, sides as written."""
    pieces = [i.text if isinstance(i, Words) else i.written for i in heading.items if isinstance(i, (Words, SideWord))]
    return " ".join("".join(pieces).split())

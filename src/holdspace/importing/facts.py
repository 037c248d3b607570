"""What was read in a source: steps with their timing facts, groups of steps, what was dropped, what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["heading", "item", "paragraph", "cell", "caption"]


@dataclass(slots=True)
class Block:
    """A stretch of the source that its author set apart: a heading, a list item, a paragraph, a table row."""

    kind: Kind
    text: str
    """Blanks single, emphasis and markers removed."""
    start: int
    """Offset of its first character in the source's text."""
    end: int
    level: int = 0
    """Of a heading 1 to 6; of a list item its depth, from 1."""
    marker: str = ""
    """"1.", "-" …; empty for what is no list item."""
    group: int = 0
    """Items of one list share a number above zero."""
    linked: float = 0.0
    """The part of the characters that stand in links, 0 to 1."""
    hint: str = ""
    """Why the markup says that this is not the page's content, such as "comment"; empty when it does not."""
    lead: str = ""
    """Bold words at its head, which are often its name."""
    style: str = ""
    """Element and class of what holds it on a web page; blocks that look alike share it."""
    written: str = ""
    """Its words as the source has them, where `text` was put together from them; empty where they are the same."""
    repairs: list[tuple[str, str]] = field(default_factory=list)
    """Damaged words, and what was done about them."""


@dataclass(slots=True)
class Hold:
    """How long a position is kept or a movement goes on: exactly one of `seconds`, `breaths` and `open`."""

    seconds: float | None = None
    breaths: int | None = None
    open: bool = False
    """As long as the listener likes."""
    least: float | None = None
    """The lower end of a range, in the same unit; None when the author gave one number."""
    most: float | None = None
    about: bool = False
    goal: bool = False
    """Whether it is what one may work up to."""
    source: str = ""
    """The author's words."""
    at: int = 0
    """Offset of those words in the step's text; -1 for a rule of the whole page."""
    assumed: str = ""
    """What had to be assumed to read it, for the note; empty when nothing had."""


@dataclass(slots=True)
class Paced:
    """A movement in the rhythm of the breath."""

    movements: list[tuple[Literal["in", "hold", "out"], str]]
    """Each phase with its words; empty words where only the breath itself is told."""
    seconds: list[float] = field(default_factory=list)
    """Of each phase; empty for the routine's own breath."""
    spans: list[tuple[int, int]] = field(default_factory=list)
    """Where in the step's text the movements, or the counted phases, stand."""


@dataclass(slots=True)
class Reference:
    """An earlier step to be done again."""

    words: str
    side: Literal["right", "left"] | None
    first: int
    """Index of the first step that is meant."""
    last: int
    numbered: bool = False
    """Whether the steps are meant by their numbers, which name nothing."""


@dataclass(slots=True)
class Step:
    """One instruction or a few that belong together, as the source has them."""

    text: str
    section: str = ""
    line: int = 0
    """Line of the source, from 1."""
    start: int = 0
    end: int = 0
    name: str = ""
    """What the author calls the step itself; empty for most."""
    holds: list[Hold] = field(default_factory=list)
    held: Hold | None = None
    """The hold of each repetition where an earlier step of the exercise tells it: “hold 5 s”, then “10 times”."""
    repeats: int | None = None
    repeats_range: tuple[int, int] | None = None
    repeats_implied: bool = False
    """Whether they were counted as movements, “12 squats”; a number of times said elsewhere is surer."""
    sets: int | None = None
    sides: str | None = None
    """"both", "right" or "left"; None when no side is named."""
    rest_seconds: float | None = None
    rest_words: str = ""
    """The words that state the rest, where they are not its own: those of its heading."""
    paced: Paced | None = None
    again: Reference | None = None
    notes: list[str] = field(default_factory=list)
    """Doubts about this step, for the script."""
    marker: str = ""
    order: bool = False
    """Whether it only orders earlier steps to be done again, which a group tells already."""
    fresh: bool = False
    """Whether a heading of its own stands above it."""


@dataclass(slots=True)
class Group:
    """Steps that are done together several times."""

    first: int
    last: int
    rounds: int = 1
    rest_seconds: float | None = None
    sides: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """Text that is not part of the routine."""

    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that was repaired, assumed or not understood."""

    text: str
    what: str
    step: int | None = None


@dataclass(slots=True)
class Imported:
    """All that was read in one source."""

    title: str
    steps: list[Step] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    flowing: bool = False
    """Whether it comes from another tool's script, whose pauses are all that is waited."""

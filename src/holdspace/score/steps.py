"""What the passes of a score hand on to one another."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from holdspace.diagnostics import Place
from holdspace.routine.model import NOWHERE, Side
from holdspace.score.choosing import Chosen
from holdspace.score.model import CallStyle, Cue, Section
from holdspace.score.passages import Matter
from holdspace.score.phrases import Phrases
from holdspace.score.reporting import Report


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a pass through a section."""

    title: str
    """As spoken, with the side of this pass."""
    other_side: bool
    """Whether this is the second pass of `[both sides]`."""
    named: bool
    """Whether the title is announced; a second pass is named only when its heading holds a side in braces."""


@dataclass(frozen=True, slots=True)
class RoundStart:
    """The beginning of the second or a later round of a repeat."""

    number: int
    """From 2."""
    times: int
    depth: int
    """How many repeats that tell their rounds are around this one."""
    place: Place = field(default=NOWHERE, compare=False)


What = Matter | Opening | RoundStart | Cue
"""What a step may be on its way from the script's words to a cue."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One pass through a section: a chapter of the session."""

    section: Section
    name: str
    """The title without additions such as "other side"; what `--hold` with a section's title is compared with."""
    side: Side | None
    """The side of the body this pass is about; None when it names none."""
    opening: Opening | None
    """None for a section that is entered without a word."""
    begins: bool = True
    """False where a section goes on after another that was played within it."""
    one_sided: bool = False
    """Whether it holds one side of the body, and not both or none."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something in the session's order: first as written, in the end as a cue."""

    what: What
    section: int
    """Index into `Frame.entries`."""
    mirrored: bool = False
    voice: str | None = None
    """The voice the script asked for here; None for the session's."""
    calls: CallStyle | None = None
    """The style of calls the script asked for here; None for the session's."""

    pace: float = 1.0
    """What the script multiplies the session's pace with here."""

    def become(self, what: What) -> Step:
        """The same step, further on its way."""
        if what is self.what:
            return self
        return Step(what, self.section, self.mirrored, self.voice, self.calls, self.pace)


@dataclass(frozen=True, slots=True)
class Frame:
    """What every pass may look at."""

    chosen: Chosen
    entries: tuple[Entry, ...]
    phrases: Phrases
    report: Report


Pass = Callable[[Sequence[Step], Frame], list[Step]]
"""A pass takes all steps and gives back all steps.

It turns the kinds of step it knows into what they become and hands on every other untouched and in order. It never
drops a word: a step that says something is either handed on or has become a cue that says it. It reads nothing but its
arguments; what it has to say about the script goes to `Frame.report`.
"""

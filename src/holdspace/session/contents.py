"""What a session's file carries beside its sound, before any container gives it a form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from holdspace.session.captions import captions_of, lyrics
from holdspace.session.chapters import Chapter, chapters_of
from holdspace.session.variants import titled, track_of
from holdspace.session.wording import one_line
from holdspace.timebase import clock, samples_to_ms

if TYPE_CHECKING:
    from holdspace.routine.model import Routine
    from holdspace.session.timeline import Timeline
    from holdspace.session.variants import Variant

HINT = "Turn off Trim Silence, Smart Speed or Skip Silence in your player: the quiet is part of the practice."
_LONGEST_PLAN = 1000
"""Characters; what does not fit is left to the chapters."""


@dataclass(frozen=True, slots=True)
class Tags:
    """A session's description. Empty: left out, except for `album`, which is then the title."""

    title: str
    artist: str = "holdspace"
    album: str = ""
    year: int | None = None
    genre: str = "Speech"
    description: str = ""
    """The author's own words about the routine; the hint on skipping silence follows them in the comment."""
    track: tuple[int, int] | None = None
    """Which part of how many, where a session is split."""
    cover: bytes | None = field(default=None, repr=False)
    """The cover of the whole session, where it is split."""
    memory: bytes = field(default=b"", repr=False)
    """What the session was made from (see `remembering`)."""


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything but the sound."""

    tags: Tags
    chapters: tuple[Chapter, ...] = ()
    lyrics: str = ""
    plan: str = ""
    """When each chapter begins, for people."""
    cover: bytes | None = None
    """A baseline JPEG."""

    @property
    def comment(self) -> str:
        """The author's words, the hint, the plan."""
        return " ".join(part for part in (one_line(self.tags.description), HINT, self.plan) if part)


def contents_of(timeline: Timeline, tags: Tags, cover: bytes | None = None) -> Contents:
    """What goes with the sound of `timeline`."""
    chapters = chapters_of(timeline)
    return Contents(tags, tuple(chapters), lyrics(captions_of(timeline)), _plan(timeline, chapters), cover)


def tags_of(routine: Routine, variant: Variant | None = None) -> Tags:
    """What the routine's front matter says, and our defaults for the rest; of several its title tells which."""
    front = routine.front
    plain = Tags(routine.title)
    tags = Tags(
        routine.title,
        front.artist or plain.artist,
        front.album or plain.album,
        front.year,
        front.genre or plain.genre,
        front.description or plain.description,
    )
    if variant is None:
        return tags
    title = titled(routine.title, variant, front.language or "en")
    return replace(tags, title=title, album=tags.album or routine.title, track=track_of(variant))


def _plan(timeline: Timeline, chapters: Sequence[Chapter]) -> str:
    """Such as "Plan: 0:00 Table top, 0:41 Rest; 9:33 in all."."""
    told = ", ".join(f"{clock(chapter.start_ms)} {chapter.title}" for chapter in chapters)
    if len(told) > _LONGEST_PLAN:
        told = f"{told[:_LONGEST_PLAN].rpartition(',')[0]} …"
    return f"Plan: {told}; {clock(samples_to_ms(timeline.samples))} in all." if told else ""

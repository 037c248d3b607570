"""A file that is being listened to: where it is, what is said there, and the ways to move in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdspace.errors import HoldspaceError, ScriptError
from holdspace.session.captions import Caption, captions_of
from holdspace.session.chapters import Chapter, chapters_of
from holdspace.session.drafting import placed_again
from holdspace.session.formats import FORMATS
from holdspace.session.recalling import NotRemembered, is_session
from holdspace.session.tags import opened
from holdspace.timebase import samples_to_seconds

if TYPE_CHECKING:
    from holdspace.session.players import Player
    from holdspace.session.timeline import Timeline

_BACK_SECONDS = 3.0
"""Later in a chapter, one goes back to its beginning first, as every player does."""
_EARLY_SECONDS = 1.0
"""Players differ by less in where they think they are."""
_SAME_SECONDS = 0.5
"""A file whose length differs more from its timeline's is only a part of it, or was cut."""


@dataclass(frozen=True, slots=True)
class Track:
    """What can be listened to."""

    file: Path
    title: str
    seconds: float
    chapters: tuple[Chapter, ...] = ()
    captions: tuple[Caption, ...] = ()
    """What is said when; empty where the file does not tell."""


def track_of(file: Path) -> Track:
    """`file` with the timeline that it remembers; of anybody's file only the length is known.

    Raises `ScriptError` for a file that is not there or is no sound.
    """
    seconds = _length(file)
    try:
        timeline: Timeline | None = placed_again(file).timeline
    except HoldspaceError:
        timeline = None
    if timeline is None or abs(samples_to_seconds(timeline.samples) - seconds) > _SAME_SECONDS:
        return Track(file, file.stem, seconds)
    return Track(file, timeline.title, seconds, tuple(chapters_of(timeline)), tuple(captions_of(timeline)))


def _length(file: Path) -> float:
    if not file.is_file():
        raise NotRemembered(f"{file} is not there.", "Is the path right?")
    if not is_session(file):
        known = ", ".join(sorted(FORMATS))
        raise ScriptError(f"{file} is no file of sound that is known here.", f"Known are {known}.")
    kind = FORMATS[file.suffix.lower().removeprefix(".")]
    try:
        found: Any = opened(file, kind)
        return float(found.info.length)
    except Exception as error:
        raise ScriptError(f"{file} cannot be read as {kind}.", "Is it whole?") from error


class Playback:
    """A track, a player, and where they are."""

    def __init__(self, track: Track, player: Player) -> None:
        self.track = track
        self.paused = False
        self.ended_early = False
        """Whether the player was done with the last look, and the file was not."""
        self._player = player
        self._at = 0.0
        self._starts = [chapter.start_ms / 1000 for chapter in track.chapters]

    def begin(self, seconds: float = 0.0) -> None:
        """Play from there on. Raises `MachineError`."""
        self._at = min(max(0.0, seconds), self.track.seconds)
        if not self.paused:
            self._player.play(self._at)

    def stop(self) -> None:
        """Be silent."""
        self._player.stop()

    @property
    def seconds(self) -> float:
        """Where it is."""
        return self._at if self.paused else self._player.position

    @property
    def ended(self) -> bool:
        """Whether the player is done. Raises `MachineError` when it has failed."""
        is_over = not self.paused and self._player.ended
        self.ended_early = is_over and self.seconds < self.track.seconds - _EARLY_SECONDS
        return is_over

    def pause_or_go_on(self) -> None:
        """Pause, or go on from where it was paused."""
        if self.paused:
            self.paused = False
            self.begin(self._at)
        else:
            self._player.stop()
            self._at, self.paused = self._player.position, True

    def skip(self, seconds: float) -> None:
        """Go so far on, or back with less than zero."""
        self.begin(self.seconds + seconds)

    def to_chapter(self, number: int) -> None:
        """Go to the beginning of the chapter of that number, from 0; without effect where there is none."""
        if 0 <= number < len(self._starts):
            self.begin(self._starts[number])

    def next_chapter(self) -> None:
        """Go on to the next chapter, if there is one."""
        self.to_chapter(self.chapter_number + 1)

    def previous_chapter(self) -> None:
        """Go back to the beginning of the chapter, or at its beginning to the one before."""
        number = self.chapter_number
        if number >= 0 and self.seconds - self._starts[number] < _BACK_SECONDS:
            number = max(0, number - 1)
        self.to_chapter(number)

    @property
    def chapter_number(self) -> int:
        """From 0; -1 where there is no chapter."""
        return bisect_right(self._starts, self.seconds + 0.001) - 1

    @property
    def chapter(self) -> Chapter | None:
        """The chapter that is heard."""
        number = self.chapter_number
        return self.track.chapters[number] if number >= 0 else None

    @property
    def cue(self) -> Caption | None:
        """What is said now, or was said last."""
        number = bisect_right(self.track.captions, self.seconds * 1000, key=lambda one: one.start_ms) - 1
        return self.track.captions[number] if number >= 0 else None

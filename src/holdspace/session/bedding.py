"""The beds of a session: which lies beneath, how loud, and how it steps back under speech."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import numpy.typing as npt

from holdspace.audio.beds import bed_part
from holdspace.errors import HoldspaceError
from holdspace.routine.model import NOWHERE
from holdspace.score.model import BEDS
from holdspace.session.bed_levels import BENEATH_SPEECH_DB, level_db
from holdspace.session.ducking import Gain, ducking
from holdspace.session.timeline import BedSpan, Timeline
from holdspace.timebase import ms_to_samples

_AHEAD_MS = 700
"""It has stepped back before the first word, and begins this long before."""
_BEHIND_MS = 1500
"""It comes back slowly, and stays back between sentences that follow one another."""
_FADE_IN_MS = 4000
_FADE_OUT_MS = 6000
_QUICK_FADE_MS = 80
_QUICKLY_THERE = 0.75
"""The gain from which a bed swells, and to which it dies away, at the ends of a session."""

_Sound = npt.NDArray[np.float32]
Part = Callable[[int, int, int], _Sound]
"""The samples of a bed from one position up to, not including, another, for so many channels."""


class Beds:
    """Everything that lies beneath a session."""

    def __init__(self, timeline: Timeline, sources: Sequence[tuple[BedSpan, Part, float]]) -> None:
        """`sources` gives for each span its sound and its level relative to speech, in dB."""
        self._sources = sources
        self._samples = timeline.samples
        self._gain: Gain = ducking(
            timeline.events, beneath_db=BENEATH_SPEECH_DB, ahead_ms=_AHEAD_MS, behind_ms=_BEHIND_MS
        )

    def part(self, first: int, behind: int, channels: int) -> _Sound:
        """The beds from sample `first` up to, not including, `behind`: shape (samples, channels), 1.0 full scale."""
        total = np.zeros((behind - first, channels), dtype=np.float32)
        for span, sound, relative_db in self._sources:
            start, end = max(first, span.start), min(behind, span.end)
            if start < end:
                gain = _fades(span, start, end, self._samples) * self._gain(start, end) * 10 ** (relative_db / 20)
                piece = sound(start - span.start, end - span.start, channels)
                total[start - first : end - first] += piece * gain[:, np.newaxis].astype(np.float32)
        return total


@contextmanager
def laid(timeline: Timeline) -> Iterator[Beds]:
    """The beds of `timeline`. Raises `HoldspaceError` at its place for a music file that cannot be played."""
    with ExitStack() as stack:
        sources = [(span, *_source(span, stack)) for span in timeline.beds]
        yield Beds(timeline, sources)


def _source(span: BedSpan, stack: ExitStack) -> tuple[Part, float]:
    """A span's sound and its level relative to speech, in dB."""
    if span.name in BEDS:
        name = span.name
        return lambda first, behind, channels: bed_part(name, first, behind, channels), level_db(span)
    from holdspace.audio.music import opened_music  # late: few beds are music

    try:
        music = stack.enter_context(opened_music(Path(span.name)))
    except HoldspaceError as error:
        if span.place != NOWHERE:  # a listener's own choice stands in no script
            error.at(span.place)
        raise
    return music.part, level_db(span)


def _fades(span: BedSpan, start: int, end: int, samples: int) -> npt.NDArray[np.float64]:
    """Swelling at the span's beginning and dying away at its end, by half a cosine.

    Where the session itself begins or ends, a bed is nearly there at once: a slow fade is silence to a player. Music,
    whose pauses are silence anyway, swells and dies away there too.
    """
    longest = ms_to_samples(max(_FADE_IN_MS, _FADE_OUT_MS))
    if start - span.start >= longest and span.end - end >= longest:
        return np.ones(end - start)
    at = np.arange(start, end)
    since, until = at - span.start, span.end - at
    is_music = span.name not in BEDS
    swell = _swell(since, span, _FADE_IN_MS, from_nothing=is_music or span.start > 0)
    return np.minimum(swell, _swell(until, span, _FADE_OUT_MS, from_nothing=is_music or span.end < samples))


def _swell(
    distance: npt.NDArray[np.int64], span: BedSpan, fade_ms: int, *, from_nothing: bool
) -> npt.NDArray[np.float64]:
    """The gain at a distance, in samples, from one end of the span."""
    slow = _half_cosine(distance, min(ms_to_samples(fade_ms), (span.end - span.start) // 2))
    if from_nothing:
        return slow
    quick = _half_cosine(distance, ms_to_samples(_QUICK_FADE_MS))
    return quick * (_QUICKLY_THERE + (1 - _QUICKLY_THERE) * slow)


def _half_cosine(distance: npt.NDArray[np.int64], length: int) -> npt.NDArray[np.float64]:
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(distance / max(1, length), 0.0, 1.0)))

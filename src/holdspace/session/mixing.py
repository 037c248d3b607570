"""From a timeline to sound: any stretch of the session's samples, in memory that does not grow with the session."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import cast

import numpy as np
import numpy.typing as npt

from holdspace.audio.limiting import CEILING_DBTP, limited
from holdspace.audio.tones import tone_part
from holdspace.score.model import ToneName, Utterance
from holdspace.session.ducking import ducking
from holdspace.session.layers import Clips, Layer, layers_of
from holdspace.session.timeline import Timeline
from holdspace.timebase import SAMPLE_RATE_HZ

_CLIPS_KEPT = 32
"""The most recent utterances: the words of a breath come again and again."""
_LOUDEST = 32_767
_NEAR_DB = 0.5
"""So far below the ceiling no wave swings above the ceiling between two samples, as far as speech and bells go."""

Steps = npt.NDArray[np.int16]


class Mixer:
    """Mixes what sounds in a timeline; a clip is asked for when a part that it sounds in is."""

    def __init__(self, timeline: Timeline, clips: Clips, layers: Sequence[Layer] | None = None) -> None:
        """`layers` are the timeline's own, for whoever has them already."""
        self._layers = layers_of(timeline, clips) if layers is None else layers
        self._starts = [layer.start for layer in self._layers]
        self._longest = max((layer.end - layer.start for layer in self._layers), default=0)
        self._gain = ducking(timeline.events)
        self._samples = timeline.samples

        @lru_cache(maxsize=_CLIPS_KEPT)
        def heard(utterance: Utterance) -> Steps:
            return np.frombuffer(clips.clip(utterance).audio.raw_data, dtype="<i2")

        self._heard = heard

    def part(self, first: int, behind: int, share: Callable[[Layer], float] | None = None) -> Steps:
        """The samples from `first` up to, not including, `behind`; silence before the session and after it.

        `share` tells how much of a layer is heard; all of it without one. Where sounds meet or are raised, they keep to
        the ceiling of a clip; a part that begins or ends in their midst should reach some milliseconds further than
        wanted.
        """
        layers = self._within(max(0, first), min(behind, self._samples))
        total = np.zeros(behind - first, dtype=np.int32)
        for layer in layers:
            start, end, steps = self._steps(layer, first, behind, share)
            total[start - first : end - first] += steps
        raised = share is not None and any(share(layer) > 1 for layer in layers)
        return _held(total) if raised or _meet(layers) else total.astype(np.int16)

    def _within(self, first: int, behind: int) -> list[Layer]:
        candidates = self._layers[bisect_left(self._starts, first - self._longest) : bisect_left(self._starts, behind)]
        return [layer for layer in candidates if layer.end > first]

    def _steps(
        self, layer: Layer, first: int, behind: int, share: Callable[[Layer], float] | None
    ) -> tuple[int, int, npt.NDArray[np.signedinteger]]:
        """The samples of `layer` that lie in the session and between `first` and `behind`, and where they lie."""
        part = 1.0 if share is None else share(layer)
        start = max(0, first, layer.start)
        end = max(start, min(behind, layer.end, self._samples))
        if layer.event.utterance is not None:
            heard = self._heard(layer.event.utterance)[start - layer.start : end - layer.start]
            return start, end, heard if part == 1.0 else np.rint(heard * part).astype(np.int32)
        name = cast("ToneName", layer.event.text)
        sound = tone_part(name, layer.end - layer.start, start - layer.start, end - layer.start)
        return start, end, np.rint(sound * self._gain(start, end) * (part * _LOUDEST)).astype(np.int32)


def _held(total: npt.NDArray[np.int32]) -> Steps:
    """A sum of sounds with no peak above the ceiling, as 16-bit steps."""
    return steps_of((total / _LOUDEST).astype(np.float32))


def steps_of(sound: npt.NDArray[np.float32], ceiling_dbtp: float = CEILING_DBTP, near_db: float = _NEAR_DB) -> Steps:
    """Sound (-1…1 and beyond) with no peak above the ceiling, by default that of a clip, as 16-bit steps.

    Sound whose every sample lies `near_db` below the ceiling is not looked at.
    """
    if np.abs(sound).max(initial=0.0) > 10 ** ((ceiling_dbtp - near_db) / 20):
        sound = limited(sound, SAMPLE_RATE_HZ, ceiling_dbtp)
    return np.clip(np.rint(sound * _LOUDEST), -_LOUDEST - 1, _LOUDEST).astype(np.int16)


def _meet(layers: list[Layer]) -> bool:
    """Whether any two of `layers` sound at once."""
    return any(one.end > other.start for one, other in pairwise(layers))

"""Tones step back beneath speech, so that words stay clear and the sum stays below the ceiling of the clips."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from holdspace.session.timeline import Event
from holdspace.timebase import ms_to_samples

BENEATH_SPEECH_DB = -9.0
_RAMP_MS = 150
"""The tone has stepped back when the word begins, and takes this long to do so and to return."""

Gain = Callable[[int, int], npt.NDArray[np.float64]]
"""The gain of the session's samples from one position up to, not including, another."""


def ducking(
    events: Sequence[Event],
    *,
    beneath_db: float = BENEATH_SPEECH_DB,
    ahead_ms: int = _RAMP_MS,
    behind_ms: int = _RAMP_MS,
) -> Gain:
    """The gain of what lies beneath these events: 1, and `beneath_db` less while anything is said.

    It bends within `ahead_ms` before a word and `behind_ms` after it.
    """
    spoken = sorted((event.start, event.end) for event in events if event.kind == "speech")
    starts = [start for start, _ in spoken]
    ends = [end for _, end in spoken]  # rising too, since no two speeches overlap
    ahead, behind_samples = ms_to_samples(ahead_ms), ms_to_samples(behind_ms)
    depth = 1 - 10 ** (beneath_db / 20)

    def gain(first: int, behind: int) -> npt.NDArray[np.float64]:
        near = range(bisect_right(ends, first - behind_samples), bisect_left(starts, behind + ahead))
        if not near:
            return np.ones(max(0, behind - first))
        nearness = np.zeros(max(0, behind - first))
        positions = np.arange(first, max(first, behind))
        for index in near:
            before = np.maximum(starts[index] - positions, 0) / ahead
            after = np.maximum(positions - ends[index], 0) / behind_samples
            nearness = np.maximum(nearness, 1 - np.minimum(np.maximum(before, after), 1))
        return np.asarray(1 - depth * (0.5 - 0.5 * np.cos(np.pi * nearness)))

    return gain

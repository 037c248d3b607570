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


def ducking(events: Sequence[Event]) -> Gain:
    """The gain of tones in a session of these events: 1, and less while anything is said."""
    spoken = sorted((event.start, event.end) for event in events if event.kind == "speech")
    starts = [start for start, _ in spoken]
    ends = [end for _, end in spoken]  # rising too, since no two speeches overlap
    ramp = ms_to_samples(_RAMP_MS)
    depth = 1 - 10 ** (BENEATH_SPEECH_DB / 20)

    def gain(first: int, behind: int) -> npt.NDArray[np.float64]:
        nearness = np.zeros(max(0, behind - first))
        positions = np.arange(first, max(first, behind))
        for index in range(bisect_right(ends, first - ramp), bisect_left(starts, behind + ramp)):
            distance = np.maximum(np.maximum(starts[index] - positions, positions - ends[index]), 0)
            nearness = np.maximum(nearness, 1 - np.minimum(distance / ramp, 1))
        return np.asarray(1 - depth * (0.5 - 0.5 * np.cos(np.pi * nearness)))

    return gain

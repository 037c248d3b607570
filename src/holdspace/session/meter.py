"""Measures a session while its samples pass by: for what is written as one stream."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from holdspace.audio.loudness import true_peak, weighted_energies
from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.session.block import Gauged
from holdspace.session.gathering import Gathered
from holdspace.timebase import SAMPLE_RATE_HZ

_HISTORY_FRAMES = 20
"""Half a second: the weighting filters' ringing has died away within it."""
_BETWEEN_SAMPLES = 1.25
"""Between two samples speech and music swing hardly higher than on them; 2 dB is far more than was ever seen."""
_FULL_SCALE = 32_768


class Meter:
    """Takes blocks of whole frames (the last may be shorter), shape (samples, channels)."""

    def __init__(self, gain_db: float = 0.0) -> None:
        """`gain_db` is what an encoder will still change of the level."""
        self._scale = 10 ** (gain_db / 20) / _FULL_SCALE
        self._before: npt.NDArray[np.float64] | None = None
        self._energies: list[float] = []
        self._peak = 0.0

    def feed(self, block: npt.NDArray[np.int16]) -> None:
        """Measure the next samples; the channels' energies are added up, as BS.1770-4 does."""
        if self._before is None:
            self._before = np.zeros((_HISTORY_FRAMES * FRAME_SAMPLES, block.shape[1]))
        heard = np.concatenate([self._before, block * self._scale])
        self._before = heard[-_HISTORY_FRAMES * FRAME_SAMPLES :]
        energies = sum(weighted_energies(channel, SAMPLE_RATE_HZ, FRAME_SAMPLES) for channel in heard.T)
        self._energies += np.asarray(energies)[_HISTORY_FRAMES:].tolist()
        recent = heard[-len(block) - FRAME_SAMPLES :]
        if np.abs(recent).max(initial=0.0) * _BETWEEN_SAMPLES > self._peak:
            self._peak = max(self._peak, *(true_peak(channel) for channel in recent.T))

    def gathered(self) -> Gathered:
        """What was measured so far, as one stretch."""
        whole = Gauged(tuple(self._energies), self._peak, 0)
        return Gathered(((0, whole),), 0.0, 0.0, len(self._energies))

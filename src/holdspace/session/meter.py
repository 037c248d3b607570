"""Measures a session while its samples pass by: for what is written as one stream."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from holdspace.audio.loudness import peaks_between, weighted_energies
from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.session.block import Gauged
from holdspace.session.gathering import Gathered
from holdspace.timebase import SAMPLE_RATE_HZ

_HISTORY_FRAMES = 20
"""Half a second: the weighting filters' ringing has died away within it."""
_BETWEEN_SAMPLES = 1.25
"""Between two samples speech and music swing hardly higher than on them; 2 dB is far more than was ever seen."""
_CONTEXT_SAMPLES = 64
"""More than the values between two samples are worked out from."""
_FULL_SCALE = 32_768


class PeakMeter:
    """Looks for the highest true peak of blocks of any length, shape (samples, channels), 1.0 at full scale."""

    def __init__(self, channels: int) -> None:
        self._peak = 0.0
        self._before = np.zeros((2 * _CONTEXT_SAMPLES, channels))

    def feed(self, block: npt.NDArray[np.floating]) -> None:
        """Look at the next samples; the end of one block is looked at with the beginning of the next."""
        recent = np.concatenate([self._before, block])
        self._before = recent[-2 * _CONTEXT_SAMPLES :]
        self._look(recent, len(recent) - _CONTEXT_SAMPLES)

    def finished(self) -> float:
        """The highest peak, when everything was fed."""
        self._look(self._before, len(self._before))
        return self._peak

    def _look(self, recent: npt.NDArray[np.floating], behind: int) -> None:
        """Take the highest peak of `recent` but for its ends: cut off there, a wave swings that was never there."""
        level = float(np.abs(recent).max(initial=0.0))
        if level * _BETWEEN_SAMPLES <= self._peak:
            return
        for channel in recent.T:
            peaks = peaks_between(channel, level)[_CONTEXT_SAMPLES:behind]
            self._peak = max(self._peak, float(peaks.max(initial=0.0)))


class Meter:
    """Takes blocks of whole frames (the last may be shorter), shape (samples, channels)."""

    def __init__(self, full_scale: float = _FULL_SCALE) -> None:
        """`full_scale` is the sample that counts as 1.0: that of 16 bits, or 1 for floats."""
        self._scale = 1 / full_scale
        self._before: npt.NDArray[np.float64] | None = None
        self._energies: list[float] = []
        self._peaks = PeakMeter(0)

    def feed(self, block: npt.NDArray[np.int16] | npt.NDArray[np.float32]) -> None:
        """Measure the next samples; the channels' energies are added up, as BS.1770-4 does."""
        if self._before is None:
            self._before = np.zeros((_HISTORY_FRAMES * FRAME_SAMPLES, block.shape[1]))
            self._peaks = PeakMeter(block.shape[1])
        scaled = block * self._scale
        heard = np.concatenate([self._before, scaled])
        self._before = heard[-_HISTORY_FRAMES * FRAME_SAMPLES :]
        energies = sum(weighted_energies(channel, SAMPLE_RATE_HZ, FRAME_SAMPLES) for channel in heard.T)
        self._energies += np.asarray(energies)[_HISTORY_FRAMES:].tolist()
        self._peaks.feed(scaled)

    def gathered(self) -> Gathered:
        """What was measured so far, as one stretch."""
        whole = Gauged(tuple(self._energies), self._peaks.finished(), 0)
        return Gathered(((0, whole),), 0.0, 0.0, len(self._energies))

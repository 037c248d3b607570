"""A drone: the overtones of one deep G, each swelling and sinking at its own slow pace.

All partials are multiples of 49 Hz, so the wave comes back every 900 samples and nothing beats; what moves is only how
strong each of them is, and no two move alike.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from holdspace.audio.beds.endless import CONTROL_SAMPLES, Gains, bent
from holdspace.audio.noise import Floats
from holdspace.timebase import SAMPLE_RATE_HZ

_ROOT_HZ = 49
_PARTIALS: tuple[tuple[int, float, float], ...] = (
    # multiple of the root, amplitude, seconds from swell to swell
    (2, 1.00, 31.7),
    (3, 0.55, 23.3),
    (4, 0.80, 37.9),
    (6, 0.42, 19.1),
    (8, 0.42, 27.1),
    (10, 0.16, 14.9),
    (12, 0.28, 21.7),
    (16, 0.16, 17.3),
)
_LEAST = 0.5
"""What is left of a partial at its weakest."""
_APART = 1.1
"""Radians by which a partial's phase differs between the ears, one way or the other: the sum keeps 85 % of it."""
BETWEEN_THE_EARS_HZ = 5
"""How much higher the right ear hears the binaural drone."""
DRONE_LUFS = -2.71
"""Loudness as it is, measured over ten minutes."""


def drone_part(gain: float, channel: int, first: int, behind: int, *, higher_hz: int = 0) -> Floats:
    """One channel's samples `first` up to, not including, `behind`, times `gain`, all of it `higher_hz` higher."""
    sound = np.zeros(behind - first, dtype=np.float32)
    for number, (_, amplitude, seconds) in enumerate(_PARTIALS):
        part = bent(_swelling(seconds), channel, first, behind) * np.float32(gain * amplitude)
        part *= _from(_wave(number, 0 if higher_hz else channel, higher_hz), first, behind)
        sound += part
    return sound


def _from(wave: Floats, first: int, behind: int) -> Floats:
    """A wave that goes round and round, from sample `first` up to `behind`."""
    start = first % len(wave)
    end = start + behind - first
    return np.asarray(np.tile(wave, -(-end // len(wave)))[start:end])


@cache
def _wave(number: int, channel: int, higher_hz: int) -> Floats:
    """One second of a partial: a whole number of turns."""
    turns = np.arange(SAMPLE_RATE_HZ) * (_PARTIALS[number][0] * _ROOT_HZ + higher_hz) % SAMPLE_RATE_HZ
    phase = channel * (_APART if number % 2 else -_APART)
    wave: Floats = np.cos(2 * np.pi / SAMPLE_RATE_HZ * turns + phase).astype(np.float32)
    return wave


@cache
def _swelling(seconds: float) -> Gains:
    def gains(points: npt.NDArray[np.int64], channel: int) -> npt.NDArray[np.float64]:
        t = points * (CONTROL_SAMPLES / SAMPLE_RATE_HZ)
        sway = 0.5 - 0.5 * np.cos(2 * np.pi * t / seconds + seconds + 1.5 * channel)
        return np.asarray(_LEAST + (1 - _LEAST) * sway)

    return gains

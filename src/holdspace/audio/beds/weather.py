"""Beds of noise: rain, ocean, stream, wind and brown noise, each a sum of endless noises that may swell.

What is steady lies low, what moves lies high: the ear follows the waves, while the steady ground keeps every tenth of a
second above what a player would take for silence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
import numpy.typing as npt

from holdspace.audio.beds.endless import CONTROL_SAMPLES, LOOP_SAMPLES, Gains, bent, endless_part, scattered
from holdspace.audio.noise import Floats, Shape, high_pass, levelled, low_pass, noise_loop, of_rms_1, uniform
from holdspace.timebase import SAMPLE_RATE_HZ

_LEVELLED_OVER = 2048
_HIGHEST_HZ = 14_000.0


@dataclass(frozen=True, slots=True)
class Layer:
    """One noise of a bed."""

    shape: Shape
    db: float
    """RMS relative to the other layers, before it swells."""
    swelling: Gains | None = None
    drops: Callable[[], Floats] | None = None
    """A loop of single sounds that is added to the noise."""


@dataclass(frozen=True, slots=True)
class Weather:
    """A bed as a sum of layers."""

    layers: tuple[Layer, ...]
    lufs: float
    """Loudness of the sum as it is (its layers at an RMS of 1), measured over ten minutes."""


def weather_part(name: str, gain: float, channel: int, first: int, behind: int) -> Floats:
    """One channel's samples `first` up to, not including, `behind`, times `gain`."""
    sound = np.zeros(behind - first, dtype=np.float32)
    for number, layer in enumerate(WEATHER[name].layers):
        part = endless_part(_loop(name, number), 2 * number + channel, first, behind)
        factor = np.float32(gain * 10 ** (layer.db / 20))
        part *= factor if layer.swelling is None else bent(layer.swelling, channel, first, behind) * factor
        sound += part
    return sound


@cache
def _loop(name: str, number: int) -> Floats:
    layer = WEATHER[name].layers[number]
    noise = levelled(
        noise_loop(LOOP_SAMPLES, 100 * sum(map(ord, name)) + number, layer.shape, _HIGHEST_HZ), _LEVELLED_OVER
    )
    return of_rms_1(noise + layer.drops()) if layer.drops else noise


def _falling(db_an_octave: float, low_hz: float, high_hz: float) -> Shape:
    """A noise that falls by so much an octave between two frequencies, and by 12 dB more beyond them."""
    power = np.float32(-db_an_octave / 6.0206)
    return lambda hertz: hertz**power * high_pass(hertz, low_hz, 12.0) * low_pass(hertz, high_hz, 12.0)


def _drops(count: int, lowest_hz: float, octaves: float, seconds: float, salt: int) -> Floats:
    """A loop of `count` short sounds at random: each a drop's bubble that sings between two pitches and dies away."""
    length = int(4 * seconds * SAMPLE_RATE_HZ)
    t = np.arange(length) / SAMPLE_RATE_HZ
    loop = np.zeros(LOOP_SAMPLES + length)
    places, pitches, sizes = (uniform(count, salt + k) / 2 + 0.5 for k in range(3))
    for place, pitch, size in zip(places, pitches, sizes, strict=True):
        hertz = lowest_hz * 2 ** (octaves * pitch)
        dying = (1 - np.exp(-t / 0.0007)) * np.exp(-t / (seconds * (1.5 - pitch)))
        start = int(place * LOOP_SAMPLES)
        loop[start : start + length] += size**3 * dying * np.sin(2 * np.pi * hertz * t * (1 + 2.0 * t))
    loop[:length] += loop[LOOP_SAMPLES:]
    return loop[:LOOP_SAMPLES].astype(np.float32)


def _scaled(db: float, loop: Floats) -> Floats:
    return of_rms_1(loop) * np.float32(10 ** (db / 20))


_WAVE_SECONDS = 10.0


def _waves(late_seconds: float, rise_seconds: float, ebb: float) -> Gains:
    """Waves that come every 8 to 12 seconds, no two of one size, over a sea that is at `ebb` between them."""

    def gains(points: npt.NDArray[np.int64], channel: int) -> npt.NDArray[np.float64]:
        seconds = points * (CONTROL_SAMPLES / SAMPLE_RATE_HZ)
        latest = np.floor(seconds / _WAVE_SECONDS).astype(np.int64)
        total = np.zeros(len(points))
        for wave in (latest + 1, latest, latest - 1, latest - 2):
            begins = _WAVE_SECONDS * wave + 2 * scattered(wave, 1) - 1 + late_seconds
            since = np.maximum(seconds - begins, 0) / rise_seconds
            size = 0.75 + 0.35 * scattered(wave, 2) + 0.1 * scattered(wave, 3 + channel)
            total += size * (since * np.exp(1 - since)) ** 2.5
        return ebb + (1 - ebb) * total

    return gains


def _gusts(seconds: tuple[float, ...], calm: float) -> Gains:
    """A slow wandering between `calm` and 1, the sum of sways whose periods never meet."""

    def gains(points: npt.NDArray[np.int64], channel: int) -> npt.NDArray[np.float64]:
        t = points * (CONTROL_SAMPLES / SAMPLE_RATE_HZ)
        sway = sum(np.sin(2 * np.pi * t / period + 1.3 * channel + period) for period in seconds) / len(seconds)
        return np.asarray(calm + (1 - calm) * (0.5 + 0.5 * sway) ** 1.5)

    return gains


WEATHER: dict[str, Weather] = {
    "rain": Weather(
        (
            Layer(
                _falling(2.5, 250.0, 6_000.0),
                0.0,
                drops=lambda: _scaled(-9.0, _drops(2_600, 1_100.0, 2.2, 0.006, 41)),
            ),
            Layer(_falling(5.0, 50.0, 400.0), 1.0),
        ),
        lufs=3.46,
    ),
    "ocean": Weather(
        (
            Layer(_falling(4.0, 45.0, 300.0), 3.5),
            Layer(_falling(3.5, 120.0, 2_200.0), 1.0, _waves(0.0, 3.0, 0.16)),
            Layer(_falling(1.0, 900.0, 6_500.0), -10.0, _waves(1.6, 2.6, 0.08)),
        ),
        lufs=2.67,
    ),
    "stream": Weather(
        (
            Layer(
                _falling(3.0, 300.0, 4_000.0),
                0.0,
                drops=lambda: _scaled(-3.0, _drops(3_000, 420.0, 1.9, 0.016, 43)),
            ),
            Layer(_falling(5.0, 50.0, 400.0), 2.0, _gusts((7.3, 11.9), 0.8)),
        ),
        lufs=2.79,
    ),
    "wind": Weather(
        (
            Layer(_falling(4.0, 45.0, 300.0), 2.0),
            Layer(_falling(3.0, 180.0, 600.0), -2.0, _gusts((13.7, 22.3, 31.1), 0.15)),
            Layer(_falling(3.0, 500.0, 1_400.0), -8.0, _gusts((9.1, 17.9, 27.7), 0.05)),
        ),
        lufs=0.41,
    ),
    "brown": Weather((Layer(_falling(6.0206, 45.0, 9_000.0), 0.0),), lufs=-2.48),
}

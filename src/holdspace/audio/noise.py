"""Noise from a seed: the same numbers in every run, whatever numpy's version.

Noise here is always a loop: it is shaped in its spectrum, so that its last sample leads into its first.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from holdspace.timebase import SAMPLE_RATE_HZ

Floats = npt.NDArray[np.float32]
Shape = Callable[[Floats], Floats]
"""The amplitude of a noise at each of some frequencies (Hz, above 0), in any unit."""

_HALF = np.float32(1 << 31)


def uniform(count: int, seed: int) -> Floats:
    """`count` even random numbers, -1 up to 1.

    numpy promises the stream of a bit generator for good (NEP 19), but not the numbers that `Generator` makes of it.
    """
    whole = np.random.PCG64(seed).random_raw((count + 1) // 2).view(np.int32)[:count]
    return np.asarray(whole.astype(np.float32) / _HALF)


def noise_loop(samples: int, seed: int, shape: Shape, highest_hz: float = SAMPLE_RATE_HZ / 2) -> Floats:
    """A loop of Gaussian noise with the spectrum `shape` up to `highest_hz`, no offset, and an RMS of 1.

    `samples` should be even and a product of small primes, or the transform is slow.
    """
    lines = min(samples // 2 - 1, int(highest_hz * samples / SAMPLE_RATE_HZ))
    hertz = np.arange(1, lines + 1, dtype=np.float32) * np.float32(SAMPLE_RATE_HZ / samples)
    spectrum = np.zeros(samples // 2 + 1, dtype=np.complex64)
    spectrum[1 : lines + 1] = uniform(2 * lines, seed).view(np.complex64) * shape(hertz)
    return of_rms_1(np.fft.irfft(spectrum, samples).astype(np.float32))


def of_rms_1(sound: Floats) -> Floats:
    """`sound` at an RMS of 1."""
    return np.asarray(sound / np.float32(np.sqrt(np.mean(np.square(sound), dtype=np.float64))))


def low_pass(hertz: Floats, corner_hz: float, db_an_octave: float) -> Floats:
    """The amplitudes of a low-pass of any steepness, 3 dB down at its corner."""
    return np.asarray(1 / np.sqrt(1 + (hertz / np.float32(corner_hz)) ** np.float32(db_an_octave / 3.0103)))


def high_pass(hertz: Floats, corner_hz: float, db_an_octave: float) -> Floats:
    """The amplitudes of a high-pass of any steepness, 3 dB down at its corner."""
    return low_pass(np.reciprocal(hertz), 1 / corner_hz, db_an_octave)


def levelled(loop: Floats, hop: int) -> Floats:
    """`loop` at an RMS of 1 with the slow swaying of its level taken out, over about four `hop`s; they fill it."""
    powers = np.mean(np.square(loop).reshape(-1, hop), axis=1)
    around = (np.roll(powers, -1) + np.roll(powers, -2) + np.roll(powers, 1) + powers) / 4
    gains = 1 / np.sqrt(around)  # where one hop meets the next
    steps = np.roll(gains, -1) - gains
    ramp = np.arange(hop, dtype=np.float32) / np.float32(hop)
    bent = gains[:, None] + steps[:, None] * ramp
    return of_rms_1(loop * np.roll(bent, 1, axis=0).reshape(-1))

"""Sounds made in code, for tests."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from holdspace.timebase import SAMPLE_RATE_HZ

Samples = npt.NDArray[np.float32]


def silence(seconds: float, rate_hz: int = SAMPLE_RATE_HZ) -> Samples:
    """Zeros."""
    return np.zeros(round(seconds * rate_hz), dtype=np.float32)


def sine(hertz: float, seconds: float, peak_db: float = -20.0, rate_hz: int = SAMPLE_RATE_HZ) -> Samples:
    """A steady tone whose peak lies at `peak_db` dBFS."""
    t = np.arange(round(seconds * rate_hz)) / rate_hz
    return (10 ** (peak_db / 20) * np.sin(2 * np.pi * hertz * t)).astype(np.float32)


def noise(seconds: float, rms_db: float = -30.0, seed: int = 1, rate_hz: int = SAMPLE_RATE_HZ) -> Samples:
    """White noise at `rms_db` dBFS."""
    generator = np.random.default_rng(seed)
    return (10 ** (rms_db / 20) * generator.standard_normal(round(seconds * rate_hz))).astype(np.float32)


def babble(seconds: float, rms_db: float = -20.0, seed: int = 1, rate_hz: int = SAMPLE_RATE_HZ) -> Samples:
    """Something with the crest and the rhythm of speech: noise between 100 Hz and 2 kHz, four syllables a second."""
    white = noise(seconds, 0.0, seed, rate_hz)
    low = np.convolve(white, np.hanning(40), mode="same")
    low -= np.convolve(low, np.full(rate_hz // 100, 100 / rate_hz), mode="same")
    syllables = 0.55 + 0.45 * np.sin(2 * np.pi * 4 * np.arange(len(low)) / rate_hz)
    shaped = low * syllables
    return (shaped * 10 ** (rms_db / 20) / np.sqrt(np.mean(shaped**2))).astype(np.float32)


def level_db(samples: npt.NDArray[np.floating]) -> float:
    """RMS in dBFS; -200 for zeros."""
    return 20 * float(np.log10(max(1e-10, np.sqrt(np.mean(np.square(samples, dtype=np.float64))))))

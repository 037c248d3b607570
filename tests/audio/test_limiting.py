"""The limiter."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_helpers import Samples, babble, noise, silence, sine
from holdspace.audio.limiting import CEILING_DBTP, _average, _lowest, _once, limited
from holdspace.audio.loudness import peaks_between, true_peak_dbtp


def test_nothing_above_the_ceiling_means_nothing_changes() -> None:
    """Sound below the ceiling comes back as the very same array."""
    sound = babble(2, -25)
    assert limited(sound, 44_100) is sound


@given(st.integers(0, 1000), st.floats(-12, 6))
@settings(max_examples=15, deadline=None)
def test_no_true_peak_passes_the_ceiling(seed: int, rms_db: float) -> None:
    """Whatever comes in, no true peak goes out above the ceiling (0.02 dB for rounding)."""
    assert true_peak_dbtp(limited(babble(0.5, rms_db, seed), 44_100), 44_100) <= CEILING_DBTP + 0.02


def test_peaks_between_samples_are_limited_too() -> None:
    """A sine whose samples lie below the ceiling but whose wave does not is limited."""
    t = np.arange(22_050)
    sound = (1.0 * np.sin(np.pi / 2 * t + np.pi / 4)).astype(np.float32)
    assert np.abs(sound).max() < 10 ** (CEILING_DBTP / 20)
    assert true_peak_dbtp(limited(sound, 44_100), 44_100) <= CEILING_DBTP + 0.02


def test_only_the_surroundings_of_a_peak_are_touched() -> None:
    """More than 20 ms away from a peak every sample is untouched."""
    sound = babble(1, -30)
    sound[22_000:22_050] += 1.5
    result = limited(sound, 44_100)
    away = np.abs(np.arange(len(sound)) - 22_025) > 0.02 * 44_100
    assert np.array_equal(result[away], sound[away])


def test_a_limited_sine_has_no_corners() -> None:
    """A tone that swells beyond the ceiling keeps its shape: harmonics stay 50 dB below it."""
    swell = np.concatenate([np.linspace(0.2, 2.0, 22_050), np.linspace(2.0, 0.2, 22_050)])
    result = limited((sine(441, 1, 0.0) * swell).astype(np.float32), 44_100)
    spectrum = np.abs(np.fft.rfft(result * np.hanning(len(result))))
    assert spectrum[441 * 2 - 20 : 441 * 5 + 20].max() < spectrum[421:462].max() * 10 ** (-50 / 20)


@pytest.mark.parametrize("samples", [0, 1, 2, 7])
def test_tiny_clips_are_limited_without_fuss(samples: int) -> None:
    """A clip of a few samples is limited like any other."""
    result = limited(np.full(samples, 3.0, dtype=np.float32), 44_100)
    assert len(result) == samples
    assert true_peak_dbtp(result, 44_100) <= CEILING_DBTP + 0.02


def test_silence_stays_silence() -> None:
    """Silence comes back as it is."""
    assert not limited(silence(0.1), 44_100).any()


@pytest.mark.parametrize("reach", [1, 2, 7, 40])
def test_the_sliding_minimum_is_exact(reach: int) -> None:
    """The fast sliding minimum equals the plain one."""
    values = np.abs(noise(0.005, -3)).astype(np.float64)
    plain = [min(1.0, values[max(0, i - reach) : i + reach + 1].min()) for i in range(len(values))]
    assert np.minimum(_lowest(values, reach), 1.0).tolist() == pytest.approx(plain)


def limited_everywhere(samples: Samples, ceiling: float) -> Samples:
    """One pass of the limiter with a gain worked out for every sample, in the plainest way."""
    peaks = peaks_between(samples, ceiling)
    peaks[1:] = np.maximum(peaks[1:], peaks[:-1])
    gain = np.minimum(1.0, ceiling / np.maximum(peaks, 1e-9))
    return (samples * _average(_average(_lowest(gain, 352), 176), 176)).astype(np.float32)


@given(
    st.integers(0, 1000),
    st.floats(-30, 3),
    st.lists(st.tuples(st.integers(0, 22_049), st.floats(-3, 3)), max_size=5),
)
@settings(max_examples=40, deadline=None)
def test_limiting_around_the_peaks_is_limiting_all(seed: int, rms_db: float, clicks: list[tuple[int, float]]) -> None:
    """Where there are one, many or no peaks, at the ends too, the same comes out as from a gain for every sample."""
    sound = babble(0.5, rms_db, seed)
    for at, height in clicks:
        sound[at] += height
    expected = limited_everywhere(sound, 10 ** (CEILING_DBTP / 20))
    assert np.allclose(_once(sound, 44_100, CEILING_DBTP), expected, rtol=2e-7, atol=0)

"""Loudness against an independent implementation and the standard's own examples."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest

from audio_helpers import Samples, babble, noise, silence, sine
from holdspace.audio.loudness import integrated_lufs, peaks_between, swings_above, true_peak, true_peak_dbtp


def reference_lufs(samples: Samples, rate_hz: int) -> float:
    """What pyloudnorm measures."""
    pyloudnorm = pytest.importorskip("pyloudnorm")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(pyloudnorm.Meter(rate_hz).integrated_loudness(samples.astype(np.float64)))


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 44_100, 48_000])
def test_noise_and_speech_like_sound_agree_with_pyloudnorm(rate_hz: int) -> None:
    """Both implementations agree within 0.1 LU at every rate an engine may have."""
    for sound in (noise(3, -25, rate_hz=rate_hz), babble(5, -21, rate_hz=rate_hz)):
        assert integrated_lufs(sound, rate_hz) == pytest.approx(reference_lufs(sound, rate_hz), abs=0.1)


@pytest.mark.parametrize("hertz", [60, 200, 1000, 3000, 8000])
def test_tones_agree_with_pyloudnorm(hertz: int) -> None:
    """The weighting is right over the whole range of hearing."""
    tone = sine(hertz, 3)
    assert integrated_lufs(tone, 44_100) == pytest.approx(reference_lufs(tone, 44_100), abs=0.1)


def test_the_standards_reference_tone() -> None:
    """A full-scale 997 Hz sine in one channel measures -3.01 LUFS (BS.1770-4, Annex 1)."""
    assert integrated_lufs(sine(997, 20, 0.0, 48_000), 48_000) == pytest.approx(-3.01, abs=0.02)


def test_holds_do_not_change_loudness() -> None:
    """Speech with a minute of quiet in it is as loud as the speech alone."""
    speech = babble(10)
    with_hold = np.concatenate([speech, silence(60), speech])
    assert integrated_lufs(with_hold, 44_100) == pytest.approx(integrated_lufs(speech, 44_100), abs=0.1)


def test_quieter_parts_are_gated() -> None:
    """Sound more than 10 LU below the rest does not count."""
    mixed = np.concatenate([noise(5, -20), noise(20, -45, seed=2)])
    assert integrated_lufs(mixed, 44_100) == pytest.approx(integrated_lufs(noise(5, -20), 44_100), abs=0.3)
    assert integrated_lufs(mixed, 44_100) == pytest.approx(reference_lufs(mixed, 44_100), abs=0.1)


def test_long_signals_are_measured_in_stretches() -> None:
    """A signal longer than one stretch measures like pyloudnorm's single pass."""
    long = np.concatenate([babble(40, -20, 1), silence(7.35), babble(40, -26, 2)])
    assert integrated_lufs(long, 44_100) == pytest.approx(reference_lufs(long, 44_100), abs=0.1)


@pytest.mark.parametrize("sound", [silence(0), silence(3), noise(0.39), sine(1000, 0.001), noise(3, -90)])
def test_what_cannot_be_measured_is_minus_infinity(sound: Samples) -> None:
    """Silence, sound below the gate and clips under 0.4 s have no loudness, and raise nothing."""
    assert integrated_lufs(sound, 44_100) == -math.inf


def test_true_peak_lies_between_the_samples() -> None:
    """A quarter-rate sine sampled at 45 degrees peaks 3 dB above its samples."""
    t = np.arange(44_100)
    sound = (0.5 * np.sin(np.pi / 2 * t + np.pi / 4) * np.hanning(len(t))).astype(np.float32)
    assert true_peak_dbtp(sound, 44_100) == pytest.approx(20 * math.log10(0.5), abs=0.1)
    assert 20 * math.log10(np.abs(sound).max()) < -8.9


@pytest.mark.parametrize("sound", [silence(0), silence(1)])
def test_silence_has_no_peak(sound: Samples) -> None:
    """Silence peaks at minus infinity."""
    assert true_peak_dbtp(sound, 44_100) == -math.inf


@pytest.mark.parametrize("sound", [babble(0.5), noise(0.1, -6), sine(11_025, 0.1), np.full(1, -0.3, np.float32)])
def test_a_peak_is_the_highest_of_all_values(sound: Samples) -> None:
    """Looking only near the highest sample finds the peak that looking at every place finds."""
    everywhere = peaks_between(sound, 0.0).max()
    assert true_peak(sound) == pytest.approx(everywhere, rel=1e-12)
    assert swings_above(sound, everywhere * 0.999)
    assert not swings_above(sound, everywhere * 1.001)


def test_nothing_swings_above_anything_in_silence() -> None:
    """Silence, and no sound at all, are below every level."""
    assert not swings_above(silence(0.1), 1e-9)
    assert not swings_above(silence(0), 1e-9)

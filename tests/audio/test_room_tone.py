"""The noise that keeps earphones awake."""

from __future__ import annotations

import itertools
import math
import time

import numpy as np
import numpy.typing as npt
import pytest

from holdspace.audio.room_tone import LOOP_SAMPLES, room_tone
from holdspace.errors import BadChoice


@pytest.fixture(scope="module")
def usual() -> npt.NDArray[np.float64]:
    """The default room tone, -1…1."""
    return room_tone() / 32_768


def band_db(sound: npt.NDArray[np.float64], low: float, high: float) -> float:
    """Power between two frequencies (Hz), relative to all of it."""
    power = np.abs(np.fft.rfft(sound)) ** 2
    hertz = np.fft.rfftfreq(len(sound), 1 / 44_100)
    return 10 * float(np.log10(power[(hertz >= low) & (hertz < high)].sum() / power.sum()))


@pytest.mark.parametrize("level", [-70.0, -62.0, -40.0])
def test_it_is_as_loud_as_asked(level: float) -> None:
    """A thousand MP3 frames of 16-bit noise have the wanted RMS to 0.05 dB, though -70 dBFS is ten steps."""
    noise = room_tone(level)
    assert noise.dtype == np.int16
    assert len(noise) == LOOP_SAMPLES == 980 * 1152
    measured = 10 * math.log10(np.mean(np.square(noise, dtype=np.float64)) / 32_768**2)
    assert measured == pytest.approx(level, abs=0.05)


def test_it_never_falls_silent() -> None:
    """Even the softest room tone has no run of zeros over 5 ms, and keeps no offset."""
    noise = room_tone(-70)
    sounding = np.flatnonzero(np.concatenate([noise, noise]))
    assert np.diff(sounding).max() < 0.005 * 44_100
    assert abs(noise.mean()) < 0.01


def test_nobody_hears_it_come_round(usual: npt.NDArray[np.float64]) -> None:
    """Across the seam too, the level of any tenth of a second is within 1.5 dB and no step is larger than elsewhere."""
    twice = np.concatenate([usual, usual])
    sums = np.concatenate([[0.0], np.cumsum(twice**2)])
    levels = 10 * np.log10((sums[4410:] - sums[:-4410]) / 4410 / np.mean(usual**2))
    assert np.abs(levels).max() < 1.5
    assert abs(usual[0] - usual[-1]) <= np.abs(np.diff(usual)).max()
    assert np.abs(usual).max() < 6 * np.sqrt(np.mean(usual**2))


def test_it_neither_hisses_nor_rumbles(usual: npt.NDArray[np.float64]) -> None:
    """From 1 kHz on each octave is softer than the one below, in which pink noise would stay level; below 60 Hz lies
    less than a twentieth.
    """
    octaves = [band_db(usual, hertz, 2 * hertz) for hertz in (500, 1000, 2000, 4000, 8000)]
    assert all(lower - higher > 1.5 for lower, higher in itertools.pairwise(octaves))
    assert octaves[0] - octaves[-1] > 20
    assert band_db(usual, 0, 60) < -13


def test_it_is_the_same_every_time(usual: npt.NDArray[np.float64]) -> None:
    """The same level gives the same bytes."""
    assert np.array_equal(room_tone() / 32_768, usual)


def test_it_is_made_at_once() -> None:
    """Making it takes less processor time than a listener could notice (0.06 s; a busy machine may need some more)."""
    began = time.process_time()
    room_tone()
    assert time.process_time() - began < 0.3


@pytest.mark.parametrize(
    ("level", "verdict"), [(-39.9, "too loud"), (0, "too loud"), (-71, "too soft"), (math.nan, "no level")]
)
def test_other_levels_are_refused(level: float, verdict: str) -> None:
    """A level that would be heard as hiss, or wake nothing, is an error that names the range."""
    with pytest.raises(BadChoice, match=verdict) as caught:
        room_tone(level)
    assert caught.value.option == "room-tone"
    assert "-70 to -40 dBFS; -62" in caught.value.mend

"""What lies beneath a session."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audio_helpers import Samples, level_db
from holdspace.audio.beds import BEDS, BedName, bed_part
from holdspace.audio.loudness import integrated_lufs
from holdspace.audio.silence_skippers import exoplayer_seconds, longest_silence_seconds, pocket_casts_seconds
from holdspace.audio.standards import BEDS_BELOW_SPEECH_DB
from holdspace.errors import BadChoice

SAMPLES = 40 * 44_100
NOISES: tuple[BedName, ...] = ("rain", "ocean", "stream", "wind", "brown")


@cache
def opening(name: BedName) -> Samples:
    """The first forty seconds in stereo."""
    return bed_part(name, 0, SAMPLES, 2)


def at_default(sound: Samples, name: BedName, softer_db: float = 0.0) -> npt.NDArray[np.int16]:
    """The bed as it comes in a session, in 16 bits."""
    gain = 10 ** (-(BEDS_BELOW_SPEECH_DB[name] + softer_db) / 20)
    return np.rint(sound * (gain * 32_767)).astype(np.int16)


def band(sound: Samples, low_hz: float, high_hz: float) -> npt.NDArray[np.float64]:
    """What lies between two frequencies."""
    hertz = np.fft.rfftfreq(len(sound), 1 / 44_100)
    spectrum = np.fft.rfft(sound)
    return np.fft.irfft(np.where((hertz >= low_hz) & (hertz < high_hz), spectrum, 0), len(sound))


def levels(sound: npt.NDArray[np.floating], seconds: float) -> npt.NDArray[np.float64]:
    """RMS in dB of one stretch after the other."""
    samples = round(seconds * 44_100)
    whole = np.asarray(sound[: len(sound) // samples * samples], dtype=np.float64).reshape(-1, samples)
    return 10 * np.log10(np.mean(whole**2, axis=1))


@pytest.mark.parametrize("name", BEDS)
def test_every_bed_is_as_loud_as_speech(name: BedName) -> None:
    """At 0 dB a bed has -19 LUFS in mono, which is the left channel of stereo, and no offset."""
    assert integrated_lufs(opening(name)[:, 0], 44_100) == pytest.approx(-19, abs=0.3)
    assert abs(opening(name).mean(dtype=np.float64)) < 5e-4


@pytest.mark.parametrize("name", BEDS)
def test_both_ears_hear_as_much(name: BedName) -> None:
    """The channels of a bed differ in level by less than half a decibel."""
    left, right = opening(name).T
    assert level_db(left) == pytest.approx(level_db(right), abs=0.5)


@pytest.mark.parametrize("name", BEDS)
def test_no_player_finds_silence_in_it(name: BedName) -> None:
    """At its default level neither skipping rule takes anything from a bed, in mono or stereo; 6 dB softer one does."""
    mono = bed_part(name, 0, SAMPLES, 1)[:, 0]
    for sound in (mono, opening(name)):
        assert pocket_casts_seconds(at_default(sound, name)) == 0
        assert exoplayer_seconds(at_default(sound, name)) == 0
        assert longest_silence_seconds(at_default(sound, name), 1024) < 0.09
    assert exoplayer_seconds(at_default(mono, name, 6.0)) > 1


def test_beds_lie_well_below_speech() -> None:
    """No default is closer to speech than 15 dB."""
    assert set(BEDS_BELOW_SPEECH_DB) == set(BEDS)
    assert all(15 <= below <= 20 for below in BEDS_BELOW_SPEECH_DB.values())


@given(st.sampled_from(BEDS), st.integers(0, SAMPLES), st.integers(0, 200_000), st.integers(1, 2))
@settings(max_examples=25, deadline=None)
def test_any_stretch_is_part_of_the_whole(name: BedName, first: int, samples: int, channels: int) -> None:
    """A stretch made on its own is the same as that stretch of the whole."""
    behind = min(first + samples, SAMPLES)
    alone = bed_part(name, first, behind, channels)
    assert alone.dtype == np.float32
    if name == "binaural" and channels == 1:
        name = "drone"
    assert np.array_equal(alone, opening(name)[first:behind, :channels])


@pytest.mark.parametrize("name", NOISES)
def test_two_channels_have_nothing_in_common(name: BedName) -> None:
    """In stereo the channels of a noise are independent, so a mono speaker that adds them loses nothing but 3 dB."""
    left, right = opening(name).T
    assert abs(np.corrcoef(left, right)[0, 1]) < 0.05
    assert level_db((left + right) / 2) - level_db(left) == pytest.approx(-3, abs=0.3)


def test_a_drone_keeps_its_sound_in_mono() -> None:
    """The channels of the drone differ, but their sum loses less than 2 dB."""
    left, right = opening("drone").T
    assert np.corrcoef(left, right)[0, 1] < 0.7
    assert level_db((left + right) / 2) - level_db(left) > -2


@pytest.mark.parametrize("name", ["rain", "stream", "brown"])
def test_what_is_steady_is_steady(name: BedName) -> None:
    """No tenth of a second of rain, stream or brown noise lies more than 3 dB from the rest."""
    around = levels(opening(name)[:, 0], 0.1)
    assert np.abs(around - np.median(around)).max() < 3


def test_waves_come_and_go() -> None:
    """What one hears of the ocean sways by more than 8 dB, and wave follows wave after 7 to 13 seconds."""
    surf = levels(band(opening("ocean")[:, 0], 1_000, 8_000), 0.5)
    assert np.ptp(surf) > 8
    crests = [k / 2 for k in range(6, len(surf) - 6) if surf[k] == surf[k - 6 : k + 7].max()]
    assert len(crests) >= 3
    assert all(7 <= gap <= 13 for gap in np.diff(crests))


def seconds_of(name: BedName, seconds: int) -> Iterator[Samples]:
    """The first so many seconds in mono, one at a time."""
    for second in range(seconds):
        yield bed_part(name, second * 44_100, (second + 1) * 44_100, 1)[:, 0]


@pytest.mark.parametrize("name", ["rain", "ocean"])
def test_nobody_hears_a_noise_come_round(name: BedName) -> None:
    """For ten minutes the flicker of the first five seconds, in steps of 10 ms, never returns."""
    flicker = np.diff(np.concatenate([levels(second, 0.01) for second in seconds_of(name, 600)]))
    first = flicker[:500] - flicker[:500].mean()
    later = np.lib.stride_tricks.sliding_window_view(flicker, 500)[500:]
    alike = later @ first / np.linalg.norm(first) / np.linalg.norm(later - later.mean(axis=1, keepdims=True), axis=1)
    assert alike.max() < 0.75


def test_nobody_hears_the_drone_come_round() -> None:
    """For ten minutes no twenty seconds of the drone have the partials of the first, within a decibel."""
    partials = [49 * number for number in (2, 3, 4, 6, 8, 10, 12, 16)]
    heard = np.array([20 * np.log10(np.abs(np.fft.rfft(second)[partials])) for second in seconds_of("drone", 600)])
    apart = [np.sqrt(np.mean((heard[k : k + 20] - heard[:20]) ** 2)) for k in range(20, 580)]
    assert min(apart) > 1


def test_a_drone_does_not_beat() -> None:
    """Every partial of the drone is a multiple of 49 Hz, and its level sways more slowly than once in five seconds."""
    left = opening("drone")[:, 0]
    power = np.abs(np.fft.rfft(left * np.hanning(len(left)))) ** 2
    off = np.abs((np.fft.rfftfreq(len(left), 1 / 44_100) + 24.5) % 49 - 24.5)
    assert power[off > 0.5].sum() < 1e-6 * power.sum()
    sway = np.abs(np.fft.rfft(levels(left, 0.1) - levels(left, 0.1).mean())) ** 2
    assert sway[13:].sum() < 0.02 * sway.sum()


def test_binaural_is_five_hertz_apart() -> None:
    """The right ear hears the binaural drone 5 Hz higher than the left, and a single ear hears no beat."""
    peaks = []
    for sound in opening("binaural").T:
        spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
        peaks.append(float(np.argmax(spectrum)) * 44_100 / len(sound))
        assert np.abs(np.diff(levels(sound, 0.1))).max() < 0.5
    assert peaks[1] - peaks[0] == pytest.approx(5, abs=0.1)


def test_an_unknown_bed_is_told() -> None:
    """A bed that is not there is an error that lists the ones that are."""
    with pytest.raises(BadChoice, match="no bed called 'snow'") as caught:
        bed_part("snow", 0, 100, 1)
    assert "rain, ocean" in caught.value.mend


@pytest.mark.parametrize("name", ["ocean", "drone"])
def test_an_hour_is_made_in_seconds(name: BedName) -> None:
    """In blocks of 65 536 samples an hour of the most laborious beds takes seconds of processor time, not minutes."""
    bed_part(name, 0, 1, 1)
    began = time.process_time()
    for first in range(0, 60 * 65_536, 65_536):
        bed_part(name, first, first + 65_536, 1)
    assert (time.process_time() - began) * 3600 * 44_100 / (60 * 65_536) < 30

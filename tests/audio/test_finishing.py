"""Clips: trimmed to what is heard, nothing cut."""

from __future__ import annotations

import numpy as np
import pytest

from audio_helpers import Samples, babble, level_db, noise, silence, sine
from holdspace.audio.edges import _step_powers
from holdspace.audio.finishing import LEAD_MS, TAIL_MS, Finished, Silent, _take_off, finish
from holdspace.audio.loudness import true_peak_dbtp
from holdspace.audio.segments import AudioSegment, from_samples, to_samples
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples


def finished(sound: Samples, gain_db: float = 0.0, rate_hz: int = SAMPLE_RATE_HZ) -> Finished:
    """`sound` through a segment and `finish`."""
    return finish(from_samples(sound, rate_hz), gain_db)


def ms(samples: int) -> float:
    """Samples as milliseconds."""
    return samples * 1000 / SAMPLE_RATE_HZ


def audible_ms(clip: Finished) -> float:
    """Audible length."""
    return ms(int(clip.audio.frame_count()) - clip.lead_samples - clip.tail_samples)


def test_a_clip_has_the_sessions_format() -> None:
    """Whatever comes in, a clip is mono, 16 bit, 44 100 Hz."""
    stereo = AudioSegment.from_mono_audiosegments(*[from_samples(sine(300, 1, rate_hz=22_050), 22_050)] * 2)
    audio = finish(stereo, 0.0).audio
    assert (audio.channels, audio.sample_width, audio.frame_rate) == (1, 2, SAMPLE_RATE_HZ)
    assert audio.frame_count() == pytest.approx(SAMPLE_RATE_HZ, abs=50)


def test_edges_are_found_to_two_milliseconds() -> None:
    """Silence around a word is taken off, but for the margins, and the audible length is the word's."""
    clip = finished(np.concatenate([silence(0.25), sine(500, 0.6), silence(0.4)]))
    assert ms(clip.lead_samples) == pytest.approx(LEAD_MS, abs=0.1)
    assert ms(clip.tail_samples) == pytest.approx(TAIL_MS, abs=0.1)
    assert audible_ms(clip) == pytest.approx(600, abs=2)


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 48_000])
def test_every_engine_rate_keeps_its_length(rate_hz: int) -> None:
    """Resampling moves no edge by more than two milliseconds."""
    sound = np.concatenate([silence(0.1, rate_hz), sine(500, 0.6, rate_hz=rate_hz), silence(0.2, rate_hz)])
    assert audible_ms(finished(sound, rate_hz=rate_hz)) == pytest.approx(600, abs=2)


def test_a_soft_breathy_onset_survives() -> None:
    """A "h" that fades in from nothing is kept whole from -62 dBFS on, in the margin or in the word."""
    breath = noise(0.15, -36) * np.linspace(0, 1, round(0.15 * SAMPLE_RATE_HZ), dtype=np.float32) ** 2
    clip = finished(np.concatenate([silence(0.3), breath, babble(0.8, -19), silence(0.3)]))
    kept_before_vowel = int(clip.audio.frame_count()) - ms_to_samples(800 + TAIL_MS)
    loud_from = np.flatnonzero([level_db(breath[i : i + 441]) > -62 for i in range(len(breath) - 441)])[0]
    assert kept_before_vowel >= len(breath) - loud_from
    onset = to_samples(clip.audio)[clip.lead_samples : clip.lead_samples + 441]
    assert level_db(onset) > -57


def test_a_soft_s_at_the_end_survives() -> None:
    """A final "s" 25 dB below the vowel belongs to the word."""
    clip = finished(np.concatenate([silence(0.1), babble(0.5, -19), noise(0.2, -44), silence(0.3)]))
    assert audible_ms(clip) == pytest.approx(700, abs=4)


def test_a_steady_noise_floor_is_not_speech() -> None:
    """A voice that hisses at -50 dBFS throughout is trimmed to its words all the same."""
    word = np.concatenate([silence(0.3), sine(400, 0.6, -15), silence(0.3)])
    clip = finished((word + noise(1.2, -50)).astype(np.float32))
    assert audible_ms(clip) == pytest.approx(600, abs=6)


def test_a_word_without_any_pause_is_not_taken_for_noise() -> None:
    """Sound from the first sample to the last is all word."""
    clip = finished(noise(0.5, -20))
    assert audible_ms(clip) == pytest.approx(500, abs=2)


def test_pauses_inside_are_kept() -> None:
    """Only the outer silence goes."""
    clip = finished(np.concatenate([silence(0.2), sine(400, 0.3), silence(1.0), sine(400, 0.3), silence(0.2)]))
    assert audible_ms(clip) == pytest.approx(1600, abs=3)


def test_a_short_click_of_a_word_is_found() -> None:
    """A sound of 3 ms counts, and its clip is its own length."""
    clip = finished(np.concatenate([silence(0.2), sine(2000, 0.003, -10), silence(0.2)]))
    assert audible_ms(clip) == pytest.approx(3, abs=2)


@pytest.mark.parametrize("sound", [silence(0), silence(1), noise(1, -80), sine(440, 1, -70)])
def test_nothing_audible_is_an_error(sound: Samples) -> None:
    """Silence, and what is as good as silent, raises `Silent`."""
    with pytest.raises(Silent, match="audible"):
        finished(sound)


def test_an_offset_is_removed() -> None:
    """A constant offset goes, and does not keep silence from being trimmed."""
    sound = np.concatenate([silence(0.3), sine(500, 0.6), silence(0.3)]) + np.float32(0.05)
    clip = finished(sound)
    assert audible_ms(clip) == pytest.approx(600, abs=3)
    assert abs(float(to_samples(clip.audio).mean())) < 1e-3


@pytest.mark.parametrize("gain_db", [-12.0, 0.0, 7.5])
def test_gain_is_gain(gain_db: float) -> None:
    """The level moves by exactly the gain as long as nothing is limited."""
    sound = np.concatenate([silence(0.2), sine(500, 1, -20), silence(0.2)])
    middle = slice(10_000, 40_000)
    assert level_db(to_samples(finished(sound, gain_db).audio)[middle]) == pytest.approx(
        level_db(sine(500, 1, -20)) + gain_db, abs=0.05
    )


def test_loud_clips_are_limited() -> None:
    """However high the gain, no true peak passes -2 dBTP by more than 16 bits can tell."""
    clip = finished(babble(2, -15), 20.0)
    assert true_peak_dbtp(to_samples(clip.audio), SAMPLE_RATE_HZ) <= -1.97


def test_margins_begin_and_end_at_zero() -> None:
    """A clip that is laid over silence makes no click: both its ends are at zero."""
    hiss = finished(np.concatenate([silence(0.3), sine(400, 0.6, -15), silence(0.3)]) + noise(1.2, -50))
    abrupt = finished(sine(441, 0.5, -6) + np.float32(0.2))
    for clip in (hiss, abrupt):
        samples = to_samples(clip.audio)
        assert abs(samples[0]) < 1e-3
        assert abs(samples[-1]) < 1e-2


def test_the_same_sound_makes_the_same_clip() -> None:
    """Finishing is deterministic to the bit."""
    sound = babble(1, -12, rate_hz=24_000)
    assert finished(sound, 9.0, 24_000).audio.raw_data == finished(sound, 9.0, 24_000).audio.raw_data


@pytest.mark.parametrize("samples", [0, 1, 44, 45, 10_000])
def test_each_millisecond_has_its_mean_square(samples: int) -> None:
    """The power of every millisecond is the mean of its squares, the last one filled up with silence."""
    sound = noise(1, -12)[:samples]
    filled = np.append(sound, np.zeros(-samples % 44)).reshape(-1, 44)
    assert _step_powers(sound, 44).tolist() == pytest.approx([float((row**2).mean()) for row in filled], rel=1e-6)


def test_what_is_taken_off_is_the_line_through_the_points() -> None:
    """Between the middles of two blocks an offset is a straight line, as numpy draws it."""
    points = noise(0.001).astype(np.float64)
    places = np.arange(len(points)) * 64 + 31.5
    line = np.interp(np.arange(len(points) * 64), places, points)
    left = line.copy()
    _take_off(left, points)
    assert np.abs(left[32:-32]).max() < 1e-12
    assert np.array_equal(left[:32], line[:32])

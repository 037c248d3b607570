"""Bell, chime and breath tones."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from audio_helpers import Samples, babble, level_db
from holdspace.audio.loudness import TARGET_LUFS, integrated_lufs
from holdspace.audio.tones import ringing_samples, tone, tone_part
from holdspace.score.model import ToneName
from holdspace.timebase import SAMPLE_RATE_HZ

NAMES: tuple[ToneName, ...] = get_args(ToneName)
BREATHS: tuple[ToneName, ...] = ("inhale", "exhale", "hold")


def whole(name: ToneName, samples: int = 4 * SAMPLE_RATE_HZ) -> Samples:
    """All of a tone."""
    return tone(name, ringing_samples(name, samples))


def pitch_hz(sound: Samples) -> float:
    """The strongest frequency."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 18))
    return float(np.argmax(spectrum)) * SAMPLE_RATE_HZ / (1 << 18)


@pytest.mark.parametrize("name", NAMES)
def test_no_tone_clicks(name: ToneName) -> None:
    """Every tone begins and ends at zero, and never jumps by more than 3 % of full scale from sample to sample."""
    sound = whole(name)
    assert abs(sound[0]) < 1e-4
    assert abs(sound[-1]) < 1e-4
    assert np.abs(np.diff(sound)).max() < 0.03


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("block", [1_000, 65_536])
def test_any_stretch_is_part_of_the_whole(name: ToneName, block: int) -> None:
    """A tone made in blocks is bit for bit the tone made at once."""
    sound = whole(name)
    parts = [tone_part(name, len(sound), first, first + block) for first in range(0, len(sound), block)]
    assert np.array_equal(np.concatenate(parts), sound)


@pytest.mark.parametrize("name", NAMES)
def test_a_stretch_outside_is_empty(name: ToneName) -> None:
    """Nothing is heard before the beginning or after the end."""
    assert len(tone_part(name, 1000, 1000, 2000)) == 0
    assert len(tone_part(name, 1000, -50, 10)) == 10


@pytest.mark.parametrize("name", BREATHS)
@pytest.mark.parametrize("samples", [1, 2, 11_025, 88_200, 352_801])
def test_a_breath_tone_fills_its_phase(name: ToneName, samples: int) -> None:
    """A breath tone has exactly the length of its phase, however short or long."""
    assert ringing_samples(name, samples) == samples
    assert len(tone(name, samples)) == samples
    assert np.isfinite(tone(name, samples)).all()


def test_breath_tones_are_soft() -> None:
    """In its middle a breath tone lies at -30 dBFS, the one for holding 4 dB lower."""
    middle = slice(2 * SAMPLE_RATE_HZ - 8820, 2 * SAMPLE_RATE_HZ + 8820)
    levels = {name: level_db(whole(name)[middle]) for name in BREATHS}
    assert levels == pytest.approx({"inhale": -30, "exhale": -30, "hold": -34}, abs=0.2)


@pytest.mark.parametrize("name", BREATHS)
def test_breath_tones_do_not_count_as_loudness(name: ToneName) -> None:
    """Breath tones a third as long as the speech leave a session as loud as its speech, within 0.1 LU."""
    speech = babble(24)
    speech *= 10 ** ((TARGET_LUFS - integrated_lufs(speech, SAMPLE_RATE_HZ)) / 20)
    session = np.concatenate([speech, *[whole(name)] * 2])
    assert integrated_lufs(session, SAMPLE_RATE_HZ) == pytest.approx(TARGET_LUFS, abs=0.1)


def test_inhale_rises_and_exhale_falls() -> None:
    """The pitch goes up with the breath in, down with the breath out, and stays for a hold."""
    early, late = slice(22_050, 44_100), slice(132_300, 154_350)
    assert pitch_hz(whole("inhale")[late]) > 1.15 * pitch_hz(whole("inhale")[early])
    assert pitch_hz(whole("exhale")[late]) < pitch_hz(whole("exhale")[early]) / 1.15
    assert pitch_hz(whole("hold")[late]) == pytest.approx(pitch_hz(whole("hold")[early]), abs=0.5)


@pytest.mark.parametrize(("name", "seconds"), [("bell", 4.0), ("chime", 2.0)])
def test_a_bell_rings_out(name: ToneName, seconds: float) -> None:
    """A bell or chime has its own length, is loudest at once, and has died away by 40 dB at its end."""
    sound = whole(name, 10)
    assert len(sound) == seconds * SAMPLE_RATE_HZ
    strike = level_db(sound[:4410])
    assert -30 < strike < -18
    assert level_db(sound[-4410:]) < strike - 40
    assert np.argmax(np.abs(sound)) < 0.05 * SAMPLE_RATE_HZ


@pytest.mark.parametrize("name", ["bell", "chime"])
def test_a_bell_cut_short_fades(name: ToneName) -> None:
    """Where the session ends before the bell does, the bell fades out and does not stop dead."""
    sound = tone(name, SAMPLE_RATE_HZ)
    assert abs(sound[-1]) < 1e-4
    assert level_db(sound[-441:]) < -50

"""Bell, chime and breath tones."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from audio_helpers import Samples, babble, level_db
from holdspace.audio.loudness import integrated_lufs
from holdspace.audio.ringing import ringing_samples
from holdspace.audio.standards import TARGET_LUFS
from holdspace.audio.tones import tone, tone_part
from holdspace.score.model import ToneName
from holdspace.timebase import SAMPLE_RATE_HZ

NAMES: tuple[ToneName, ...] = get_args(ToneName)
BREATHS: tuple[ToneName, ...] = ("inhale", "exhale", "hold", "sip")
STRUCK: tuple[ToneName, ...] = ("bell", "chime", "bowl", "wood", "release")


def whole(name: ToneName, samples: int = 4 * SAMPLE_RATE_HZ) -> Samples:
    """All of a tone."""
    return tone(name, ringing_samples(name, samples))


def pitch_hz(sound: Samples) -> float:
    """The strongest frequency."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound)), 1 << 18))
    return float(np.argmax(spectrum)) * SAMPLE_RATE_HZ / (1 << 18)


@pytest.mark.parametrize("name", NAMES)
def test_no_tone_clicks(name: ToneName) -> None:
    """Every tone begins and ends at zero, moves there by less than 1 % of full scale from sample to sample, and by less
    than 3 % anywhere; it has no offset.
    """
    sound = whole(name)
    edge = SAMPLE_RATE_HZ // 2000
    assert sound[0] == 0
    assert abs(sound[-1]) < 1e-6
    assert np.abs(np.diff(sound[:edge])).max() < 0.01
    assert np.abs(np.diff(sound[-edge:])).max() < 0.001
    assert np.abs(np.diff(sound)).max() < 0.03
    assert abs(sound.mean(dtype=np.float64)) < 1e-5


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


@pytest.mark.parametrize(("name", "lufs"), [("inhale", -38), ("sip", -38), ("exhale", -38), ("hold", -42)])
def test_breath_tones_are_soft(name: ToneName, lufs: float) -> None:
    """While it sounds a breath tone is 19 LU softer than speech, the one for holding 4 LU softer still."""
    assert integrated_lufs(whole(name)[SAMPLE_RATE_HZ:-SAMPLE_RATE_HZ], SAMPLE_RATE_HZ) == pytest.approx(lufs, abs=0.3)


def test_breath_tones_do_not_count_as_loudness() -> None:
    """Breath tones a third as long as the speech leave a session as loud as its speech, within 0.1 LU."""
    speech = babble(24)
    speech *= 10 ** ((TARGET_LUFS - integrated_lufs(speech, SAMPLE_RATE_HZ)) / 20)
    session = np.concatenate([speech, whole("inhale"), whole("exhale")])
    assert integrated_lufs(session, SAMPLE_RATE_HZ) == pytest.approx(TARGET_LUFS, abs=0.1)


def path_hz(sound: Samples) -> list[float]:
    """The pitch in eight stretches of the middle four fifths, as a listener follows it."""
    stretches = np.array_split(sound[len(sound) // 10 : -len(sound) // 10], 8)
    return [pitch_hz(stretch) for stretch in stretches]


@pytest.mark.parametrize("seconds", [2, 4, 9])
def test_the_ear_tells_the_phases_apart(seconds: int) -> None:
    """The pitch climbs by more than four half-tones with the breath in, falls as far with the breath out, and stays for
    a hold, in which two notes sound instead of one.
    """
    paths = {name: path_hz(whole(name, seconds * SAMPLE_RATE_HZ)) for name in BREATHS}
    half_tones = {name: 12 * np.log2(path[-1] / path[0]) for name, path in paths.items()}
    assert np.all(np.diff(paths["inhale"]) > 10)
    assert np.all(np.diff(paths["exhale"]) < -10)
    assert half_tones["inhale"] > 4
    assert half_tones["exhale"] < -4
    assert paths["hold"] == pytest.approx([392] * 8, abs=1)
    assert beside_the_strongest_db("hold", 1.5) > -4
    assert beside_the_strongest_db("inhale", 1.5) < -30


def beside_the_strongest_db(name: ToneName, ratio: float) -> float:
    """How loud the note at `ratio` times the strongest one is, relative to it, in a tenth of a second."""
    middle = whole(name)[88_200 : 88_200 + 4410]
    spectrum = np.abs(np.fft.rfft(middle * np.blackman(4410), 1 << 16))
    strongest = int(np.argmax(spectrum))
    there = round(strongest * ratio)
    return 20 * float(np.log10(spectrum[there - 10 : there + 11].max() / spectrum[strongest]))


def test_a_sip_goes_on_upwards() -> None:
    """The second breath in of a sigh begins where the first one ended and goes higher."""
    first, second = path_hz(whole("inhale", 88_200)), path_hz(whole("sip", 44_100))
    assert second[0] > first[-1]
    assert second[-1] > 1.2 * first[-1]


@pytest.mark.parametrize(("name", "seconds"), [("bell", 4.0), ("chime", 2.0), ("bowl", 6.5), ("wood", 0.25)])
def test_a_bell_rings_out(name: ToneName, seconds: float) -> None:
    """What is struck has its own length, is loudest at once, and has died away by 40 dB at its end."""
    sound = whole(name, 10)
    assert len(sound) == seconds * SAMPLE_RATE_HZ
    strike = level_db(sound[:2205])
    assert -31 < strike < -18
    assert level_db(sound[-2205:]) < strike - 40
    assert np.argmax(np.abs(sound)) < 0.05 * SAMPLE_RATE_HZ


def seconds_above(sound: Samples, dbfs: float) -> float:
    """How long the sound is louder than this, in windows of 50 ms."""
    return 0.05 * sum(level_db(window) > dbfs for window in np.split(sound, range(2205, len(sound), 2205)))


def test_a_bowl_sings_and_a_block_knocks() -> None:
    """A bowl is heard above a room tone for five seconds and beats slowly; a wood block is gone in 0.2 s."""
    bowl = whole("bowl")
    assert seconds_above(bowl, -62) > 5
    levels = [level_db(window) for window in np.split(bowl[: 4 * 44_100], 80)]
    swells = [k for k in range(1, 79) if levels[k] > levels[k - 1] and levels[k] >= levels[k + 1]]
    assert 1 <= len(swells) <= 4
    assert seconds_above(whole("wood"), -62) <= 0.2


def onsets(sound: Samples) -> list[float]:
    """Seconds at which the sound grows by more than 10 dB within 20 ms, none within 0.1 s of another."""
    levels = [-60.0, -60.0, *(max(-60.0, level_db(window)) for window in np.split(sound, range(441, len(sound), 441)))]
    found: list[float] = []
    for k in range(2, len(levels)):
        now = (k - 2) / 100
        if levels[k] > levels[k - 2] + 10 and (not found or now - found[-1] > 0.1):
            found.append(now)
    return found


def test_the_end_of_a_hold_is_like_nothing_else() -> None:
    """It alone is two strokes: at once and after half a second, the second a fourth higher, its peak at -22 dBFS."""
    release = whole("release")
    assert onsets(release) == pytest.approx([0.0, 0.5], abs=0.02)
    first, second = pitch_hz(release[:22_050]), pitch_hz(release[24_000:44_100])
    assert second == pytest.approx(first * 4 / 3, rel=0.01)
    assert 20 * np.log10(np.abs(release).max()) == pytest.approx(-22, abs=0.5)
    for name in NAMES:
        assert name == "release" or len(onsets(whole(name))) < 2


def test_all_struck_sounds_differ() -> None:
    """No two things that are struck share both the pitch and the length."""
    assert len({(round(pitch_hz(whole(name)) / 20), len(whole(name))) for name in STRUCK}) == len(STRUCK)


def test_a_stir_wakes_and_does_not_startle() -> None:
    """A stir swells within 0.1 s to what headphones hear, never jumps, lies at -35 to -25 dBFS, and is over at 1 s."""
    stir = whole("stir", 10)
    assert len(stir) == SAMPLE_RATE_HZ
    levels = [level_db(window) for window in np.split(stir, 10)]
    assert levels[0] > -45
    assert level_db(stir[:441]) < -55
    assert all(-35 < level < -25 for level in levels[1:7])
    assert -35 < level_db(stir) < -25
    assert levels[-1] < -50


@pytest.mark.parametrize("name", ["bell", "chime", "bowl", "release", "stir"])
def test_a_bell_cut_short_fades(name: ToneName) -> None:
    """Where the session ends before the sound does, it fades out and does not stop dead."""
    sound = tone(name, SAMPLE_RATE_HZ // 2)
    assert abs(sound[-1]) < 1e-4
    assert level_db(sound[-441:]) < -50

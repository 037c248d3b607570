"""What players that cut silence would take."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from audio_helpers import noise, silence, sine
from holdspace.audio.room_tone import room_tone
from holdspace.audio.silence_skippers import (
    EXOPLAYER,
    POCKET_CASTS,
    exoplayer_seconds,
    longest_silence_seconds,
    pocket_casts_seconds,
    removed_seconds,
)


def steps(*parts: npt.NDArray[np.floating]) -> npt.NDArray[np.int16]:
    """Sounds one after the other, in 16 bits."""
    return np.rint(np.concatenate(parts) * 32_767).astype(np.int16)


def a_hold(seconds: float) -> npt.NDArray[np.int16]:
    """A hold without a sound between two words."""
    word = sine(300, 0.5, -12)
    return steps(word, silence(seconds), word)


def test_a_minute_of_hold_is_lost() -> None:
    """Of a silent minute Pocket Casts leaves 0.6, 0.4 or 0 seconds, ExoPlayer two."""
    hold = a_hold(60)
    left = [60 - removed_seconds(hold, rule) for rule in (*POCKET_CASTS, EXOPLAYER)]
    assert left == pytest.approx([0.582, 0.45, 0, 2], abs=0.01)
    assert pocket_casts_seconds(hold) == pytest.approx(60, abs=0.01)
    assert exoplayer_seconds(hold) == pytest.approx(58, abs=0.01)


def test_short_silences_are_left_alone() -> None:
    """A gap of 70 ms is no silence to either; of one of a second ExoPlayer keeps a fifth."""
    assert pocket_casts_seconds(a_hold(0.07)) == exoplayer_seconds(a_hold(0.07)) == 0
    assert exoplayer_seconds(a_hold(1)) == pytest.approx(0.8, abs=0.01)


def test_room_tone_does_not_save_a_hold() -> None:
    """The default room tone is silence to both: it keeps earphones awake, not times."""
    minute = room_tone()[: 20 * 44_100]
    assert pocket_casts_seconds(minute) == 20
    assert exoplayer_seconds(minute) == 18


@pytest.mark.parametrize(("dbfs", "pocket_casts", "exoplayer"), [(-62, 10, 8), (-48, 0, 8), (-36, 0, 0)])
def test_noise_saves_it_from_a_level_on(dbfs: float, pocket_casts: float, exoplayer: float) -> None:
    """White noise defeats Pocket Casts from about -51 dBFS on, ExoPlayer from about -39."""
    hiss = steps(noise(10, dbfs))
    assert pocket_casts_seconds(hiss) == pytest.approx(pocket_casts, abs=0.1)
    assert exoplayer_seconds(hiss) == pytest.approx(exoplayer, abs=0.1)


def test_one_sounding_channel_is_enough() -> None:
    """A stereo file is silent only where both channels are."""
    loud, quiet = steps(noise(5, -30)), np.zeros(5 * 44_100, dtype=np.int16)
    assert exoplayer_seconds(np.column_stack([quiet, loud])) == 0
    assert exoplayer_seconds(np.column_stack([quiet, quiet])) == pytest.approx(4)


def test_full_scale_is_not_silence() -> None:
    """The lowest 16-bit value, whose size 16 bits cannot hold, counts as loud; nothing at all has no silence."""
    assert longest_silence_seconds(np.full(44_100, -32_768, dtype=np.int16), 1024) == 0
    assert longest_silence_seconds(np.zeros(0, dtype=np.int16), 1024) == 0

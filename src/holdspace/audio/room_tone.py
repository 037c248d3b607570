"""The quiet noise of a room beneath a session: earbuds that sleep in digital silence stay awake.

Wireless earphones and small speakers mute what is silent and swallow the next syllable. A noise far below speech keeps
them open; nobody hears it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from holdspace.audio.noise import Floats, high_pass, levelled, low_pass, noise_loop, uniform
from holdspace.errors import BadChoice

LOOP_FRAMES = 980
"""The loop in MP3 frames, 25.6 s: twenty runs of 49, each of which keeps to the bitrate of 64 kb/s."""
LOOP_SAMPLES = LOOP_FRAMES * 1152
DEFAULT_DBFS = -62.0
"""RMS. Tools that keep headphones awake use -60 to -65; ACX allows audiobooks a floor of up to -60 dB RMS."""
QUIETEST_DBFS = -70.0
LOUDEST_DBFS = -40.0

_SEED = 1152
_FULL_SCALE = 32_768
_HOP_SAMPLES = 1152
"""Over four of these the level is evened out, so that nobody hears the loop come round."""
_HIGHEST_HZ = 9_000.0
_ROUNDING = 1 / 12 + 2 / 12
"""Power in steps² that rounding and a triangular dither of ±1 step add."""


def room_tone(level_dbfs: float = DEFAULT_DBFS) -> npt.NDArray[np.int16]:
    """`LOOP_SAMPLES` samples of 16-bit noise with an RMS of `level_dbfs`; the last one leads into the first.

    Raises `BadChoice` for a level outside -70 to -40 dBFS.
    """
    _check(level_dbfs)
    steps = _FULL_SCALE * 10 ** (level_dbfs / 20)
    loop = levelled(noise_loop(LOOP_SAMPLES, _SEED, _room, _HIGHEST_HZ), _HOP_SAMPLES)
    numbers = uniform(LOOP_SAMPLES + 1, _SEED + 1)
    dither = (numbers[1:] + numbers[:-1]) / 2  # neighbours share a number: triangular, and no louder at low frequencies
    loop *= np.float32(np.sqrt(steps**2 - _ROUNDING))
    loop += dither
    return np.rint(loop, out=loop).astype(np.int16)


def _room(hertz: Floats) -> Floats:
    """Soft as air: nothing that rumbles, nearly brown through the middle, and darker from 1 kHz on.

    Brighter noise of the same level, pink up to 1 kHz, veils speech: DNSMOS falls by 0.11 instead of 0.06.
    """
    return hertz ** np.float32(-0.8) * high_pass(hertz, 120.0, 18.0) * low_pass(hertz, 900.0, 8.0)


def _check(level_dbfs: float) -> None:
    if not QUIETEST_DBFS <= level_dbfs <= LOUDEST_DBFS:
        raise BadChoice(
            "room-tone",
            f"a room tone of {level_dbfs:g} dBFS is {_verdict(level_dbfs)}.",
            f"Choose a level from {QUIETEST_DBFS:g} to {LOUDEST_DBFS:g} dBFS; {DEFAULT_DBFS:g} is the usual one.",
        )


def _verdict(level_dbfs: float) -> str:
    if level_dbfs > LOUDEST_DBFS:
        return "too loud"
    return "too soft to keep earphones awake" if level_dbfs < QUIETEST_DBFS else "no level"

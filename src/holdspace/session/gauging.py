"""Measures encoded stretches by decoding them again: loudness, peak, and whether they sound when they should."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from holdspace.audio.loudness import true_peak, weighted_energies
from holdspace.audio.mp3_decoding import decode_frames
from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.audio.mp3_frames import STREAM_DELAY_SAMPLES
from holdspace.errors import EncoderFailed
from holdspace.session.block import Gauged
from holdspace.timebase import SAMPLE_RATE_HZ

NEIGHBOURS = 2
"""Frames of the room on either side of a stretch, as in the session."""
_MOST_LATE = 64
"""Samples within which a delay is looked for: 1.5 ms."""
_COMPARED = 16_384
"""Samples that are compared for it, around the loudest."""
_FULL_SCALE = 32_768

_Steps = npt.NDArray[np.int16]
_Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Encoded:
    """A stretch that has just been encoded."""

    frames: tuple[bytes, ...]
    sound: _Steps
    """What was put in, a whole number of frames as long."""


def gauge(stretches: Sequence[Encoded], before: bytes, behind: bytes) -> list[Gauged]:
    """Decode `stretches` in one go and measure each; `before` and `behind` are the frames around them in a session.

    Raises `EncoderFailed` when they do not decode to as much sound as they should.
    """
    stream = b"".join(b"".join((before, *one.frames, behind)) for one in stretches)
    heard = decode_frames(stream)
    wanted = sum(len(one.frames) + 2 * NEIGHBOURS for one in stretches) * FRAME_SAMPLES
    if len(heard) != wanted:
        raise EncoderFailed(
            f"ffmpeg decoded {len(heard)} samples of its own MP3 instead of {wanted}.",
            "`holdspace doctor` tells whether this ffmpeg works; HOLDSPACE_FFMPEG can name another.",
        )
    sound = _scaled(heard)
    energies = weighted_energies(sound[STREAM_DELAY_SAMPLES:], SAMPLE_RATE_HZ, FRAME_SAMPLES)
    gauged, first = [], NEIGHBOURS
    for one in stretches:
        last = first + len(one.frames)
        begin = first * FRAME_SAMPLES + STREAM_DELAY_SAMPLES
        peak = round(true_peak(sound[begin : begin + len(one.sound)]), 5)
        late = _late(one.sound, heard, begin)
        gauged.append(Gauged(tuple(energies[first:last].tolist()), peak, late))
        first = last + 2 * NEIGHBOURS
    return gauged


def _scaled(steps: _Steps) -> _Samples:
    """In -1…1; as many bits as 16 fit into a float without loss."""
    return np.multiply(steps, np.float32(1 / _FULL_SCALE))


def _late(sound: _Steps, heard: _Steps, begin: int) -> int:
    """By how many samples `heard` from `begin` on lags behind `sound`: where both are most alike."""
    loudest = int(np.argmax(np.abs(_scaled(sound))))
    first = max(0, min(loudest - _COMPARED // 2, len(sound) - _COMPARED))
    piece = sound[first : first + _COMPARED]
    around = _scaled(heard[begin + first - _MOST_LATE : begin + first + len(piece) + _MOST_LATE])
    return int(np.argmax(np.correlate(around, _scaled(piece), "valid"))) - _MOST_LATE

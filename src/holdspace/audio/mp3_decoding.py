"""MP3 frames back into sound, to measure what was made of it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from holdspace.audio.ffmpeg import run

_SOURCE = ("-f", "mp3", "-i", "pipe:0")
_SOUND = ("-f", "s16le", "-ac", "1", "pipe:1")


def decode_frames(data: bytes) -> npt.NDArray[np.int16]:
    """Every sample of frames without an Info header, the decoder's delay included.

    Raises `EncoderFailed` when ffmpeg fails, and `MissingLibrary`.
    """
    return np.frombuffer(run([*_SOURCE, *_SOUND], stdin=data).stdout, dtype="<i2")

"""The only module that imports pydub: it quietens the import and points pydub at our ffmpeg.

pydub looks for ffmpeg on PATH while it is imported and warns when there is none, whatever is set afterwards; below
Python 3.13 it also imports the deprecated `audioop`. Neither concerns the user, so both warnings stop here.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from holdspace.audio.ffmpeg import ffmpeg_path
from holdspace.errors import MissingLibrary

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pydub import AudioSegment

if TYPE_CHECKING:
    Samples = npt.NDArray[np.float32]

__all__ = ["AudioSegment", "from_samples", "to_samples"]

_FULL_SCALE = 32_768
"""Steps from zero to full scale in 16 bits."""


def _point_pydub_at_our_ffmpeg() -> None:
    try:
        AudioSegment.converter = str(ffmpeg_path())
    except MissingLibrary:
        return  # clips need no ffmpeg; whoever encodes says what is missing


_point_pydub_at_our_ffmpeg()


def to_samples(segment: AudioSegment) -> Samples:
    """The sound of `segment` as one channel of float32 in -1…1, several channels averaged; its rate is kept."""
    whole = np.asarray(segment.get_array_of_samples(), dtype=np.float32)
    scaled = whole / np.float32(1 << (8 * segment.sample_width - 1))
    if segment.channels == 1:
        return scaled
    mixed: Samples = scaled.reshape(-1, segment.channels).mean(axis=1, dtype=np.float64).astype(np.float32)
    return mixed


def from_samples(samples: npt.NDArray[np.floating], rate_hz: int) -> AudioSegment:
    """A mono 16-bit segment of `samples` (-1…1; what lies beyond is clipped) at `rate_hz`."""
    steps = np.clip(np.rint(np.asarray(samples) * _FULL_SCALE), -_FULL_SCALE, _FULL_SCALE - 1)
    return AudioSegment(data=steps.astype("<i2").tobytes(), sample_width=2, frame_rate=rate_hz, channels=1)

"""What is looked for in the quiet of a decoded session."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from holdspace.session.assembling import Assembly, BlockStore
from holdspace.session.timeline import Timeline
from holdspace.timebase import SAMPLE_RATE_HZ
from session_helpers import Shelf, Spoken, Steps, decoded

FRAME = 1152
FULL_SCALE = 32_768
LAME_DB = -0.43
"""LAME takes a twentieth off everything."""


def heard(plan: Timeline, clips: Spoken, folder: Path, store: BlockStore | None = None) -> Steps:
    """A session put together of frames, as it decodes."""
    file = folder / "a.mp3"
    file.unlink(missing_ok=True)
    assembly = Assembly(plan, clips, Shelf() if store is None else store)
    assembly.encode(lambda _done: None)
    assembly.write(file)
    return decoded(file)


def rms_db(sound: npt.NDArray[np.generic]) -> float:
    """RMS of 16-bit samples in dBFS; -200 for digital silence."""
    power = np.mean(np.square(sound.astype(np.float64) / FULL_SCALE)) if len(sound) else 0.0
    return float(10 * np.log10(power + 1e-20))


def levels_db(sound: Steps, window_ms: int = 100) -> npt.NDArray[np.float64]:
    """RMS in dBFS of windows of so many milliseconds, each a quarter of one after the last."""
    window = SAMPLE_RATE_HZ * window_ms // 1000
    sums = np.concatenate([[0.0], np.cumsum(np.square(sound.astype(np.float64) / FULL_SCALE))])
    starts = np.arange(0, len(sound) - window, window // 4)
    return np.asarray(10 * np.log10((sums[starts + window] - sums[starts]) / window + 1e-20))


def longest_zeros_ms(sound: Steps) -> float:
    """The longest run of samples that are exactly zero."""
    edges = np.flatnonzero(np.concatenate([[True], sound != 0, [True]]))
    return float(np.diff(edges).max() - 1) * 1000 / SAMPLE_RATE_HZ


def largest_jump(sound: Steps) -> float:
    """The largest step from one sample to the next, 1.0 at full scale."""
    return float(np.abs(np.diff(sound.astype(np.int32))).max(initial=0)) / FULL_SCALE

"""From an engine's raw sound to a clip that can be placed: levelled, limited, trimmed to what is heard."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import soxr

from holdspace.audio.edges import AUDIBLE_DBFS, audible_edges
from holdspace.audio.limiting import limited
from holdspace.audio.segments import AudioSegment, from_samples, to_samples
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples

__all__ = ["AUDIBLE_DBFS", "Finished", "Silent", "finish"]

LEAD_MS = 40
"""Kept before the first audible sound: what is softer than audible belongs to the word all the same."""
TAIL_MS = 80
"""Kept after the last audible sound: a room dies away more slowly than it wakes."""
_LEAD_FADE_MS = 15
_TAIL_FADE_MS = 40
_LEAST_FADE_MS = 2
"""Where a voice begins on its first sample there is no margin to fade; this much of the word is bent from zero."""

_OFFSET_HZ = 15.0
"""Half of this frequency's amplitude goes; at 80 Hz, the depth of a low voice, it is 0.3 dB."""
_POINT_SAMPLES = 64
_OFFSET_ROOM_SECONDS = 0.2
"""The first and last sample count on this long, so that an offset does not begin or end with a step."""

_Samples = npt.NDArray[np.float32]


class Silent(ValueError):
    """Nothing in the recording is audible."""


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished clip: mono, 16 bit, 44 100 Hz."""

    audio: AudioSegment
    lead_samples: int
    """Samples before the first audible one."""
    tail_samples: int
    """Samples after the last audible one."""


def finish(raw: AudioSegment, gain_db: float) -> Finished:
    """Turn `raw` (any rate, width and channels) into a clip, `gain_db` louder, true peak at most -2 dBTP.

    Raises `Silent` when no 10 ms of the result reach `AUDIBLE_DBFS`.
    """
    samples = limited(_level(raw, gain_db), SAMPLE_RATE_HZ)
    edges = audible_edges(samples, SAMPLE_RATE_HZ)
    if edges is None:
        raise Silent("nothing in the recording is audible")
    start = max(0, edges.start - ms_to_samples(LEAD_MS))
    end = min(len(samples), edges.end + ms_to_samples(TAIL_MS))
    lead, tail = edges.start - start, end - edges.end
    faded = _faded(samples[start:end], lead, tail)
    return Finished(from_samples(faded, SAMPLE_RATE_HZ), lead, tail)


def _level(raw: AudioSegment, gain_db: float) -> _Samples:
    """Mono at the session's rate, without an offset, `gain_db` louder."""
    samples = to_samples(raw)
    if raw.frame_rate != SAMPLE_RATE_HZ:
        samples = soxr.resample(samples, raw.frame_rate, SAMPLE_RATE_HZ, quality="HQ")
    clean = _without_offset(samples)
    clean *= 10 ** (gain_db / 20)
    return clean.astype(np.float32)


def _without_offset(samples: _Samples) -> npt.NDArray[np.float64]:
    """`samples` without what lies below hearing; no wave is shifted in time.

    Taking off the mean instead would lift the silence around a lopsided word above the audible. What is taken off moves
    so slowly that one point for each millisecond and a half describes it.
    """
    room = int(SAMPLE_RATE_HZ * _OFFSET_ROOM_SECONDS)
    blocks = -(-(len(samples) + 2 * room) // _POINT_SAMPLES)
    padded = np.zeros(blocks * _POINT_SAMPLES)
    clean = padded[room : room + len(samples)]
    clean[:] = samples
    if len(samples):
        padded[:room], padded[room + len(samples) :] = samples[0], samples[-1]
    points = padded.reshape(-1, _POINT_SAMPLES).mean(axis=1)
    squares = np.square(np.fft.rfftfreq(2 * blocks, _POINT_SAMPLES / SAMPLE_RATE_HZ))
    slow = np.fft.irfft(np.fft.rfft(points, 2 * blocks) * (_OFFSET_HZ**2 / (squares + _OFFSET_HZ**2)), 2 * blocks)
    _take_off(padded, slow[:blocks])
    return clean


def _take_off(sound: npt.NDArray[np.float64], points: npt.NDArray[np.float64]) -> None:
    """Take from `sound` the line through `points`, each in the middle of a block; half a block at either end stays."""
    half = _POINT_SAMPLES // 2
    lines = np.multiply.outer(np.diff(points) / _POINT_SAMPLES, np.arange(_POINT_SAMPLES) + 0.5)
    lines += points[:-1, np.newaxis]
    sound[half:-half] -= lines.reshape(-1)


def _faded(samples: _Samples, lead: int, tail: int) -> _Samples:
    faded = samples.copy()
    least = ms_to_samples(_LEAST_FADE_MS)
    into = min(len(faded), max(least, min(lead, ms_to_samples(_LEAD_FADE_MS))))
    out = min(len(faded), max(least, min(tail, ms_to_samples(_TAIL_FADE_MS))))
    faded[:into] *= _rise(into)
    faded[len(faded) - out :] *= _rise(out)[::-1]
    return faded


def _rise(length: int) -> _Samples:
    """Half a cosine from 0 to 1."""
    rise: _Samples = (0.5 - 0.5 * np.cos(np.pi * np.arange(length) / length)).astype(np.float32)
    return rise

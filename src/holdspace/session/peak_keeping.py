"""A session as one stream whose decoded sound keeps below full scale: measured, and mixed lower where it does not.

What an encoder leaves out, peaks may have stood on: at low rates and over harsh sound a decoder gives up to 4 dB more
than went in, and no two bitrates behave alike. So the file is decoded, and if a peak is too high, it is made once more
with a limiter that stops lower.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from holdspace.audio.ffmpeg import file_url, started
from holdspace.audio.limiting import CEILING_DBTP
from holdspace.session.formats import Coding
from holdspace.session.gathering import Gathered
from holdspace.session.measuring import to_db
from holdspace.session.meter import PeakMeter
from holdspace.session.streaming import stream
from holdspace.timebase import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from holdspace.session.layers import Clips
    from holdspace.session.timeline import Timeline

HIGHEST_DBTP = -1.0
"""The true peak that a decoded file may have (EBU R 128, recommendation h)."""
_MARGINS_DB = (0.1, 0.3, 0.9, 2.7, 8.1)
"""So much further than needed the limiter is lowered each time: another input makes other peaks."""
_OPUS_RATE_HZ = 48_000
_READ_FRAMES = 1 << 16
_FLOAT_BYTES = 4


def stream_below(
    timeline: Timeline, clips: Clips, file: Path, coding: Coding, progress: Callable[[float], None]
) -> Gathered:
    """Write the session into `file` with no decoded true peak above -1 dBTP; returns what it measured.

    Raises what `stream` raises.
    """
    gathered = stream(timeline, clips, file, coding, progress)
    if coding.is_lossless and coding.rate_hz == SAMPLE_RATE_HZ:
        return gathered  # decoded, it is what went in
    ceiling_dbtp = CEILING_DBTP
    peak = decoded_peak(file, coding)
    for margin_db in _MARGINS_DB:
        if to_db(peak) <= HIGHEST_DBTP:
            break
        ceiling_dbtp -= to_db(peak) - HIGHEST_DBTP + margin_db
        gathered = stream(timeline, clips, file, coding, _untold, ceiling_dbtp)
        peak = decoded_peak(file, coding)
    return replace(gathered, heard_peak=peak)


def decoded_peak(file: Path, coding: Coding) -> float:
    """The highest true peak of the decoded file, 1.0 at full scale; beyond that nothing is cut off."""
    rate = _OPUS_RATE_HZ if coding.kind == "opus" else coding.rate_hz
    meter = PeakMeter(coding.channels)
    sound = ("-map", "0:a", "-f", "f32le", "-ar", str(rate), "-ac", str(coding.channels), "pipe:1")
    with started(["-i", file_url(file), *sound], fed=False) as process:
        assert process.stdout is not None  # noqa: S101 -- `started` always opens it
        while data := process.stdout.read(_READ_FRAMES * _FLOAT_BYTES * coding.channels):
            meter.feed(np.frombuffer(data, dtype="<f4").reshape(-1, coding.channels))
    return meter.finished()


def _untold(_done: float) -> None:
    """The progress of doing it once more is nobody's business."""

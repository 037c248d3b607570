"""A session as one stream whose decoded sound keeps below full scale: measured, and mixed lower where it does not.

What an encoder leaves out, peaks may have stood on: at low rates and over harsh sound a decoder gives up to 4 dB more
than went in, and no two bitrates behave alike. So the file is decoded, and if a peak is too high, it is made once more
with a limiter that stops lower.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from holdspace.audio.ffmpeg import file_url, started
from holdspace.audio.limiting import CEILING_DBTP
from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.session.formats import Coding
from holdspace.session.gathering import Gathered
from holdspace.session.measuring import to_db
from holdspace.session.meter import Meter, PeakMeter
from holdspace.session.streaming import stream
from holdspace.timebase import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    import numpy.typing as npt

    from holdspace.session.layers import Clips
    from holdspace.session.timeline import Timeline

HIGHEST_DBTP = -1.0
"""The true peak that a decoded file may have (EBU R 128, recommendation h)."""
_MARGINS_DB = (0.1, 0.3, 0.9, 2.7, 8.1)
"""So much further than needed the limiter is lowered each time: another input makes other peaks."""
_OPUS_RATE_HZ = 48_000
_READ_FRAMES = 64
_FLOAT_BYTES = 4


def stream_below(
    timeline: Timeline, clips: Clips, file: Path, coding: Coding, progress: Callable[[float], None]
) -> Gathered:
    """Write the session into `file` with no decoded true peak above -1 dBTP; returns what the file measures.

    Raises what `stream` raises.
    """
    if coding.is_lossless and coding.rate_hz == SAMPLE_RATE_HZ:
        meter = Meter()  # decoded, it is what goes in
        stream(timeline, clips, file, coding, progress, meter=meter)
        return meter.gathered()
    stream(timeline, clips, file, coding, progress)
    gathered, ceiling_dbtp = heard(file, coding), CEILING_DBTP
    for margin_db in _MARGINS_DB:
        excess_db = to_db(gathered.peak) - HIGHEST_DBTP
        if excess_db <= 0:
            break
        ceiling_dbtp -= excess_db + margin_db
        stream(timeline, clips, file, coding, _untold, ceiling_dbtp)
        gathered = heard(file, coding)
    return gathered


def heard(file: Path, coding: Coding) -> Gathered:
    """What the decoded file measures: where a bed lies near BS.1770's gate, a tenth of a dB decides about a whole LU.

    Beyond full scale nothing is cut off.
    """
    meter = Meter(full_scale=1.0)
    for block in _decoded(file, SAMPLE_RATE_HZ, coding.channels):
        meter.feed(block)
    rate_hz = _OPUS_RATE_HZ if coding.kind == "opus" else coding.rate_hz
    if rate_hz == SAMPLE_RATE_HZ:
        return meter.gathered()
    peaks = PeakMeter(coding.channels)
    for block in _decoded(file, rate_hz, coding.channels):
        peaks.feed(block)
    return replace(meter.gathered(), heard_peak=peaks.finished())


def _decoded(file: Path, rate_hz: int, channels: int) -> Iterator[npt.NDArray[np.float32]]:
    """The samples of `file` in blocks of whole frames, shape (samples, channels)."""
    sound = ("-map", "0:a", "-f", "f32le", "-ar", str(rate_hz), "-ac", str(channels), "pipe:1")
    with started(["-i", file_url(file), *sound], fed=False) as process:
        assert process.stdout is not None  # noqa: S101 -- `started` always opens it
        while data := process.stdout.read(_READ_FRAMES * FRAME_SAMPLES * _FLOAT_BYTES * channels):
            yield np.frombuffer(data, dtype="<f4").reshape(-1, channels)


def _untold(_done: float) -> None:
    """The progress of doing it once more is nobody's business."""

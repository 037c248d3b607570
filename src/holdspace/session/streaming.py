"""A session as one stream of sound, block by block: every format but the MP3 made of frames, and every bed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from holdspace.audio.limiting import CEILING_DBTP
from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.session.bedding import Beds, laid
from holdspace.session.chapters import chapters_of
from holdspace.session.formats import Coding
from holdspace.session.meter import Meter
from holdspace.session.mixing import Mixer, steps_of
from holdspace.session.room import Room
from holdspace.session.sinks import sink
from holdspace.session.stereo import Share, ears

if TYPE_CHECKING:
    import numpy.typing as npt

    from holdspace.session.layers import Clips
    from holdspace.session.timeline import Timeline

    Steps = npt.NDArray[np.int16]

BLOCK_SAMPLES = 64 * FRAME_SAMPLES
"""About 1.7 s; whole frames, as the meter wants them."""
_MARGIN_SAMPLES = 2048
"""Sound on either side of a block that the limiter sees too, so that its gain goes on across the edge."""
_FULL_SCALE = 32_768
_NEAR_DB = 3.0
"""So far below the ceiling harsh music may still swing above it between two samples."""


def stream(
    timeline: Timeline,
    clips: Clips,
    file: Path,
    coding: Coding,
    progress: Callable[[float], None],
    ceiling_dbtp: float = CEILING_DBTP,
    meter: Meter | None = None,
) -> None:
    """Write the session into `file`, past `meter`; memory does not grow with the session.

    No true peak that goes into the encoder is above `ceiling_dbtp`. Raises `EncoderFailed`, `MissingLibrary`, an
    `OSError` of the file system, and what clips and music files raise.
    """
    with laid(timeline) as beds, sink(file, coding, chapters_of(timeline)) as write:
        sound = _Sound(timeline, clips, beds, coding.channels, ceiling_dbtp)
        for start in range(0, timeline.samples, BLOCK_SAMPLES):
            end = min(start + BLOCK_SAMPLES, timeline.samples)
            block = sound.part(start, end)
            write(block.astype("<i2").tobytes())
            if meter is not None:
                meter.feed(block)
            progress(end / timeline.samples)


class _Sound:
    """The whole mix: cues, beds and room."""

    def __init__(self, timeline: Timeline, clips: Clips, beds: Beds, channels: int, ceiling_dbtp: float) -> None:
        self._mixer = Mixer(timeline, clips)
        self._beds = beds
        self._room = Room(timeline.room_tone_db)
        self._ears = ears(channels)
        self._ceiling_dbtp = ceiling_dbtp
        self._is_limited = bool(timeline.beds) or channels > 1 or ceiling_dbtp < CEILING_DBTP
        """Clips alone keep to their own ceiling, but not those that lean to one ear."""

    def part(self, first: int, behind: int) -> Steps:
        """The samples from `first` up to, not including, `behind`: shape (samples, channels)."""
        if not self._is_limited:
            return np.stack([self._room.over(self._ear(first, behind, ear), first) for ear in self._ears], axis=1)
        begin, end = first - _MARGIN_SAMPLES, behind + _MARGIN_SAMPLES
        beneath = self._beds.part(begin, end, len(self._ears))
        columns = [
            self._limited(self._ear(begin, end, ear), beneath[:, column], begin)[_MARGIN_SAMPLES:-_MARGIN_SAMPLES]
            for column, ear in enumerate(self._ears)
        ]
        return np.stack(columns, axis=1)

    def _ear(self, first: int, behind: int, share: Share) -> Steps:
        return self._mixer.part(first, behind, share)

    def _limited(self, cues: Steps, beneath: npt.NDArray[np.float32], first: int) -> Steps:
        """Cues over a bed and the room, with no peak above the ceiling."""
        total = cues.astype(np.float32) / _FULL_SCALE + beneath
        total += self._room.part(first, first + len(cues)).astype(np.float32) / _FULL_SCALE
        return steps_of(total.astype(np.float32), self._ceiling_dbtp, _NEAR_DB)

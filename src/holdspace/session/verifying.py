"""Measures a finished session by decoding all of it: slower than asking its parts, and a proof that they are right."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from holdspace.audio.ffmpeg import file_url, started
from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.errors import EncoderFailed
from holdspace.session.gathering import kept, spoken
from holdspace.session.measuring import Kept, Measured, gating_blocks
from holdspace.session.meter import Meter
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples

if TYPE_CHECKING:
    from holdspace.session.layers import Clips
    from holdspace.session.timeline import Event, Timeline

_BLOCK_SAMPLES = 256 * FRAME_SAMPLES
_REACH_MS = 150
"""So far on either side of its place a word is looked for."""
_COMPARED_MS = 1500
"""So much of a word is compared: beyond that there is no doubt."""
_FULL_SCALE = 32_768

_Steps = npt.NDArray[np.int16]


class NotHeard(EncoderFailed):
    """A word is not where the timeline has it."""


def verified(file: Path, timeline: Timeline, clips: Clips) -> Measured:
    """Decode `file` from end to end and measure it.

    Raises `NotHeard` for a word that is not found within 150 ms of its place, and what ffmpeg's failure raises.
    """
    meter, listener = Meter(), _Listener(timeline, clips)
    for block in _decoded(file, 2 if timeline.stereo else 1):
        meter.feed(block)
        listener.hear(block)
    gathered = meter.gathered()
    blocks = gating_blocks(gathered.runs)
    holds = tuple(_holds(timeline, listener.lateness()))
    return Measured(tuple(blocks), tuple(spoken(blocks, timeline)), gathered.peak, holds)


def _decoded(file: Path, channels: int) -> Iterator[_Steps]:
    """The samples of `file` in blocks of shape (samples, channels)."""
    sound = ("-f", "s16le", "-ar", str(SAMPLE_RATE_HZ), "-ac", str(channels), "pipe:1")
    with started(["-i", file_url(file), *sound], fed=False) as process:
        assert process.stdout is not None  # noqa: S101 -- `started` always opens it
        while data := process.stdout.read(_BLOCK_SAMPLES * 2 * channels):
            yield np.frombuffer(data, dtype="<i2").reshape(-1, channels)


class _Listener:
    """Finds the words of a session in its decoded sound, while it passes by."""

    def __init__(self, timeline: Timeline, clips: Clips) -> None:
        self._speech = [event for event in timeline.events if event.kind == "speech"]
        self._clips = clips
        self._late: list[int] = []
        self._kept = np.zeros(0)
        self._from = 0
        """The sample at which what is kept begins."""

    def hear(self, block: _Steps) -> None:
        """Listen to the next samples."""
        self._kept = np.concatenate([self._kept, block.mean(axis=1)])
        end = self._from + len(self._kept)
        reach = ms_to_samples(_REACH_MS)
        while len(self._late) < len(self._speech):
            event = self._speech[len(self._late)]
            compared = min(event.samples, ms_to_samples(_COMPARED_MS))
            if event.start + compared + reach > end:
                break
            self._late.append(self._found(event, compared, reach))
        next_start = self._speech[len(self._late)].start if len(self._late) < len(self._speech) else end
        drop = max(0, min(next_start - reach, end) - self._from)
        self._kept, self._from = self._kept[drop:], self._from + drop

    def lateness(self) -> list[tuple[Event, int]]:
        """Every word that was found, and by how many samples it is late."""
        return list(zip(self._speech, self._late, strict=False))

    def _found(self, event: Event, compared: int, reach: int) -> int:
        assert event.utterance is not None  # noqa: S101 -- speech always has one
        clip = self._clips.clip(event.utterance)
        word = np.frombuffer(clip.audio.raw_data, dtype="<i2")[clip.lead_samples :][:compared] / _FULL_SCALE
        first = max(0, event.start - reach - self._from)
        around = self._kept[first : event.start - self._from + compared + reach] / _FULL_SCALE
        size = 1 << (len(around) + len(word)).bit_length()
        alike = np.fft.irfft(np.fft.rfft(around, size) * np.conj(np.fft.rfft(word, size)), size)
        at = int(np.argmax(alike[: max(1, len(around) - len(word) + 1)]))
        if alike[at] < 0.5 * float(word @ word):
            raise NotHeard(
                f'"{event.text}" is not heard at {event.start / SAMPLE_RATE_HZ:.2f} s of the written file.',
                "Run the command again; if it stays, `holdspace doctor` tells whether this ffmpeg works.",
            )
        return first + at - (event.start - self._from)


def _holds(timeline: Timeline, found: Sequence[tuple[Event, int]]) -> Iterator[Kept]:
    """Each hold from the heard end of the word before it to the heard beginning of the word at its end."""
    ends = [event.end for event, _ in found]
    starts = [event.start for event, _ in found]
    for event in timeline.events:
        if event.kind in {"hold", "rest"}:
            before, behind = bisect_right(ends, event.start) - 1, bisect_left(starts, event.end)
            late_before = found[before][1] if before >= 0 and ends[before] == event.start else 0
            late_behind = found[behind][1] if behind < len(found) and starts[behind] == event.end else 0
            yield kept(timeline, event, event.samples + late_behind - late_before)

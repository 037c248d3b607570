"""From a timeline to sound: a stream of PCM blocks, in memory that does not grow with the session."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from typing import cast

import numpy as np
import numpy.typing as npt

from holdspace.audio.segments import AudioSegment
from holdspace.audio.tones import ringing_samples, tone_part
from holdspace.score.model import ToneName, Utterance
from holdspace.session.ducking import Gain, ducking
from holdspace.session.timeline import Event, Timeline
from holdspace.speech.clip import Clip
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples

BLOCK_SAMPLES = 65_536
"""About a second and a half."""
BYTES_A_SAMPLE = 2
_LONGEST_LEAD_MS = 500
"""Clips are asked for this long before their first audible sample; a longer lead is cut to it."""
_CLIPS_KEPT = 32
"""The most recent utterances: the words of a breath come again and again."""
_LOUDEST = 32_767

_Steps = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class _Layer:
    """A sound that lies over the silence."""

    start: int
    end: int
    part: Callable[[int, int], _Steps]
    """Its 16-bit samples from one index, counted from its own start, up to another."""


def blocks(
    timeline: Timeline, clip_of: Callable[[Utterance], Clip], *, block_samples: int = BLOCK_SAMPLES
) -> Iterator[bytes]:
    """The whole session as mono 16-bit little-endian PCM at the session's rate, `block_samples` at a time.

    A clip is asked for when the block before it is made, and kept only while it sounds. Any block size gives the same
    samples.
    """
    silence = AudioSegment.silent(duration=block_samples * 1000 // SAMPLE_RATE_HZ + 1, frame_rate=SAMPLE_RATE_HZ)
    # pydub rounds lengths down to whole milliseconds, so the exact number is cut from a longer silence.
    quiet = silence.get_sample_slice(0, block_samples).raw_data
    ahead = ms_to_samples(_LONGEST_LEAD_MS)
    layer_of = _layer_maker(timeline, clip_of)
    coming = deque(event for event in timeline.events if event.kind in {"speech", "tone"})
    sounding: list[_Layer] = []
    for start in range(0, timeline.samples, block_samples):
        end = min(start + block_samples, timeline.samples)
        while coming and coming[0].start < end + ahead:
            sounding.append(layer_of(coming.popleft()))
        yield _mixed(quiet[: (end - start) * BYTES_A_SAMPLE], start, sounding)
        sounding = [layer for layer in sounding if layer.end > end]


def _layer_maker(timeline: Timeline, clip_of: Callable[[Utterance], Clip]) -> Callable[[Event], _Layer]:
    gain = ducking(timeline.events)

    @lru_cache(maxsize=_CLIPS_KEPT)
    def heard(utterance: Utterance) -> tuple[_Steps, int]:
        clip = clip_of(utterance)
        cut = max(0, clip.lead_samples - ms_to_samples(_LONGEST_LEAD_MS))
        return np.frombuffer(clip.audio.raw_data, dtype="<i2")[cut:], clip.lead_samples - cut

    def layer_of(event: Event) -> _Layer:
        if event.utterance is not None:
            steps, lead = heard(event.utterance)
            start = event.start - lead
            return _Layer(start, start + len(steps), lambda first, behind: steps[first:behind])
        name = cast("ToneName", event.text)
        samples = min(ringing_samples(name, event.samples), timeline.samples - event.start)
        return _Layer(event.start, event.start + samples, partial(_tone_steps, name, event.start, samples, gain))

    return layer_of


def _tone_steps(name: ToneName, start: int, samples: int, gain: Gain, first: int, behind: int) -> _Steps:
    sound = tone_part(name, samples, first, behind) * gain(start + first, start + behind)
    return np.rint(sound * _LOUDEST).astype(np.int16)


def _mixed(silence: bytes, start: int, layers: list[_Layer]) -> bytes:
    """`silence`, which begins at sample `start`, with all `layers` laid over it; sums beyond full scale are held."""
    end = start + len(silence) // BYTES_A_SAMPLE
    heard = [layer for layer in layers if layer.start < end and layer.end > start]
    if not heard:
        return silence
    if _apart(heard):
        alone = np.zeros(end - start, dtype="<i2")
        for layer in heard:
            first, behind = max(start, layer.start), min(end, layer.end)
            alone[first - start : behind - start] = layer.part(first - layer.start, behind - layer.start)
        return alone.tobytes()
    total = np.zeros(end - start, dtype=np.int32)
    for layer in heard:
        first, behind = max(start, layer.start), min(end, layer.end)
        total[first - start : behind - start] += layer.part(first - layer.start, behind - layer.start)
    return np.clip(total, -_LOUDEST - 1, _LOUDEST).astype("<i2").tobytes()


def _apart(layers: list[_Layer]) -> bool:
    """Whether no two of `layers` sound at once, so that there is nothing to add up: nearly always."""
    in_order = sorted(layers, key=lambda layer: layer.start)
    return all(one.end <= other.start for one, other in pairwise(in_order))

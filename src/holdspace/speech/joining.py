"""Speaking a text of any length: in parts, each checked, joined with short natural gaps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from holdspace.audio.edges import audible_edges
from holdspace.audio.segments import AudioSegment, from_samples, to_samples
from holdspace.speech.checking import believed
from holdspace.speech.splitting import LONGEST_WORD, Part, split_at_pauses
from holdspace.timebase import ms_to_samples

_MARGIN_MS = 20
"""Kept around each part, as what is softer than audible still belongs to the word."""

_Samples = npt.NDArray[np.float32]


def speak_in_parts(
    text: str, pace: float, speak: Callable[[str], AudioSegment], longest_word: int = LONGEST_WORD
) -> AudioSegment:
    """Speak `text` by `speak`, in parts where it is long; every part is checked and tried a second time.

    Raises what `speak` raises twice, and `Unspeakable` for a part whose sound cannot be believed.
    """
    parts = split_at_pauses(text, longest_word=longest_word)
    sounds = [believed(partial(speak, part.text), part.text, pace) for part in parts]
    return sounds[0] if len(sounds) == 1 else _joined(parts, sounds, pace)


def _joined(parts: list[Part], sounds: list[AudioSegment], pace: float) -> AudioSegment:
    rate_hz = sounds[0].frame_rate
    pieces: list[_Samples] = []
    for part, sound in zip(parts, sounds, strict=True):
        quiet = ms_to_samples(round(part.gap_ms / pace), rate_hz)
        pieces += [_trimmed(to_samples(sound), rate_hz), np.zeros(quiet, dtype=np.float32)]
    return from_samples(np.concatenate(pieces), rate_hz)


def _trimmed(samples: _Samples, rate_hz: int) -> _Samples:
    edges = audible_edges(samples, rate_hz)
    if edges is None:  # only checked parts come here
        return samples
    margin = ms_to_samples(_MARGIN_MS, rate_hz)
    return samples[max(0, edges.start - margin) : edges.end + margin]

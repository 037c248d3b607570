"""Every short sound of a session, computed sample by sample: the same each time, and any stretch of one on its own.

A tone is a function of the sample index, so a session can ask for the stretch that lies in its current block and a
breath phase of ten minutes needs no more memory than one of four seconds.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from holdspace.audio.breath_tones import BREATH_TONES, glide
from holdspace.audio.ramps import Floats, Indices
from holdspace.audio.stirring import stirring
from holdspace.audio.struck import STRUCK, ring
from holdspace.score.model import ToneName
from holdspace.timebase import SAMPLE_RATE_HZ

Tone = npt.NDArray[np.float32]

_SHORT_SAMPLES = 10 * SAMPLE_RATE_HZ
"""Tones up to this length are worked out once and kept: at most 16 times 1.8 MB."""


def tone(name: ToneName, samples: int) -> Tone:
    """All of a tone, `samples` long, -1…1 at the session's rate; a shortened bell fades out."""
    return tone_part(name, samples, 0, samples)


def tone_part(name: ToneName, samples: int, first: int, behind: int) -> Tone:
    """The samples `first` up to, not including, `behind` of a tone that is `samples` long."""
    if samples <= _SHORT_SAMPLES:
        return _whole(name, samples)[max(0, first) : max(0, behind)]
    indices = np.arange(max(0, first), min(samples, behind), dtype=np.int64)
    return _sound(name, indices, samples).astype(np.float32)


@lru_cache(maxsize=16)
def _whole(name: ToneName, samples: int) -> Tone:
    """A short tone comes again and again; nobody writes to it."""
    sound = _sound(name, np.arange(samples, dtype=np.int64), samples).astype(np.float32)
    sound.flags.writeable = False
    return sound


def _sound(name: ToneName, indices: Indices, samples: int) -> Floats:
    if name == "stir":
        return stirring(indices, samples)
    struck = STRUCK.get(name)
    return ring(struck, indices, samples) if struck else glide(BREATH_TONES[name], indices, samples)

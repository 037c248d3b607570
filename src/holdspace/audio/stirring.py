"""The sound before words that follow a long quiet: a breath drawn, so that sleeping earphones wake for the first word.

Headphones that mute in silence take up to a second to open again; this is what they open for.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from holdspace.audio.noise import Floats as Floats32
from holdspace.audio.noise import high_pass, low_pass, noise_loop
from holdspace.audio.ramps import Floats, Indices, ramps
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples

STIR_SAMPLES = SAMPLE_RATE_HZ
"""One second, the length of the quiet that it takes up before the words."""
STIR_DBFS = -30.0
"""RMS of its middle: clearly above any room tone, well below speech."""
_SEED = 7
_IN_MS = 180
_OUT_MS = 550


def stirring(indices: Indices, samples: int) -> Floats:
    """What is heard at `indices` when `samples` of it are left in all."""
    gain = ramps(indices, samples, ms_to_samples(_IN_MS), ms_to_samples(_OUT_MS))
    return np.asarray(_breath()[indices] * gain * float(10 ** (STIR_DBFS / 20)))


@cache
def _breath() -> Floats32:
    return noise_loop(STIR_SAMPLES, _SEED, _air, 8_000.0)


def _air(hertz: Floats32) -> Floats32:
    """Air through a half-open mouth: a broad hill around 700 Hz that phones can play."""
    return high_pass(hertz, 350.0, 12.0) * low_pass(hertz, 1_200.0, 12.0)

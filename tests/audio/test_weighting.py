"""K-weighting in blocks against the recursion that the standard writes down."""

from __future__ import annotations

import numpy as np
import pytest

from audio_helpers import babble, noise
from holdspace.audio.weighting import k_weighted

STANDARD_48_KHZ = (
    ((1.53512485958697, -2.69169618940638, 1.19839281085285), (-1.69065929318241, 0.73248077421585)),
    ((1.0, -2.0, 1.0), (-1.99004745483398, 0.99007225036621)),
)
"""BS.1770-4, Annex 1, tables 1 and 2: b0, b1, b2 and a1, a2 of both stages."""


def plain(samples: np.ndarray) -> np.ndarray:
    """One value after the other, as in figure 3 of the standard."""
    values = samples.astype(np.float64).tolist()
    for (b0, b1, b2), (a1, a2) in STANDARD_48_KHZ:
        out, x1, x2, y1, y2 = [], 0.0, 0.0, 0.0, 0.0
        for x in values:
            y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
            out.append(y)
            x1, x2, y1, y2 = x, x1, y, y1
        values = out
    return np.array(values)


@pytest.mark.parametrize("samples", [0, 1, 63, 64, 65, 3072, 3073, 70_000])
def test_blocks_make_what_the_standards_recursion_makes(samples: int) -> None:
    """However long a sound is, each of its samples is the one that the standard's own coefficients give at 48 kHz."""
    sound = noise(2, -20, rate_hz=48_000)[:samples] + np.float32(0.1)  # an offset rings longest
    assert np.allclose(k_weighted(sound, 48_000), plain(sound), rtol=0, atol=1e-6)


def test_a_sound_is_weighted_alike_wherever_a_block_begins() -> None:
    """A sound moved by a few samples is weighted to the same values, moved by as many."""
    sound = babble(1.0)
    for shift in (1, 17, 64, 1152):
        moved = k_weighted(np.concatenate([np.zeros(shift, np.float32), sound]), 44_100)
        assert np.allclose(moved[shift:], k_weighted(sound, 44_100), rtol=0, atol=1e-9)

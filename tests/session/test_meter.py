"""What is measured while samples pass by."""

from __future__ import annotations

import numpy as np
import pytest

from holdspace.session.measuring import to_db
from holdspace.session.meter import Meter

BLOCK = 64 * 1152


@pytest.mark.parametrize("hz", [333.3, 9_000.0])
def test_a_peak_is_that_of_the_sound_wherever_it_is_cut(hz: float) -> None:
    """A full tone at -3 dBTP measures so, though blocks begin and end in its midst; so does one short last block."""
    phase = 2 * np.pi * hz * np.arange(5 * BLOCK + 700) / 44_100
    swell = np.minimum(1, np.arange(len(phase)) / 4_410)
    tone = np.rint(32_768 * 10 ** (-3 / 20) * np.sin(phase) * swell * swell[::-1]).astype(np.int16)
    meter = Meter()
    for first in range(0, len(tone), BLOCK):
        meter.feed(np.stack([tone[first : first + BLOCK]] * 2, axis=1))
    ((_, whole),) = meter.gathered().stretches
    assert to_db(whole.peak) == pytest.approx(-3.0, abs=0.05)


def test_the_last_sample_counts() -> None:
    """A click at the very end is measured, and a session of one frame too."""
    block = np.zeros((1152, 1), dtype=np.int16)
    block[-1] = 16_384
    meter = Meter()
    meter.feed(block)
    ((_, whole),) = meter.gathered().stretches
    assert to_db(whole.peak) == pytest.approx(-6.0, abs=0.1)

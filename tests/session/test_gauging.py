"""What is measured of a stretch that has been encoded and decoded again."""

from __future__ import annotations

import numpy as np
import pytest

from audio_helpers import babble, silence
from holdspace.session.gauging import _late

BEGIN = 5_000


def steps(samples: np.ndarray) -> np.ndarray:
    """As 16-bit steps."""
    return np.rint(samples * 32_767).astype(np.int16)


@pytest.mark.parametrize("seconds", [0.05, 0.3, 2.0])
@pytest.mark.parametrize("late", [-64, -3, 0, 1, 64])
def test_a_delay_is_found_to_the_sample(seconds: float, late: int) -> None:
    """Sound that comes back softer and up to 64 samples early or late is found where it is."""
    sound = steps(babble(seconds))
    heard = np.zeros(len(sound) + 2 * BEGIN, dtype=np.int16)
    heard[BEGIN + late : BEGIN + late + len(sound)] = sound // 2
    assert _late(sound, heard, BEGIN) == late


def test_the_lowest_step_of_all_is_loud() -> None:
    """A sample at -32,768, which has no positive counterpart in 16 bits, is looked for like any other."""
    sound = steps(silence(1.0))
    sound[30_000] = -32_768
    heard = np.zeros(len(sound) + 2 * BEGIN, dtype=np.int16)
    heard[BEGIN + 7 : BEGIN + 7 + len(sound)] = sound
    assert _late(sound, heard, BEGIN) == 7

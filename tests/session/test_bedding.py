"""Beds and music at the ends of a session."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from holdspace.session.bedding import Beds
from holdspace.session.timeline import BedSpan, Timeline

RATE_HZ = 44_100
SAMPLES = 60 * RATE_HZ


def _steady(first: int, behind: int, channels: int) -> npt.NDArray[np.float32]:
    """Full scale all the time, so that what is heard is the gain."""
    return np.ones((behind - first, channels), dtype=np.float32)


def _gains(name: str, *seconds: float) -> list[float]:
    """What is left of a bed beneath all of a session at these moments."""
    span = BedSpan(0, SAMPLES, name, 0.0)
    beds = Beds(Timeline("", (), (), (), SAMPLES, beds=(span,)), [(span, _steady, 0.0)])
    return [float(beds.part(int(at * RATE_HZ), int(at * RATE_HZ) + 1, 1)[0, 0]) for at in seconds]


def test_music_swells_and_dies_away() -> None:
    """Four seconds at the beginning of a session and six at its end."""
    assert _gains("music.m4a", 0, 2, 4, 30, 54, 57) == pytest.approx([0, 0.5, 1, 1, 1, 0.5], abs=0.01)
    assert _gains("music.m4a", 59.95) == pytest.approx([0], abs=0.01)


def test_a_bed_is_nearly_there_at_once() -> None:
    """A slow fade would be silence to players that cut it."""
    assert _gains("rain", 0) == [0]
    assert min(_gains("rain", 0.1, 1, 30, 59, 59.9)) >= 0.74

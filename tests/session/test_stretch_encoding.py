"""How much sound goes through one ffmpeg."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.session.stretch_encoding import _batches, batch_frames
from holdspace.session.stretches import Stretch

SECOND = 38
"""Frames, about."""


def of(*lengths: int) -> list[Stretch]:
    """Stretches of so many frames each."""
    return [Stretch(0, frames, 0, ()) for frames in lengths]


@pytest.mark.parametrize(
    ("minutes_of_sound", "processors", "batches"), [(1, 2, 2), (3, 2, 6), (9, 2, 12), (120, 2, 120), (120, 8, 120)]
)
def test_much_sound_takes_few_starts_and_keeps_every_processor_busy(
    minutes_of_sound: int, processors: int, batches: int
) -> None:
    """Half a minute at once where there is little, up to a minute where there is much, whatever the processors."""
    sound = of(*[3 * SECOND] * (minutes_of_sound * 20))
    made = list(_batches(sound, batch_frames(sound, processors)))
    assert len(made) == pytest.approx(batches, abs=1 + batches // 20)
    assert sum(one.frames for one in max(made, key=len)) <= 61 * SECOND


@given(st.lists(st.integers(1, 60)), st.integers(1, 50))
def test_every_stretch_is_in_one_batch(lengths: list[int], most: int) -> None:
    """Batches hold all stretches in their order, and only one that is too long by itself makes one too long."""
    batches = list(_batches(of(*lengths), most))
    assert [one.frames for batch in batches for one in batch] == lengths
    assert all(len(batch) == 1 or sum(one.frames for one in batch) <= most for batch in batches)

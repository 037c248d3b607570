"""The frames between stretches."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from holdspace.audio.mp3_frames import split_frames
from holdspace.session.block import Block, Gauged
from holdspace.session.quiet import ready_quiet

LOOP = Block(98, b"", Gauged((0.25, 0.75) * 49, 0.5, 0))


def test_silence_is_without_energy() -> None:
    """Without a room there is nothing to measure, and every frame is a proper one."""
    quiet = ready_quiet(None)
    assert (quiet.energy, quiet.peak) == (0.0, 0.0)
    assert len(quiet.frames) == 49
    assert len(split_frames(quiet.whole[0])) == 49


@given(st.lists(st.integers(0, 200), max_size=12))
def test_runs_are_as_long_as_asked_for(asked: list[int]) -> None:
    """Whatever was taken before, so many frames come, the loop's runs one after the other."""
    quiet = ready_quiet(None)
    for frames in asked:
        pieces = list(quiet.runs(frames))
        assert sum(count for _, count in pieces) == frames
        assert len(split_frames(b"".join(data for data, _ in pieces))) == frames


def test_a_block_survives_being_kept() -> None:
    """Frames, energies, peak and delay come back as they went."""
    block = Block(2, b"\n\x00frames", Gauged((1.234e-7, 0.0), 0.70795, -3))
    assert Block.from_bytes(block.to_bytes()) == block

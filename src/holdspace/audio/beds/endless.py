"""Noise without end from a loop of some seconds: pieces of it follow one another in an order that never returns.

Each piece begins at a place in the loop that depends on its number alone, so any stretch can be made on its own, and
the pieces blend with equal power, so that the level stays. Two channels draw their pieces apart: they have nothing in
common, and their sum is a noise like each of them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from holdspace.audio.noise import Floats

LOOP_SAMPLES = 1 << 20
"""24 seconds; a power of two, which the transform that shapes it likes."""
_PIECE_SAMPLES = 1 << 17
"""3 seconds."""
_BLEND_SAMPLES = 1 << 14
CONTROL_SAMPLES = 1024
"""Gains are worked out this often and bent evenly in between: 43 times a second."""

Gains = Callable[[npt.NDArray[np.int64], int], npt.NDArray[np.float64]]
"""The gain at some control points (each `CONTROL_SAMPLES` after the one before), for one channel."""


def scattered(numbers: npt.NDArray[np.int64], salt: int) -> npt.NDArray[np.float64]:
    """For each whole number one between 0 and 1 that looks like chance: its mixed-up bits (SplitMix64's finaliser)."""
    bits = numbers.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15) + np.uint64(
        salt * 0x632BE59BD9B4E019 & (1 << 64) - 1
    )
    bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return (bits ^ (bits >> np.uint64(31))) / 2.0**64


def endless_part(loop: Floats, salt: int, first: int, behind: int) -> Floats:
    """The samples `first` up to, not including, `behind` of the noise that `loop` gives under `salt`."""
    parts = [
        _piece_part(loop, salt, piece, max(first, piece * _PIECE_SAMPLES), min(behind, (piece + 1) * _PIECE_SAMPLES))
        for piece in range(first // _PIECE_SAMPLES, (behind - 1) // _PIECE_SAMPLES + 1)
    ]
    return np.concatenate(parts) if parts else np.zeros(0, dtype=np.float32)


def _piece_part(loop: Floats, salt: int, piece: int, first: int, behind: int) -> Floats:
    """The samples of one piece; `first` and `behind` count from the beginning of all."""
    start, end = first - piece * _PIECE_SAMPLES, behind - piece * _PIECE_SAMPLES
    sound = _cut(loop, _place(loop, salt, piece) + start, end - start)
    blended = min(end, _BLEND_SAMPLES) - start
    if blended > 0:
        into, out = _blend()
        before = _cut(loop, _place(loop, salt, piece - 1) + _PIECE_SAMPLES + start, blended)
        sound[:blended] = sound[:blended] * into[start : start + blended] + before * out[start : start + blended]
    return sound


def _place(loop: Floats, salt: int, piece: int) -> int:
    return int(scattered(np.array([piece]), salt)[0] * len(loop))


def _cut(loop: Floats, place: int, samples: int) -> Floats:
    """A copy of `samples` of the loop from `place` on, round its end if need be."""
    place %= len(loop)
    head = loop[place : place + samples]
    return np.concatenate([head, loop[: samples - len(head)]])


@cache
def _blend() -> tuple[Floats, Floats]:
    """Gains of the piece that comes and of the one that goes; their squares add up to one."""
    turn = np.arange(_BLEND_SAMPLES) * (np.pi / 2 / _BLEND_SAMPLES)
    return np.sin(turn).astype(np.float32), np.cos(turn).astype(np.float32)


def bent(gains: Gains, channel: int, first: int, behind: int) -> Floats:
    """The gain of each sample from `first` up to, not including, `behind`."""
    begin, end = first // CONTROL_SAMPLES, -(-behind // CONTROL_SAMPLES)
    points = gains(np.arange(begin, end + 1), channel).astype(np.float32)
    between = np.arange(CONTROL_SAMPLES, dtype=np.float32) / np.float32(CONTROL_SAMPLES)
    line = (points[:-1, None] + np.diff(points)[:, None] * between).reshape(-1)
    return np.asarray(line[first - begin * CONTROL_SAMPLES : behind - begin * CONTROL_SAMPLES])

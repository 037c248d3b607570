"""The stretches of sound in a session, on the grid of MP3 frames, each with a name made of what sounds in it.

Two sessions share a stretch when the same sounds lie in it in the same places, whatever lies around it.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.session.layers import Layer

LEAD_FRAMES = 1
"""Quiet before a stretch: the encoder spreads a beginning over the frame before it."""
TAIL_FRAMES = 3
"""Quiet behind a stretch, in which it comes out of the encoder and dies away."""
TOGETHER_FRAMES = 8
"""Sounds this near to one another are one stretch. Speech that makes a tone step back is nearer (see `ducking`), and so
is all that is encoded with a stretch."""
LONGEST_FRAMES = 1150
"""Half a minute. A longer stretch is cut, so that memory does not grow with it."""
OVERLAP_FRAMES = 4
"""What lies before and behind a stretch is encoded too and thrown away, so that its ends fit to their neighbours."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of sound, or a piece of a long one."""

    first: int
    """Index of its first frame."""
    frames: int
    at: int
    """Frames from the beginning of the whole stretch to this piece of it."""
    layers: tuple[Layer, ...]
    """What sounds in it or near to it."""

    @property
    def begin(self) -> int:
        """Its first sample."""
        return self.first * FRAME_SAMPLES

    @property
    def end(self) -> int:
        """The sample after its last."""
        return (self.first + self.frames) * FRAME_SAMPLES

    def name(self, *facts: object) -> str:
        """SHA-256, in hexadecimal, of `facts` and of everything that changes its sound."""
        digest = hashlib.sha256(repr((*facts, self.frames, self.at)).encode())
        for layer in self.layers:
            digest.update(f"\n{layer.start - self.begin} {layer.mark}".encode())
        return digest.hexdigest()


def stretches(layers: Sequence[Layer], frames: int) -> Iterator[Stretch]:
    """The stretches of a session of so many frames, in order; `layers` are ordered by their start."""
    starts = [layer.start for layer in layers]
    longest = max((layer.end - layer.start for layer in layers), default=0)
    for first, end in _spans(layers):
        begin, behind = max(0, first - LEAD_FRAMES), min(end + TAIL_FRAMES, frames)
        for at in range(0, behind - begin, LONGEST_FRAMES):
            piece = begin + at
            length = min(LONGEST_FRAMES, behind - piece)
            near = TOGETHER_FRAMES * FRAME_SAMPLES
            low, high = piece * FRAME_SAMPLES - near, (piece + length) * FRAME_SAMPLES + near
            found = layers[bisect_left(starts, low - longest) : bisect_left(starts, high)]
            yield Stretch(piece, length, at, tuple(layer for layer in found if layer.end > low))


def _spans(layers: Sequence[Layer]) -> Iterator[tuple[int, int]]:
    """Runs of frames in which something sounds, with what is near to it: first frame, and the one after the last."""
    span: tuple[int, int] | None = None
    for layer in layers:
        first, end = max(0, layer.start // FRAME_SAMPLES), -(-layer.end // FRAME_SAMPLES)
        if span and first <= span[1] + TOGETHER_FRAMES:
            span = span[0], max(span[1], end)
            continue
        if span:
            yield span
        span = first, end
    if span:
        yield span

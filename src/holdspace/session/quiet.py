"""The MP3 frames between the stretches of a session: silence, or the room tone's loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from holdspace.audio.mp3_encoding import HEADER
from holdspace.audio.mp3_frames import RUN_FRAMES, silent_frame, split_frames
from holdspace.session.block import Block, Gauged


@dataclass(slots=True)
class Quiet:
    """Runs of 49 frames that follow one another in a circle; each run keeps to the bitrate exactly."""

    frames: list[bytes]
    """All of them, one by one."""
    whole: list[bytes]
    """The runs in one piece each."""
    energy: float
    """Mean square of the K-weighted sound (BS.1770-4)."""
    peak: float
    """Highest true peak, 1.0 at full scale."""
    _next: int = 0

    def runs(self, frames: int) -> Iterator[tuple[bytes, int]]:
        """The next `frames` frames in pieces, and how many each piece holds; every call begins with a new run."""
        while frames > 0:
            run, self._next = self._next, (self._next + 1) % len(self.whole)
            if frames >= RUN_FRAMES:
                yield self.whole[run], RUN_FRAMES
            else:
                begin = run * RUN_FRAMES
                yield b"".join(self.frames[begin : begin + frames]), frames
            frames -= RUN_FRAMES

    def first(self, count: int) -> bytes:
        """The first frames."""
        return b"".join(self.frames[:count])

    def last(self, count: int) -> bytes:
        """The last frames, which lead into the first."""
        return b"".join(self.frames[-count:])


def ready_quiet(loop: Block | None) -> Quiet:
    """The quiet made of a loop of room tone; of digital silence when there is none."""
    if loop is None:
        short, long = silent_frame(HEADER), silent_frame(replace(HEADER, padded=True))
        return _quiet([short] + [long] * (RUN_FRAMES - 1), Gauged((0.0,), 0.0, 0))
    return _quiet(split_frames(loop.data), loop.gauged)


def _quiet(frames: list[bytes], gauged: Gauged) -> Quiet:
    whole = [b"".join(frames[at : at + RUN_FRAMES]) for at in range(0, len(frames), RUN_FRAMES)]
    return Quiet(frames, whole, sum(gauged.energies) / len(gauged.energies), gauged.peak)

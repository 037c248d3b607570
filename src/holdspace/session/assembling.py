"""An MP3 put together from frames: each stretch of sound encoded once and kept, silence ready-made.

A session is mostly silence. Its sound is cut into stretches between silences, each a whole number of MP3 frames. A
stretch is encoded without the bit reservoir, so that its frames need no others, and kept in the clip store under a name
made of its samples. The file is then those frames and silent ones, one after the other, behind an Info header with the
exact length. Each stretch decodes as if it had been encoded in place: frames lie on one grid from the first sample.
"""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np

from holdspace.audio.mp3_encoding import FRAME_SAMPLES, HEADER, encode_frames, encoder_version
from holdspace.audio.mp3_frames import RUN_FRAMES, frames_for, info_frame, lengthened, silent_frame
from holdspace.timebase import SAMPLE_RATE_HZ

BLOCK_SAMPLES = 64 * FRAME_SAMPLES
"""The blocks of sound that `assemble` reads: whole frames, about 1.7 s."""

_FRAME_BYTES = 2 * FRAME_SAMPLES
_QUIET_FRAMES = 4
"""So many silent frames part two stretches: one before the next, and three in which the first dies away."""
_LEAD_FRAMES = 1
"""Silence before a stretch, so that the encoder sees its beginning coming."""
_LONGEST_FRAMES = 1150
"""Half a minute. A longer stretch is cut, so that memory does not grow with it."""
_OVERLAP_FRAMES = 4
"""Sound on the other side of such a cut that is encoded too and thrown away: then both sides fit together."""
_COUNT_BYTES = 4
_PENDING = 8
"""Stretches that wait for an encoder; each may hold half a minute of sound."""


class BlockStore(Protocol):
    """Where encoded stretches are kept; `ClipStore` is one."""

    def get_block(self, key: str) -> bytes | None:
        """The block under `key`, or None."""

    def put_block(self, key: str, block: bytes) -> None:
        """Keep `block` under `key`."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of sound in a session."""

    first: int
    """Index of the frame that its first kept frame becomes."""
    pcm: bytes
    """Mono 16-bit sound, whole frames, with what is encoded for the sake of a cut."""
    dropped: int = 0
    """Frames at its head that are thrown away."""
    kept: int | None = None
    """Frames that are kept after those; None for all."""


def assemble(pcm: Iterable[bytes], samples: int, file: Path, store: BlockStore) -> None:
    """Write an MP3 of `samples` samples of mono 16-bit `pcm`, given in blocks of whole frames, into `file`.

    Only stretches that `store` does not have are encoded, on as many cores as there are. Raises `EncoderFailed`,
    `MissingLibrary`, and an `OSError` of the file system.
    """
    with file.open("wb") as stream, _Encoders(store) as encoders:
        writer = _Writer(stream)
        for first, block in encoders.encoded(stretches(pcm)):
            writer.silence_up_to(first)
            writer.write(block)
        writer.silence_up_to(frames_for(samples, HEADER))
        writer.finish(samples)


def stretches(pcm: Iterable[bytes]) -> Iterator[Stretch]:
    """The stretches of sound in `pcm`, in order, without the silence between them."""
    cutter = _Cutter()
    for block in pcm:
        yield from cutter.feed(block)
    yield from cutter.close()


@dataclass(slots=True)
class _Cutter:
    """Finds stretches, a run of loud or silent frames at a time."""

    at: int = 0
    """Index of the next frame."""
    first: int = 0
    runs: list[bytes | memoryview] = field(default_factory=list)
    """The open stretch from frame `first` on, up to its last loud frame; empty between stretches."""
    frames: int = 0
    """How many frames those are."""
    dropped: int = 0
    quiet: int = 0
    """Silent frames behind the last loud one of the open stretch."""
    silence: bytes = b""
    """A block that was silent. Most of a session is the same block of silence again: it is known without a look."""

    def feed(self, block: bytes) -> Iterator[Stretch]:
        if block is self.silence or block == bytes(len(block)):
            self.silence = block
            yield from self._add_silence(-(-len(block) // _FRAME_BYTES))
            return
        padded = block + bytes(-len(block) % _FRAME_BYTES)
        loud = np.any(np.frombuffer(padded, dtype=np.int64).reshape(-1, _FRAME_BYTES // 8), axis=1)
        changes = [0, *(np.flatnonzero(loud[1:] != loud[:-1]) + 1).tolist(), len(loud)]
        view = memoryview(padded)
        for begin, end in pairwise(changes):
            if loud[begin]:
                yield from self._add_sound(view[begin * _FRAME_BYTES : end * _FRAME_BYTES])
            else:
                yield from self._add_silence(end - begin)

    def _add_silence(self, frames: int) -> Iterator[Stretch]:
        while self.runs and frames:
            taken = min(frames, self._room, _QUIET_FRAMES - self.quiet)
            self.quiet += taken
            self.at += taken
            frames -= taken
            if self.quiet >= _QUIET_FRAMES:
                yield from self.close()
            elif not self._room:
                yield self._cut()
        self.at += frames

    def _add_sound(self, run: memoryview) -> Iterator[Stretch]:
        if not self.runs:
            lead = min(_LEAD_FRAMES, self.at)
            self.first, self.runs, self.frames = self.at - lead, [bytes(lead * _FRAME_BYTES)], lead
        while run:
            taken = min(len(run) // _FRAME_BYTES, self._room)
            self.runs += [bytes(self.quiet * _FRAME_BYTES), run[: taken * _FRAME_BYTES]]
            self.frames += self.quiet + taken
            self.quiet = 0
            self.at += taken
            run = run[taken * _FRAME_BYTES :]
            if not self._room:
                yield self._cut()

    @property
    def _room(self) -> int:
        """Frames that the open stretch may still take before it is cut."""
        return self.dropped + _LONGEST_FRAMES + _OVERLAP_FRAMES - self.frames - self.quiet

    def _cut(self) -> Stretch:
        """The open stretch up to half a minute; what follows goes on with the last frames of this one before it."""
        kept_from = self.dropped + _LONGEST_FRAMES - _OVERLAP_FRAMES
        sound = b"".join(self.runs)
        stretch = Stretch(self.first, sound + bytes(self.quiet * _FRAME_BYTES), self.dropped, _LONGEST_FRAMES)
        self.first += _LONGEST_FRAMES
        self.runs, self.frames = [sound[kept_from * _FRAME_BYTES :]], self.frames - kept_from
        self.dropped = _OVERLAP_FRAMES
        return stretch

    def close(self) -> Iterator[Stretch]:
        """The open stretch, if any."""
        if self.runs:
            yield Stretch(self.first, b"".join(self.runs), self.dropped)
        self.runs, self.frames, self.dropped, self.quiet = [], 0, 0, 0


@dataclass(frozen=True, slots=True)
class Block:
    """The frames of a stretch."""

    frames: int
    data: bytes

    def to_bytes(self) -> bytes:
        """As it is kept: the number of frames in four bytes, then the frames."""
        return self.frames.to_bytes(_COUNT_BYTES, "big") + self.data

    @classmethod
    def from_bytes(cls, kept: bytes) -> Block:
        """Read what `to_bytes` wrote; the store answers for its bytes."""
        return cls(int.from_bytes(kept[:_COUNT_BYTES], "big"), kept[_COUNT_BYTES:])


class _Encoders:
    """Encodes stretches side by side and gives them back in order."""

    def __init__(self, store: BlockStore) -> None:
        self._store = store
        self._pool = ThreadPoolExecutor(max_workers=_cpus())  # each thread only waits for an ffmpeg of its own
        self._at_work: dict[str, Future[Block]] = {}

    def __enter__(self) -> _Encoders:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown(cancel_futures=True)

    def encoded(self, source: Iterable[Stretch]) -> Iterator[tuple[int, Block]]:
        """The first frame's index and the frames of each stretch."""
        pending: deque[tuple[int, str, Callable[[], Block]]] = deque()
        for stretch in source:
            key = _key(stretch)
            pending.append((stretch.first, key, self._begun(key, stretch)))
            if len(pending) > _PENDING:
                yield self._done(*pending.popleft())
        while pending:
            yield self._done(*pending.popleft())

    def _begun(self, key: str, stretch: Stretch) -> Callable[[], Block]:
        future = self._at_work.get(key)
        if future is None:
            known = self._store.get_block(key)
            if known is not None:
                return lambda: Block.from_bytes(known)
            future = self._at_work[key] = self._pool.submit(self._encode, key, stretch)
        return future.result

    def _done(self, first: int, key: str, block: Callable[[], Block]) -> tuple[int, Block]:
        made = block()
        self._at_work.pop(key, None)  # from now on the store has it
        return first, made

    def _encode(self, key: str, stretch: Stretch) -> Block:
        end = None if stretch.kept is None else stretch.dropped + stretch.kept
        frames = encode_frames(stretch.pcm)[stretch.dropped : end]
        block = Block(len(frames), b"".join(frames))
        self._store.put_block(key, block.to_bytes())
        return block


def _key(stretch: Stretch) -> str:
    facts = f"mp3 block 1, {encoder_version()}, {stretch.dropped}, {stretch.kept}\n"
    name = hashlib.sha256(facts.encode())
    name.update(stretch.pcm)
    return name.hexdigest()


def _cpus() -> int:
    affinity = getattr(os, "sched_getaffinity", None)  # not on macOS and Windows
    return len(affinity(0)) if affinity else os.cpu_count() or 1


class _Writer:
    """Writes frames and silence so that the bytes keep to the bitrate, and the Info header last."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._frames = 0
        self._bytes = 0
        self._short = Block(1, silent_frame(HEADER))
        self._long = silent_frame(replace(HEADER, padded=True))
        self._even = Block(RUN_FRAMES, self._short.data + (RUN_FRAMES - 1) * self._long)
        stream.write(bytes(HEADER.length))  # the Info header's place

    def write(self, block: Block) -> None:
        """Write the frames of `block` next, one of them a byte longer where the file lags behind its bitrate."""
        self._frames += block.frames
        late = self._bytes + len(block.data) < self._due(self._frames)
        data = block.data
        if late:
            data = self._long if block is self._short else lengthened(data)
        self._stream.write(data)
        self._bytes += len(data)

    def silence_up_to(self, frame: int) -> None:
        """Write silence until `frame` is the next one."""
        while self._frames + self._even.frames <= frame and not self._keeps_up():
            self.write(self._even)
        runs = max(0, frame - self._frames) // self._even.frames
        # RUN_FRAMES frames advance file and bitrate by the same number of bytes: one that keeps up goes on doing so.
        self._frames += runs * self._even.frames
        self._bytes += runs * len(self._even.data)
        for _ in range(runs):
            self._stream.write(self._even.data)
        while self._frames < frame:
            self.write(self._short)

    def _keeps_up(self) -> bool:
        """Whether a run of silence would be written as it is, without a byte more."""
        return self._bytes + len(self._even.data) >= self._due(self._frames + self._even.frames)

    @staticmethod
    def _due(frames: int) -> int:
        """The bytes that so many frames take at the bitrate."""
        return frames * FRAME_SAMPLES * HEADER.bitrate_kbps * 125 // SAMPLE_RATE_HZ

    def finish(self, samples: int) -> None:
        """Put the Info header for `samples` samples in its place."""
        self._stream.seek(0)
        self._stream.write(info_frame(HEADER, self._frames, samples, self._bytes))

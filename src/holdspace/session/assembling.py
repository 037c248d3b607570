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
    """Finds stretches frame by frame."""

    at: int = 0
    """Index of the next frame."""
    first: int = 0
    frames: list[bytes] = field(default_factory=list)
    """The open stretch from frame `first` on; empty between stretches."""
    dropped: int = 0
    quiet: int = 0
    """Silent frames at the end of the open stretch."""

    def feed(self, block: bytes) -> Iterator[Stretch]:
        if not self.frames and block == bytes(len(block)):  # most of a session: it is seen at a glance
            self.at += -(-len(block) // _FRAME_BYTES)
            return
        padded = block + bytes(-len(block) % _FRAME_BYTES)
        sounds = np.frombuffer(padded, dtype="<i2").reshape(-1, FRAME_SAMPLES)
        loud: list[bool] = np.any(sounds, axis=1).tolist()
        for index, is_loud in enumerate(loud):
            yield from self._add(padded[index * _FRAME_BYTES : (index + 1) * _FRAME_BYTES], is_loud=is_loud)

    def _add(self, frame: bytes, *, is_loud: bool) -> Iterator[Stretch]:
        if not self.frames and is_loud:
            lead = min(_LEAD_FRAMES, self.at)
            self.first, self.frames = self.at - lead, [bytes(_FRAME_BYTES)] * lead
        if self.frames or is_loud:
            self.frames.append(frame)
            self.quiet = 0 if is_loud else self.quiet + 1
        self.at += 1
        if self.quiet >= _QUIET_FRAMES:
            yield from self.close()
        elif len(self.frames) - self.dropped >= _LONGEST_FRAMES + _OVERLAP_FRAMES:
            yield self._cut()

    def _cut(self) -> Stretch:
        """The open stretch up to half a minute; what follows goes on with the last frames of this one before it."""
        behind = self.dropped + _LONGEST_FRAMES
        stretch = Stretch(self.first, b"".join(self.frames), self.dropped, _LONGEST_FRAMES)
        self.first += _LONGEST_FRAMES
        self.frames = self.frames[behind - _OVERLAP_FRAMES :]
        self.dropped = _OVERLAP_FRAMES
        return stretch

    def close(self) -> Iterator[Stretch]:
        """The open stretch, if any."""
        if self.frames:
            sounding = self.frames[: len(self.frames) - self.quiet]
            yield Stretch(self.first, b"".join(sounding), self.dropped)
        self.frames, self.dropped, self.quiet = [], 0, 0


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
    return hashlib.sha256(facts.encode() + stretch.pcm).hexdigest()


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
        long = silent_frame(replace(HEADER, padded=True))
        self._even = Block(RUN_FRAMES, self._short.data + (RUN_FRAMES - 1) * long)
        stream.write(bytes(HEADER.length))  # the Info header's place

    def write(self, block: Block) -> None:
        """Write the frames of `block` next, one of them a byte longer where the file lags behind its bitrate."""
        self._frames += block.frames
        due = self._frames * FRAME_SAMPLES * HEADER.bitrate_kbps * 125 // SAMPLE_RATE_HZ
        data = block.data if self._bytes + len(block.data) >= due else lengthened(block.data)
        self._stream.write(data)
        self._bytes += len(data)

    def silence_up_to(self, frame: int) -> None:
        """Write silence until `frame` is the next one."""
        while self._frames + self._even.frames <= frame:
            self.write(self._even)
        while self._frames < frame:
            self.write(self._short)

    def finish(self, samples: int) -> None:
        """Put the Info header for `samples` samples in its place."""
        self._stream.seek(0)
        self._stream.write(info_frame(HEADER, self._frames, samples, self._bytes))

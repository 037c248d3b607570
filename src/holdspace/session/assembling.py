"""An MP3 put together from frames: each stretch of sound encoded once and kept, the quiet between them ready-made.

A session is mostly quiet. A stretch of sound is a whole number of MP3 frames, encoded without the bit reservoir, so
that its frames need no others, and kept in the clip store under a name made of what sounds in it: one that is there
already is neither mixed nor encoded again. The file is then those frames and quiet ones, one after the other, behind an
Info header with the exact length. Frames lie on one grid from the first sample, so each stretch decodes as if it had
been encoded in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from holdspace.audio.mp3_encoding import FRAME_SAMPLES, HEADER, encode_frames, encoder_version
from holdspace.audio.mp3_frames import frames_for, info_frame, lengthened, shortened
from holdspace.processors import usable_cpus
from holdspace.session.block import Block, Gauged
from holdspace.session.gathering import Gathered
from holdspace.session.layers import Clips, layers_of
from holdspace.session.quiet import Quiet, ready_quiet
from holdspace.session.room import LOOP_FRAMES, Room
from holdspace.session.stretches import OVERLAP_FRAMES, Stretch, stretches
from holdspace.timebase import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from holdspace.session.gauging import Encoded
    from holdspace.session.mixing import Mixer, Steps
    from holdspace.session.timeline import Timeline

_FORMAT = 2
_BATCH_FRAMES = 2300
"""A minute of sound: what is encoded side by side, decoded and measured in one go, and in memory meanwhile."""


class BlockStore(Protocol):
    """Where encoded stretches are kept; `ClipStore` is one."""

    def has_block(self, key: str) -> bool:
        """Whether there is a block under `key`."""

    def get_block(self, key: str) -> bytes | None:
        """The block under `key`, or None."""

    def put_block(self, key: str, block: bytes) -> None:
        """Keep `block` under `key`."""


class Assembly:
    """A session's MP3 in the making."""

    def __init__(self, timeline: Timeline, clips: Clips, store: BlockStore) -> None:
        self._timeline = timeline
        self._clips = clips
        self._store = store
        self._room = Room(timeline.room_tone_db)
        self._layers = layers_of(timeline, clips)
        self._frames = frames_for(timeline.samples, HEADER)
        self._stretches = list(stretches(self._layers, self._frames))
        self._mixer: Mixer | None = None
        self._quiet: Quiet | None = None

    def write(self, file: Path, progress: Callable[[float], None]) -> Gathered:
        """Write the session into `file`; only stretches that the store does not have are encoded.

        Returns what its parts measure. Raises `EncoderFailed`, `MissingLibrary`, an
        `OSError` of the file system, and what the clips raise.
        """
        self._encode_missing(progress)
        measured: list[tuple[int, Gauged]] = []
        with file.open("wb") as stream:
            writer = _Writer(stream, self.quiet)
            for stretch in self._stretches:
                block = self._block(stretch)
                writer.quiet_up_to(stretch.first)
                writer.write(block.data, block.frames)
                measured.append((stretch.first, block.gauged))
            writer.quiet_up_to(self._frames)
            writer.finish(self._timeline.samples)
        return Gathered(tuple(measured), self.quiet.energy, self.quiet.peak, self._frames)

    @property
    def quiet(self) -> Quiet:
        """The frames between the stretches."""
        if self._quiet is None:
            kept = None if self._room.is_silent else self._kept(self._loop_key, self._encode_loop)
            self._quiet = ready_quiet(kept)
        return self._quiet

    def _encode_missing(self, progress: Callable[[float], None]) -> None:
        """Have every stretch in the store, so that writing the file is nothing but copying."""
        missing: dict[str, Stretch] = {}
        for stretch in self._stretches:
            key = self._key(stretch)
            if key not in missing and not self._store.has_block(key):
                missing[key] = stretch
        done = 0
        for batch in _batches(missing.values()):
            for stretch, block in zip(batch, self._encoded(batch), strict=True):
                self._store.put_block(self._key(stretch), block.to_bytes())
            done += len(batch)
            progress(done / len(missing))

    def _block(self, stretch: Stretch) -> Block:
        return self._kept(self._key(stretch), lambda: self._encoded([stretch])[0])

    def _kept(self, key: str, make: Callable[[], Block]) -> Block:
        kept = self._store.get_block(key)
        if kept is not None:
            return Block.from_bytes(kept)
        block = make()
        self._store.put_block(key, block.to_bytes())
        return block

    def _encoded(self, batch: Sequence[Stretch]) -> list[Block]:
        from holdspace.session.gauging import NEIGHBOURS, Encoded, gauge
        from holdspace.session.mixing import Mixer

        self._mixer = self._mixer or Mixer(self._timeline, self._clips, self._layers)
        heard = [self._sound(stretch, self._mixer) for stretch in batch]
        with ThreadPoolExecutor(max_workers=usable_cpus()) as pool:  # each thread only waits for an ffmpeg of its own
            coded = list(pool.map(encode_frames, [sound.tobytes() for sound in heard]))
        overlap = OVERLAP_FRAMES * FRAME_SAMPLES
        encoded = [
            Encoded(tuple(frames[OVERLAP_FRAMES : OVERLAP_FRAMES + stretch.frames]), sound[overlap:-overlap])
            for stretch, sound, frames in zip(batch, heard, coded, strict=True)
        ]
        gauged = gauge(encoded, self.quiet.last(NEIGHBOURS), self.quiet.first(NEIGHBOURS))
        return [_block(one, measure) for one, measure in zip(encoded, gauged, strict=True)]

    def _sound(self, stretch: Stretch, mixer: Mixer) -> Steps:
        """The stretch in its room, with what lies before and behind it."""
        overlap = OVERLAP_FRAMES * FRAME_SAMPLES
        sound = mixer.part(stretch.begin - overlap, stretch.end + overlap)
        return self._room.over(sound, stretch.at * FRAME_SAMPLES - overlap).astype("<i2")

    def _encode_loop(self) -> Block:
        """The room tone as a loop of frames that can go round for ever."""
        from holdspace.session.gauging import NEIGHBOURS, Encoded, gauge

        overlap = OVERLAP_FRAMES * FRAME_SAMPLES
        around = self._room.part(-overlap, LOOP_FRAMES * FRAME_SAMPLES + overlap).astype("<i2")
        frames = encode_frames(around.tobytes())[OVERLAP_FRAMES : OVERLAP_FRAMES + LOOP_FRAMES]
        loop = Encoded(tuple(frames), around[overlap:-overlap])
        (gauged,) = gauge([loop], b"".join(frames[-NEIGHBOURS:]), b"".join(frames[:NEIGHBOURS]))
        return _block(loop, gauged)

    def _key(self, stretch: Stretch) -> str:
        return stretch.name("mp3 block", _FORMAT, encoder_version(), self._room.mark)

    @property
    def _loop_key(self) -> str:
        return Stretch(0, LOOP_FRAMES, 0, ()).name("mp3 loop", _FORMAT, encoder_version(), self._room.mark)


def _block(encoded: Encoded, gauged: Gauged) -> Block:
    return Block(len(encoded.frames), b"".join(encoded.frames), gauged)


def _batches(missing: Iterable[Stretch]) -> Iterator[list[Stretch]]:
    batch: list[Stretch] = []
    for stretch in missing:
        if batch and sum(one.frames for one in batch) + stretch.frames > _BATCH_FRAMES:
            yield batch
            batch = []
        batch.append(stretch)
    if batch:
        yield batch


class _Writer:
    """Writes frames so that the bytes keep to the bitrate, and the Info header last."""

    def __init__(self, stream: BinaryIO, quiet: Quiet) -> None:
        self._stream = stream
        self._quiet = quiet
        self._frames = 0
        self._bytes = 0
        stream.write(bytes(HEADER.length))  # the Info header's place

    def write(self, data: bytes, frames: int) -> None:
        """Write `frames` frames next, one of them a byte longer or shorter where the file has left its bitrate."""
        self._frames += frames
        ahead = self._bytes + len(data) - self._due(self._frames)
        if ahead:
            data = lengthened(data) if ahead < 0 else shortened(data)
        self._stream.write(data)
        self._bytes += len(data)

    def quiet_up_to(self, frame: int) -> None:
        """Write quiet until `frame` is the next one."""
        for data, frames in self._quiet.runs(frame - self._frames):
            self.write(data, frames)

    @staticmethod
    def _due(frames: int) -> int:
        """The bytes that so many frames take at the bitrate."""
        return frames * FRAME_SAMPLES * HEADER.bitrate_kbps * 125 // SAMPLE_RATE_HZ

    def finish(self, samples: int) -> None:
        """Put the Info header for `samples` samples in its place."""
        self._stream.seek(0)
        self._stream.write(info_frame(HEADER, self._frames, samples, self._bytes))

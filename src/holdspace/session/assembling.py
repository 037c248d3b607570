"""An MP3 put together from frames: each stretch of sound encoded once and kept, the quiet between them ready-made.

A session is mostly quiet. A stretch of sound is a whole number of MP3 frames, encoded without the bit reservoir, so
that its frames need no others, and kept in the clip store under a name made of what sounds in it: one that is there
already is neither mixed nor encoded again. The file is then those frames and quiet ones, one after the other, behind an
Info header with the exact length. Frames lie on one grid from the first sample, so each stretch decodes as if it had
been encoded in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from os import SEEK_END
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from holdspace.audio.mp3_encoding import FRAME_SAMPLES, HEADER, encoder_version
from holdspace.audio.mp3_frames import frames_for, info_frame, lengthened, shortened
from holdspace.session.block import Block, Gauged
from holdspace.session.gathering import Gathered
from holdspace.session.layers import Clips, layers_of
from holdspace.session.quiet import Quiet, ready_quiet
from holdspace.session.room import LOOP_FRAMES, Room
from holdspace.session.stretches import Stretch, stretches
from holdspace.timebase import SAMPLE_RATE_HZ

if TYPE_CHECKING:
    from holdspace.session.stretch_encoding import Keep
    from holdspace.session.timeline import Timeline

_FORMAT = 2


class BlockStore(Protocol):
    """Where encoded stretches are kept; `ClipStore` is one."""

    def bring_blocks(self, keys: Iterable[str]) -> None:
        """Fetch what is kept elsewhere too."""

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
        self._quiet: Quiet | None = None

    def encode(self, progress: Callable[[float], None]) -> None:
        """Have every stretch in the store; only those that it does not have are mixed and encoded.

        Raises `EncoderFailed`, `MissingLibrary`, and what the clips raise; what was encoded until then is kept.
        """
        named: dict[str, Stretch] = {}
        for stretch in self._stretches:
            named.setdefault(self._key(stretch), stretch)
        self._store.bring_blocks(named)
        missing = {key: stretch for key, stretch in named.items() if not self._store.has_block(key)}
        if missing:
            self._encode(list(missing.values()), self._keep, progress)

    def write(self, file: Path) -> Gathered:
        """Append the session to `file`, which is made where there is none.

        Returns what its parts measure. Raises what `encode` raises, and an `OSError` of the file system.
        """
        measured: list[tuple[int, Gauged]] = []
        file.touch()
        with file.open("rb+") as stream:
            stream.seek(0, SEEK_END)
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
            self._quiet = ready_quiet(None if self._room.is_silent else self._loop())
        return self._quiet

    def _loop(self) -> Block:
        kept = self._store.get_block(self._loop_key)
        if kept is not None:
            return Block.from_bytes(kept)
        from holdspace.session.stretch_encoding import encoded_loop  # late: what is kept needs no sound library

        block = encoded_loop(self._room)
        self._store.put_block(self._loop_key, block.to_bytes())
        return block

    def _block(self, stretch: Stretch) -> Block:
        """The block of `stretch`; encoded once more when it was damaged, or pruned by somebody else meanwhile."""
        kept = self._store.get_block(self._key(stretch))
        if kept is not None:
            return Block.from_bytes(kept)
        anew: list[Block] = []
        self._encode([stretch], lambda _stretch, block: anew.append(block))
        self._keep(stretch, anew[0])
        return anew[0]

    def _encode(
        self, stretches: Sequence[Stretch], keep: Keep, progress: Callable[[float], None] = lambda _done: None
    ) -> None:
        from holdspace.session.mixing import Mixer  # late: what is kept needs no sound library
        from holdspace.session.stretch_encoding import StretchEncoder

        mixer = Mixer(self._timeline, self._clips, self._layers)
        StretchEncoder(mixer, self._room, self.quiet).encode(stretches, keep, progress)

    def _keep(self, stretch: Stretch, block: Block) -> None:
        self._store.put_block(self._key(stretch), block.to_bytes())

    def _key(self, stretch: Stretch) -> str:
        return stretch.name("mp3 block", _FORMAT, encoder_version(), self._room.mark)

    @property
    def _loop_key(self) -> str:
        return Stretch(0, LOOP_FRAMES, 0, ()).name("mp3 loop", _FORMAT, encoder_version(), self._room.mark)


class _Writer:
    """Writes frames so that the bytes keep to the bitrate, and the Info header last."""

    def __init__(self, stream: BinaryIO, quiet: Quiet) -> None:
        self._stream = stream
        self._quiet = quiet
        self._frames = 0
        self._bytes = 0
        self._begin = stream.tell()
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
        self._stream.seek(self._begin)
        self._stream.write(info_frame(HEADER, self._frames, samples, self._bytes))

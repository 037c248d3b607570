"""Stretches of sound become blocks: mixed, laid into the room, encoded, and measured by decoding them again.

A batch goes through all of that in one thread, with one ffmpeg for the encoding of all its stretches and one for the
decoding, while the next batch is mixed: nearly all of it happens outside Python's own lock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from holdspace.audio.mp3_encoding import FRAME_SAMPLES, encode_all
from holdspace.processors import usable_cpus
from holdspace.session.block import Block
from holdspace.session.gauging import NEIGHBOURS, Encoded, gauge
from holdspace.session.mixing import Mixer
from holdspace.session.quiet import Quiet
from holdspace.session.room import LOOP_FRAMES, Room
from holdspace.session.stretches import OVERLAP_FRAMES, Stretch

if TYPE_CHECKING:
    from holdspace.session.mixing import Steps

_LEAST_FRAMES = 1150
"""Half a minute of sound: what is mixed, encoded, decoded and measured in one go, and in memory meanwhile."""
_MOST_FRAMES = 2300
"""The same where there is much to do: half as many starts of ffmpeg, which take some 15 ms of processor time each."""
_BATCHES_EACH = 6
"""So many batches at least for each processor, so that all of them have something to do until the end."""
_OVERLAP_SAMPLES = OVERLAP_FRAMES * FRAME_SAMPLES

Keep = Callable[[Stretch, Block], None]


class StretchEncoder:
    """Encodes what a mixer mixes, in a room."""

    def __init__(self, mixer: Mixer, room: Room, quiet: Quiet) -> None:
        """`quiet` is what lies between the stretches, `room` what it sounds like."""
        self._mixer = mixer
        self._room = room
        self._around = quiet.last(NEIGHBOURS), quiet.first(NEIGHBOURS)

    def encode(self, stretches: Sequence[Stretch], keep: Keep, progress: Callable[[float], None]) -> None:
        """Have `keep` keep the block of each of `stretches`, in any thread and order; progress is told 0 to 1.

        When something fails, or Ctrl-C comes, what is at work is finished and kept, and nothing more is begun. Raises
        `EncoderFailed`, `MissingLibrary`, and what the clips and `keep` raise.
        """
        workers = usable_cpus()
        done = 0
        with _Pool(workers) as pool:
            for batch in _batches(stretches, batch_frames(stretches, workers)):
                sounds = [self._sound(stretch) for stretch in batch]
                pool.submit(self._blocks, batch, sounds, keep)
                done += pool.finished(at_most=workers - 1)
                progress(done / len(stretches))
            done += pool.finished(at_most=0)
            progress(done / len(stretches))

    def _blocks(self, batch: Sequence[Stretch], sounds: Sequence[Steps], keep: Keep) -> int:
        """Encode, measure and keep one batch; returns how many stretches it has."""
        coded = _encoded([sound.tobytes() for sound in sounds])
        encoded = [
            Encoded(
                tuple(frames[OVERLAP_FRAMES : OVERLAP_FRAMES + stretch.frames]),
                sound[_OVERLAP_SAMPLES:-_OVERLAP_SAMPLES],
            )
            for stretch, sound, frames in zip(batch, sounds, coded, strict=True)
        ]
        for stretch, one, gauged in zip(batch, encoded, gauge(encoded, *self._around), strict=True):
            keep(stretch, Block(len(one.frames), b"".join(one.frames), gauged))
        return len(batch)

    def _sound(self, stretch: Stretch) -> Steps:
        """The stretch in its room, with what lies before and behind it."""
        sound = self._mixer.part(stretch.begin - _OVERLAP_SAMPLES, stretch.end + _OVERLAP_SAMPLES)
        return self._room.over(sound, stretch.at * FRAME_SAMPLES - _OVERLAP_SAMPLES).astype("<i2")


def encoded_loop(room: Room) -> Block:
    """The room tone as a loop of frames that can go round for ever. Raises `EncoderFailed` and `MissingLibrary`."""
    around = room.part(-_OVERLAP_SAMPLES, LOOP_FRAMES * FRAME_SAMPLES + _OVERLAP_SAMPLES).astype("<i2")
    (coded,) = encode_all([around.tobytes()])
    frames = tuple(coded[OVERLAP_FRAMES : OVERLAP_FRAMES + LOOP_FRAMES])
    loop = Encoded(frames, around[_OVERLAP_SAMPLES:-_OVERLAP_SAMPLES])
    (gauged,) = gauge([loop], b"".join(frames[-NEIGHBOURS:]), b"".join(frames[:NEIGHBOURS]))
    return Block(len(frames), b"".join(frames), gauged)


def _encoded(sounds: Sequence[bytes]) -> list[list[bytes]]:
    """The frames of each; one after the other where there is one processor, since ffmpeg would take what it finds."""
    if usable_cpus() > 1:
        return encode_all(sounds)
    return [frames for sound in sounds for frames in encode_all([sound])]


class _Pool:
    """Threads with a few batches before them; more would only fill memory."""

    def __init__(self, workers: int) -> None:
        self._threads = ThreadPoolExecutor(workers)
        self._waiting: set[Future[int]] = set()

    def __enter__(self) -> _Pool:
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(cancel_futures=True)  # waits for what is at work

    def submit(self, work: Callable[..., int], *given: object) -> None:
        self._waiting.add(self._threads.submit(work, *given))

    def finished(self, at_most: int) -> int:
        """Wait until `at_most` batches are unfinished; returns how many stretches were finished."""
        stretches = 0
        while len(self._waiting) > at_most:
            done, self._waiting = wait(self._waiting, return_when=FIRST_COMPLETED)
            stretches += sum(future.result() for future in done)
        return stretches


def batch_frames(stretches: Iterable[Stretch], workers: int) -> int:
    """How many frames of `stretches` should go through ffmpeg at once."""
    frames = sum(stretch.frames for stretch in stretches)
    return min(max(_LEAST_FRAMES, frames // (_BATCHES_EACH * workers)), _MOST_FRAMES)


def _batches(stretches: Iterable[Stretch], most_frames: int) -> Iterator[list[Stretch]]:
    batch: list[Stretch] = []
    frames = 0
    for stretch in stretches:
        if batch and frames + stretch.frames > most_frames:
            yield batch
            batch, frames = [], 0
        batch.append(stretch)
        frames += stretch.frames
    if batch:
        yield batch

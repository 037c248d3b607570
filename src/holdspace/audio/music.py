"""The listener's own music as a bed: decoded once into a temporary file, and looped from there.

Nothing but the stretch that is asked for is ever in memory. The silence around the music is left out, and where it
comes round its end and its beginning blend with equal power.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt

from holdspace.audio.ffmpeg import file_url, run
from holdspace.audio.loudness import gated_lufs, hop_energies
from holdspace.audio.noise import Floats
from holdspace.audio.standards import TARGET_LUFS
from holdspace.errors import BadChoice, EncoderFailed, HoldspaceError
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples, samples_to_seconds

LONGEST_SECONDS = 3600
"""More than an hour is not read (it would fill 600 MB of the disk); the first hour comes round instead."""
SHORTEST_SECONDS = 1.0

_CROSSFADE_MS = 2000
_WINDOW_SAMPLES = ms_to_samples(10)
_SILENT_DBFS = -70.0
"""Music whose loudest hundredth of a second is softer than this is none."""
_BELOW_LOUDEST_DB = 50.0
"""What is softer than the loudest hundredth of a second by more than this, at either end, is trimmed."""
_CHANNELS = 2
_FRAME_BYTES = 2 * _CHANNELS
_SCAN_SAMPLES = _WINDOW_SAMPLES * 3_000
_DECODED = ("-map", "0:a:0", "-vn", "-sn", "-dn", "-t", str(LONGEST_SECONDS), "-ac", str(_CHANNELS))
_RAW = ("-ar", str(SAMPLE_RATE_HZ), "-c:a", "pcm_s16le", "-f", "s16le")


class Music:
    """A piece of music that goes on for ever; usable while `opened_music` keeps it open."""

    def __init__(self, raw: BinaryIO, start: int, samples: int) -> None:
        self._raw = raw
        self._start = start
        self.samples = samples
        """Length of the piece without the silence around it."""
        self.crossfade_samples = min(ms_to_samples(_CROSSFADE_MS), samples // 4)
        self.loop_samples = samples - self.crossfade_samples
        """After so many samples it comes round."""
        self._gains: dict[int, np.float32] = {}

    def part(self, first: int, behind: int, channels: int) -> Floats:
        """The samples `first` up to, not including, `behind`, one column for each of 1 or 2 channels.

        As loud as speech: -19 LUFS in mono, and on average in each channel of stereo. Peaks may go beyond -1…1.
        """
        pieces = [np.zeros((0, _CHANNELS), dtype=np.float32)]
        while first < behind:
            turn, place = divmod(first, self.loop_samples)
            samples = min(behind - first, self.loop_samples - place)
            pieces.append(self._turn_part(place, place + samples, blended=turn > 0))
            first += samples
        sound = np.concatenate(pieces)
        heard = sound.mean(axis=1, keepdims=True) if channels == 1 else sound
        return heard * self._gain(channels)

    def _turn_part(self, first: int, behind: int, *, blended: bool) -> Floats:
        """A stretch of one turn, which begins with the end of the turn before, if there was one."""
        sound = self._read(first, behind)
        beneath = min(behind, self.crossfade_samples) - first
        if blended and beneath > 0:
            turn = np.arange(first, first + beneath, dtype=np.float32) * np.float32(np.pi / 2 / self.crossfade_samples)
            ending = self._read(self.loop_samples + first, self.loop_samples + first + beneath)
            sound[:beneath] = sound[:beneath] * np.sin(turn)[:, None] + ending * np.cos(turn)[:, None]
        return sound

    def _read(self, first: int, behind: int) -> Floats:
        return _frames(self._raw, self._start + first, behind - first)

    def _gain(self, channels: int) -> np.float32:
        """What brings the music to the loudness of speech; measured when it is first needed."""
        if channels not in self._gains:
            sides = [np.array([0.5, 0.5])] if channels == 1 else [np.array([1.0, 0.0]), np.array([0.0, 1.0])]
            energies = [self._energies(side) for side in sides]
            lufs = gated_lufs(np.mean(energies, axis=0))
            db = TARGET_LUFS - lufs if math.isfinite(lufs) else 0.0
            self._gains[channels] = np.float32(10 ** (db / 20))
        return self._gains[channels]

    def _energies(self, side: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return hop_energies(lambda first, behind: self._read(first, behind) @ side, self.samples, SAMPLE_RATE_HZ)


@contextmanager
def opened_music(path: Path) -> Iterator[Music]:
    """The music in `path`, in any format ffmpeg reads; what was decoded is gone when the block ends.

    Raises `BadChoice` when the file is missing, no sound, silent or shorter than a second; `OutputUnwritable` when the
    disk for temporary files is full; `MissingLibrary` without ffmpeg.
    """
    if not path.is_file():
        raise _bad(path, "is not there" if not path.exists() else "is not a file", "Check the name of the music file.")
    with tempfile.TemporaryDirectory(prefix="holdspace-") as folder:
        raw = Path(folder, "music.pcm")
        _decode(path, raw)
        with raw.open("rb") as decoded:
            yield _trimmed(path, decoded, raw.stat().st_size // _FRAME_BYTES)


def _decode(path: Path, raw: Path) -> None:
    try:
        # Only files: a playlist that passes for music shall not open the network.
        run(["-protocol_whitelist", "file", "-i", file_url(path), *_DECODED, *_RAW, file_url(raw)])
    except EncoderFailed as error:
        raise _bad(path, "cannot be read as music", "Choose a sound file such as .mp3, .m4a, .flac or .wav.") from error
    if not raw.exists() or raw.stat().st_size < _FRAME_BYTES:
        raise _bad(path, "holds no sound", "Choose a sound file such as .mp3, .m4a, .flac or .wav.")


def _trimmed(path: Path, raw: BinaryIO, samples: int) -> Music:
    powers = np.concatenate([_window_powers(raw, at, samples) for at in range(0, samples, _SCAN_SAMPLES)])
    loudest = float(powers.max())
    if loudest < 10 ** (_SILENT_DBFS / 10):
        raise _bad(path, "is silent", "Choose music that can be heard.")
    sounding = np.flatnonzero(powers >= loudest * 10 ** (-_BELOW_LOUDEST_DB / 10))
    start = int(sounding[0]) * _WINDOW_SAMPLES
    length = min(samples, (int(sounding[-1]) + 1) * _WINDOW_SAMPLES) - start
    if samples_to_seconds(length) < SHORTEST_SECONDS:
        raise _bad(path, f"sounds for only {samples_to_seconds(length):.1f} seconds", "Choose a longer piece.")
    return Music(raw, start, length)


def _window_powers(raw: BinaryIO, at: int, samples: int) -> npt.NDArray[np.float64]:
    """Mean square of the louder channel in each hundredth of a second from sample `at` on; the last may be shorter."""
    squares = np.square(_frames(raw, at, min(_SCAN_SAMPLES, samples - at)), dtype=np.float64)
    padded = np.pad(squares, ((0, -len(squares) % _WINDOW_SAMPLES), (0, 0)))
    powers: npt.NDArray[np.float64] = padded.reshape(-1, _WINDOW_SAMPLES, _CHANNELS).mean(axis=1).max(axis=1)
    return powers


def _frames(raw: BinaryIO, first: int, samples: int) -> Floats:
    raw.seek(first * _FRAME_BYTES)
    steps = np.frombuffer(raw.read(samples * _FRAME_BYTES), dtype="<i2").reshape(-1, _CHANNELS)
    return np.asarray(steps.astype(np.float32) / np.float32(32_768))


def _bad(path: Path, what: str, mend: str) -> HoldspaceError:
    return BadChoice("bed", f"the music {path.name} {what}.", mend)

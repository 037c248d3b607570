"""Playing through the sound device itself, with miniaudio; ffmpeg decodes whatever the file is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.timebase import SAMPLE_RATE_HZ

_CHANNELS = 2
_FRAME_BYTES = 2 * _CHANNELS
"""16 bits a channel."""
_BUFFER_MS = 100
"""What a pause takes to be heard."""
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0


class NoDevice(Exception):
    """There is no sound device, or it cannot be opened."""


def can_play() -> bool:
    """Whether the library is installed."""
    return find_spec("miniaudio") is not None


class DevicePlayer:
    """Plays a file on the default sound device, exact to the sample.

    `backends` are miniaudio's, for a test without a device; by default its own order. Raises `NoDevice`.
    """

    def __init__(self, file: Path, length_seconds: float, backends: list[Any] | None = None) -> None:
        self._file = file
        self._length = length_seconds
        self._frames = 0
        """What the device has taken so far, from the beginning of the file."""
        self._ended = False
        self._decoder: subprocess.Popen[bytes] | None = None
        self._device = _opened(backends)

    def play(self, seconds: float) -> None:
        """Decode from that position on and give it to the device. Raises `MissingLibrary` without ffmpeg."""
        self.stop()
        self._ended = False
        self._frames = round(seconds * SAMPLE_RATE_HZ)
        self._decoder = _decoding(self._file, seconds)
        sound = self._sound(self._decoder)
        next(sound)
        self._device.start(sound)

    def stop(self) -> None:
        """Stop the device and the decoder."""
        self._device.stop()
        decoder, self._decoder = self._decoder, None
        if decoder is not None:
            decoder.kill()
            decoder.communicate()

    @property
    def position(self) -> float:
        """What the device has been given; it is heard a tenth of a second later."""
        return min(self._length, self._frames / SAMPLE_RATE_HZ)

    @property
    def ended(self) -> bool:
        """Whether the decoder has nothing left."""
        return self._ended

    def _sound(self, decoder: subprocess.Popen[bytes]) -> Generator[bytes, int, None]:
        """What the device is given each time that it asks for so many frames; called in a thread of its own."""
        assert decoder.stdout is not None  # noqa: S101 -- opened below
        frames = yield b""
        while data := decoder.stdout.read(frames * _FRAME_BYTES):
            self._frames += len(data) // _FRAME_BYTES
            frames = yield data
        self._ended = True


def _opened(backends: list[Any] | None) -> Any:
    miniaudio = import_module("miniaudio")
    try:
        with _hushed():
            device = miniaudio.PlaybackDevice(
                nchannels=_CHANNELS,
                sample_rate=SAMPLE_RATE_HZ,
                buffersize_msec=_BUFFER_MS,
                backends=backends,
                app_name="holdspace",
            )
    except miniaudio.MiniaudioError as error:
        raise NoDevice(str(error)) from error
    if backends is None and device.backend == "Null":  # its last resort, which nobody hears
        with suppress(miniaudio.MiniaudioError):
            device.close()
        message = "there is none"
        raise NoDevice(message)
    return device


@contextmanager
def _hushed() -> Iterator[None]:
    """Without stderr: ALSA writes a page to it for each device that it does not find."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _decoding(file: Path, seconds: float) -> subprocess.Popen[bytes]:
    """An ffmpeg that writes the file's samples from there on to its stdout."""
    command = [str(ffmpeg_path()), "-nostdin", "-hide_banner", "-loglevel", "error", "-ss", f"{seconds:.3f}"]
    command += ["-i", file_url(file), "-map", "0:a", "-f", "s16le", "-ac", str(_CHANNELS), "-ar", str(SAMPLE_RATE_HZ)]
    return subprocess.Popen(
        [*command, "pipe:1"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=_NO_WINDOW,
    )

"""PCM blocks into an MP3 or WAV file, and back again to see whether everything is in it."""

from __future__ import annotations

import wave
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from holdspace.audio.ffmpeg import feed, file_url, started
from holdspace.errors import BadChoice, EncoderFailed
from holdspace.session.mixing import BYTES_A_SAMPLE
from holdspace.timebase import SAMPLE_RATE_HZ, clock, ms_to_samples, samples_to_ms

Format = Literal["mp3", "wav"]
FORMATS: tuple[Format, ...] = ("mp3", "wav")

MP3_BITRATE = "64k"
"""28.8 MB an hour; constant, since cars and soundbars show wrong times for a variable one."""
TOLERANCE_MS = 50
"""So much may the decoded length differ from the plan."""

_PCM = ("-f", "s16le", "-ar", str(SAMPLE_RATE_HZ), "-ac", "1")
_LONGEST_WAV_SAMPLES = (2**32 - 2**20) // BYTES_A_SAMPLE
"""A WAV file's sizes are 32-bit numbers; a mebibyte is left for its tags."""
_READ_BYTES = 1 << 18


def format_of(target: Path) -> Format:
    """The format that the target's suffix names; raises `BadChoice` for any other."""
    suffix = target.suffix.lower().removeprefix(".")
    for known in FORMATS:
        if suffix == known:
            return known
    given = f'"{target.suffix}" is not a format holdspace writes' if suffix else f"{target} has no suffix"
    raise BadChoice("-o", f"{given}.", "Let the name end in .mp3 or .wav.")


def check_length(samples: int, kind: Format) -> None:
    """Raise `BadChoice` for a session that its format cannot hold."""
    if kind == "wav" and samples > _LONGEST_WAV_SAMPLES:
        longest = clock(samples_to_ms(_LONGEST_WAV_SAMPLES))
        raise BadChoice(
            "-o",
            f"a WAV file holds at most {longest}, and the session is {clock(samples_to_ms(samples))} long.",
            "Write an .mp3, or make it shorter.",
        )


def encode(pcm: Iterable[bytes], file: Path, kind: Format) -> None:
    """Write mono 16-bit `pcm` at the session's rate into `file`; the same input makes the same bytes.

    Raises `EncoderFailed`, `MissingLibrary`, `OutputUnwritable`, and for WAV an `OSError` of the file system.
    """
    if kind == "wav":
        _encode_wav(pcm, file)
    else:
        _encode_mp3(pcm, file)


def _encode_wav(pcm: Iterable[bytes], file: Path) -> None:
    with wave.open(str(file), "wb") as stream:
        stream.setnchannels(1)
        stream.setsampwidth(BYTES_A_SAMPLE)
        stream.setframerate(SAMPLE_RATE_HZ)
        for block in pcm:
            stream.writeframesraw(block)


def _encode_mp3(pcm: Iterable[bytes], file: Path) -> None:
    """A seekable file, not a pipe, so that ffmpeg can put the Info header with the exact length at its head."""
    source = [*_PCM, "-i", "pipe:0", "-map_metadata", "-1"]
    codec = ["-c:a", "libmp3lame", "-b:a", MP3_BITRATE, "-ar", str(SAMPLE_RATE_HZ), "-ac", "1"]
    exact = ["-fflags", "+bitexact", "-flags:a", "+bitexact", "-id3v2_version", "0", "-write_xing", "1"]
    with started([*source, *codec, *exact, "-f", "mp3", file_url(file)]) as process:
        for block in pcm:
            feed(process, block)


def verify(file: Path, kind: Format, planned_samples: int) -> int:
    """Decode `file` from end to end and count its samples.

    Raises `EncoderFailed` when their number differs from the plan by more than 50 ms: an exit status of 0 is no proof.
    """
    counted = _count_wav(file) if kind == "wav" else _count_mp3(file)
    if abs(counted - planned_samples) > ms_to_samples(TOLERANCE_MS):
        raise EncoderFailed(
            f"the written file is {float(samples_to_ms(counted)) / 1000:.2f} s long instead of "
            f"{float(samples_to_ms(planned_samples)) / 1000:.2f} s, so it was thrown away.",
            "Run the command again; if it stays, `holdspace doctor` tells whether this ffmpeg works.",
        )
    return counted


def _count_wav(file: Path) -> int:
    try:
        with wave.open(str(file), "rb") as stream:
            frames = 0
            while block := stream.readframes(_READ_BYTES):
                frames += len(block) // BYTES_A_SAMPLE
            return frames
    except (wave.Error, EOFError):
        return 0


def _count_mp3(file: Path) -> int:
    size = 0
    with started(["-i", file_url(file), "-map", "0:a:0", *_PCM, "pipe:1"], fed=False) as process:
        assert process.stdout is not None  # noqa: S101 -- `started` always opens it
        while block := process.stdout.read(_READ_BYTES):
            size += len(block)
    return size // BYTES_A_SAMPLE

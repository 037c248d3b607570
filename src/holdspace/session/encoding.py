"""Which formats there are, and whether everything is in a file that was written."""

from __future__ import annotations

import wave
from os import SEEK_END
from pathlib import Path
from typing import Literal

from holdspace.audio.mp3_frames import stream_samples
from holdspace.errors import BadChoice, EncoderFailed
from holdspace.timebase import clock, ms_to_samples, samples_to_ms

BYTES_A_SAMPLE = 2
Format = Literal["mp3", "wav"]
FORMATS: tuple[Format, ...] = ("mp3", "wav")

TOLERANCE_MS = 50
"""So much may the decoded length differ from the plan."""

_LONGEST_WAV_SAMPLES = (2**32 - 2**20) // BYTES_A_SAMPLE
"""A WAV file's sizes are 32-bit numbers; a mebibyte is left for its tags."""
_READ_BYTES = 1 << 18
_ID3V1_BYTES = 128


def format_of(target: Path) -> Format:
    """The format that the target's suffix names; raises `BadChoice` for any other."""
    suffix = target.suffix.lower().removeprefix(".")
    for known in FORMATS:
        if suffix == known:
            return known
    given = f'"{target.suffix}" is not a format holdspace writes' if suffix else f"{target} has no suffix"
    raise BadChoice("-o", f"{given}.", "Let the name end in .mp3 or .wav.")


def check_length(samples: int, kind: Format, channels: int = 1) -> None:
    """Raise `BadChoice` for a session that its format cannot hold."""
    most = _LONGEST_WAV_SAMPLES // channels
    if kind == "wav" and samples > most:
        longest = clock(samples_to_ms(most))
        raise BadChoice(
            "-o",
            f"a WAV file holds at most {longest}, and the session is {clock(samples_to_ms(samples))} long.",
            "Write an .mp3, or make it shorter.",
        )


def count_samples(file: Path, kind: Format, planned_samples: int) -> int:
    """Walk `file` from end to end and count the samples that a decoder makes of it.

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
                frames += len(block) // (BYTES_A_SAMPLE * stream.getnchannels())
            return frames
    except (wave.Error, EOFError):
        return 0


def _count_mp3(file: Path) -> int:
    """Walks the frames behind the ID3 tag: what stands in front and behind is not sound."""
    with file.open("rb") as stream:
        stream.seek(-min(_ID3V1_BYTES, file.stat().st_size), SEEK_END)
        has_id3v1 = stream.read(3) == b"TAG"
        end = stream.seek(0, SEEK_END) - (_ID3V1_BYTES if has_id3v1 else 0)
        stream.seek(0)
        begin = _id3_bytes(stream.read(10))
        stream.seek(begin)
        try:
            return stream_samples(stream, max(0, end - begin))
        except ValueError:
            return 0


def _id3_bytes(head: bytes) -> int:
    """Length of the ID3v2 tag that begins with these ten bytes: they and its size in four times seven bits."""
    if not head.startswith(b"ID3"):
        return 0
    size = 0
    for byte in head[6:]:
        size = size << 7 | byte & 0x7F
    return len(head) + size

"""Whether everything is in a file that was written, in the coding that was asked for.

An exit status of 0 is no proof: encoders cut off, and put another bitrate or rate in the place of the wanted one. What
we write ourselves is walked from end to end; everything else is decoded.
"""

from __future__ import annotations

import wave
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from holdspace.audio.ffmpeg import file_url, started
from holdspace.audio.mp3_frames import Header, is_variable, read_header, stream_samples
from holdspace.errors import BadChoice, EncoderFailed
from holdspace.session.formats import Coding, Format
from holdspace.timebase import SAMPLE_RATE_HZ, clock, ms_to_samples, samples_to_ms

BYTES_A_SAMPLE = 2

TOLERANCE_MS = 50
"""So much may the decoded length differ from the plan."""

_LONGEST_WAV_SAMPLES = (2**32 - 2**20) // BYTES_A_SAMPLE
"""A WAV file's sizes are 32-bit numbers; a mebibyte is left for its tags."""
_READ_BYTES = 1 << 18
_ID3V1_BYTES = 128
_OPUS_RATE_HZ = 48_000
"""Every Opus decoder gives 48 kHz (RFC 7845, 5.1), whatever went in."""
_AGAIN = "Run the command again; if it stays, `holdspace doctor` tells whether this ffmpeg works."


def check_length(samples: int, kind: Format, channels: int = 1, rate_hz: int = SAMPLE_RATE_HZ) -> None:
    """Raise `BadChoice` for a session that its format cannot hold; `samples` are the session's own."""
    most = _LONGEST_WAV_SAMPLES * SAMPLE_RATE_HZ // (channels * rate_hz)
    if kind == "wav" and samples > most:
        longest = clock(samples_to_ms(most))
        raise BadChoice(
            "-o",
            f"a WAV file holds at most {longest}, and the session is {clock(samples_to_ms(samples))} long.",
            "Write an .mp3, or make it shorter.",
        )


def count_samples(file: Path, coding: Coding, planned_samples: int) -> int:
    """Count the samples that a decoder makes of all of `file`, at the session's own rate.

    Raises `EncoderFailed` when their number differs from the plan by more than 50 ms, or when the file is coded in any
    other way than was asked for.
    """
    count = {"wav": _count_wav, "mp3": _count_mp3}.get(coding.kind, _count_decoded)
    ms = samples_to_ms(*count(file, coding))
    if abs(ms - samples_to_ms(planned_samples)) > TOLERANCE_MS:
        raise EncoderFailed(
            f"the written file is {float(ms) / 1000:.2f} s long instead of "
            f"{float(samples_to_ms(planned_samples)) / 1000:.2f} s, so it was thrown away.",
            _AGAIN,
        )
    return ms_to_samples(ms)


def _check_coding(found: tuple[int | None, int, int | None], coding: Coding) -> None:
    """Raise `EncoderFailed` when a file's bitrate in kb/s, rate in Hz and channels are not the wanted ones."""
    wanted = (coding.kbps if found[0] is not None else None, coding.rate_hz, coding.channels)
    if found != wanted:
        told = ", ".join(str(one) for one in found if one is not None)
        meant = ", ".join(str(one) for one in wanted if one is not None)
        raise EncoderFailed(f"the encoder wrote {told} instead of {meant}, so it was thrown away.", _AGAIN)


def _count_wav(file: Path, coding: Coding) -> tuple[int, int]:
    try:
        with wave.open(str(file), "rb") as stream:
            _check_coding((None, stream.getframerate(), stream.getnchannels()), coding)
            frames = 0
            while block := stream.readframes(_READ_BYTES):
                frames += len(block) // (BYTES_A_SAMPLE * stream.getnchannels())
            return frames, coding.rate_hz
    except (wave.Error, EOFError):
        return 0, coding.rate_hz


def _count_mp3(file: Path, coding: Coding) -> tuple[int, int]:
    """Walks the frames behind the ID3 tag: what stands in front and behind is not sound."""
    with file.open("rb") as stream:
        stream.seek(-min(_ID3V1_BYTES, file.stat().st_size), SEEK_END)
        has_id3v1 = stream.read(3) == b"TAG"
        end = stream.seek(0, SEEK_END) - (_ID3V1_BYTES if has_id3v1 else 0)
        stream.seek(0)
        begin = _id3_bytes(stream.read(10))
        try:
            header, variable = _first_sounding(stream, begin)
            stream.seek(begin)
            samples = stream_samples(stream, max(0, end - begin))
        except ValueError:
            return 0, coding.rate_hz
    if variable != (coding.vbr is not None):
        raise EncoderFailed("the encoder wrote another kind of bitrate, so the file was thrown away.", _AGAIN)
    _check_coding((None if variable else header.bitrate_kbps, header.rate_hz, 1 if header.mono else 2), coding)
    return samples, header.rate_hz


def _first_sounding(stream: BinaryIO, begin: int) -> tuple[Header, bool]:
    """The header of the frame behind the Info frame, whose own bitrate may be another, and whether bitrates vary."""
    stream.seek(begin)
    first = stream.read(64)
    stream.seek(begin + read_header(first).length)
    return read_header(stream.read(4)), is_variable(first)


def _id3_bytes(head: bytes) -> int:
    """Length of the ID3v2 tag that begins with these ten bytes: they and its size in four times seven bits."""
    if not head.startswith(b"ID3"):
        return 0
    size = 0
    for byte in head[6:]:
        size = size << 7 | byte & 0x7F
    return len(head) + size


def _count_decoded(file: Path, coding: Coding) -> tuple[int, int]:
    """Decodes the file; a single error in it is one too many."""
    _check_coding(_told(file, coding), coding)
    rate = _OPUS_RATE_HZ if coding.kind == "opus" else coding.rate_hz
    raw = ("-map", "0:a", "-f", "s16le", "-ar", str(rate), "-ac", str(coding.channels), "pipe:1")
    decoded = 0
    with started(["-xerror", "-i", file_url(file), *raw], fed=False) as process:
        assert process.stdout is not None  # noqa: S101 -- `started` always opens it
        while data := process.stdout.read(_READ_BYTES):
            decoded += len(data)
    return decoded // (BYTES_A_SAMPLE * coding.channels), rate


def _told(file: Path, coding: Coding) -> tuple[int | None, int, int | None]:
    """What the container says of itself, read by mutagen: an AAC's or Opus's bitrate is only an average."""
    from holdspace.session.tags import opened

    info = opened(file, coding.kind).info
    rate = coding.rate_hz if coding.kind == "opus" else info.sample_rate  # an Opus file has no rate of its own
    return None, rate, info.channels

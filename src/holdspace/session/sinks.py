"""Where a session's samples go: a WAV file, or an encoder that writes one of the other formats."""

from __future__ import annotations

import tempfile
import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from holdspace.audio.ffmpeg import feed, file_url, started
from holdspace.session.chapters import Chapter
from holdspace.session.formats import Coding, Format
from holdspace.timebase import SAMPLE_RATE_HZ

_CODECS: dict[Format, tuple[str, ...]] = {
    "mp3": ("-c:a", "libmp3lame"),
    "m4b": ("-c:a", "aac"),
    "opus": ("-c:a", "libopus"),
    "flac": ("-c:a", "flac", "-sample_fmt", "s16", "-compression_level", "8"),
    "wav": ("-c:a", "pcm_s16le"),
}
_FAST_AAC_KBPS = 32
"""For each channel. From here on the simpler of ffmpeg's ways to spend its bits is nearer to what went in: with speech
at 64 kb/s by 12 dB, and the usual one made peaks there that were 2.6 dB higher. Below, it leaves out treble."""
_CONTAINERS: dict[Format, tuple[str, ...]] = {
    "mp3": ("-id3v2_version", "0", "-f", "mp3"),
    "m4b": ("-movflags", "+faststart", "-f", "ipod"),  # "ipod" writes both tables of chapters, and the brand M4A
    "opus": ("-f", "opus"),
    "flac": ("-f", "flac"),
    "wav": ("-f", "wav"),
}
_PLAIN = ("-fflags", "+bitexact", "-flags:a", "+bitexact", "-map_metadata:g", "-1")
"""No date, no version and no random serial number: the same samples are the same bytes."""

Write = Callable[[bytes], object]


@contextmanager
def sink(file: Path, coding: Coding, chapters: Sequence[Chapter]) -> Iterator[Write]:
    """Takes 16-bit samples at the session's rate, channel by channel, and writes them into `file` in this coding.

    An M4B gets its chapters here, since they are a track beside the sound; the other formats keep them in their tags.
    Raises `EncoderFailed`, `MissingLibrary` and `OutputUnwritable` when it ends.
    """
    if coding.kind == "wav" and coding.rate_hz == SAMPLE_RATE_HZ:
        with _plain_wav(file, coding.channels) as write:
            yield write
        return
    with tempfile.TemporaryDirectory(prefix="holdspace-") as folder:
        listed = Path(folder) / "chapters"
        with started([*_arguments(coding, chapters, listed), file_url(file)]) as process:
            yield lambda data: feed(process, data)


@contextmanager
def _plain_wav(file: Path, channels: int) -> Iterator[Write]:
    """A WAV file at the session's own rate needs no encoder."""
    with wave.open(str(file), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(SAMPLE_RATE_HZ)
        yield out.writeframesraw


def _arguments(coding: Coding, chapters: Sequence[Chapter], listed: Path) -> list[str]:
    """Ffmpeg's arguments, all but the target; the chapters are written into `listed`."""
    wanted = ["-f", "s16le", "-ar", str(SAMPLE_RATE_HZ), "-ac", str(coding.channels), "-i", "pipe:0"]
    if coding.kind == "m4b" and chapters:
        listed.write_text(ffmetadata(chapters), encoding="utf-8", newline="\n")
        wanted += ["-f", "ffmetadata", "-i", file_url(listed), "-map", "0:a", "-map_chapters", "1"]
    wanted += ["-ar", str(coding.rate_hz), *_CODECS[coding.kind]]
    if coding.kind == "m4b" and (coding.kbps or 0) >= _FAST_AAC_KBPS * coding.channels:
        wanted += ["-aac_coder", "fast"]
    if coding.kbps is not None:
        wanted += ["-b:a", f"{coding.kbps}k"]
    if coding.vbr is not None:
        wanted += ["-q:a", str(coding.vbr)]
    return [*wanted, *_PLAIN, *_CONTAINERS[coding.kind]]


def ffmetadata(chapters: Sequence[Chapter]) -> str:
    """Chapters in ffmpeg's own text format, in milliseconds."""
    lines = [";FFMETADATA1"]
    for chapter in chapters:
        title = "".join(f"\\{character}" if character in "=;#\\\n" else character for character in chapter.title)
        times = [f"START={chapter.start_ms}", f"END={chapter.end_ms}"]
        lines += ["[CHAPTER]", "TIMEBASE=1/1000", *times, f"title={title}"]
    return "\n".join(lines) + "\n"

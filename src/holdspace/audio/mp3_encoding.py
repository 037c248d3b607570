"""Sound into MP3 frames that stand alone, so that they can be kept and put together in any order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from holdspace.audio.ffmpeg import ffmpeg_path, file_url, run
from holdspace.audio.mp3_frames import Header, frames_for, read_header, reservoir_bytes, split_frames
from holdspace.errors import EncoderFailed
from holdspace.files import translated
from holdspace.timebase import SAMPLE_RATE_HZ

BITRATE_KBPS = 64
"""28.8 MB an hour; constant, since cars and soundbars show wrong times for a variable one."""
HEADER = Header(version=1, bitrate_kbps=BITRATE_KBPS, rate_hz=SAMPLE_RATE_HZ, padded=False, mono=True)
"""Every frame of a session: MPEG-1 Layer III, mono, the one kind inside every player's list."""
FRAME_SAMPLES = HEADER.samples

_BYTES_A_SAMPLE = 2
_SOURCE = ("-f", "s16le", "-ar", str(SAMPLE_RATE_HZ), "-ac", "1")
_CODEC = ("-c:a", "libmp3lame", "-b:a", f"{BITRATE_KBPS}k", "-reservoir", "0")
_BARE = ("-fflags", "+bitexact", "-flags:a", "+bitexact", "-id3v2_version", "0", "-write_xing", "0", "-f", "mp3")


@cache
def encoder_version() -> str:
    """Which encoder makes the frames, and how; a change means other bytes. Raises `MissingLibrary`."""
    binary = ffmpeg_path()
    return f"{binary.name}, {binary.stat().st_size} bytes, {' '.join(_CODEC)}"


def encode_all(sounds: Sequence[bytes]) -> list[list[bytes]]:
    """The frames of each of `sounds`, mono 16-bit at the session's rate; none of them needs bytes of another.

    One ffmpeg encodes them side by side, each with an encoder of its own. The first sample comes
    `STREAM_DELAY_SAMPLES` into the decoded frames; there are as many frames as it takes for the last one to come out.
    Raises `EncoderFailed` when ffmpeg fails or makes anything else, `OutputUnwritable` when the folder for temporary
    files is full, and `MissingLibrary`.
    """
    if not sounds:
        return []
    with TemporaryDirectory(prefix="holdspace-") as name:
        sources, targets = [Path(name, f"{at}.pcm") for at in range(len(sounds))], []
        for source, sound in zip(sources, sounds, strict=True):
            # LAME keeps back what a later sample might still change: two frames of silence push the last sample out.
            with translated(source):
                source.write_bytes(sound + bytes(2 * FRAME_SAMPLES * _BYTES_A_SAMPLE))
            targets.append(source.with_suffix(".mp3"))
        given = [word for source in sources for word in (*_SOURCE, "-i", file_url(source))]
        wanted = [
            word for at, target in enumerate(targets) for word in ("-map", f"{at}:a", *_CODEC, *_BARE, file_url(target))
        ]
        run([*given, *wanted])
        return [_frames_in(target, len(sound)) for target, sound in zip(targets, sounds, strict=True)]


def _frames_in(made: Path, pcm_bytes: int) -> list[bytes]:
    wanted = frames_for(pcm_bytes // _BYTES_A_SAMPLE, HEADER)
    try:
        frames = split_frames(made.read_bytes())
        sound = len(frames) >= wanted and all(map(_stands_alone, frames[:wanted]))
    except (ValueError, OSError):
        sound = False
    if not sound:
        raise EncoderFailed(
            f"ffmpeg made no proper MP3 of {pcm_bytes // _BYTES_A_SAMPLE} samples.",
            "`holdspace doctor` tells whether this ffmpeg works; HOLDSPACE_FFMPEG can name another.",
        )
    return frames[:wanted]


def _stands_alone(frame: bytes) -> bool:
    header = read_header(frame)
    kind = (header.version, header.bitrate_kbps, header.rate_hz, header.mono)
    return kind == (HEADER.version, HEADER.bitrate_kbps, HEADER.rate_hz, True) and reservoir_bytes(frame) == 0

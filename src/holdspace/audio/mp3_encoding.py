"""Sound into MP3 frames that stand alone, so that they can be kept and put together in any order."""

from __future__ import annotations

from functools import cache

from holdspace.audio.ffmpeg import ffmpeg_path, run
from holdspace.audio.mp3_frames import Header, frames_for, read_header, reservoir_bytes, split_frames
from holdspace.errors import EncoderFailed
from holdspace.timebase import SAMPLE_RATE_HZ

BITRATE_KBPS = 64
"""28.8 MB an hour; constant, since cars and soundbars show wrong times for a variable one."""
HEADER = Header(version=1, bitrate_kbps=BITRATE_KBPS, rate_hz=SAMPLE_RATE_HZ, padded=False, mono=True)
"""Every frame of a session: MPEG-1 Layer III, mono, the one kind inside every player's list."""
FRAME_SAMPLES = HEADER.samples

_BYTES_A_SAMPLE = 2
_SOURCE = ("-f", "s16le", "-ar", str(SAMPLE_RATE_HZ), "-ac", "1", "-i", "pipe:0")
_CODEC = ("-c:a", "libmp3lame", "-b:a", f"{BITRATE_KBPS}k", "-reservoir", "0")
_BARE = (
    "-fflags",
    "+bitexact",
    "-flags:a",
    "+bitexact",
    "-id3v2_version",
    "0",
    "-write_xing",
    "0",
    "-f",
    "mp3",
    "pipe:1",
)


@cache
def encoder_version() -> str:
    """Which encoder makes the frames, and how; a change means other bytes. Raises `MissingLibrary`."""
    binary = ffmpeg_path()
    return f"{binary.name}, {binary.stat().st_size} bytes, {' '.join(_CODEC)}"


def encode_frames(pcm: bytes) -> list[bytes]:
    """The frames of mono 16-bit `pcm` at the session's rate; none of them needs bytes of another.

    The first sample comes `STREAM_DELAY_SAMPLES` into the decoded frames; there are as many frames as it takes for the
    last one to come out. Raises `EncoderFailed` when ffmpeg fails or returns anything else, and `MissingLibrary`.
    """
    wanted = frames_for(len(pcm) // _BYTES_A_SAMPLE, HEADER)
    # LAME keeps back what a later sample might still change: two frames of silence push the last sample out.
    made = run([*_SOURCE, *_CODEC, *_BARE], stdin=pcm + bytes(2 * FRAME_SAMPLES * _BYTES_A_SAMPLE)).stdout
    try:
        frames = split_frames(made)
        sound = len(frames) >= wanted and all(map(_stands_alone, frames[:wanted]))
    except ValueError:
        sound = False
    if not sound:
        raise EncoderFailed(
            f"ffmpeg made no proper MP3 of {len(pcm) // _BYTES_A_SAMPLE} samples.",
            "`holdspace doctor` tells whether this ffmpeg works; HOLDSPACE_FFMPEG can name another.",
        )
    return frames[:wanted]


def _stands_alone(frame: bytes) -> bool:
    header = read_header(frame)
    kind = (header.version, header.bitrate_kbps, header.rate_hz, header.mono)
    return kind == (HEADER.version, HEADER.bitrate_kbps, HEADER.rate_hz, True) and reservoir_bytes(frame) == 0

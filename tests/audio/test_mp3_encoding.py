"""Sound into frames that stand alone."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from audio_helpers import babble
from holdspace.audio import mp3_encoding
from holdspace.audio.mp3_encoding import FRAME_SAMPLES, HEADER, encode_all, encoder_version
from holdspace.audio.mp3_frames import (
    STREAM_DELAY_SAMPLES,
    frames_for,
    info_frame,
    read_header,
    reservoir_bytes,
    split_frames,
)
from holdspace.errors import EncoderFailed
from session_helpers import decoded


def pcm(samples: int) -> np.ndarray:
    """Something like speech, as 16-bit steps."""
    return np.rint(babble(samples / 44_100 + 0.1, -20)[:samples] * 32_767).astype("<i2")


def encode_frames(sound: bytes) -> list[bytes]:
    """The frames of one sound."""
    (frames,) = encode_all([sound])
    return frames


@pytest.mark.parametrize("samples", [0, 1, 46, 47, 48, 1152, 1199, 1200, 20_000, 1152 * 40])
def test_as_many_frames_as_the_sound_needs(samples: int) -> None:
    """There are exactly the frames that bring out the last sample, all of the session's kind, none needing another."""
    frames = encode_frames(pcm(samples).tobytes())
    assert len(frames) == frames_for(samples, HEADER) == -(-(samples + 1105) // 1152)
    for frame in frames:
        kind = read_header(frame)
        assert (kind.version, kind.bitrate_kbps, kind.rate_hz, kind.mono) == (1, 64, 44_100, True)
        assert reservoir_bytes(frame) == 0
        assert len(frame) == kind.length


def test_no_frame_is_ffmpegs_own_header() -> None:
    """The stream begins with sound, not with a Xing or Info frame."""
    assert not any(b"Info" in frame or b"Xing" in frame for frame in encode_frames(pcm(30_000).tobytes()))


def test_the_first_sample_comes_out_where_promised(tmp_path: Path) -> None:
    """Behind an Info header the decoded sound lies on the very samples of the original, its last ones too."""
    sound = pcm(30_001)
    frames = encode_frames(sound.tobytes())
    file = tmp_path / "a.mp3"
    file.write_bytes(info_frame(HEADER, len(frames), len(sound), sum(map(len, frames))) + b"".join(frames))
    out = decoded(file).astype(float)
    assert len(out) == len(sound)
    likeness = [np.corrcoef(out[2000 + shift : 28_000 + shift], sound[2000:28_000])[0, 1] for shift in range(-3, 4)]
    assert int(np.argmax(likeness)) == 3
    assert likeness[3] > 0.99
    assert np.corrcoef(out[-1152:], sound[-1152:])[0, 1] > 0.9


def test_the_same_sound_is_the_same_bytes() -> None:
    """Encoding has no memory and no clock, and what is encoded beside a sound is not heard in it."""
    sound = pcm(20_000).tobytes()
    other = pcm(31_000).tobytes()
    assert encode_all([sound, other, sound]) == [encode_frames(sound), encode_frames(other), encode_frames(sound)]
    assert encode_all([]) == []


def test_frames_keep_to_the_bitrate() -> None:
    """Long and short frames alternate so that the bytes keep to 64 kb/s within one byte or two."""
    sizes = np.cumsum([len(frame) for frame in encode_frames(pcm(1152 * 100).tobytes())])
    ideal = np.arange(1, len(sizes) + 1) * 1152 * 8000 / 44_100
    assert np.abs(sizes - ideal).max() < 2


def test_a_frame_that_leans_on_another_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the bit reservoir on, frames would need their neighbours; that is noticed and never kept."""
    monkeypatch.setattr(mp3_encoding, "_CODEC", ("-c:a", "libmp3lame", "-b:a", "64k"))
    with pytest.raises(EncoderFailed, match="no proper MP3 of 46080 samples") as caught:
        encode_frames(pcm(46_080).tobytes())
    assert "holdspace doctor" in caught.value.mend


@pytest.mark.skipif(sys.platform == "win32", reason="needs shell scripts")
def test_another_encoder_is_another_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another ffmpeg made is not taken for what this one makes."""
    encoder_version.cache_clear()
    before = encoder_version()
    program = tmp_path / "ffmpeg"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    monkeypatch.setenv("HOLDSPACE_FFMPEG", str(program))
    encoder_version.cache_clear()
    assert encoder_version() != before
    encoder_version.cache_clear()


def test_the_session_kind_is_on_the_frame_grid() -> None:
    """A frame has 1,152 samples, and the decoder is 1,105 samples late."""
    assert (FRAME_SAMPLES, STREAM_DELAY_SAMPLES, HEADER.length) == (1152, 1105, 208)
    assert [b - a for a, b in pairwise(frames_for(n * 1152, HEADER) for n in range(5))] == [1] * 4
    assert split_frames(b"") == []

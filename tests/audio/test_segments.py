"""pydub's doorway."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from audio_helpers import noise
from holdspace.audio.ffmpeg import ffmpeg_path
from holdspace.audio.segments import AudioSegment, from_samples, to_samples


def test_the_import_is_quiet_without_ffmpeg_on_path() -> None:
    """With warnings as errors and nothing on PATH the import still passes."""
    code = "import holdspace.audio.segments"
    env = {**os.environ, "PATH": ""}
    command = [sys.executable, "-W", "error", "-c", code]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_import_passes_without_any_ffmpeg() -> None:
    """A missing ffmpeg is told by whoever encodes, not by the import."""
    env = {**os.environ, "HOLDSPACE_FFMPEG": "/nowhere/ffmpeg"}
    done = subprocess.run(
        [sys.executable, "-c", "import holdspace.audio.segments"], env=env, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_pydub_uses_our_ffmpeg() -> None:
    """Pydub's converter is the ffmpeg that holdspace found."""
    assert Path(AudioSegment.converter) == ffmpeg_path()


def test_sixteen_bits_go_through_unchanged() -> None:
    """Samples of a 16-bit segment come back bit for bit."""
    segment = from_samples(noise(0.1), 44_100)
    again = from_samples(to_samples(segment), 44_100)
    assert again.raw_data == segment.raw_data


def test_beyond_full_scale_is_clipped() -> None:
    """What lies beyond full scale becomes full scale and never wraps round."""
    segment = from_samples(np.array([-3.0, -1.0, 0.0, 1.0, 3.0]), 8_000)
    assert list(segment.get_array_of_samples()) == [-32768, -32768, 0, 32767, 32767]


def test_channels_are_averaged() -> None:
    """Two channels become their mean."""
    left = np.array([16384, -16384], dtype="<i2")
    both = np.column_stack([left, np.zeros(2, dtype="<i2")]).astype("<i2")
    stereo = AudioSegment(data=both.tobytes(), sample_width=2, frame_rate=8_000, channels=2)
    assert to_samples(stereo).tolist() == [0.25, -0.25]


def test_eight_bits_are_read_as_signed() -> None:
    """An 8-bit segment has the same sound as its 16-bit original, to 8 bits."""
    original = from_samples(noise(0.05, -20), 8_000)
    narrow = original.set_sample_width(1)
    assert np.abs(to_samples(narrow) - to_samples(original)).max() <= 1 / 128

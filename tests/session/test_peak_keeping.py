"""Decoded files that keep below full scale."""

from __future__ import annotations

import subprocess
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from audio_helpers import babble
from file_helpers import BARE
from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.audio.limiting import limited
from holdspace.audio.loudness import true_peak_dbtp
from holdspace.session import peak_keeping
from holdspace.session.formats import Coding
from holdspace.session.measuring import to_db
from holdspace.session.peak_keeping import heard, stream_below
from holdspace.session.streaming import stream
from holdspace.session.tags import Tags
from holdspace.session.timeline import BedSpan, Timeline
from holdspace.session.writing import write_session
from session_helpers import Shelf, Spoken, always, clip, speech, timeline

RATE = 44_100
CLICKS = np.clip(np.random.default_rng(1).standard_normal(3 * RATE) * (np.arange(3 * RATE) % 22_050 < 3_000), -1, 1)
"""Bursts of noise, the harshest thing for any encoder."""


@pytest.fixture(scope="module")
def harsh() -> Spoken:
    """What is said: babble at the loudness of speech, and bursts, up to the ceiling of a clip."""
    return always(clip(limited((babble(3.0, -20) + CLICKS / 2).astype(np.float32), RATE)))


def session(bed: str | None = None, *, stereo: bool = False) -> Timeline:
    end = 5 * RATE
    beds = (BedSpan(0, end, bed, None),) if bed else ()
    return timeline(speech("a", RATE, 3 * RATE), samples=end, beds=beds, stereo=stereo)


def decoded(file: Path, channels: int, rate_hz: int) -> npt.NDArray[np.float32]:
    """Every sample as another reader of the same file gets it, with nothing cut off at full scale."""
    sound = ["-map", "0:a", "-f", "f32le", "-ac", str(channels), "-ar", str(rate_hz), "pipe:1"]
    command = [str(ffmpeg_path()), "-v", "error", "-nostdin", "-i", file_url(file), *sound]
    return np.frombuffer(subprocess.run(command, capture_output=True, check=True).stdout, "<f4").reshape(-1, channels)


@pytest.mark.parametrize(
    ("coding", "bed"),
    [
        (Coding("m4b", 1, RATE, 24), None),
        (Coding("m4b", 2, RATE, 64), "rain"),
        (Coding("mp3", 1, RATE, 96), "ocean"),
        (Coding("mp3", 2, 24_000, 64), None),
        (Coding("opus", 1, 48_000, 6), None),
        (Coding("opus", 1, 48_000, 24), "rain"),
        (Coding("opus", 2, 48_000, 64), "drone"),
    ],
    ids=str,
)
def test_whatever_an_encoder_makes_of_it_no_peak_is_too_high(
    coding: Coding, bed: str | None, harsh: Spoken, tmp_path: Path
) -> None:
    """Decoded, harsh sound has no true peak above -1 dBTP in any format, and that is the peak which is told."""
    file = tmp_path / f"a.{coding.kind}"
    told = stream_below(session(bed, stereo=coding.channels == 2), harsh, file, coding, lambda _done: None)
    rate = 48_000 if coding.kind == "opus" else coding.rate_hz
    peaks = [true_peak_dbtp(channel, rate) for channel in decoded(file, coding.channels, rate).T]
    assert max(peaks) <= -1
    assert to_db(told.peak) == pytest.approx(max(peaks), abs=0.02)
    assert max(peaks) > -6


def test_it_is_needed(harsh: Spoken, tmp_path: Path) -> None:
    """Made once only, the same sound comes out of an Opus at 24 kb/s beyond full scale."""
    coding, file = Coding("opus", 1, 48_000, 24), tmp_path / "a.opus"
    stream(session(), harsh, file, coding, lambda _done: None)
    assert to_db(heard(file, coding).peak) > 0


@pytest.mark.parametrize("kind", ["flac", "wav", "mp3", "m4b", "opus"])
def test_usual_speech_is_made_once(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Speech in a usual file needs no second try, and decodes at or below -1 dBTP."""
    made: list[float] = []

    def counted(*given: object, **more: object) -> None:
        made.append(1)
        stream(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(peak_keeping, "stream", counted)
    words = always(clip(limited(babble(3.0, -19), RATE)))
    file = tmp_path / f"a.{kind}"
    written = write_session(session("rain"), words, file, Tags("Test"), store=Shelf(), options=BARE)
    assert len(made) == 1
    assert written.measures.true_peak_dbtp <= -1
    assert true_peak_dbtp(decoded(file, 1, RATE)[:, 0], RATE) <= -1


@pytest.mark.parametrize("kind", ["wav", "mp3", "opus"])
def test_over_a_bed_the_receipt_is_what_the_file_measures(kind: str, tmp_path: Path) -> None:
    """A bed near the gate of BS.1770 weighs in or not by a hair: receipt and decoded file agree within 0.05 LU."""
    words = always(clip(limited(babble(3.0, -19), RATE)))
    told, verified = (
        write_session(
            session("rain"),
            words,
            tmp_path / f"{name}.{kind}",
            Tags("Test"),
            store=Shelf(),
            options=BARE,
            verify=checks,
        ).measures
        for name, checks in (("a", False), ("b", True))
    )
    assert told.integrated_lufs == pytest.approx(verified.integrated_lufs, abs=0.05)
    assert told.speech_lufs == pytest.approx(verified.speech_lufs, abs=0.05)

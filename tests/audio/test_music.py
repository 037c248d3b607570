"""The listener's own music beneath a session."""

from __future__ import annotations

import tempfile
import tracemalloc
import wave
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pytest

from audio_helpers import Samples, babble, level_db, noise, silence, sine
from holdspace.audio.ffmpeg import file_url, run
from holdspace.audio.loudness import integrated_lufs
from holdspace.audio.music import opened_music
from holdspace.errors import BadChoice, HoldspaceError


def written(path: Path, sound: Samples, rate_hz: int = 44_100) -> Path:
    """A WAV file of mono samples or of columns, one a channel."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1 if sound.ndim == 1 else sound.shape[1])
        file.setsampwidth(2)
        file.setframerate(rate_hz)
        file.writeframes(np.rint(sound * 32_767).astype("<i2").tobytes())
    return path


def heard(path: Path, seconds: float, channels: int = 1) -> Samples:
    """The first seconds of the music as a bed at 0 dB."""
    with opened_music(path) as music:
        return music.part(0, round(seconds * 44_100), channels)


def pitch_hz(sound: Samples) -> float:
    """The strongest frequency."""
    return float(np.argmax(np.abs(np.fft.rfft(sound * np.hanning(len(sound)))))) * 44_100 / len(sound)


@pytest.mark.parametrize("kind", ["wav", "mp3", "m4a", "ogg", "flac"])
def test_any_format_will_do(tmp_path: Path, kind: str) -> None:
    """Whatever ffmpeg reads is music, at any rate, and comes at its own pitch and as loud as speech."""
    source = written(tmp_path / "song.wav", sine(440, 4, -6, 22_050), 22_050)
    song = tmp_path / f"-dash, 10 min.{kind}"
    if kind == "wav":
        source.rename(song)
    else:
        run(["-i", file_url(source), file_url(song)])
    sound = heard(song, 3)[:, 0]
    assert pitch_hz(sound[:44_100]) == pytest.approx(440, abs=1)
    assert integrated_lufs(sound, 44_100) == pytest.approx(-19, abs=0.3)


@pytest.mark.parametrize("level", [-6, -20, -45])
def test_loud_and_soft_music_come_alike(tmp_path: Path, level: float) -> None:
    """At 0 dB music has -19 LUFS in mono, however loud its file is."""
    song = written(tmp_path / "song.wav", babble(8, level))
    assert integrated_lufs(heard(song, 8)[:, 0], 44_100) == pytest.approx(-19, abs=0.3)


def test_stereo_stays_stereo(tmp_path: Path) -> None:
    """In stereo the channels keep their balance and have -19 LUFS on average; in mono both are heard."""
    song = written(tmp_path / "song.wav", np.column_stack([sine(300, 6, -10), sine(900, 6, -16)]))
    stereo, mono = heard(song, 5, 2), heard(song, 5, 1)
    assert stereo.shape == (220_500, 2)
    assert level_db(stereo[:, 0]) - level_db(stereo[:, 1]) == pytest.approx(6, abs=0.1)
    energy = np.mean([10 ** (integrated_lufs(channel, 44_100) / 10) for channel in stereo.T])
    assert 10 * np.log10(energy) == pytest.approx(-19, abs=0.3)
    assert integrated_lufs(mono[:, 0], 44_100) == pytest.approx(-19, abs=0.3)
    assert np.allclose(mono[:, 0] / mono[:, 0].std(), stereo.mean(axis=1) / stereo.mean(axis=1).std(), atol=1e-3)


def test_silence_around_it_is_left_out(tmp_path: Path) -> None:
    """The music begins at once and comes round without a hole, though its file begins and ends with silence."""
    song = written(tmp_path / "song.wav", np.concatenate([silence(3), noise(5, -20), silence(4)]))
    with opened_music(song) as music:
        assert music.samples == pytest.approx(5 * 44_100, abs=900)
        sound = music.part(0, 20 * 44_100, 1)[:, 0]
    around = [level_db(stretch) for stretch in np.split(sound, 200)]
    assert max(around) - min(around) < 1.5


def test_it_comes_round_without_a_step(tmp_path: Path) -> None:
    """Where the music comes round, its end and its beginning blend for two seconds with equal power."""
    song = written(tmp_path / "song.wav", np.concatenate([sine(400, 5, -12), sine(1_000, 5, -12)]))
    with opened_music(song) as music:
        assert music.crossfade_samples == 2 * 44_100
        assert music.loop_samples == 8 * 44_100
        sound = music.part(0, 20 * 44_100, 1)[:, 0]
    middle = sound[round(8.9 * 44_100) : round(9.1 * 44_100)]
    assert level_db(middle) == pytest.approx(level_db(sound[44_100:88_200]), abs=0.5)
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert spectrum[80] == pytest.approx(spectrum[200], rel=0.1)
    assert np.abs(np.diff(sound)).max() < 1.5 * np.abs(np.diff(sound[: 7 * 44_100])).max()
    assert np.array_equal(sound[round(10.1 * 44_100) : 16 * 44_100], sound[round(2.1 * 44_100) : 8 * 44_100])


def test_a_short_piece_blends_for_less(tmp_path: Path) -> None:
    """Of a piece of four seconds no more than a quarter is blended."""
    with opened_music(written(tmp_path / "song.wav", noise(4, -20))) as music:
        assert music.crossfade_samples == music.samples // 4


def test_any_stretch_is_part_of_the_whole(tmp_path: Path) -> None:
    """A stretch read on its own is the same as that stretch of the whole, across the seams too."""
    with opened_music(written(tmp_path / "song.wav", noise(3, -20))) as music:
        whole = music.part(0, 400_000, 2)
        for first, behind in ((0, 1), (70_000, 170_000), (99_224, 99_225), (131_000, 400_000), (5, 5)):
            assert np.array_equal(music.part(first, behind, 2), whole[first:behind])


def test_nothing_is_left_and_little_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Decoding and measuring takes the memory of seconds, not of the piece, and no file stays, whatever happens."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    song = written(tmp_path / "song.wav", np.tile(noise(10, -20), 18))
    tracemalloc.start()
    with opened_music(song) as music:
        music.part(0, 65_536, 1)
        peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 120e6  # three minutes of stereo and their transform as floats would be some 400 MB
    assert list((tmp_path / "temporary").iterdir()) == []
    with pytest.raises(RuntimeError), opened_music(song):
        raise RuntimeError
    assert list((tmp_path / "temporary").iterdir()) == []


def wrong_files(folder: Path) -> dict[str, tuple[Path, str]]:
    """Of each kind of file that is no music: where it is and what is said about it."""
    (folder / "empty.mp3").touch()
    (folder / "words.mp3").write_text("Not a song at all.\n" * 50)
    no_sound: npt.NDArray[np.float32] = silence(0)
    return {
        "missing": (folder / "missing.mp3", "is not there"),
        "folder": (folder, "is not a file"),
        "empty": (folder / "empty.mp3", "cannot be read as music|holds no sound"),
        "words": (folder / "words.mp3", "cannot be read as music"),
        "no samples": (written(folder / "none.wav", no_sound), "holds no sound|cannot be read"),
        "silent": (written(folder / "silent.wav", silence(5)), "is silent"),
        "short": (written(folder / "short.wav", np.concatenate([silence(2), noise(0.6, -20), silence(2)])), "only 0.6"),
    }


@pytest.mark.parametrize("kind", ["missing", "folder", "empty", "words", "no samples", "silent", "short"])
def test_what_is_no_music_is_told(tmp_path: Path, kind: str) -> None:
    """A file that cannot be a bed is an error that names it, says why, and how to mend it."""
    path, what = wrong_files(tmp_path)[kind]
    with pytest.raises(HoldspaceError, match=what) as caught, opened_music(path):
        pass
    assert isinstance(caught.value, BadChoice)
    assert path.name in caught.value.what
    assert caught.value.mend

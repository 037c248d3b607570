"""Running ffmpeg and leaving nothing behind."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from holdspace.audio.ffmpeg import feed, ffmpeg_path, file_url, run, started, translated
from holdspace.errors import EncoderFailed, MissingLibrary, OutputUnwritable

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs a shell script as a fake ffmpeg")


def fake(folder: Path, script: str) -> str:
    """A program that does what `script` says instead of encoding."""
    program = folder / "ffmpeg-fake"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    return str(program)


def feed_ten_megabytes() -> None:
    """Write more than any pipe holds."""
    with started([]) as process:
        for _ in range(100):
            feed(process, bytes(100_000))


def interrupt(interruption: type[BaseException], pids: list[int]) -> None:
    """Start ffmpeg, note its process id and raise."""
    with started([]) as process:
        pids.append(process.pid)
        raise interruption


def test_the_bundled_ffmpeg_comes_before_the_one_on_path(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without a choice of the user's the wheel's ffmpeg is used."""
    monkeypatch.delenv("HOLDSPACE_FFMPEG", raising=False)
    monkeypatch.delenv("IMAGEIO_FFMPEG_EXE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "imageio_ffmpeg" in str(ffmpeg_path())


def test_the_users_choice_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """HOLDSPACE_FFMPEG wins over everything."""
    program = fake(tmp_path, "exit 0")
    monkeypatch.setenv("HOLDSPACE_FFMPEG", program)
    assert ffmpeg_path() == Path(program)


def test_a_choice_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong HOLDSPACE_FFMPEG is an error that names the variable and its value."""
    monkeypatch.setenv("HOLDSPACE_FFMPEG", "/nowhere/ffmpeg")
    with pytest.raises(MissingLibrary, match="HOLDSPACE_FFMPEG names /nowhere/ffmpeg") as caught:
        ffmpeg_path()
    assert "unset it" in caught.value.mend


def test_no_ffmpeg_at_all_is_told_with_the_command(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Without any ffmpeg the mend is the command that installs one."""
    monkeypatch.delenv("HOLDSPACE_FFMPEG", raising=False)
    monkeypatch.delenv("IMAGEIO_FFMPEG_EXE", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("holdspace.audio.ffmpeg.find_spec", lambda _name: None)
    with pytest.raises(MissingLibrary) as caught:
        ffmpeg_path()
    assert "pip install imageio-ffmpeg" in caught.value.mend


def test_bytes_go_in_and_come_out() -> None:
    """PCM through ffmpeg's standard streams arrives unchanged."""
    pcm = bytes(range(256)) * 40
    raw = ["-f", "s16le", "-ar", "44100", "-ac", "1"]
    assert run([*raw, "-i", "pipe:0", *raw, "pipe:1"], stdin=pcm).stdout == pcm


@pytest.mark.parametrize("name", ["Morning: 10 min.wav", "-dash.wav", "100%d.wav", "ünï.wav"])
def test_file_names_are_never_options_or_protocols(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names with colons, dashes and percent signs are plain files."""
    monkeypatch.chdir(tmp_path)
    if sys.platform == "win32" and ":" in name:
        pytest.skip("not a file name on Windows")
    run(["-f", "lavfi", "-i", "sine=duration=0.1", file_url(Path(name))])
    assert (tmp_path / name).stat().st_size > 1000


def test_a_failure_speaks_ffmpegs_last_words(tmp_path: Path) -> None:
    """What ffmpeg complained of last is in the error."""
    with pytest.raises(EncoderFailed, match="No such file or directory"):
        run(["-i", file_url(tmp_path / "missing.wav"), "-f", "null", "-"])


def test_a_full_disk_is_the_outputs_fault() -> None:
    """ENOSPC is told as a full disk."""
    error = translated(228, "av_interleaved_write_frame(): No space left on device\nConversion failed!")
    assert isinstance(error, OutputUnwritable)
    assert "full" in error.what
    assert error.mend


@posix_only
def test_a_program_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that cannot be executed is a missing library, not a traceback."""
    broken = tmp_path / "ffmpeg"
    broken.write_bytes(b"\x7fELF nonsense")
    broken.chmod(0o755)
    monkeypatch.setenv("HOLDSPACE_FFMPEG", str(broken))
    with pytest.raises(MissingLibrary, match="cannot be started"):
        run(["-version"])


@posix_only
def test_a_killed_ffmpeg_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Death by a signal is an error of its own."""
    monkeypatch.setenv("HOLDSPACE_FFMPEG", fake(tmp_path, "kill -9 $$"))
    with pytest.raises(EncoderFailed, match="killed by signal 9"):
        run([])


@posix_only
def test_an_ffmpeg_that_stops_reading_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A broken pipe becomes the reason ffmpeg gave before it went."""
    monkeypatch.setenv("HOLDSPACE_FFMPEG", fake(tmp_path, "echo 'codec went away' >&2; exit 3"))
    with pytest.raises(EncoderFailed, match="exit status 3: codec went away"):
        feed_ten_megabytes()


@posix_only
def test_success_without_reading_is_a_failure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An exit status of 0 does not excuse an ffmpeg that left half its input unread."""
    monkeypatch.setenv("HOLDSPACE_FFMPEG", fake(tmp_path, "exit 0"))
    with pytest.raises(EncoderFailed, match="before it had everything"):
        feed_ten_megabytes()


@posix_only
@pytest.mark.parametrize("interruption", [KeyboardInterrupt, RuntimeError, BrokenPipeError])
def test_an_interruption_leaves_no_process(
    interruption: type[BaseException], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Whatever ends the block, the process is gone and reaped afterwards, and what was raised goes on."""
    monkeypatch.setenv("HOLDSPACE_FFMPEG", fake(tmp_path, "exec sleep 60"))
    pids: list[int] = []
    with pytest.raises(interruption):
        interrupt(interruption, pids)
    with pytest.raises(ProcessLookupError):
        os.kill(pids[0], 0)

"""Whole files or none."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
import time
import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode

from audio_helpers import babble, silence
from holdspace.audio.loudness import true_peak_dbtp
from holdspace.errors import (
    BadChoice,
    EncoderFailed,
    HoldspaceError,
    MissingLibrary,
    OutputExists,
    OutputUnwritable,
    ScriptError,
    Unspeakable,
)
from holdspace.score.model import Utterance
from holdspace.session.placing import place
from holdspace.session.tags import Tags
from holdspace.session.timeline import Timeline
from holdspace.session.writing import Written, check_target, write_session
from holdspace.speech.clip import Clip
from session_helpers import (
    Shelf,
    Spoken,
    always,
    click_clip,
    clicks,
    clip,
    decoded,
    keep,
    lengths,
    say,
    score,
    speech,
    text_of,
    timeline,
)

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="needs shell scripts and signals")

CLICK = 22_050
TAGS = Tags("Test")


def short_plan() -> Timeline:
    """Three clicks in four seconds and an odd bit."""
    return timeline(*[speech(str(i), 20_000 + 50_000 * i) for i in range(3)], samples=176_543)


def write(target: Path, plan: Timeline | None = None, **more: object) -> Written:
    """Write a short session; nothing is encoded yet unless a store is given."""
    more.setdefault("store", Shelf())
    return write_session(plan or short_plan(), clicks(), target, TAGS, **more)  # type: ignore[arg-type]  # passed through


def digest(file: Path) -> str:
    """The file's content in short."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def listing(folder: Path) -> list[str]:
    """Every name in the folder, hidden ones too."""
    return sorted(path.name for path in folder.iterdir())


# --- the sound in the file ------------------------------------------------------------------------------------------


def onsets(sound: np.ndarray) -> np.ndarray:
    """First sample of each click: where the level rises above a tenth of full scale after quiet."""
    loud = np.flatnonzero(np.abs(sound.astype(np.int32)) > 3000)
    return loud[np.concatenate([[True], np.diff(loud) > 4000])]


def test_ten_minutes_decode_to_the_plan(tmp_path: Path) -> None:
    """In a ten-minute MP3 each onset decodes within 5 ms of the plan and the length within 50 ms, to the very end."""
    cues = [cue for i in range(40) for cue in (say(str(i)), keep(14_333))]
    plan = place(score(*cues), lengths(otherwise=CLICK), text_of)
    target = tmp_path / "long.mp3"
    write(target, plan)
    sound = decoded(target)
    planned = np.array([event.start for event in plan.events if event.kind == "speech"])
    own = onsets(np.frombuffer(click_clip(CLICK).audio.raw_data, dtype="<i2"))[0] - 1764
    assert plan.samples > 590 * 44_100
    assert len(onsets(sound)) == len(planned)
    assert np.abs(onsets(sound) - own - planned).max() < 0.005 * 44_100
    assert abs(len(sound) - plan.samples) < 0.05 * 44_100


def test_holds_decode_to_silence(tmp_path: Path) -> None:
    """Between two words the decoded file is silent: below -80 dBFS from 100 ms after the one on."""
    target = tmp_path / "a.mp3"
    write(target)
    sound = decoded(target)
    assert np.abs(sound[20_000 + CLICK + 8_000 : 66_000].astype(np.int32)).max() <= 3


def test_the_default_profile(tmp_path: Path) -> None:
    """MPEG-1 Layer III, 44.1 kHz, mono, 64 kb/s constant, with an Info header, and the length that was planned."""
    target = tmp_path / "a.mp3"
    written = write(target)
    info = MP3(target).info
    assert (info.version, info.layer, info.sample_rate, info.channels) == (1, 3, 44_100, 1)
    assert info.bitrate == pytest.approx(64_000, abs=100)
    assert info.bitrate_mode == BitrateMode.CBR
    assert b"Info" in target.read_bytes()
    assert abs(info.length - len(decoded(target)) / 44_100) < 0.1
    assert (written.file, written.samples) == (target, len(decoded(target)))


def test_a_wav_holds_the_very_samples(tmp_path: Path) -> None:
    """A WAV file holds exactly the planned samples, as mono 16 bit at 44.1 kHz."""
    target = tmp_path / "a.wav"
    written = write(target)
    with wave.open(str(target)) as stream:
        assert stream.getparams()[:4] == (1, 2, 44_100, 176_543)
    assert written.samples == len(decoded(target)) == 176_543


def test_the_decoded_peak_stays_below_the_limit(tmp_path: Path) -> None:
    """Speech limited to -2 dBTP decodes from the MP3 with true peaks at or below -1.5 dBTP."""
    from holdspace.audio.finishing import finish
    from holdspace.audio.segments import from_samples

    done = finish(from_samples(np.concatenate([silence(0.1), babble(8, -18), silence(0.1)]), 44_100), 6.0)
    loud = Clip("a", done.audio, done.lead_samples, done.tail_samples)
    target = tmp_path / "a.mp3"
    plan = timeline(speech("a", 10_000, loud.samples), samples=400_000)
    write_session(plan, always(loud), target, TAGS, store=Shelf())
    assert true_peak_dbtp(decoded(target) / 32_768, 44_100) <= -1.5


@pytest.mark.parametrize("name", ["a.mp3", "a.wav"])
def test_the_same_session_is_the_same_file(name: str, tmp_path: Path) -> None:
    """Written twice, in two folders, the bytes are the same."""
    for folder in ("one", "two"):
        write(tmp_path / folder / name)
        time.sleep(1.1 if folder == "one" else 0)
    assert digest(tmp_path / "one" / name) == digest(tmp_path / "two" / name)


@pytest.mark.parametrize("samples", [1, 100, 1152, 17_000])
@pytest.mark.parametrize("suffix", ["mp3", "wav"])
def test_tiny_and_wordless_sessions(samples: int, suffix: str, tmp_path: Path) -> None:
    """A session without speech, or shorter than 0.4 s, is written like any other."""
    target = tmp_path / f"a.{suffix}"
    written = write(target, timeline(samples=samples))
    assert abs(written.samples - samples) <= 2205
    assert listing(tmp_path) == [target.name]


def test_an_empty_session_is_refused(tmp_path: Path) -> None:
    """A session of no samples at all is told as such and leaves no file."""
    with pytest.raises(ScriptError, match="empty"):
        write(tmp_path / "a.mp3", timeline(samples=0))
    assert listing(tmp_path) == []


def test_four_hundred_steps(tmp_path: Path) -> None:
    """A session of 400 one-second steps has 400 onsets in the right places."""
    step = 38 * 1152  # on the grid, as speech in a session is
    plan = timeline(*[speech(str(i), step * i + 4_608) for i in range(400)], samples=step * 401)
    target = tmp_path / "steps.mp3"
    write(target, plan)
    found = onsets(decoded(target))
    assert len(found) == 400
    assert set(np.diff(found)) == {step}


@given(st.lists(st.integers(22_051, 60_000), max_size=12))
@settings(max_examples=8, deadline=None)
def test_every_cue_starts_where_it_is_planned(tmp_path_factory: pytest.TempPathFactory, gaps: list[int]) -> None:
    """Whatever the distances, each clip's first audible sample in a WAV lies on the planned sample."""
    starts = np.cumsum([2_000, *gaps])
    plan = timeline(*[speech(str(i), int(s)) for i, s in enumerate(starts)], samples=int(starts[-1]) + 40_000)
    target = tmp_path_factory.mktemp("w") / "a.wav"
    write(target, plan)
    found = onsets(decoded(target))
    assert (found - found[0] + starts[0]).tolist() == starts.tolist()


def test_progress_rises_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Progress is told batch by batch, or block by block, and ends at 1."""
    monkeypatch.setattr("holdspace.session.stretch_encoding._MOST_FRAMES", 1)
    for name in ("a.mp3", "a.wav"):
        told: list[float] = []
        write(tmp_path / name, progress=told.append)
        assert told == sorted(told)
        assert len(set(told)) >= 3
        assert told[-1] == 1.0


# --- the target -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["Morning: 10 min.mp3", "-dash.mp3", "50%d é 🧘.MP3", "x" * 250 + ".mp3"])
def test_any_file_name_works(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that look like protocols, options or patterns, and the longest ones, are plain names."""
    if sys.platform == "win32" and ":" in name:
        pytest.skip("not a file name on Windows")
    monkeypatch.chdir(tmp_path)
    assert write(Path(name)).file == Path(name)
    assert listing(tmp_path) == [name]


@pytest.mark.parametrize(("name", "said"), [("a.zip", r'"\.zip" is not a format'), ("a", "has no suffix")])
def test_other_formats_are_refused(name: str, said: str, tmp_path: Path) -> None:
    """The suffix names the format; others are refused, naming what is possible."""
    with pytest.raises(BadChoice, match=said) as caught:
        write(tmp_path / name)
    assert ".mp3, .m4b" in caught.value.mend
    assert listing(tmp_path) == []


def test_a_wav_too_long_for_its_header_is_refused(tmp_path: Path) -> None:
    """More than 13 hours do not fit into a WAV file, and that is told before anything is written."""
    with pytest.raises(BadChoice, match=r"at most 13:31:\d\d, and the session is 14:00:00"):
        write(tmp_path / "a.wav", timeline(samples=14 * 3600 * 44_100))
    assert listing(tmp_path) == []


def test_a_foreign_file_is_kept(tmp_path: Path) -> None:
    """A file that holdspace did not make is replaced only by force."""
    target = tmp_path / "a.mp3"
    target.write_bytes(b"my own recording")
    with pytest.raises(OutputExists, match="did not make it") as caught:
        write(target)
    assert "--force" in caught.value.mend
    assert target.read_bytes() == b"my own recording"
    write(target, force=True)
    assert len(decoded(target)) > 0


@pytest.mark.parametrize("suffix", ["mp3", "wav"])
def test_our_own_file_is_replaced(suffix: str, tmp_path: Path) -> None:
    """A file that holdspace made is known by its mark and replaced without being asked."""
    target = tmp_path / f"a.{suffix}"
    write(target, timeline(samples=100_000))
    write(target)
    assert abs(len(decoded(target)) - 176_543) < 2205


def test_a_foreign_file_in_ffmpegs_clothes_is_kept(tmp_path: Path) -> None:
    """A tagged MP3 of somebody else is foreign all the same."""
    target = tmp_path / "a.mp3"
    write(target)
    tagged = MP3(target)
    assert tagged.tags is not None
    tagged.tags.delall("TXXX")
    tagged.save()
    with pytest.raises(OutputExists):
        write(target)


def test_folders_are_made(tmp_path: Path) -> None:
    """Missing folders on the way to the target are made."""
    target = tmp_path / "deep" / "er" / "a.mp3"
    write(target)
    assert target.exists()


def test_a_folder_in_the_targets_place(tmp_path: Path) -> None:
    """A target that is a folder is one line of error."""
    (tmp_path / "a.mp3").mkdir()
    with pytest.raises(OutputUnwritable, match="is a folder") as caught:
        write(tmp_path / "a.mp3", force=True)
    assert "\n" not in str(caught.value)


def test_a_file_in_a_folders_place(tmp_path: Path) -> None:
    """A folder on the way that is really a file is one line of error."""
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputUnwritable, match="cannot be written"):
        write(tmp_path / "file" / "a.mp3")


@posix_only
def test_a_device_is_no_target(tmp_path: Path) -> None:
    """A named pipe is not written to, force or not."""
    os.mkfifo(tmp_path / "a.mp3")
    with pytest.raises(OutputUnwritable, match="not a regular file"):
        write(tmp_path / "a.mp3", force=True)


@posix_only
@pytest.mark.skipif(sys.platform != "win32" and os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path: Path) -> None:
    """A folder that may not be written is one line of error."""
    tmp_path.chmod(0o500)
    with pytest.raises(OutputUnwritable, match="Permission denied"):
        write(tmp_path / "a.mp3")
    tmp_path.chmod(0o700)


def test_a_file_system_that_is_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When no file can be created, the reason and another way are told."""

    def refuse(*_args: object, **_more: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("holdspace.files.os.open", refuse)
    with pytest.raises(OutputUnwritable, match=r"a\.mp3 cannot be written: Permission denied") as caught:
        write(tmp_path / "a.mp3")
    assert "-o" in caught.value.mend


@posix_only
def test_the_result_is_readable_by_others(tmp_path: Path) -> None:
    """The file has the permissions that the umask grants, not those of a private temporary file."""
    before = os.umask(0o022)
    try:
        write(tmp_path / "a.mp3")
    finally:
        os.umask(before)
    assert (tmp_path / "a.mp3").stat().st_mode & 0o777 == 0o644


@posix_only
def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """A symbolic link keeps pointing; what it points to is replaced."""
    real, link = tmp_path / "real.mp3", tmp_path / "link.mp3"
    write(real, timeline(samples=50_000))
    link.symlink_to(real)
    write(link)
    assert link.is_symlink()
    assert abs(len(decoded(real)) - 176_543) < 2205


# --- what goes wrong ------------------------------------------------------------------------------------------------


def fake_ffmpeg(folder: Path, script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a shell script in ffmpeg's place; `$REAL` is the real one and `$LAST` its last argument's path."""
    from holdspace.audio.ffmpeg import ffmpeg_path

    tools = folder / "tools"
    tools.mkdir()
    program = tools / "ffmpeg"
    head = f'#!/bin/sh\nREAL="{ffmpeg_path()}"\nfor LAST; do :; done\nLAST="${{LAST#file:}}"\n'
    program.write_text(head + script + "\n")
    program.chmod(0o755)
    monkeypatch.setenv("HOLDSPACE_FFMPEG", str(program))


MADE, TAKES = '"$REAL" "$@"', '> "$LAST.other" && mv "$LAST.other" "$LAST"'
FAILURES = [
    ("echo 'Unknown encoder' >&2; exit 1", EncoderFailed, "Unknown encoder"),
    ("exit 0", EncoderFailed, "no proper MP3 of"),
    ('echo half > "$LAST"; exit 0', EncoderFailed, r"no proper MP3 of \d+ samples"),
    (f'{MADE} && head -c 3000 "$LAST" {TAKES}', EncoderFailed, "no proper MP3"),
    (f'{MADE} && "$REAL" -v error -i "$LAST" -b:a 128k -f mp3 - {TAKES}', EncoderFailed, "no proper MP3"),
    (f'{MADE} && "$REAL" -v error -i "$LAST" -write_xing 0 -b:a 64k -f mp3 - {TAKES}', EncoderFailed, "no proper MP3"),
    ("cat > /dev/null; echo 'file: No space left on device' >&2; exit 228", OutputUnwritable, "disk is full"),
    ("kill -9 $$", EncoderFailed, "killed by signal 9"),
    ('echo half > "$LAST"; kill -9 $$', EncoderFailed, "killed by signal 9"),
]  # fmt: skip


@posix_only
@pytest.mark.parametrize(("script", "error", "said"), FAILURES)
def test_a_failing_encoder_changes_nothing(
    script: str, error: type[HoldspaceError], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However the encoder fails, and even if it claims success, the old output stays and nothing else is left."""
    folder = tmp_path / "out"
    target = folder / "a.mp3"
    write(target, timeline(samples=60_000))
    before = digest(target)
    fake_ffmpeg(tmp_path, script, monkeypatch)
    with pytest.raises(error, match=said) as caught:
        write(target, timeline(speech("a", 5_000), samples=300_000))
    assert caught.value.mend
    assert digest(target) == before
    assert listing(folder) == ["a.mp3"]


def test_a_missing_ffmpeg_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ffmpeg the old output stays, and what to do is told."""
    target = tmp_path / "a.mp3"
    write(target)
    before = digest(target)
    monkeypatch.setenv("HOLDSPACE_FFMPEG", "/nowhere/ffmpeg")
    with pytest.raises(MissingLibrary, match="/nowhere/ffmpeg"):
        write(target)
    assert digest(target) == before
    assert listing(tmp_path) == ["a.mp3"]


def test_a_wav_needs_no_ffmpeg(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A WAV file is written and verified without ffmpeg."""
    monkeypatch.setenv("HOLDSPACE_FFMPEG", "/nowhere/ffmpeg")
    assert write(tmp_path / "a.wav").samples == 176_543


def test_a_full_disk_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk fills up under a WAV the old output stays, and the reason is told."""
    target = tmp_path / "a.wav"
    write(target)
    before = digest(target)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wave.Wave_write.writeframesraw", full)
    with pytest.raises(OutputUnwritable, match="No space left on device") as caught:
        write(target)
    assert "Free some space" in caught.value.mend
    assert digest(target) == before
    assert listing(tmp_path) == ["a.wav"]


@pytest.mark.parametrize("stage", ["tagged_around", "count_samples", "settle"])
def test_a_failure_at_any_stage_changes_nothing(stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption while tagging, verifying or renaming leaves the old file and nothing else."""
    target = tmp_path / "a.mp3"
    write(target)
    before = digest(target)

    def interrupt(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(f"holdspace.session.writing.{stage}", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write(target, timeline(samples=60_000))
    assert digest(target) == before
    assert listing(tmp_path) == ["a.mp3"]


@pytest.mark.parametrize("suffix", ["mp3", "wav"])
@pytest.mark.parametrize("error", [KeyboardInterrupt(), Unspeakable("no sound.", "Reword it.", "x")])
def test_a_clip_that_cannot_be_had_changes_nothing(suffix: str, error: BaseException, tmp_path: Path) -> None:
    """When a clip fails, or Ctrl-C comes, in the middle, the error goes on and the old output stays."""
    target = tmp_path / f"a.{suffix}"
    write(target)
    before = digest(target)

    def failing(wanted: Utterance) -> Clip:
        if wanted.text == "2":
            raise error
        return click_clip(CLICK)

    plan = timeline(speech("1", 0), speech("2", 400_000), samples=600_000)
    with pytest.raises(type(error)):
        write_session(plan, Spoken(failing), target, TAGS, store=Shelf())
    assert digest(target) == before
    assert listing(tmp_path) == [target.name]


WRITER = """
import sys, time
from pathlib import Path
from session_helpers import Shelf, clicks, speech, timeline
from holdspace.session.tags import Tags
from holdspace.session.writing import write_session
seconds, target = int(sys.argv[1]), Path(sys.argv[2])
plan = timeline(*[speech(str(i), 44_100 * i + 4_000) for i in range(seconds)], samples=44_100 * (seconds + 1))
print("ready", flush=True)
print(write_session(plan, clicks(), target, Tags("Test"), store=Shelf()).samples)
"""


def start_writer(seconds: int, target: Path) -> subprocess.Popen[str]:
    """Write a session of so many seconds in another process; returns when it has begun."""
    paths = [str(Path(__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}
    command = [sys.executable, "-c", WRITER, str(seconds), str(target)]
    process = subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


@posix_only
def test_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    """SIGINT in the middle leaves no file and no ffmpeg."""
    with start_writer(3000, tmp_path / "a.mp3") as writer:
        time.sleep(0.4)
        writer.send_signal(signal.SIGINT)
        writer.wait()
    assert writer.returncode != 0
    assert listing(tmp_path) == []


def test_two_runs_to_one_target(tmp_path: Path) -> None:
    """Two processes writing to one target both succeed, and one whole file of theirs is there."""
    target = tmp_path / "a.mp3"
    with start_writer(120, target) as one, start_writer(200, target) as two:
        assert (one.wait(), two.wait()) == (0, 0)
    assert round(len(decoded(target)) / 44_100) in {121, 201}
    assert listing(tmp_path) == ["a.mp3"]


@posix_only
def test_only_what_is_abandoned_is_cleared(tmp_path: Path) -> None:
    """Temporary files of dead processes go; those of living ones, of other machines and of other programs stay."""
    write(tmp_path / "a.mp3")
    from holdspace.files import _machine

    here = _machine()
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".a.mp3.{here}-{dead.pid}-0123abcd.holdspace.part").write_bytes(b"x")
    stay = [
        f".a.mp3.{here}-{os.getpid()}-0123abcd.holdspace.part",
        ".a.mp3.00000000-1-0123abcd.holdspace.part",
        ".somebody.part",
        "notes.txt",
    ]
    for name in stay:
        (tmp_path / name).write_bytes(b"x")
    write(tmp_path / "a.mp3")
    assert listing(tmp_path) == sorted(["a.mp3", *stay])
    os.utime(tmp_path / stay[1], (0, 0))
    write(tmp_path / "a.mp3")
    assert stay[1] not in listing(tmp_path)


def test_the_temporary_file_lies_beside_the_target(tmp_path: Path) -> None:
    """While a session is written its only trace is one hidden file in the target's own folder."""
    seen: list[str] = []

    def look(wanted: Utterance) -> Clip:
        seen.extend(listing(tmp_path))
        return clip(np.zeros(CLICK), wanted.text)

    write_session(short_plan(), Spoken(look), tmp_path / "a.mp3", TAGS, store=Shelf())
    (name,) = set(seen)
    assert re.fullmatch(r"\.a\.mp3\.[0-9a-f]{8}-\d+-[0-9a-f]{8}\.holdspace\.part", name)


@pytest.mark.parametrize("beneath", ["session.mp3", "deep/down/session.mp3"])
def test_a_file_in_the_place_of_the_folder_is_seen_at_once(beneath: str, tmp_path: Path) -> None:
    """Before anything is spoken, the message names the file that is no folder."""
    (tmp_path / "notes").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputUnwritable, match=f"{re.escape(str(tmp_path / 'notes'))} is a file, not a folder"):
        check_target(tmp_path / "notes" / beneath)
    check_target(tmp_path / "folder" / beneath)

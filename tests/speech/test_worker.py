"""Worker processes that misbehave."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from holdspace.errors import EngineCrashed, EngineTimeout, HoldspaceError, UnknownVoice, Unspeakable
from holdspace.speech.engines.pyttsx3_engine import Pyttsx3Engine

on_posix = pytest.mark.skipif(sys.platform == "win32", reason="signals and process groups")

FAKE = """
import json, os, signal, subprocess, sys, time, wave
from pathlib import Path
from holdspace.errors import UnknownVoice
from holdspace.speech.worker import packed

mood, log = sys.argv[1], Path(sys.argv[2])

def say(answer):
    print(json.dumps(answer), flush=True)

def write(question, seconds, share=1.0):
    with wave.open(question["file"], "wb") as out:
        out.setparams((1, 2, 8000, 0, "NONE", ""))
        out.writeframes(b"\\x00\\x10\\x00\\xf0" * int(4000 * seconds))
    data = Path(question["file"]).read_bytes()
    Path(question["file"]).write_bytes(data[: int(len(data) * share)])

def misbehave(question):
    if mood == "hangs":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        time.sleep(60)
    elif mood == "segfaults":
        os.kill(os.getpid(), signal.SIGSEGV)
    elif mood == "truncates":
        write(question, 2.0, 0.5)
    elif mood == "stutters":
        write(question, 0.05)
    elif mood == "drones":
        write(question, 60.0)
    elif mood == "nonsense":
        print("Audio saved to somewhere", flush=True)
        time.sleep(60)
    elif mood == "refuses":
        return say({"error": packed(UnknownVoice("zz", ["pyttsx3:one"]))})
    elif mood == "silent":
        with wave.open(question["file"], "wb") as out:
            out.setparams((1, 2, 8000, 0, "NONE", ""))
            out.writeframes(bytes(32000))
    elif mood == "empty":
        Path(question["file"]).write_bytes(b"")
    say({"ok": None})

say({"ok": "ready"})
for line in sys.stdin:
    question = json.loads(line)
    if question["do"] == "voices":
        voices = [{"id": "gmw/one", "name": "One", "languages": ["en"], "gender": ""}]
        say({"ok": {"default": "gmw/one", "voices": voices, "library": "fake"}})
        continue
    with log.open("a") as out:
        out.write(f"{os.getpid()} {question['text']}\\n")
    tries = len(log.read_text().splitlines())
    if "bad" in question["text"] or (mood.startswith("once-") and tries == 1):
        mood, was = mood.removeprefix("once-"), mood
        misbehave(question)
        mood = was
    else:
        write(question, 2.0)
        say({"ok": None})
"""
BAD, GOOD = "This is a bad line, friends.", "This is a good line, friends."


class Fake:
    """An engine over a worker with a `mood`."""

    def __init__(self, folder: Path, mood: str) -> None:
        script = folder / "fake_worker.py"
        script.write_text(FAKE)
        self.log = folder / "log"
        self.engine = Pyttsx3Engine(
            [sys.executable, str(script), mood, str(self.log)], base_seconds=0.4, seconds_per_character=0.01
        )
        self.engine._load()

    def tries(self) -> list[str]:
        return [line.split(" ", 1)[1] for line in self.log.read_text().splitlines()]

    def pids(self) -> list[int]:
        return [int(line.split(" ", 1)[0]) for line in self.log.read_text().splitlines()]


CASES = [
    ("hangs", EngineTimeout, "did not finish"),
    ("segfaults", EngineCrashed, "SIGSEGV"),
    ("truncates", Unspeakable, "no whole file"),
    ("empty", Unspeakable, "no whole file"),
    ("silent", Unspeakable, "no sound"),
    ("stutters", Unspeakable, "too little sound"),
    ("drones", Unspeakable, "too much sound"),
    ("nonsense", EngineCrashed, "nonsense"),
]


@on_posix
@pytest.mark.parametrize(("mood", "kind", "words"), CASES)
def test_what_fails_twice_is_an_error_that_names_the_text(
    tmp_path: Path, mood: str, kind: type[HoldspaceError], words: str
) -> None:
    """A voice that misbehaves is tried once more, then an error names the text, and the next line is spoken."""
    fake = Fake(tmp_path, mood)
    started = time.monotonic()
    with pytest.raises(kind, match=words) as caught:
        fake.engine.speak(BAD, "one", 1.0)
    assert BAD in caught.value.what
    assert getattr(caught.value, "text", None) == BAD
    assert fake.tries() == [BAD, BAD]
    assert time.monotonic() - started < 10
    assert fake.engine.speak(GOOD, "one", 1.0).duration_seconds == 2.0
    fake.engine.close()
    assert not any(map(_runs, fake.pids()))


@on_posix
@pytest.mark.parametrize("mood", [case[0] for case in CASES])
def test_what_fails_once_is_spoken_at_the_second_try(tmp_path: Path, mood: str) -> None:
    """A single failure costs a second try and nothing else."""
    fake = Fake(tmp_path, f"once-{mood}")
    assert fake.engine.speak(GOOD, "one", 1.0).duration_seconds == 2.0
    assert fake.tries() == [GOOD, GOOD]
    fake.engine.close()


@on_posix
def test_a_hung_worker_is_killed_with_its_children(tmp_path: Path) -> None:
    """After the deadline neither the worker nor what it had started is left."""
    fake = Fake(tmp_path, "hangs")
    with pytest.raises(EngineTimeout):
        fake.engine.speak(BAD, "one", 1.0)
    first, second = fake.pids()
    assert first != second
    assert not _runs(first)
    assert _group_is_empty(first)
    assert _group_is_empty(second)


def test_our_own_errors_arrive_whole(tmp_path: Path) -> None:
    """What the worker raises keeps its class, words and attributes, is not tried again, and costs no restart."""
    fake = Fake(tmp_path, "refuses")
    pid = fake.engine._worker.pid
    with pytest.raises(UnknownVoice) as caught:
        fake.engine.speak(BAD, "one", 1.0)
    assert (caught.value.name, caught.value.near) == ("zz", ("pyttsx3:one",))
    assert fake.tries() == [BAD]
    assert fake.engine._worker.pid == pid
    fake.engine.close()


@on_posix
def test_ctrl_c_leaves_no_process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption while the voice speaks ends the worker at once and goes on its way."""
    fake = Fake(tmp_path, "hangs")
    pid = fake.engine._worker.pid
    assert pid is not None

    def interrupted(_seconds: float) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(fake.engine._worker, "_receive", interrupted)
    with pytest.raises(KeyboardInterrupt):
        fake.engine.speak(BAD, "one", 1.0)
    assert not _runs(pid)


def test_a_worker_that_cannot_start_is_told(tmp_path: Path) -> None:
    """A missing program is the machine's lack, in one sentence."""
    engine = Pyttsx3Engine([str(tmp_path / "missing")])
    (voice,) = engine.voices()
    assert not voice.works
    assert "cannot be started" in voice.reason


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def _group_is_empty(pid: int) -> bool:
    """Whether no living process is left in the group; those killed may take a moment to be reaped."""
    for _ in range(100):
        try:
            os.killpg(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False

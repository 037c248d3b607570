"""Everything in a score spoken before it is placed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from command_helpers import environment
from furnishing import furnish
from holdspace.errors import ScriptError
from holdspace.score.model import Score
from holdspace.score.utterances import distinct_utterances
from holdspace.session.making import Workshop, speak_all, spoken_timeline
from holdspace.speech import chorus
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.engines.pyttsx3_engine import Pyttsx3Engine
from holdspace.speech.speaking import Speaker
from holdspace.speech.store import ClipStore
from session_helpers import keep, say, score

SENTENCES = tuple(
    f"Gently walk your arms {way}, and let your {part} soften with every breath out."
    for way in ("forward", "back", "to the side")
    for part in ("neck", "back", "hips", "knees")
)


def session(*more: str) -> Score:
    return score(*(say(text) for text in (*SENTENCES, *more, *SENTENCES)), keep(60_000, ("Ten seconds.", 50_000, 30)))


def speaker(folder: Path, voice: str) -> Speaker:
    furnish(folder)
    shop = Workshop(Catalogue(), ClipStore(folder))
    return shop.speaker(session(), shop.catalogue.find(voice))


def clips(folder: Path, voice: str) -> dict[str, bytes]:
    with speaker(folder, voice) as speak:
        speak_all(speak, session())
        return {u.text: speak.clip(u).audio.raw_data for u in distinct_utterances(session())}


@pytest.mark.parametrize(
    "voice", [pytest.param("pyttsx3:en-us", marks=pytest.mark.engine("pyttsx3")), "hibari:heart", "silent:tone"]
)
def test_side_by_side_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, voice: str) -> None:
    """However many processors there are, every clip is the same to the last bit, under the same name."""
    if voice.startswith("hibari"):
        pytest.importorskip("hibari")
    monkeypatch.setattr(Pyttsx3Engine, "another_pays_after", 1)
    found = []
    for cpus in (1, 3):
        monkeypatch.setattr(chorus, "usable_cpus", lambda cpus=cpus: cpus)
        found.append(clips(tmp_path / str(cpus), voice))
    assert found[0] == found[1]
    names = [sorted(path.name for path in (tmp_path / n).rglob("*.clip")) for n in ("1", "3")]
    assert names[0] == names[1]


def test_each_sentence_is_spoken_once_and_found_next_time(tmp_path: Path) -> None:
    """A sentence that comes twice is spoken once; the next run speaks nothing and reads no sound to place it."""
    first = speaker(tmp_path, "silent:tone")
    line = spoken_timeline(first, session())
    assert (first.synthesized, first.reused) == (len(SENTENCES) + 1, 0)
    second = speaker(tmp_path, "silent:tone")
    assert spoken_timeline(second, session()) == line
    assert (second.synthesized, second.reused) == (0, len(SENTENCES) + 1)
    assert not second._kept._clips


def test_all_lines_that_cannot_be_spoken_are_named(tmp_path: Path) -> None:
    """Every line without sound is named in one error, in the order of the script, and the others are kept."""
    speak = speaker(tmp_path, "silent:tone")
    with pytest.raises(ScriptError) as caught:
        speak_all(speak, session("—", "…"))
    assert [d.code for d in caught.value.diagnostics] == ["unspeakable"] * 2
    assert speak.synthesized == len(SENTENCES) + 1
    assert all(speak.is_ready(u) for u in distinct_utterances(session()))


def test_a_damaged_clip_is_spoken_again(tmp_path: Path) -> None:
    """A clip whose sound was damaged after its length was read is spoken anew when it is needed."""
    first = speaker(tmp_path, "silent:tone")
    speak_all(first, session())
    (utterance, *_) = distinct_utterances(session())
    sound = first.clip(utterance).audio.raw_data
    for path in tmp_path.rglob("*.clip"):
        data = path.read_bytes()
        path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    second = speaker(tmp_path, "silent:tone")
    assert second.samples(utterance) == first.samples(utterance)
    assert second.clip(utterance).audio.raw_data == sound


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.engine("pyttsx3")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_render_keeps_what_was_spoken(tmp_path: Path, number: int) -> None:
    """Ctrl-C and a polite kill end the render and its processes within seconds; the next one goes on from there."""
    script = tmp_path / "long.md"
    script.write_text("# Long\n\n" + "\n\n".join(f"{s} This is number {n}." for n in range(9) for s in SENTENCES))
    command = [sys.executable, "-m", "holdspace", "render", str(script), "-o", str(tmp_path / "a.mp3")]
    env = environment(tmp_path)
    running = subprocess.Popen(
        [*command, "--voice", "pyttsx3:en-us"], env=env, stderr=subprocess.PIPE, start_new_session=True
    )
    while len(list((tmp_path / "clips").rglob("*.clip"))) < 8:
        assert running.poll() is None
        time.sleep(0.05)
    os.kill(running.pid, number)
    running.communicate(timeout=20)
    assert running.returncode == (130 if number == signal.SIGINT else 128 + number)
    assert not _children_of(running.pid)
    assert not (tmp_path / "a.mp3").exists()
    kept = list((tmp_path / "clips").rglob("*.clip"))
    assert len(kept) >= 8
    assert all(ClipStore(tmp_path / "clips").get(path.stem) is not None for path in kept)
    assert not list((tmp_path / "clips").rglob("*.part"))


def _children_of(session_id: int) -> list[str]:
    """What still runs with the process as its parent or in its session."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if session_id in (int(fields[1]), int(fields[3])):
            found.append(stat.parent.name)
    return found

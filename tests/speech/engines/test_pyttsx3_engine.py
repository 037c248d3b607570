"""The pyttsx3 engine, with the real pyttsx3 and the real speech library of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from holdspace.errors import MissingLibrary, Unspeakable
from holdspace.speech.engines.pyttsx3_engine import Pyttsx3Engine, _read, words_a_minute
from speech_contract import EngineContract

ON_LINUX = sys.platform.startswith("linux")
espeak_only = pytest.mark.skipif(not ON_LINUX, reason="espeak-ng speaks for pyttsx3 on Linux only")


@pytest.fixture(scope="module")
def engine() -> Iterator[Pyttsx3Engine]:
    engine = Pyttsx3Engine()
    yield engine
    engine.close()


@pytest.mark.engine("pyttsx3")
@espeak_only
class TestPyttsx3(EngineContract):
    """The contract."""

    voice = "en-us"

    def make(self) -> Pyttsx3Engine:
        return Pyttsx3Engine()


@espeak_only
@pytest.mark.parametrize("text", ["漢字", "नमस्ते", "Bow and say नमस्ते now."])
def test_refuses_letters_its_language_lacks(engine: Pyttsx3Engine, text: str) -> None:
    """An English voice refuses what it could only spell or skip, and names it; a Hindi voice speaks Hindi."""
    with pytest.raises(Unspeakable, match="cannot read"):
        engine.speak(text, "en-us", 1.0)
    assert engine.speak("नमस्ते", "hi", 1.0).duration_seconds > 0.4


@espeak_only
def test_voices_have_plain_names_and_clean_languages(engine: Pyttsx3Engine) -> None:
    """Espeak's gmw/en-us is the voice en-us of the language en-us, and its gmw/en is British."""
    by_name = {v.name: v for v in engine.voices()}
    assert len(by_name) > 100
    assert (by_name["en-us"].language, by_name["en-us"].gender) == ("en-us", "male")
    assert by_name["en"].language == "en-gb"
    assert by_name["de"].label == "German"
    assert by_name["eu"].language == "eu"


@pytest.mark.parametrize(("pace", "rate"), [(0.5, 82), (1.0, 165), (1.1, 182), (2.0, 330)])
def test_pace_becomes_whole_words_a_minute(pace: float, rate: int) -> None:
    """Pace 1 is 165 words a minute; the rate is always whole, since pyttsx3 ignores others."""
    assert words_a_minute(pace) == rate
    assert isinstance(words_a_minute(pace), int)


@espeak_only
def test_the_rate_is_never_lost(engine: Pyttsx3Engine) -> None:
    """Sixty times in a row a slow word is slow: pyttsx3 by itself drops the rate now and then."""
    assert len({engine.speak("Inhale.", "en-us", 0.5).raw_data for _ in range(60)}) == 1


@espeak_only
def test_without_the_library_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without espeak-ng the voices show the reason, speaking says the exact command, every time."""
    monkeypatch.setenv("HOLDSPACE_ESPEAK", "none")
    engine = Pyttsx3Engine()
    (voice,) = engine.voices()
    assert not voice.works
    assert "python -m pip install espeakng-loader" in voice.reason
    for _ in range(2):
        with pytest.raises(
            MissingLibrary, match=r"python -m pip install espeakng-loader .*apt install espeak-ng"
        ) as caught:
            engine.speak("Inhale.", "en-us", 1.0)
        assert caught.value.exit_status == 3
    engine.close()


@espeak_only
def test_nothing_is_printed_and_no_process_stays(tmp_path: Path) -> None:
    """A program that speaks and forgets to close prints nothing of pyttsx3's and leaves neither process nor file."""
    program = (
        "from holdspace.speech.engines.pyttsx3_engine import Pyttsx3Engine\n"
        "engine = Pyttsx3Engine()\n"
        "engine.speak('Inhale.', 'en-us', 1.0)\n"
        "print(engine._worker.pid)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TMPDIR": str(tmp_path)},
    )
    assert ran.stderr == ""
    assert not Path(f"/proc/{int(ran.stdout)}").exists()
    assert list(tmp_path.iterdir()) == []


@espeak_only
def test_a_folder_named_like_a_module_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file wave.py in the current folder is not imported by the worker."""
    (tmp_path / "wave.py").write_text("raise SystemExit('wrong wave')")
    monkeypatch.chdir(tmp_path)
    engine = Pyttsx3Engine()
    assert engine.speak("Inhale.", "en-us", 1.0).duration_seconds > 0.4
    engine.close()


@espeak_only
def test_a_deep_folder_does_no_harm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library is found below a path of 200 characters, which espeak-ng itself cannot hold."""
    import espeakng_loader

    deep = tmp_path / ("d" * 100) / ("e" * 100)
    deep.mkdir(parents=True)
    (deep / "espeakng_loader").symlink_to(Path(espeakng_loader.__file__).parent)
    monkeypatch.syspath_prepend(str(deep))
    engine = Pyttsx3Engine()
    assert engine.speak("Inhale.", "en-us", 1.0).duration_seconds > 0.4
    engine.close()


def test_other_containers_are_decoded(tmp_path: Path) -> None:
    """An AIFF file behind a .wav name, as macOS writes it, is read all the same."""
    from holdspace.audio.ffmpeg import file_url, run

    wav, lying = tmp_path / "plain.wav", tmp_path / "speech.wav"
    with wave.open(str(wav), "wb") as out:
        out.setparams((1, 2, 22050, 0, "NONE", ""))
        out.writeframes(b"\x10\x20" * 22050)
    run(["-i", file_url(wav), "-f", "aiff", file_url(lying)])
    assert lying.read_bytes()[:4] == b"FORM"
    sound = _read(lying, "Inhale.")
    assert (sound.frame_rate, sound.raw_data) == (22050, b"\x10\x20" * 22050)


@pytest.mark.parametrize("content", [b"", b"RIFF", b"RIFF\0\0\0\0WAVE", None])
def test_half_a_file_is_not_believed(tmp_path: Path, content: bytes | None) -> None:
    """A file that is missing, empty or without sound is an error that names the text."""
    file = tmp_path / "speech.wav"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(Unspeakable, match="Inhale"):
        _read(file, "Inhale.")


@espeak_only
def test_nothing_is_left_when_we_are_killed(tmp_path: Path) -> None:
    """Killed in the midst of speaking, the program leaves neither a worker nor a file behind."""
    program = (
        "from holdspace.speech.engines.pyttsx3_engine import Pyttsx3Engine\n"
        "engine = Pyttsx3Engine()\n"
        "engine.speak('Inhale.', 'en-us', 1.0)\n"
        "print(engine._worker.pid, flush=True)\n"
        "while True:\n"
        "    engine.speak('Slowly walk your arms out in front of you.', 'en-us', 1.0)\n"
    )
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        worker = int(process.stdout.readline())
        process.kill()
    assert _soon(lambda: not Path(f"/proc/{worker}").exists())
    assert _soon(lambda: list(tmp_path.iterdir()) == [])


def _soon(happened: Callable[[], bool]) -> bool:
    end = time.monotonic() + 10
    while not happened() and time.monotonic() < end:
        time.sleep(0.05)
    return happened()

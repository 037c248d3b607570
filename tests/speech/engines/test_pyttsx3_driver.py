"""Driving pyttsx3 where its drivers behave as on Windows and macOS, without either at hand."""

from __future__ import annotations

import sys
import threading
import time
import types
from pathlib import Path
from typing import Any

import pytest

from holdspace.errors import EngineTimeout, MachineError, UnknownVoice, Unspeakable
from holdspace.speech.engines.pyttsx3_driver import list_voices, write_speech


class LikeSapi5:
    """Writes the file within `save_to_file` and never says that it is finished."""

    faulty = False

    def __init__(self, proxy: Any) -> None:
        self.proxy = proxy
        self.set: dict[str, object] = {}
        self.looping = False

    def destroy(self) -> None:
        """Nothing to end."""

    def getProperty(self, name: str) -> object:  # noqa: N802 -- pyttsx3's name
        if name == "voices":
            return [types.SimpleNamespace(id="one", name="One", languages=["en-US"], gender="Female", age=None)]
        return "one" if name == "voice" else 200

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 -- pyttsx3's name
        self.set[name] = value

    def save_to_file(self, text: str, filename: str) -> None:
        if self.faulty:
            raise OSError("out of voices")
        Path(filename).write_text(f"{text} {self.set}")

    def startLoop(self) -> None:  # noqa: N802 -- pyttsx3's name
        self.looping = True
        first = True
        while self.looping:
            if first:
                self.proxy.setBusy(False)
                first = False
            time.sleep(0.001)

    def endLoop(self) -> None:  # noqa: N802 -- pyttsx3's name
        self.looping = False

    def stop(self) -> None:
        """Nothing is under way."""


class LikeNsss(LikeSapi5):
    """Starts to write in `save_to_file`, says when it is finished, and only then lets the loop end."""

    delay = 0.2

    def save_to_file(self, text: str, filename: str) -> None:
        self.proxy.setBusy(True)

        def finish() -> None:
            LikeSapi5.save_to_file(self, text, filename)
            self.proxy.notify("finished-utterance", completed=True)
            self.proxy.setBusy(False)

        threading.Timer(self.delay, finish).start()


class NeverWrites(LikeSapi5):
    """Loses what it is given."""

    def save_to_file(self, text: str, filename: str) -> None:
        """Lose it."""


class Faulty(LikeSapi5):
    """Fails inside the queue, where pyttsx3 swallows it."""

    faulty = True


@pytest.fixture
def driver(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    name = f"fake_{request.param.__name__.lower()}"
    module = types.ModuleType(f"pyttsx3.drivers.{name}")
    module.buildDriver = request.param  # type: ignore[attr-defined]  # a module made by hand
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return name


@pytest.mark.parametrize("driver", [LikeSapi5, LikeNsss], indirect=True)
def test_speaks_twice_in_one_process(driver: str, tmp_path: Path) -> None:
    """Each file is whole when the call returns, with the voice and the rate that were asked for, time after time."""
    for number, text in enumerate(("Inhale.", "Exhale.")):
        file = tmp_path / f"{number}.wav"
        write_speech(driver, text, "one", 150 + number, file, 5.0)
        assert file.read_text() == f"{text} {{'voice': 'one', 'rate': {150 + number}}}"


@pytest.mark.parametrize("driver", [LikeSapi5], indirect=True)
def test_an_unknown_voice_is_refused(driver: str, tmp_path: Path) -> None:
    """A voice that the system does not list is never asked for."""
    with pytest.raises(UnknownVoice):
        write_speech(driver, "Inhale.", "two", 165, tmp_path / "a.wav", 5.0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("driver", [NeverWrites], indirect=True)
def test_a_file_that_never_comes_is_not_waited_for_endlessly(driver: str, tmp_path: Path) -> None:
    """Without a file the deadline ends the wait."""
    with pytest.raises(EngineTimeout):
        write_speech(driver, "Inhale.", "one", 165, tmp_path / "a.wav", 0.2)


@pytest.mark.parametrize("driver", [Faulty], indirect=True)
def test_swallowed_errors_come_out(driver: str, tmp_path: Path) -> None:
    """What the driver raises inside pyttsx3's queue is told in its words."""
    with pytest.raises(Unspeakable, match="out of voices"):
        write_speech(driver, "Inhale.", "one", 165, tmp_path / "a.wav", 1.0)


@pytest.mark.parametrize("driver", [LikeSapi5], indirect=True)
def test_lists_voices_as_plain_values(driver: str) -> None:
    """The list holds nothing that cannot travel as JSON."""
    assert list_voices(driver) == {
        "default": "one",
        "voices": [{"id": "one", "name": "One", "languages": ["en-US"], "gender": "Female"}],
        "library": "",
    }


def test_a_driver_that_is_not_there_is_the_machines_lack() -> None:
    """A driver that cannot be loaded is an error of ours."""
    with pytest.raises(MachineError, match="cannot be used"):
        list_voices("no_such_driver")

"""pyttsx3 itself, driven around its traps. Runs only inside the worker.

Each oddity here answers one of pyttsx3 2.99: `runAndWait` returns before the file is written; it also cancels what
espeak has not yet done, a new rate included; an unknown voice is passed over in silence; a rate must be whole.
"""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from holdspace.errors import EngineTimeout, MachineError, UnknownVoice, Unspeakable

_POLL_SECONDS = 0.001


def default_driver() -> str:
    """The driver of this system: "espeak", "sapi5" or "nsss"."""
    from pyttsx3.engine import default_engine_by_sys_platform

    return str(default_engine_by_sys_platform())


def start(driver: str) -> Any:
    """A pyttsx3 engine, ready for its first command."""
    import pyttsx3

    try:
        engine = pyttsx3.init(driver)
    except Exception as error:
        raise MachineError(f"the system's voices cannot be used: {error}.", "`holdspace doctor` tells more.") from error
    if driver == "espeak":  # do what it is told at once; the other drivers rely on their queue
        engine.proxy.setBusy(False)
        _settle()
    return engine


def list_voices(driver: str) -> dict[str, Any]:
    """The default voice and every voice, as the system tells them."""
    engine = start(driver)
    rows = [
        {"id": v.id, "name": v.name, "languages": [_text(x) for x in v.languages or ()], "gender": _text(v.gender)}
        for v in engine.getProperty("voices")
    ]
    return {"default": engine.getProperty("voice"), "voices": rows, "library": _library(driver)}


def write_speech(driver: str, text: str, voice: str, rate: int, file: Path, seconds: float) -> None:
    """Speak `text` into `file`, and return when the file is closed. `rate` is words a minute.

    Raises `EngineTimeout` after `seconds`, `UnknownVoice`, and `Unspeakable` when the driver refuses.
    """
    engine = start(driver)
    done, faults = threading.Event(), []
    tokens = [
        engine.connect("finished-utterance", lambda **_: done.set()),
        engine.connect("error", lambda exception=None, **_: faults.append(exception)),
    ]
    _choose(engine, driver, voice, rate)
    engine.save_to_file(text, str(file))
    engine.runAndWait()
    finished = _wait(done, faults, file, seconds, told=driver == "espeak")
    for token in tokens:
        engine.disconnect(token)
    if faults:
        raise Unspeakable(f"the system's voice failed: {faults[0]}.", "Choose another voice with --voice.", text)
    if not finished:
        raise EngineTimeout("the system's voice did not finish.", "Choose another voice with --voice.", text)


def _choose(engine: Any, driver: str, voice: str, rate: int) -> None:
    """Set the voice and the rate, and see to it that they are set."""
    if voice not in {v.id for v in engine.getProperty("voices")}:
        raise UnknownVoice(voice)
    engine.setProperty("voice", voice)
    engine.setProperty("rate", rate)
    if driver == "espeak":
        _settle()
        if engine.getProperty("voice") != voice:
            raise UnknownVoice(voice)


def _settle() -> None:
    """Wait until espeak's own thread has carried out what it was given."""
    from pyttsx3.drivers import _espeak

    while _espeak.IsPlaying():
        time.sleep(_POLL_SECONDS)


def _wait(done: threading.Event, faults: list[Any], file: Path, seconds: float, *, told: bool) -> bool:
    """Wait for the file to be complete. espeak's driver tells it; sapi5 and nsss have written it by now or soon."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not faults:
        if done.wait(0.02) or (not told and file.exists() and file.stat().st_size > 0):
            return True
    return False


def _library(driver: str) -> str:
    """Version of the speech library, as far as it can be asked for."""
    if driver != "espeak":
        return ""
    import ctypes

    from pyttsx3.drivers import _espeak

    info = _espeak.dll.espeak_Info
    info.restype = ctypes.c_char_p
    return _text(info(None))


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")

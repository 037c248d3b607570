"""The process in which pyttsx3 lives: questions in JSON lines on stdin, answers on a stdout of its own.

pyttsx3 prints on stdout, so answers go to a private duplicate of it. With espeak every utterance is spoken in a child
forked from a state in which espeak has not spoken yet, since its sound depends on what it said before. SAPI5 and
NSSpeech speak in this process itself.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from holdspace.errors import HoldspaceError, MachineError
from holdspace.speech.engines import pyttsx3_driver
from holdspace.speech.engines.espeak_library import load_espeak
from holdspace.speech.engines.forking import CAN_FORK, isolated
from holdspace.speech.worker import WorkerDied, packed

_LIST_SECONDS = 30.0


class _Speaking:
    """What the worker can be asked."""

    def __init__(self) -> None:
        self._driver = pyttsx3_driver.default_driver()
        self._voices: dict[str, Any] | None = None
        self._folder: Path | None = None
        if self._driver == "espeak":
            load_espeak()

    def answer(self, question: dict[str, Any]) -> Any:
        """Carry out one question."""
        if question["do"] == "voices":
            return self._list()
        file, seconds = Path(question["file"]), float(question["seconds"])
        self._folder = file.parent
        return self._run(
            lambda: pyttsx3_driver.write_speech(
                self._driver, question["text"], question["voice"], question["rate"], file, seconds
            ),
            seconds,
        )

    def clear(self) -> None:
        """Remove the folder that was written to: whoever asked may have been killed."""
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _list(self) -> dict[str, Any]:
        if self._voices is None:
            self._voices = self._run(lambda: pyttsx3_driver.list_voices(self._driver), _LIST_SECONDS)
        return self._voices

    def _run(self, work: Callable[[], Any], seconds: float) -> Any:
        return isolated(work, seconds) if CAN_FORK and self._driver == "espeak" else work()


def main() -> None:
    """Answer questions until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started us decides
    questions, answers = sys.stdin.buffer, _private_stdout()
    try:
        speaking = _Speaking()
    except HoldspaceError as error:
        _say(answers, {"error": packed(error)})
        return
    _say(answers, {"ok": "ready"})
    try:
        for line in questions:
            _say(answers, _answered(speaking, json.loads(line)))
    finally:  # also when nobody listens any more
        speaking.clear()


def _answered(speaking: _Speaking, question: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"ok": speaking.answer(question)}
    except HoldspaceError as error:
        return {"error": packed(error)}
    except WorkerDied as death:
        return {"died": death.how}
    except Exception as error:  # noqa: BLE001 -- a driver may raise anything, and only this process may know its name
        return {"error": packed(MachineError(f"the system's voice failed: {error}.", "`holdspace doctor` tells more."))}


def _private_stdout() -> IO[bytes]:
    """The real stdout for us alone; what anyone prints from now on goes nowhere."""
    ours = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
    return ours


def _say(answers: IO[bytes], answer: dict[str, Any]) -> None:
    answers.write(json.dumps(answer).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    main()

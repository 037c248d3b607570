"""A worker process: one JSON line goes in, one comes out, and no answer is waited for beyond its deadline.

The answer of a worker is `{"ok": anything}` or `{"error": a pickled HoldspaceError in base64}`. A worker says
`{"ok": "ready"}` once before the first question.
"""

from __future__ import annotations

import base64
import json
import os
import pickle
import queue
import signal
import subprocess
import sys
import threading
import weakref
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

import holdspace
from holdspace.errors import HoldspaceError

_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0
"""CREATE_NO_WINDOW: no console flashes up beside a windowed program on Windows."""
_START_SECONDS = 60.0
"""Windows and macOS may build their speech bindings the first time."""
_CLOSE_SECONDS = 2.0


class WorkerDied(Exception):
    """The worker, or the process that it spoke in, ended before it answered; `how` says how."""

    def __init__(self, how: str) -> None:
        super().__init__(how)
        self.how = how


class WorkerHung(Exception):
    """The worker did not answer in time; it has been killed."""


class Worker:
    """A process that is started at the first question, and again after it died, hung or was closed."""

    def __init__(self, command: Sequence[str], start_seconds: float = _START_SECONDS) -> None:
        self._command = list(command)
        self._start_seconds = start_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._ender: weakref.finalize[..., Worker] | None = None

    @property
    def pid(self) -> int | None:
        """The running process; None when there is none."""
        return self._process.pid if self._process else None

    def ask(self, question: dict[str, Any], seconds: float) -> Any:
        """The answer to `question`, waited for at most `seconds` (and a start, if it has to be started).

        Raises `WorkerHung` and `WorkerDied`; afterwards there is no process, and the next question starts a new one.
        A `HoldspaceError` that the worker raised is raised here, whole. Ctrl-C kills the worker and goes on.
        """
        try:
            process = self._process or self._start()
            self._send(process, question)
            return _opened(self._receive(seconds))
        except HoldspaceError:
            raise  # an answer like any other: the worker is well
        except BaseException:
            self.kill()
            raise

    def _start(self) -> subprocess.Popen[bytes]:
        self._answers = queue.SimpleQueue()
        pipe = subprocess.PIPE
        self._process = process = subprocess.Popen(
            self._command,
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,  # Ctrl-C reaches us alone, and the whole group can be killed
            creationflags=_NO_WINDOW,
        )
        self._ender = weakref.finalize(self, _kill, process)
        threading.Thread(target=_listen, args=(process.stdout, self._answers), daemon=True).start()
        try:
            _opened(self._receive(self._start_seconds))
        except BaseException:
            self.kill()
            raise
        return process

    @staticmethod
    def _send(process: subprocess.Popen[bytes], question: dict[str, Any]) -> None:
        assert process.stdin is not None  # noqa: S101 -- opened above
        try:
            process.stdin.write(json.dumps(question).encode() + b"\n")
            process.stdin.flush()
        except OSError as error:
            raise WorkerDied("it was gone before the question") from error

    def _receive(self, seconds: float) -> dict[str, Any]:
        try:
            line = self._answers.get(timeout=seconds)
        except queue.Empty:
            raise WorkerHung from None
        if line is None:
            raise WorkerDied(self._how_it_ended())
        try:
            answer = json.loads(line)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise WorkerDied("it answered with nonsense")
        return answer

    def _how_it_ended(self) -> str:
        if self._process is None:
            return "it was closed"
        with suppress(subprocess.TimeoutExpired):
            return how_it_ended(self._process.wait(_CLOSE_SECONDS))
        return "it closed its output"

    def close(self) -> None:
        """End the process: it goes by itself when its input ends, and is killed if it does not."""
        process = self._process
        if process is not None and process.stdin is not None:
            with suppress(OSError):
                process.stdin.close()
            with suppress(subprocess.TimeoutExpired):
                process.wait(_CLOSE_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End the process and whatever it started, at once."""
        if self._ender is not None:
            self._ender()
        self._process = self._ender = None


def how_it_ended(status: int) -> str:
    """An exit status in words; negative ones are signals."""
    if status >= 0:
        return f"it ended with status {status}"
    with suppress(ValueError):
        return f"it was ended by {signal.Signals(-status).name}"
    return f"it was ended by signal {-status}"


def packed(error: HoldspaceError) -> str:
    """`error` as text for a JSON line."""
    return base64.b64encode(pickle.dumps(error)).decode()


def _opened(answer: dict[str, Any]) -> Any:
    if "died" in answer:
        raise WorkerDied(str(answer["died"]))
    if "error" in answer:
        raise pickle.loads(base64.b64decode(answer["error"]))  # noqa: S301 -- written by our own child process
    return answer.get("ok")


def _listen(stdout: IO[bytes], answers: queue.SimpleQueue[bytes | None]) -> None:
    with suppress(OSError, ValueError):  # the pipe is closed beneath us when the worker is killed
        for line in stdout:
            answers.put(line)
    answers.put(None)


def _environment() -> dict[str, str]:
    """Our own environment, and a module path that finds what this process finds, without the current folder."""
    root = str(Path(holdspace.__file__).parent.parent)
    paths = [path for path in sys.path if path]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(dict.fromkeys([*paths, root])), "PYTHONIOENCODING": "utf-8"}


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End the process and its children, reap it and close its pipes."""
    if process.poll() is None:
        with suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()

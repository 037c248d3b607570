"""Doing one thing in a process of its own, forked from this one: a crash costs that one thing and nothing more."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable
from typing import Any

from holdspace.errors import HoldspaceError
from holdspace.speech.worker import WorkerDied, how_it_ended

_GRACE_SECONDS = 5
CAN_FORK = hasattr(os, "fork")


def isolated(work: Callable[[], Any], seconds: float) -> Any:
    """What `work()` returns in a forked child, which the system ends after `seconds`.

    Raises the `HoldspaceError` that it raised there, and `WorkerDied` when it ended in any other way. Everything the
    child changed, in libraries too, is gone with it: every call begins from the same state.
    """
    if sys.platform == "win32":
        raise NotImplementedError("there is no fork on Windows")
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        _be_the_child(work, writing, seconds)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        answer = pipe.read()
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    if status != 0 or not answer:
        raise WorkerDied(how_it_ended(status))
    done, value = pickle.loads(answer)  # noqa: S301 -- written by our own child process
    if done:
        return value
    raise value


def _be_the_child(work: Callable[[], Any], writing: int, seconds: float) -> None:
    status = 1
    try:
        if sys.platform != "win32":  # for the type checker: no fork there
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(round(seconds) + _GRACE_SECONDS)  # a hung child must not outlive a worker that was killed
        answer = _attempt(work)
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(pickle.dumps(answer))
        status = 0
    finally:
        os._exit(status)  # no exit handlers: they belong to the parent


def _attempt(work: Callable[[], Any]) -> tuple[bool, Any]:
    try:
        return True, work()
    except HoldspaceError as error:
        return False, error

# ruff: noqa: INP001 -- beside a script, not in a package
"""Run `holdspace import SOURCE --json` in this process, away from the corpus, and say how it ended."""

from __future__ import annotations

import contextlib
import io
import json
import tempfile
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_NO_SUCH_COMMAND = "No such command"


@dataclass(frozen=True)
class Outcome:
    """How a run ended: `read`, `error` (with a message), `crash` (a traceback, or no JSON) or `absent`."""

    status: str
    data: dict[str, Any] = field(default_factory=dict)
    message: str = ""
    seconds: float = 0.0


def run_import(source: Path) -> Outcome:
    """Import SOURCE through the command line's own functions."""
    from holdspace.cli.app import app

    out, err = io.BytesIO(), io.BytesIO()
    said, complained = io.TextIOWrapper(out, "utf-8"), io.TextIOWrapper(err, "utf-8")
    before = time.perf_counter()
    with (
        tempfile.TemporaryDirectory() as elsewhere,
        contextlib.chdir(elsewhere),
        contextlib.redirect_stdout(said),
        contextlib.redirect_stderr(complained),
    ):
        status, trace = _status(lambda: app(["import", str(source.resolve()), "--json"]))
    seconds = time.perf_counter() - before
    said.flush()
    complained.flush()
    stdout, stderr = (stream.getvalue().decode("utf-8", errors="replace") for stream in (out, err))
    if trace:
        return Outcome("crash", message=trace, seconds=seconds)
    if status:
        absent = _NO_SUCH_COMMAND in f"{stdout}{stderr}"
        return Outcome("absent" if absent else "error", message=stderr, seconds=seconds)
    try:
        return Outcome("read", json.loads(stdout), seconds=seconds)
    except json.JSONDecodeError:
        return Outcome("crash", message=f"no JSON: {stdout[:200]}", seconds=seconds)


def _status(command: Callable[[], object]) -> tuple[int, str]:
    """The exit status of COMMAND, and the end of its traceback when it has one."""
    try:
        command()
    except SystemExit as end:
        return (end.code if isinstance(end.code, int) else int(end.code is not None)), ""
    except Exception as error:  # noqa: BLE001 - whatever the importer lets out is a crash to be counted
        return 1, "".join(traceback.format_exception(error)[-2:])
    return 0, ""

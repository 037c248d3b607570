# ruff: noqa: INP001 -- beside a script, not in a package
"""Run `holdspace import SOURCE --json` in this process, away from the corpus, and say how it ended."""

from __future__ import annotations

import contextlib
import json
import tempfile
import time
import traceback
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
    from typer.testing import CliRunner

    from holdspace.cli.app import app

    before = time.perf_counter()
    with tempfile.TemporaryDirectory() as elsewhere, contextlib.chdir(elsewhere):
        result = CliRunner().invoke(app, ["import", str(source.resolve()), "--json"])
    seconds = time.perf_counter() - before
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        told = "".join(traceback.format_exception(result.exception)[-2:])
        return Outcome("crash", message=told, seconds=seconds)
    if result.exit_code:
        absent = _NO_SUCH_COMMAND in result.output
        return Outcome("absent" if absent else "error", message=result.stderr, seconds=seconds)
    try:
        data = json.loads(result.stdout)
    except json.JSONDecodeError:
        return Outcome("crash", message=f"no JSON: {result.stdout[:200]}", seconds=seconds)
    return Outcome("read", data, seconds=seconds)

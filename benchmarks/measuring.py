# ruff: noqa: INP001 -- a script, not a package
"""Whole processes measured: wall seconds, processor seconds and the peak of memory, of all that they started too."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Measured:
    """One run of a command."""

    wall_seconds: float
    cpu_seconds: float
    peak_mb: float
    """Of the largest process, in millions of bytes. The system also counts what the measuring process held when it
    started this one, so that one has to stay small."""


def measured(command: Sequence[str | Path], env: Mapping[str, str]) -> Measured:
    """Run `command` to its end. Raises `CalledProcessError`."""
    begun = time.perf_counter()
    words = [str(word) for word in command]
    with subprocess.Popen(words, env=dict(env), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.perf_counter() - begun
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, words)
    unit = 1 if sys.platform == "darwin" else 1024
    return Measured(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * unit / 1e6)


def best(command: Sequence[str | Path], env: Mapping[str, str], runs: int) -> Measured:
    """The fastest of `runs`: what disturbs a measurement only ever makes it slower."""
    return min((measured(command, env) for _ in range(runs)), key=lambda run: run.wall_seconds)

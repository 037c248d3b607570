"""Running the real command, and reading what it wrote."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
ROUTINES = ROOT / "routines"
SEED = ROUTINES / "lower-back-and-tight-hips.md"
RATE_HZ = 44_100


@dataclass(frozen=True)
class Ran:
    """What a finished command left behind."""

    status: int
    out: str
    err: str

    def json(self) -> Any:
        """Stdout, which must be one JSON value and nothing else."""
        return json.loads(self.out)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """An environment whose clips and settings live in `folder` alone."""
    own = {"HOLDSPACE_CACHE": str(folder / "clips"), "HOLDSPACE_CONFIG": str(folder / "config"), "PYTHONUTF8": "1"}
    return {**os.environ, **own, **more}


def holdspace(*args: str | Path, folder: Path, status: int | None = 0, **env: str) -> Ran:
    """Run `holdspace ARGS` as a process of its own in `folder`; check its exit status unless None is expected."""
    command = [sys.executable, "-m", "holdspace", *map(str, args)]
    done = subprocess.run(
        command, cwd=folder, env=environment(folder, **env), capture_output=True, text=True, timeout=300, check=False
    )
    ran = Ran(done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in ran.err, ran.err
    if status is not None:
        assert ran.status == status, f"exit {ran.status}\n{ran.out}\n{ran.err}"
    return ran


def decoded(path: Path) -> np.ndarray:
    """The file's samples as float32 in -1..1, mono, decoded by ffmpeg."""
    from holdspace.audio.ffmpeg import ffmpeg_path

    raw = subprocess.run(
        [str(ffmpeg_path()), "-nostdin", "-v", "error", "-i", f"file:{path}", "-f", "s16le", "-ac", "1", "-"],
        capture_output=True,
        check=True,
    ).stdout
    return np.frombuffer(raw, "<i2").astype(np.float32) / 32768


def rms_dbfs(samples: np.ndarray) -> float:
    """RMS level in dBFS; -200 for digital silence."""
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64)) if len(samples) else 0.0) + 1e-10))


def audible_end(samples: np.ndarray, near: int, reach: int = RATE_HZ // 4, floor_dbfs: float = -55.0) -> int:
    """The last sample within `reach` of `near` whose 2 ms neighbourhood is above `floor_dbfs`."""
    return _edge(samples, near, reach, floor_dbfs, last=True)


def audible_onset(samples: np.ndarray, near: int, reach: int = RATE_HZ // 4, floor_dbfs: float = -55.0) -> int:
    """The first sample within `reach` of `near` whose 2 ms neighbourhood is above `floor_dbfs`."""
    return _edge(samples, near, reach, floor_dbfs, last=False)


def _edge(samples: np.ndarray, near: int, reach: int, floor_dbfs: float, *, last: bool) -> int:
    start = max(0, near - reach)
    piece = samples[start : near + reach].astype(np.float64)
    window = RATE_HZ // 500
    power = np.convolve(piece**2, np.ones(window) / window, mode="same")
    loud = np.flatnonzero(power > 10 ** (floor_dbfs / 10))
    assert len(loud), f"nothing audible around sample {near}"
    return start + int(loud[-1] if last else loud[0])

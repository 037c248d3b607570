"""Running the real command or the whole way in one process, and reading what was written."""

from __future__ import annotations

import contextlib
import gc
import io
import json
import os
import signal
import subprocess
import sys
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self
from unittest.mock import patch

import numpy as np
import pytest

from furnishing import furnish

if TYPE_CHECKING:
    from holdspace.score.model import Utterance
    from holdspace.session.drafting import Placed
    from holdspace.session.making import Receipt
    from holdspace.speech.engine import Engine

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
    """An environment whose clips and settings live in `folder` alone; a store that is not there yet is furnished.

    Whoever wants one that is empty makes the folder `clips`.
    """
    furnish(folder / "clips")
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


def at_once(*args: str | Path, folder: Path, status: int = 0, **env: str) -> Ran:
    """As `holdspace`, but in this very process: for what needs nothing of a start of its own."""
    from holdspace.cli.app import main

    out, err, thresholds = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO(), gc.get_threshold()
    before, argv = signal.getsignal(signal.SIGTERM), ["holdspace", *map(str, args)]
    try:
        with (
            patch.dict(os.environ, environment(folder, **env)), patch.object(sys, "argv", argv),
            contextlib.chdir(folder), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err),
            pytest.raises(SystemExit) as ended,
        ):  # fmt: skip
            main()
    finally:
        signal.signal(signal.SIGTERM, before)
        gc.set_threshold(*thresholds)
    out.seek(0)
    ran = Ran(int(ended.value.code or 0), out.read(), err.getvalue())
    assert ran.status == status, f"exit {ran.status}\n{ran.out}\n{ran.err}"
    return ran


_PEAK = """
import runpy, sys
report = sys.argv.pop(1)
try:
    runpy.run_module("holdspace", run_name="__main__", alter_sys=True)
finally:
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    with open(report, "w") as out:
        out.write(peak)
"""


def measured(*args: str | Path, folder: Path) -> tuple[Ran, int]:
    """Run `holdspace ARGS` on Linux; also the most bytes of memory that its process ever held.

    `getrusage` would not do: its peak outlives exec, so a large process that starts a small one passes its own on.
    """
    report = folder / "peak"
    command = [sys.executable, "-c", _PEAK, str(report), *map(str, args)]
    done = subprocess.run(
        command, cwd=folder, env=environment(folder), capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stderr
    return Ran(done.returncode, done.stdout, done.stderr), int(report.read_text()) * 1024


def cpu_seconds_of_children() -> float:
    """CPU time of all child processes that have ended so far; take the difference around one."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@dataclass(frozen=True)
class Made:
    """One session that was really made: its plan, its receipt and its decoded samples."""

    placed: Placed
    receipt: Receipt
    samples: np.ndarray
    clips: Mapping[Utterance, tuple[np.ndarray, int]]
    """For each utterance its samples in -1..1 and how many of them come before the first audible one."""

    def said(self) -> list[str]:
        """What is spoken, in order."""
        return said(self.placed)


class House:
    """The whole way from script text to a decoded session in this process, with a clip store of its own, furnished."""

    def __init__(self, folder: Path, engines: Mapping[str, Engine] | None = None) -> None:
        from holdspace.session.making import Workshop
        from holdspace.speech.catalogue import Catalogue
        from holdspace.speech.store import ClipStore

        self.folder = folder
        furnish(folder / "clips")
        self.workshop = Workshop(Catalogue(engines), ClipStore(folder / "clips"))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.workshop.close()

    def script(self, text: str | Path) -> Path:
        """`text` as a script file; a path is one already."""
        if isinstance(text, Path):
            return text
        path = self.folder / "routine.md"
        path.write_text(text, encoding="utf-8", newline="")
        return path

    def place(self, text: str | Path, voice: str | None = "silent:tone", **choices: Any) -> Placed:
        """The exact timeline of a script."""
        from holdspace.score.model import Choices
        from holdspace.session.drafting import draft

        chosen = Choices(voice=voice, **choices)
        return self.workshop.place(draft(self.script(text), chosen, Choices()), chosen, Choices())

    def make(
        self, text: str | Path, voice: str | None = "silent:tone", *, name: str = "session.wav", **choices: Any
    ) -> Made:
        """Render a script and decode what was written."""
        from holdspace.score.model import Choices

        target = self.folder / name
        chosen = Choices(voice=voice, **choices)
        receipt = self.workshop.render(self.script(text), chosen, Choices(), target, force=True)
        placed = self.place(text, voice, **choices)
        return Made(placed, receipt, decoded(target), self._clips(placed))

    def _clips(self, placed: Placed) -> dict[Utterance, tuple[np.ndarray, int]]:
        from holdspace.audio.segments import to_samples

        speaker = self.workshop.speaker(placed.score, self.workshop.catalogue.find(placed.voice))
        found = {}
        for event in placed.timeline.events:
            if event.utterance is not None and event.utterance not in found:
                clip = speaker.clip(event.utterance)
                found[event.utterance] = (to_samples(clip.audio), clip.lead_samples)
        return found


def said(placed: Placed) -> list[str]:
    """What is spoken in a timeline, in order."""
    return [event.text for event in placed.timeline.events if event.kind == "speech"]


def decoded(path: Path) -> np.ndarray:
    """The file's samples as float32 in -1..1, mono; anything but WAV is decoded by ffmpeg."""
    if path.suffix == ".wav":
        with wave.open(str(path), "rb") as stream:
            assert (stream.getnchannels(), stream.getsampwidth(), stream.getframerate()) == (1, 2, RATE_HZ)
            return np.frombuffer(stream.readframes(stream.getnframes()), "<i2").astype(np.float32) / 32768
    from holdspace.audio.ffmpeg import ffmpeg_path

    # Through a file, and in one step: an hour is 159 million samples.
    with TemporaryDirectory() as folder:
        raw = Path(folder) / "samples"
        command = [str(ffmpeg_path()), "-nostdin", "-v", "error", "-i", f"file:{path}", "-f", "s16le", "-ac", "1"]
        subprocess.run([*command, f"file:{raw}"], check=True)
        return np.multiply(np.fromfile(raw, "<i2"), np.float32(1 / 32768), dtype=np.float32)


def rms_dbfs(samples: np.ndarray) -> float:
    """RMS level in dBFS; -200 for digital silence."""
    return float(20 * np.log10(np.sqrt(np.mean(np.square(samples, dtype=np.float64)) if len(samples) else 0.0) + 1e-10))


def shift_of(clip: np.ndarray, samples: np.ndarray, planned: int, reach: int = RATE_HZ // 10) -> int:
    """How many samples later than `planned` the clip really lies in `samples`, by correlation within `reach`."""
    first = max(0, planned - reach)
    piece = samples[first : planned + len(clip) + reach].astype(np.float64)
    size = 1 << (len(piece) - 1).bit_length()  # what wraps around lies behind the shifts that are looked at
    match = np.fft.irfft(np.fft.rfft(piece, size) * np.conj(np.fft.rfft(clip, size)), size)[
        : len(piece) - len(clip) + 1
    ]
    found = int(np.argmax(match))
    there = piece[found : found + len(clip)]
    alike = match[found] / (np.linalg.norm(there) * np.linalg.norm(clip) + 1e-12)
    assert alike > 0.9, f"the clip planned for sample {planned} is not there (likeness {alike:.2f})"
    return first + found - planned


def sounding(samples: np.ndarray, apart_seconds: float, floor_dbfs: float = -55.0) -> list[tuple[int, int]]:
    """Stretches of sound, as (first, last) sample; quieter than `apart_seconds` in between is one stretch."""
    window = RATE_HZ // 100
    power = np.add.reduceat(samples.astype(np.float64) ** 2, range(0, len(samples), window)) / window
    loud = np.flatnonzero(power > 10 ** (floor_dbfs / 10)) * window
    if not len(loud):
        return []
    cuts = np.flatnonzero(np.diff(loud) > apart_seconds * RATE_HZ)
    return [(int(a), int(b)) for a, b in zip(loud[[0, *(cuts + 1)]], loud[[*cuts, -1]] + window, strict=True)]


def audible_end(samples: np.ndarray, near: int, reach: int = RATE_HZ // 4, floor_dbfs: float = -55.0) -> int:
    """The last sample within `reach` of `near` whose 2 ms neighbourhood is above `floor_dbfs`."""
    return _edge(samples, near, reach, floor_dbfs, last=True)


def audible_onset(samples: np.ndarray, near: int, reach: int = RATE_HZ // 4, floor_dbfs: float = -51.0) -> int:
    """The first sample within `reach` of `near` whose 2 ms neighbourhood is above `floor_dbfs`.

    A room tone of -62 dBFS never is.
    """
    return _edge(samples, near, reach, floor_dbfs, last=False)


def _edge(samples: np.ndarray, near: int, reach: int, floor_dbfs: float, *, last: bool) -> int:
    start = max(0, near - reach)
    piece = samples[start : near + reach].astype(np.float64)
    window = RATE_HZ // 500
    power = np.convolve(piece**2, np.ones(window) / window, mode="same")
    loud = np.flatnonzero(power > 10 ** (floor_dbfs / 10))
    assert len(loud), f"nothing audible around sample {near}"
    return start + int(loud[-1] if last else loud[0])

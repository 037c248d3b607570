"""Whoever can make a file heard on this machine: a sound library, or a program that is installed.

All that is asked of one is to play from a position and to stop, so that any of them pauses and seeks alike.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from holdspace.audio.ffmpeg import file_url, run
from holdspace.errors import BadChoice, MachineError, MissingLibrary
from holdspace.extras import install_command
from holdspace.session.sound_device import DevicePlayer, NoDevice, can_play
from holdspace.timebase import clock_of

_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0
"""CREATE_NO_WINDOW: no console flashes up beside a windowed program on Windows."""
_END_SECONDS = 2.0
"""What a program gets to end before it is killed."""
_AT_ONCE_SECONDS = 1.0
"""Who ends sooner has played nothing, whatever its status says: ffplay without a sound device ends with 0."""


class Player(Protocol):
    """One file that can be heard."""

    def play(self, seconds: float) -> None:
        """Play from there on, wherever it was before. Raises `MachineError`."""

    def stop(self) -> None:
        """Be silent; without effect when it is."""

    @property
    def position(self) -> float:
        """Where it is, in seconds; where it was stopped or ended otherwise."""

    @property
    def ended(self) -> bool:
        """Whether it plays no more, most often at the end of the file. Raises `MachineError` when it cannot go on."""


@dataclass(frozen=True, slots=True)
class Program:
    """A program that plays a file from a position and then ends."""

    name: str
    command: Callable[[Path, float], list[str]]
    """Its arguments for a file and seconds."""
    seeks: bool = True
    """Without it, it gets a copy that begins at the position."""


def _vlc(file: Path, at: float) -> list[str]:
    return ["--no-video", "--play-and-exit", "--quiet", f"--start-time={at:.3f}", file.absolute().as_uri()]


PROGRAMS = (
    Program("mpv", lambda file, at: ["--no-video", "--no-terminal", f"--start={at:.3f}", "--", str(file.absolute())]),
    Program(
        "ffplay",
        lambda file, at: [
            "-nodisp", "-autoexit", "-hide_banner", "-loglevel", "error", "-ss", f"{at:.3f}", "-i", file_url(file),
        ],
    ),
    Program("cvlc", _vlc),
    Program("vlc", lambda file, at: ["-I", "dummy", *_vlc(file, at)]),
    Program("afplay", lambda file, _: [str(file.absolute())], seeks=False),
)  # fmt: skip
"""In the order in which they are tried; afplay is part of macOS."""
LIBRARY = "miniaudio"


def player_for(file: Path, length_seconds: float, wanted: str | None = None) -> Player:
    """The best player here for `file`, or the one that is `wanted`.

    Raises `BadChoice` for a name that is none of them, `MissingLibrary` with what to install when none is there.
    """
    names = [LIBRARY, *(program.name for program in PROGRAMS)]
    if wanted is not None and wanted not in names:
        raise BadChoice("--player", f"there is no player called {wanted!r}.", f"Choose one of {', '.join(names)}.")
    if wanted in {None, LIBRARY} and can_play():
        try:
            return DevicePlayer(file, length_seconds)
        except NoDevice as error:
            if wanted == LIBRARY:
                raise MachineError(f"no sound device can be opened: {error}.", "Is one connected?") from error
    found = _first(program for program in PROGRAMS if wanted in {None, program.name})
    if found is None:
        what = "nothing on this machine can play sound." if wanted is None else f"the player {wanted} is not here."
        mend = f"Install one with: {install_command('play')} (or one of the programs mpv, ffplay, vlc)."
        raise MissingLibrary(wanted or "player", what, mend)
    program, path = found
    return ProgramPlayer(program, path, file, length_seconds)


def _first(programs: Iterable[Program]) -> tuple[Program, str] | None:
    return next(((program, path) for program in programs if (path := shutil.which(program.name))), None)


class ProgramPlayer:
    """Plays with a program, which is ended to stop and started again to go on.

    Its position is told by the clock, which is as exact as the program is quick to start.
    """

    def __init__(self, program: Program, path: str, file: Path, length_seconds: float) -> None:
        self._program = program
        self._path = path
        self._file = file
        self._length = length_seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._from = 0.0
        self._begun = 0.0
        self._copy: tempfile.TemporaryDirectory[str] | None = None

    def play(self, seconds: float) -> None:
        """Start the program at that position. Raises `MachineError` when it cannot be started."""
        self.stop()
        command = [self._path, *self._program.command(self._beginning_at(seconds), seconds)]
        nothing = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(
                command, stdin=nothing, stdout=nothing, stderr=nothing, creationflags=_NO_WINDOW
            )
        except OSError as error:
            raise self._failed(str(error.strerror or error)) from error
        self._from, self._begun = seconds, time.monotonic()

    def stop(self) -> None:
        """End the program."""
        self._from = self.position
        process, self._process = self._process, None
        if process is not None and process.poll() is None:
            process.terminate()
            try:
                process.wait(_END_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if self._copy is not None:
            self._copy.cleanup()
            self._copy = None

    @property
    def position(self) -> float:
        """By the clock, up to the file's length."""
        if self._process is None:
            return self._from
        return min(self._length, self._from + time.monotonic() - self._begun)

    @property
    def ended(self) -> bool:
        """Whether the program is done. Raises `MachineError` when it failed, or ended before anything was heard."""
        if self._process is None:
            return self._from >= self._length
        status = self._process.poll()
        if status is None:
            return False
        ran, at = time.monotonic() - self._begun, self.position
        if status or (ran < _AT_ONCE_SECONDS and at < self._length - _AT_ONCE_SECONDS):
            self._from, self._process = at, None
            how = f"with status {status}" if status else "at once"
            raise self._failed(f"it ended {how}, at {clock_of(at)} of {clock_of(self._length)}")
        return True

    def _beginning_at(self, seconds: float) -> Path:
        """The file, or a copy of its rest where the program cannot seek: packets are copied, which takes no time."""
        if self._program.seeks or seconds <= 0:
            return self._file
        self._copy = tempfile.TemporaryDirectory(prefix="holdspace-")
        rest = Path(self._copy.name) / f"rest{self._file.suffix}"
        run(["-ss", f"{seconds:.3f}", "-i", file_url(self._file), "-map", "0:a", "-c", "copy", file_url(rest)])
        return rest

    def _failed(self, why: str) -> MachineError:
        what = f"{self._program.name} cannot play {self._file}: {why}."
        return MachineError(what, "Is a sound device connected? --player chooses another player.")

"""Finding ffmpeg and running it so that nothing is left behind.

Every call is made with `-nostdin -hide_banner -y`, and files are named by `file:` URLs, since ffmpeg takes
`Morning: 10 min.mp3` for a protocol and `-dash.mp3` for an option. Its exit status is not proof of success: whoever
writes a file checks what is in it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import IO, NoReturn

from holdspace.errors import EncoderFailed, HoldspaceError, MissingLibrary, OutputUnwritable

_ALWAYS = ("-nostdin", "-hide_banner", "-y", "-loglevel", "error")
_NO_WINDOW = 0x08000000 if sys.platform == "win32" else 0
"""CREATE_NO_WINDOW: no console flashes up beside a windowed program on Windows."""
_MEND = "`holdspace doctor` tells whether this ffmpeg works; HOLDSPACE_FFMPEG can name another."
_CHOSEN_BY = ("HOLDSPACE_FFMPEG", "IMAGEIO_FFMPEG_EXE")
"""Environment variables by which a user names another ffmpeg, first one first."""


def ffmpeg_path() -> Path:
    """The ffmpeg to use: the user's choice, else the one in the imageio-ffmpeg wheel, else the one on PATH.

    Costs microseconds: nothing is started. Raises `MissingLibrary` when there is none.
    """
    found = _chosen() or _bundled() or shutil.which("ffmpeg")
    if not found:
        raise MissingLibrary(
            "ffmpeg",
            "ffmpeg was not found.",
            "Install it with: python -m pip install imageio-ffmpeg (or name one in HOLDSPACE_FFMPEG).",
        )
    return Path(found)


def _chosen() -> str | None:
    for name in _CHOSEN_BY:
        value = os.environ.get(name)
        if value:
            return _checked_choice(name, value)
    return None


def _checked_choice(name: str, value: str) -> str:
    found = shutil.which(value)
    if not found:
        raise MissingLibrary(
            "ffmpeg",
            f"{name} names {value}, which is not a program that can be run.",
            f"Set {name} to the full path of an ffmpeg, or unset it to use the bundled one.",
        )
    return found


def _bundled() -> str | None:
    """The binary in the wheel of imageio-ffmpeg, found without importing the package or starting the binary."""
    spec = find_spec("imageio_ffmpeg")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for binary in sorted(Path(folder, "binaries").glob("ffmpeg-*")):
            if os.access(binary, os.X_OK):
                return str(binary)
    return None


def file_url(path: Path) -> str:
    """`path` as ffmpeg can never mistake it: absolute, behind `file:`."""
    return f"file:{path.absolute()}"


def run(args: Sequence[str], *, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run ffmpeg with `args` to its end, feeding it `stdin`; what it writes to stdout is in the result.

    Raises `EncoderFailed` when it fails or is killed, `OutputUnwritable` when the disk is full, `MissingLibrary` when
    it cannot be started. When interrupted, the process is ended before the interruption goes on.
    """
    with started(args) as process:
        out, _ = process.communicate(stdin)
    return subprocess.CompletedProcess(process.args, process.returncode, out, b"")


@contextmanager
def started(args: Sequence[str], *, fed: bool = True) -> Iterator[subprocess.Popen[bytes]]:
    """A running ffmpeg; its pipes are closed, it is waited for and its exit checked when the block ends.

    It has a pipe at stdout and, when it is to be `fed`, at stdin. Raises as `run` does. If the block raises, the
    process is killed and reaped, then what was raised goes on. What the block sends goes through `feed`; what it does
    not read from stdout must fit into a pipe.
    """
    with tempfile.TemporaryFile() as complaints:
        process = _start([str(ffmpeg_path()), *_ALWAYS, *args], complaints, fed=fed)
        try:
            yield process
            _close(process.stdin)
            process.wait()
        except _GaveUp:
            _close(process.stdin)
            process.wait()
            _fail(process.returncode, complaints)
        finally:
            _end(process)
        if process.returncode != 0:
            _fail(process.returncode, complaints)


def feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    """Send `data` to a started ffmpeg; when it is no longer there, `started` tells why in ffmpeg's own words."""
    assert process.stdin is not None  # noqa: S101 -- `started` opens it for all that is fed
    try:
        process.stdin.write(data)
    except OSError as error:  # EPIPE; on Windows it may be EINVAL
        raise _GaveUp from error


class _GaveUp(Exception):
    """Ffmpeg ended before it had everything; never leaves `started`."""


def _start(command: list[str], complaints: IO[bytes], *, fed: bool) -> subprocess.Popen[bytes]:
    pipe = subprocess.PIPE
    stdin = pipe if fed else subprocess.DEVNULL
    try:
        return subprocess.Popen(command, stdin=stdin, stdout=pipe, stderr=complaints, creationflags=_NO_WINDOW)
    except OSError as error:
        raise MissingLibrary(
            "ffmpeg",
            f"ffmpeg at {command[0]} cannot be started: {error.strerror}.",
            "Reinstall imageio-ffmpeg, or name a working ffmpeg in HOLDSPACE_FFMPEG.",
        ) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """Leave no process and no open pipe behind, whatever happened."""
    if process.poll() is None:
        process.kill()
    process.wait()
    _close(process.stdin)
    _close(process.stdout)


def _close(pipe: IO[bytes] | None) -> None:
    if pipe and not pipe.closed:
        with suppress(OSError):  # ffmpeg is gone; its exit status and its words are looked at next
            pipe.close()


def _fail(status: int, complaints: IO[bytes]) -> NoReturn:
    complaints.seek(0)
    raise translated(status, complaints.read().decode("utf-8", "replace"))


def translated(status: int, words: str) -> HoldspaceError:
    """Ffmpeg's exit `status` and stderr `words` as one of our errors."""
    last = words.strip().splitlines()[-1].strip() if words.strip() else ""
    if "No space left on device" in words:
        return OutputUnwritable("the disk is full.", "Free some space, or write to another disk with -o.")
    if status < 0:
        return EncoderFailed(f"ffmpeg was killed by signal {-status}.", "Run the command again.")
    if status == 0:
        return EncoderFailed("ffmpeg ended before it had everything.", _MEND)
    return EncoderFailed(
        f"ffmpeg failed with exit status {status}{': ' + last if last else ''}.",
        _MEND,
    )

"""A file grows beside its target under a temporary name and takes the target's place when it is whole.

The temporary name tells which process on which machine is writing, so that a later run can clear away what a killed
one left behind without touching the work of one that still lives.
"""

from __future__ import annotations

import os
import platform
import re
import secrets
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from zlib import crc32

from holdspace.errors import OutputUnwritable

_PART = re.compile(r"\..*\.(?P<machine>[0-9a-f]{8})-(?P<process>[0-9]+)-[0-9a-f]{8}\.holdspace\.part", re.DOTALL)
_NAME_BYTES = 100
"""So much of the target's name is kept in the temporary one, which must itself stay under 255 bytes."""
_A_DAY_SECONDS = 24 * 60 * 60
"""Where it cannot be told whether the writer lives (another machine, Windows), its file is left alone this long."""


@contextmanager
def replacing(target: Path, *, lasting: bool = True) -> Iterator[Path]:
    """Give a temporary file beside `target` to write to; when the block ends well it takes the target's place.

    What can be made again need not be `lasting`: it is not brought to disk at once, and may be damaged by a power cut.
    Raises `OutputUnwritable`; whatever goes wrong, `target` stays as it was.
    """
    with part_beside(target) as part:
        yield part
        if lasting:
            settle(part, target)
        else:
            with translated(target):
                part.replace(target)


@contextmanager
def part_beside(target: Path) -> Iterator[Path]:
    """A new, empty file in the target's folder, made with the permissions of a plainly created one.

    Whatever ends the block, the file is gone afterwards, unless the block has moved it away. The folder is created
    where it is missing, and what killed processes left in it is removed. Raises `OutputUnwritable`.
    """
    with translated(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_abandoned(target.parent)
        part = _created(target)
    try:
        yield part
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


@contextmanager
def folder_beside(target: Path) -> Iterator[Path]:
    """A new, empty folder beside the folder `target`, to be put in its place by `settle_folder`.

    Whatever ends the block, it is gone afterwards, unless the block has moved it away. Raises `OutputUnwritable`.
    """
    with translated(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        clear_abandoned(target.parent)
        part = _part_name(target)
        part.mkdir()
    try:
        yield part
    finally:
        rmtree(part, ignore_errors=True)


def settle_folder(part: Path, target: Path) -> None:
    """Give the folder `part` the target's name; a folder of that name is first moved aside and then removed.

    Two renames cannot be one: killed between them, the target is missing, and its old content is removed by the next
    run. Raises `OutputUnwritable`, and then the old folder is back in its place.
    """
    with translated(target):
        if not target.exists():
            part.replace(target)
            _sync_folder(target.parent)
            return
        aside = _part_name(target)
        target.replace(aside)
        try:
            part.replace(target)
        except OSError:
            aside.replace(target)
            raise
        _sync_folder(target.parent)
    rmtree(aside, ignore_errors=True)


@contextmanager
def translated(target: Path) -> Iterator[None]:
    """Tell any `OSError` of the block as `OutputUnwritable`, with the reason and the mend."""
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        mend = "Free some space, or choose another place with -o."
        if isinstance(error, PermissionError):
            mend = "Choose another place with -o, or close the program that has it open."
        raise OutputUnwritable(f"{target} cannot be written: {reason}.", mend) from error


@contextmanager
def syncing(part: Path, target: Path) -> Iterator[None]:
    """Bring `part` to disk while the block reads it, so that `settle` has little to wait for.

    The block must not write to it. Raises `OutputUnwritable` for `target`.
    """
    from concurrent.futures import ThreadPoolExecutor  # late: most commands write nothing

    with translated(target), ThreadPoolExecutor(1) as pool:
        synced = pool.submit(_sync, part)
        yield
        synced.result()


def settle(part: Path, target: Path) -> None:
    """Bring `part` safely to disk and give it the target's name, in one step that cannot be seen half done."""
    with translated(target):
        _sync(part)
        part.replace(target)
        _sync_folder(target.parent)


def clear_abandoned(folder: Path) -> None:
    """Remove the temporary files and folders in `folder` whose writers are no more."""
    for path in folder.iterdir():
        match = _PART.fullmatch(path.name)
        if match and _is_abandoned(path, match["machine"], int(match["process"])):
            if path.is_dir() and not path.is_symlink():
                rmtree(path, ignore_errors=True)
            with suppress(OSError):
                path.unlink()


def _part_name(target: Path) -> Path:
    kept = target.name.encode()[:_NAME_BYTES].decode(errors="ignore")
    return target.parent / f".{kept}.{_machine()}-{os.getpid()}-{secrets.token_hex(4)}.holdspace.part"


def _created(target: Path) -> Path:
    part = _part_name(target)
    os.close(os.open(part, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    return part


def _machine() -> str:
    return f"{crc32(platform.node().encode()):08x}"


def _is_abandoned(path: Path, machine: str, process: int) -> bool:
    if machine == _machine() and sys.platform != "win32":
        return not _lives(process)
    try:
        return time.time() - path.stat().st_mtime > _A_DAY_SECONDS
    except OSError:
        return False


def _lives(process: int) -> bool:
    """Whether a process of this number runs; signal 0 only asks, except on Windows, where it would end it."""
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _sync(file: Path) -> None:
    with file.open("rb+") as stream:  # Windows syncs only what may be written to
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Bring the new name itself to disk, where the system can do that."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)

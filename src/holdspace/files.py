"""Whole files or none: write beside the target, sync, rename."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from holdspace.errors import OutputUnwritable


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """Give a temporary file beside `target` to write to; when the block ends well it takes the target's place.

    On any failure, Ctrl-C included, the temporary file is removed and `target` stays as it was. Raises
    `OutputUnwritable` when the folder cannot be written or the disk is full.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    except OSError as error:
        raise _unwritable(target, error) from error
    os.close(handle)
    part = Path(name)
    try:
        yield part
        _sync(part)
        part.chmod(_mode(target))
        part.replace(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    finally:
        part.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _mode(target: Path) -> int:
    """The mode the target has, or the one that a plainly created file would get."""
    try:
        return target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _unwritable(target: Path, error: OSError) -> OutputUnwritable:
    reason = error.strerror or str(error)
    return OutputUnwritable(f"{target} cannot be written: {reason}.", "Choose another place with -o, or make room.")

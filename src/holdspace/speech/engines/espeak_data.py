"""A short name for espeak-ng's data, for engines that read with it in our own process."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from holdspace.errors import MissingLibrary

_LONGEST_PATH = 140
"""Bytes; espeak-ng keeps its data path in 160 and appends the names of its files."""


def short_data_path(data: Path) -> str:
    """`data`, or a link to it where its name is so long that espeak-ng would end the whole process.

    Raises `MissingLibrary` where no link can be made.
    """
    if len(os.fsencode(data)) <= _LONGEST_PATH:
        return str(data)
    folder = tempfile.mkdtemp(prefix="holdspace-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    link = Path(folder) / data.name
    try:
        link.symlink_to(data, target_is_directory=True)
    except OSError as error:
        mend = "Install holdspace in a folder with a shorter name."
        raise MissingLibrary("espeak-ng", f"the name of espeak-ng's folder is too long: {data}.", mend) from error
    return str(link)

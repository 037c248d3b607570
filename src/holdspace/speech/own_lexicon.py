"""The user's own pronunciations: `lexicon.tsv` in the folder of the settings.

One entry a line: as written, a tab (or two spaces and more), as spoken, which is a spelling, `/phonemes/`, or the one
before the other. Empty lines and lines that begin with `#` count for nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from holdspace.diagnostics import Place
from holdspace.errors import BadChoice
from holdspace.folders import settings_folder
from holdspace.routine.pronunciation import checked_pronunciation, pronunciation
from holdspace.routine.unreadable import Unreadable
from holdspace.speech.lexicon import Say, key_of

FILE_NAME = "lexicon.tsv"

_BETWEEN = re.compile(r"[ ]*\t\s*|[ ]{2,}")
_FORM = "A line is a name, a tab, and how it is spoken, such as: Malasana<tab>mah-lah-suh-nuh"


def pronunciations(script: Say, own: Say | None = None) -> Say:
    """The script's pronunciations, and for whatever it says nothing of `own`: without any, the user's of this machine.

    Raises `BadChoice` with file and line for a file of the user's that cannot be read.
    """
    if own is None:
        own = own_entries(settings_folder() / FILE_NAME)
    said = {key_of(written) for written, _ in script}
    return (*script, *(entry for entry in own if key_of(entry[0]) not in said))


def own_entries(file: Path) -> Say:
    """What stands in `file`; nothing where there is none. Read again when the file has changed."""
    try:
        facts = file.stat()
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        raise _unreadable(file, (error.strerror or str(error)).lower()) from error
    return _read(file, facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=4)
def _read(file: Path, _changed: int, _bytes: int) -> Say:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
    except OSError as error:
        raise _unreadable(file, (error.strerror or str(error)).lower()) from error
    except UnicodeDecodeError as error:
        raise _unreadable(file, "it is not UTF-8 text") from error
    first: dict[str, int] = {}
    found: list[tuple[str, str]] = []
    for number, line in enumerate(lines, 1):
        if line.strip() and not line.lstrip().startswith("#"):
            entry = _entry(line.strip(), Place(str(file), number, 1, max(1, len(line))))
            known = first.setdefault(key_of(entry[0]), number)
            if known != number:
                raise _wrong(f"{entry[0]!r} stands in line {known} already.", Place(str(file), number, 1), "Keep one.")
            found.append(entry)
    return tuple(found)


def _entry(line: str, place: Place) -> tuple[str, str]:
    columns = [column.strip() for column in _BETWEEN.split(line)]
    if len(columns) == 3 and pronunciation(columns[2]).phonemes:
        columns[1:] = [f"{columns[1]} {columns[2]}"]
    if len(columns) != 2:
        what = "this line has no tab." if len(columns) == 1 else f"this line has {len(columns)} columns and not two."
        raise _wrong(what, place)
    written, spoken = columns
    if not any(map(str.isalnum, spoken)):
        raise _wrong(f"there is nothing to say for {written!r}.", place)
    try:
        return written, checked_pronunciation(spoken)
    except Unreadable as mistake:
        raise _wrong(f"{mistake.what}.", place, f"{mistake.mend[0].upper()}{mistake.mend[1:]}.") from mistake


def _wrong(what: str, place: Place, mend: str = _FORM) -> BadChoice:
    error = BadChoice("lexicon", what, mend)
    error.at(place)
    return error


def _unreadable(file: Path, why: str) -> BadChoice:
    return BadChoice(
        "lexicon", f"{file} cannot be read: {why}.", "Let it be a text file that you may read, or remove it."
    )

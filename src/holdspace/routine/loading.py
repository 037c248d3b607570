"""A script file → `Parsed`, its includes in their places. The files are only read."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace.diagnostics import Diagnostic, Place
from holdspace.errors import ScriptError
from holdspace.routine.model import Routine
from holdspace.routine.parser import Parsed, linted, read_routine

if TYPE_CHECKING:
    from holdspace.routine.including import Includer

LONGEST_BYTES = 10_000_000
"""Size of the largest script that is read."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer of two that begin alike first."""


def load(path: Path) -> Parsed:
    """The routine in the file at `path`.

    Raises `ScriptError` when the file cannot be read or is not Unicode; all other mistakes are in the result.
    """
    from holdspace.routine.including import Includer

    return _filled(read_bytes(path), str(path), path.name, Includer(path))


def load_enclosed(sources: Mapping[str, bytes], shown: Path) -> Parsed:
    """The routine in `sources`: the script and what it includes, by their paths within its folder, the script first.

    Nothing is read from disk. `shown` stands for that folder in messages. Raises as `load` does.
    """
    from holdspace.routine.including import EnclosedIncluder

    name, data = next(iter(sources.items()))
    return _filled(data, str(shown / name), name, EnclosedIncluder(sources, shown))


def _filled(data: bytes, file: str, name: str, includer: Includer) -> Parsed:
    """The script called `name` with its includes in their places."""
    script = read_routine(decoded(data, file), file)
    routine = includer.filled(script.routine)
    lines = {file: script.lines, **includer.lines}
    found = linted(routine, (*script.diagnostics, *includer.diagnostics), lines)
    return Parsed(routine, found, ((name, data), *includer.sources.items()))


def require_valid(parsed: Parsed) -> Routine:
    """The routine, if it has no errors. Raises `ScriptError` with all diagnostics otherwise."""
    errors = parsed.errors
    if not errors:
        return parsed.routine
    count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
    what = f"{parsed.routine.file} has {count}."
    raise ScriptError(what, "Each of them says how to mend it.", errors[0].place, parsed.diagnostics)


def read_script(path: Path, file: str = "") -> str:
    """The text of the file at `path`, whatever its Unicode encoding; `file` is its name in messages.

    Raises `ScriptError` for a file that cannot be read, is too large or is not Unicode.
    """
    return decoded(read_bytes(path, file), file or str(path))


def read_bytes(path: Path, file: str = "") -> bytes:
    """The bytes of the script at `path`; `file` is its name in messages.

    Raises `ScriptError` for a file that cannot be read or is too large.
    """
    file = file or str(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(LONGEST_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(file, "script-missing", f"there is no file {file}.", _near(path)) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        if path.is_dir():
            reason, mend = "it is a folder", f"Name the scripts in it, such as {path / '*.md'}."
        else:
            mend = "Give the path of a script that you may read."
        raise _unreadable(file, "script-unreadable", f"{file} cannot be read: {reason}.", mend) from None
    if len(data) > LONGEST_BYTES:
        what = f"{file} is larger than {LONGEST_BYTES // 1_000_000} MB."
        raise _unreadable(file, "script-unreadable", what, "Is it a script? Take it apart with [include …].")
    return data


def _near(path: Path) -> str:
    import difflib

    try:
        names = sorted(p.name for p in path.parent.iterdir())[:2000]
    except OSError:
        return f"There is no folder {path.parent} either."
    close = difflib.get_close_matches(path.name, names, n=1)
    return f"Did you mean {path.parent / close[0]}?" if close else "Is the path right?"


def decoded(data: bytes, file: str) -> str:
    """The text of a script in any Unicode encoding. Raises `ScriptError` where it is none."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        place = Place(file, line, column)
        byte = data[error.start]
        what = f"line {line} of {file} is not UTF-8: byte 0x{byte:02X}."
        mend = "Save the file as UTF-8 (in most editors: Save as…, encoding UTF-8)."
        rest = data[error.start :].split(b"\n")[0].decode("latin-1").rstrip("\r")
        excerpt = before.rsplit("\n", 1)[-1] + rest
        raise _unreadable(file, "not-utf-8", what, mend, place, excerpt) from None


def _unreadable(
    file: str, code: str, what: str, mend: str, place: Place | None = None, excerpt: str = ""
) -> ScriptError:
    """The error of a whole file, with itself as its one diagnostic."""
    said = (what[0].lower() if not what.startswith(file) else what[0]) + what[1:].removesuffix(".")
    told = mend[:1].lower() + mend[1:].removesuffix(".")
    diagnostic = Diagnostic(code, "error", place or Place.whole(file), said, told, excerpt)
    return ScriptError(what, mend, place, (diagnostic,))

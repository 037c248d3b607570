"""The source line that a diagnostic points into, for those that were made far from the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from holdspace.diagnostics import Diagnostic
from holdspace.errors import HoldspaceError
from holdspace.routine.loading import read_script


def with_excerpts(diagnostics: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The same diagnostics, each with its line as excerpt where it has one and the file can still be read."""
    lines: dict[str, list[str]] = {}
    for diagnostic in diagnostics:
        if diagnostic.excerpt or not diagnostic.place.length:  # about the whole file
            yield diagnostic
            continue
        file = diagnostic.place.file
        if file not in lines:
            lines[file] = _lines(file)
        number = diagnostic.place.line
        excerpt = lines[file][number - 1] if 0 < number <= len(lines[file]) else ""
        yield replace(diagnostic, excerpt=excerpt)


def _lines(file: str) -> list[str]:
    try:
        return read_script(Path(file)).split("\n")
    except (OSError, HoldspaceError):
        return []

"""What is said about a script: a place, what is wrong, and the mend."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Literal, Self

WINDOW = 100
"""How many characters of a long line are shown."""
_BEFORE_CARET = 30
"""How many of them stand before the caret, where the line is too long."""

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A stretch of one line of a script."""

    file: str
    """The file as the user named it; "<text>" for text that has none."""
    line: int
    """Line number, counted from 1."""
    column: int
    """Column of the first character, counted from 1 in code points."""
    length: int = 1
    """Length in code points; 0 only for a file as a whole."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"

    @classmethod
    def whole(cls, file: str) -> Self:
        """The file as a whole: its beginning, where no single line is meant."""
        return cls(file, 1, 1, 0)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One error or warning about a script."""

    code: str
    """A stable name in kebab case such as `unknown-direction`; docs/diagnostics.md lists them all."""
    severity: Severity
    """An error stops a render, a warning never does."""
    place: Place
    """Where it is."""
    what: str
    """What is wrong, in one sentence that begins in lower case and has no final stop."""
    mend: str
    """How to put it right, in the same form; empty only where there is truly nothing to add."""
    excerpt: str = ""
    """The whole source line that `place` points into, without its line break."""

    def __str__(self) -> str:
        head = f"{self.place}: {self.severity}: {self.what} [{self.code}]"
        lines = [head]
        if self.excerpt.strip():
            lines += [f"    {line}" for line in _pointed(self.excerpt, self.place.column, self.place.length)]
        if self.mend:
            lines.append(f"    mend: {self.mend}")
        return "\n".join(lines)


def _pointed(line: str, column: int, length: int) -> tuple[str, str]:
    """The line, or the part of a long one around `column`, and beneath it carets for `length` characters."""
    first = column - 1
    start = 0 if len(line) <= WINDOW else max(0, min(first - _BEFORE_CARET, len(line) - WINDOW))
    end = min(len(line), start + WINDOW)
    shown = f"{'…' if start else ''}{line[start:end].rstrip()}{'…' if end < len(line) else ''}"
    lead = "".join(map(_blank, f"{'…' if start else ''}{line[start:first]}"))
    marked = line[first : min(first + length, end)]
    return shown, lead + "^" * max(1, sum(len(_blank(character)) for character in marked))


def _blank(character: str) -> str:
    """Blanks as wide as `character` is on a terminal; a tab stays a tab."""
    if character == "\t":
        return character
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return ""
    return "  " if unicodedata.east_asian_width(character) in {"W", "F"} else " "

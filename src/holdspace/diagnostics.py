"""What is said about a script: a place, what is wrong, and the mend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

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
    """Length in code points, at least 1."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


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
        if self.excerpt:
            lead = "".join("\t" if c == "\t" else " " for c in self.excerpt[: self.place.column - 1])
            room = max(1, min(self.place.length, len(self.excerpt) - self.place.column + 1))
            lines += [f"    {self.excerpt}", f"    {lead}{'^' * room}"]
        if self.mend:
            lines.append(f"    mend: {self.mend}")
        return "\n".join(lines)

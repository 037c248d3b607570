"""Where the passes put what they have to say about a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from collections.abc import Iterable


class Report:
    """Diagnostics in the order in which they came up, each once: a repeat would otherwise say the same thing thrice."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self._notes: dict[str, None] = {}

    def error(self, code: str, place: Place, what: str, mend: str) -> None:
        """Something that stops a render."""
        self._found.setdefault(Diagnostic(code, "error", place, what, mend))

    def warning(self, code: str, place: Place, what: str, mend: str) -> None:
        """Something to look at that never stops a render."""
        self._found.setdefault(Diagnostic(code, "warning", place, what, mend))

    def note(self, place: Place, what: str) -> None:
        """Something that is as it should be and worth knowing: a sentence without its stop."""
        self._notes.setdefault(f"{place}: {what}.")

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Everything another report found."""
        for diagnostic in diagnostics:
            self._found.setdefault(diagnostic)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """All of them, in order."""
        return tuple(self._found)

    def notes(self) -> tuple[str, ...]:
        """All notes, in order."""
        return tuple(self._notes)

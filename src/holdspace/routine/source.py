"""A script's text and the places in it."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence

from holdspace.diagnostics import Diagnostic, Place, Severity

MOST_PROBLEMS = 100
"""A file's problems beyond this number are only counted."""


class Source:
    """One file's text, cleaned, with line breaks that are all line feeds."""

    def __init__(self, text: str, file: str) -> None:
        self.text = text
        self.file = file
        self.lines = text.split("\n")
        lengths = (len(line) + 1 for line in self.lines)
        self.starts = [0, *itertools.accumulate(lengths)][: len(self.lines)]

    def place(self, start: int, end: int) -> Place:
        """The place of the characters from `start` up to `end`, as far as they lie on one line."""
        index = bisect.bisect_right(self.starts, start) - 1
        line_end = self.starts[index] + len(self.lines[index])
        length = max(1, min(end, line_end) - start)
        return Place(self.file, index + 1, start - self.starts[index] + 1, length)


class Stretch:
    """Some lines of a source joined into one text, each character's place still known."""

    def __init__(self, source: Source, pieces: Sequence[tuple[int, str]]) -> None:
        """`pieces` are lines or parts of lines: offset in the source and text."""
        self.source = source
        self.text = "\n".join(text for _, text in pieces)
        self._offsets = [offset for offset, _ in pieces] or [0]
        lengths = (len(text) + 1 for _, text in pieces)
        self._starts = [0, *itertools.accumulate(lengths)][: max(1, len(pieces))]

    def tail(self, position: int) -> Stretch:
        """What stands from `position` on."""
        lines = self.text[position:].split("\n")
        starts = itertools.accumulate((len(line) + 1 for line in lines[:-1]), initial=position)
        return Stretch(self.source, [(self.offset(s), line) for s, line in zip(starts, lines, strict=True)])

    def offset(self, position: int) -> int:
        """The source offset of the character at `position` in `text`."""
        index = bisect.bisect_right(self._starts, position) - 1
        return self._offsets[index] + position - self._starts[index]

    def place(self, start: int, end: int) -> Place:
        """The place of the characters from `start` up to `end` in `text`, as far as they lie on one line."""
        line_end = self.text.find("\n", start, end)
        if line_end > start:
            end = line_end
        first = self.offset(start)
        return self.source.place(first, first + max(1, end - start))


class Report:
    """Collects what is wrong with one source."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.diagnostics: list[Diagnostic] = []

    def error(self, code: str, place: Place, what: str, mend: str) -> None:
        """Note an error."""
        self._note(code, "error", place, what, mend)

    def warning(self, code: str, place: Place, what: str, mend: str) -> None:
        """Note a warning."""
        self._note(code, "warning", place, what, mend)

    def _note(self, code: str, severity: Severity, place: Place, what: str, mend: str) -> None:
        excerpt = self.source.lines[place.line - 1]
        self.diagnostics.append(Diagnostic(code, severity, place, what, mend, excerpt))

    def finish(self) -> tuple[Diagnostic, ...]:
        """Everything that was noted, in the order of the lines; beyond the first hundred only their number."""
        return capped(sorted(self.diagnostics, key=lambda d: (d.place.line, d.place.column)))


def capped(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The first hundred of `diagnostics`, and one more that tells how many are left out."""
    kept, rest = diagnostics[:MOST_PROBLEMS], diagnostics[MOST_PROBLEMS:]
    if not rest:
        return tuple(kept)
    severity: Severity = "error" if any(d.severity == "error" for d in rest) else "warning"
    more = "is 1 more problem" if len(rest) == 1 else f"are {len(rest)} more problems"
    what, mend = f"there {more} from here on", "mend the ones above first"
    return (*kept, Diagnostic("too-many-problems", severity, rest[0].place, what, mend, rest[0].excerpt))


def joined(text: str) -> str:
    """`text` on one line, its blanks single."""
    return " ".join(text.split())


def shortened(text: str, room: int = 40) -> str:
    """`text` on one line and at most `room` characters long, for a message."""
    text = joined(text[: room * 4])
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"


def unescaped(text: str) -> str:
    """`text` with its backslash escapes resolved."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def escaped(text: str, characters: str = "\\[]{}") -> str:
    """`text` with a backslash before each of `characters`."""
    return re.sub(f"([{re.escape(characters)}])", r"\\\1", text)

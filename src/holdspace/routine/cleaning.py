"""Text as it comes from files and pages → text as the parser wants it."""

from __future__ import annotations

import re
import unicodedata

from holdspace.diagnostics import Diagnostic, Place

_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff\ufeff]+")


def clean(text: str, file: str) -> tuple[str, list[Diagnostic]]:
    """`text` in NFC with line feeds only, without a byte order mark and control characters; a warning for each run."""
    text = _BREAKS.sub("\n", text.removeprefix("\ufeff"))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if not _CONTROLS.search(text):
        return text, []
    warnings: list[Diagnostic] = []
    lines = [_clean_line(line, number, file, warnings) for number, line in enumerate(text.split("\n"), 1)]
    return "\n".join(lines), warnings


def _clean_line(line: str, number: int, file: str, warnings: list[Diagnostic]) -> str:
    pieces = _CONTROLS.split(line)
    if len(pieces) == 1:
        return line
    cleaned = "".join(pieces)
    column = min(len(pieces[0]) + 1, max(1, len(cleaned)))
    names = sorted({f"U+{ord(c):04X}" for run in _CONTROLS.findall(line) for c in run})
    shown = ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
    warnings.append(
        Diagnostic(
            "control-character",
            "warning",
            Place(file, number, column),
            f"control characters ({shown}) were removed from this line",
            "nothing to do if the line reads well; otherwise type it anew",
            cleaned,
        )
    )
    return cleaned

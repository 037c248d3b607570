"""One line of a script's front matter written anew; every other character stays as it is."""

from __future__ import annotations

import re

from holdspace.errors import ScriptError
from holdspace.routine.parser import parse

_PLAIN = re.compile(r"[A-Za-z_](?:[\w.+-]|:(?=\w))*", re.ASCII)
"""What YAML reads as the very words that are written."""
_WORDS = {"true", "false", "yes", "no", "on", "off", "null"}


def with_voice(text: str, voice: str, file: str = "<text>") -> str:
    """`text` with `voice` as its front matter's voice; a script without front matter gets one.

    Raises `ScriptError` for a front matter in which no such line can be written.
    """
    eol = "\r\n" if "\r\n" in text else "\n"
    written = _with_line(text, f"voice: {_scalar(voice)}", eol)
    if parse(written, file).routine.front.voice != voice:
        raise ScriptError(
            f"the front matter of {file} has a form in which no voice can be written.",
            f"Write this line into it: voice: {_scalar(voice)}",
        )
    return written


def _with_line(text: str, line: str, eol: str) -> str:
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    lines = text.removeprefix(mark).splitlines(keepends=True)
    first = next((at for at, one in enumerate(lines) if one.strip()), len(lines))
    last = next((at for at in range(first + 1, len(lines)) if lines[at].rstrip() in {"---", "..."}), None)
    if first == len(lines) or lines[first].rstrip() != "---" or last is None:
        return f"{mark}---{eol}{line}{eol}---{eol}{eol}{''.join(lines)}"
    old = next((at for at in range(first + 1, last) if re.match(r"voice\s*:", lines[at], re.IGNORECASE)), None)
    if old is None:
        lines.insert(last, line + eol)
    else:
        comment = re.search(r"\s+#.*$", lines[old].rstrip("\r\n"))
        lines[old] = line + (comment[0] if comment else "") + eol
    return mark + "".join(lines)


def _scalar(text: str) -> str:
    """`text` as YAML, quoted where it would be read as something else."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return "'" + text.replace("'", "''") + "'"

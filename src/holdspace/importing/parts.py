"""The pieces of a routine that the import writes, each valid whatever the source held."""

from __future__ import annotations

import re

from holdspace.routine import model

_SPECIAL = re.compile(r"([\\\[\]{}*_<`~])")
_LINE_START = re.compile(r"^(\s*)([#>+|=-]|\d{1,9}[.)](?=\s|$))")
_SENTENCE_START = re.compile(r"(?<=[.!?…])(\s+)([#>+|=-](?=\s)|\d{1,9}[.)](?=\s|$))")
"""What would begin a list or a heading where each sentence is given a line of its own."""
_LONGEST_S = 3 * 60 * 60
_EXACT_MS = 1_000_000
"""Below it, six digits tell the milliseconds too."""


def words(text: str) -> model.Words:
    """`text` as narration; characters that would mean something are escaped."""
    return model.Words(text, escaped(text))


def escaped(text: str) -> str:
    """`text` as it is written in a script to be spoken as it is."""
    return _SENTENCE_START.sub(lambda m: m.group(1) + _opened(m.group(2)), _SPECIAL.sub(r"\\\1", text))


def line_escaped(text: str) -> str:
    """`text`, which begins a line, so that it begins no heading, list item or quotation."""
    return _LINE_START.sub(lambda m: m.group(1) + _opened(m.group(2)), text)


def _opened(mark: str) -> str:
    return mark[:-1] + "\\" + mark[-1] if mark[0].isdigit() else "\\" + mark


def seconds(value: float) -> model.Duration:
    """`value` seconds, within what a script may hold."""
    milliseconds = round(min(max(value, 0.25), _LONGEST_S) * 1000)
    return model.Duration(ms=milliseconds, written=_written(milliseconds))


def _written(milliseconds: int) -> str:
    whole, rest = divmod(milliseconds, 1000)
    if rest:
        return f"{milliseconds / 1000:g}s" if milliseconds < _EXACT_MS else f"{milliseconds}ms"
    minutes, left = divmod(whole, 60)
    if minutes and not left and minutes > 1:
        return f"{minutes} minutes"
    return f"{whole}s"


def breaths(number: int) -> model.Duration:
    """`number` breaths, at most 999."""
    number = min(max(number, 1), 999)
    return model.Duration(breaths=number, written=f"{number} {'breath' if number == 1 else 'breaths'}")


def note(text: str) -> model.Note:
    """A note for the author."""
    tidy = " ".join(re.sub(r"[\[\]{}\\`<>]", "", text).split())
    return model.Note(tidy[:200])

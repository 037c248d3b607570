"""Subtitles and clocked transcripts → steps; the silence between two cues is a hold when it is long enough."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from holdspace.importing.plainness import plain

SHORTEST_HOLD_SECONDS = 5
"""A shorter silence between two cues is only a breath of the speaker."""

_TIME = r"(?:(\d+):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_CUE = re.compile(rf"^\s*{_TIME}\s*-->\s*{_TIME}")
_CLOCK = re.compile(r"^\s*[\[(]?(?:(\d{1,2}):)?(\d{1,2}):(\d{2})[\])]?\s*[-–—]?\s*(.*)$")
_TAGS = re.compile(r"<[^<>]{0,100}>|\{\\[^{}]{0,60}\}")


@dataclass(slots=True)
class Cue:
    """Words with their times in seconds."""

    start: float
    end: float
    text: str
    offset: int
    """Of its first word in the source."""
    after: int
    """Offset behind its last word."""


def read_cues(text: str) -> list[Cue]:
    """The cues of an SRT or VTT file."""
    cues: list[Cue] = []
    current: Cue | None = None
    at = 0
    for line in text.split("\n"):
        match = _CUE.match(line)
        if match:
            groups = match.groups()
            current = Cue(_seconds(groups[:4]), _seconds(groups[4:]), "", at + len(line) + 1, at + len(line) + 1)
            cues.append(current)
        elif not line.strip():
            current = None
        elif current is not None:
            words = plain(html.unescape(_TAGS.sub("", line)))
            current.text = f"{current.text} {words}".strip()
            current.after = at + len(line)
        at += len(line) + 1
    return [cue for cue in cues if cue.text]


def read_clocked(text: str) -> list[Cue]:
    """The lines of a transcript that begin with the time at which they are said; nobody knows when they end."""
    cues: list[Cue] = []
    at = 0
    for line in text.split("\n"):
        match = _CLOCK.match(line)
        if match and match.group(4).strip():
            start = _seconds((*match.groups()[:3], None))
            cues.append(Cue(start, start, plain(match.group(4)), at + match.start(4), at + len(line)))
        elif line.strip() and cues:
            cues[-1].text += " " + plain(line)
            cues[-1].after = at + len(line)
        at += len(line) + 1
    return cues


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, part = parts
    whole = int(hours or 0) * 3600 + int(minutes or 0) * 60 + int(seconds or 0)
    return whole + int((part or "0").ljust(3, "0")) / 1000


def silence_after(cues: list[Cue], index: int) -> float:
    """Seconds of silence behind a cue, up to the next one; zero behind the last."""
    if index + 1 >= len(cues):
        return 0.0
    return round(max(0.0, cues[index + 1].start - cues[index].end), 3)

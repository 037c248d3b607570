"""A video's chapters, “1:55 Lat lean, 40 sec each side” → lines of a list without their clock times."""

from __future__ import annotations

import itertools
import re

from holdspace.importing import english
from holdspace.importing.quantities import quantities

_CHAPTER = re.compile(r"\s*[\[(]?(?P<clock>(?:\d{1,2}:)?\d{1,2}:[0-5]\d)[\])]?(?P<gap>\s*[-–—|:]?\s+)(?P<words>\S.*)$")
_OTHER = re.compile(english.CHAPTER_FRAME_PATTERN, re.IGNORECASE)
_LEAST = 3
_FIRST_SECONDS = 15
"""A list of chapters begins at the video's beginning; a list of durations does not."""


def without_clocks(text: str) -> str:
    """`text` with the clock times of a row of chapters turned into bullets, and chapters like “Intro” blanked."""
    if text.count(":") < _LEAST:
        return text
    lines = text.split("\n")
    found = [(i, m) for i, line in enumerate(lines) if (m := _CHAPTER.match(line))]
    times = [_seconds(m["clock"]) for _, m in found]
    rising = all(one < two for one, two in itertools.pairwise(times))
    if len(found) < _LEAST or times[0] > _FIRST_SECONDS or not rising:
        return text
    for index, match in found:
        line = lines[index]
        if _OTHER.match(match["words"].strip()):
            lines[index] = " " * len(line)
        else:
            lines[index] = "-".ljust(match.start("words")) + match["words"]
    return "\n".join(lines)


def are_chapters(text: str) -> bool:
    """Whether the clocked lines of `text` are short names with doses, and not what is said in the video."""
    found = [m["words"] for line in text.split("\n") if (m := _CHAPTER.match(line))]
    named = [words for words in found if len(words.split()) <= _LONGEST_NAME and not words[0].islower()]
    dosed = [words for words in named if any(q.kind in _DOSES and not q.article for q in quantities(words))]
    return len(named) * 5 >= len(found) * 4 and len(dosed) * 3 >= len(found)


_DOSES = ("time", "breaths", "reps", "sets")
_LONGEST_NAME = 10


def _seconds(clock: str) -> int:
    total = 0
    for part in clock.split(":"):
        total = total * 60 + int(part)
    return total

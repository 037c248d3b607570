"""Lines that a page's layout repeats, and parts that its source folds away.

They are blanked, so that all else keeps its place.
"""

from __future__ import annotations

import re
from collections import Counter

_DETAILS = re.compile(r"<details\b[^<>]*>.*?(?:</details>|\Z)", re.IGNORECASE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PAGE = re.compile(
    r"\b(?:page|p\.|seite)\s*\d+(?:\s*(?:of|/|von)\s*\d+)?\s*$|^\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$", re.IGNORECASE
)
_GAP = re.compile(r"\S {4,}\S")
_DOSE = re.compile(
    r"\d\s*(?:s|secs?|seconds|mins?|minutes|times|reps|x|sets|breaths|each|/)\b|\bx\s?\d|\d\s*/", re.IGNORECASE
)
_FIRST_LINES = 400


def without_furniture(text: str) -> tuple[str, str]:
    """`text` with running heads, page numbers and folded parts blanked, and its letterhead's title if it has one."""
    if "<details" in text.lower():
        text = _DETAILS.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    title = ""
    if front := _FRONT.match(text):
        named = re.search(r"^title:\s*[\"']?(.*?)[\"']?\s*$", front.group(), re.MULTILINE)
        title = named.group(1) if named else ""
        text = re.sub(r"[^\n]", " ", front.group()) + text[front.end() :]
    lines = text.split("\n")
    shapes = Counter(_shape(line) for line in lines if len(line.strip()) > 8)
    for index, line in enumerate(lines):
        tidy = line.strip()
        if not tidy:
            continue
        repeated = shapes[_shape(line)] > 1 and bool(_GAP.search(line) or _PAGE.search(line))
        letterhead = index < 6 and bool(_GAP.search(tidy)) and "|" not in tidy and not _DOSE.search(tidy)
        if (repeated or letterhead) and not title and index < _FIRST_LINES:
            title = re.split(r" {4,}", tidy)[0]
        if repeated or letterhead or _PAGE.search(tidy):
            lines[index] = " " * len(line)
    return "\n".join(lines), title


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())

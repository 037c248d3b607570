"""Lines that a page's layout repeats, and parts that its source folds away.

They are blanked, so that all else keeps its place.
"""

from __future__ import annotations

import re
from collections import Counter

from holdspace.importing import english_page

_DETAILS = re.compile(r"<details\b[^<>]*>.*?(?:</details>|\Z)", re.IGNORECASE | re.DOTALL)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
_PAGE = re.compile(
    r"\b(?:page|p\.|seite)\s*\d+(?:\s*(?:of|/|von)\s*\d+)?\s*$|^\s*[-–—]?\s*\d{1,3}\s*[-–—]?\s*$", re.IGNORECASE
)
_MARK = re.compile(r"^(?:\(?\w{1,2}[.):]\)?|[-*•–])\s+")
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
        if not tidy or _in_table(lines, index):
            continue
        repeated = shapes[_shape(line)] > 1 and bool(_GAP.search(line) or _PAGE.search(line))
        letterhead = index < 6 and bool(_GAP.search(_MARK.sub("", tidy))) and "|" not in tidy and not _DOSE.search(tidy)
        if (repeated or letterhead) and not title and index < _FIRST_LINES and not _stands_below_title(lines[:index]):
            title = _letterhead_title(tidy)
        if repeated or letterhead or _PAGE.search(tidy):
            lines[index] = " " * len(line)
    return "\n".join(lines), title


def _in_table(lines: list[str], index: int) -> bool:
    """Whether a line is a row of a table whose columns are set apart by blanks: its neighbour has columns, too."""
    beside = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
    return len(_COLUMN.findall(lines[index])) > 1 and any(len(_COLUMN.findall(line)) > 1 for line in beside)


_COLUMN = re.compile(r"(?<=\S) {2,}(?=\S)")


def _stands_below_title(above: list[str]) -> bool:
    """Whether a short line without a stop, which may be the title, stands above."""
    return any(
        1 < len(line.split()) <= _LONGEST_TITLE and line.rstrip()[-1] not in ".!?:,;" for line in above if line.strip()
    )


_LONGEST_TITLE = 10


def _letterhead_title(line: str) -> str:
    """The title in a letterhead: what stands left in it, where that is neither who sent it nor whom it is for."""
    first = re.split(r" {4,}", line)[0]
    return "" if _ORGANISATION.search(first) or _CREDIT.match(first) else first


_ORGANISATION = re.compile(english_page.ORGANISATION_PATTERN, re.IGNORECASE)
_CREDIT = re.compile(english_page.CREDIT_PATTERN, re.IGNORECASE)


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())

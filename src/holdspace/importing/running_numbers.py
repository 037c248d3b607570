"""Running numbers that stand before names without a mark, “2 Quads”: they number the exercises, and count nothing."""

from __future__ import annotations

import itertools
import re

from holdspace.importing.facts import Block

_NUMBERED = re.compile(r"(?:#|no\.?\s|nr\.?\s)?\s*(?P<number>\d{1,2})\s+(?=[A-Z(“\"])", re.IGNORECASE)
_CELL = re.compile(r"\W*(?:no|nr|ex)?\W*(?P<number>\d{1,2})\W*$", re.IGNORECASE)
_COUNTING = re.compile(r"\W*(?:sets?|reps?|times|minutes|seconds|time|hold)\b", re.IGNORECASE)
_LEAST_HEADINGS = 2
_LEAST_ITEMS = 3
"""So many where capitals and rising numbers are all that tells; “1 Burpee, 2 Squats” may be a ladder."""


def without_running_numbers(blocks: list[Block]) -> list[Block]:
    """`blocks` with the running numbers before headings and items in their markers."""
    headings = [block for block in blocks if block.kind == "heading" and not block.hint]
    for level in sorted({block.level for block in headings}):
        _strip([block for block in headings if block.level == level], _LEAST_HEADINGS)
    for (kind, group, hint), run in itertools.groupby(blocks, key=lambda b: (b.kind, b.group, b.hint)):
        if kind == "item" and group and not hint:
            rows = [block for block in run if not block.marker[:1].isdigit()]
            if not _is_ladder(rows):
                _strip(rows, _LEAST_ITEMS)
    return blocks


def _is_ladder(rows: list[Block]) -> bool:
    """Whether the numbers count, “1 Burpee, 2 Squats, 3 Lunges”: one of the first, and more of all the others."""
    names = [_NUMBERED.sub("", block.text).split("(")[0].rstrip(" .:,;") for block in rows]
    return len(names) > 1 and not names[0].endswith("s") and all(name.endswith("s") for name in names[1:])


def _strip(blocks: list[Block], least: int) -> None:
    """Take the numbers from those of `blocks` that begin with one, where they count up from 1 or down to it."""
    found = [(block, mark) for block in blocks if (mark := _NUMBERED.match(block.text)) and mark["number"] != "0"]
    if len(found) < least or not is_running([int(mark["number"]) for _, mark in found]):
        return
    for block, mark in found:
        block.marker, block.text = f"{mark['number']}.", block.text[mark.end() :]
        block.lead = block.lead[mark.end() :] if _NUMBERED.match(block.lead) else block.lead


def without_number_column(rows: list[list[tuple[str, bool]]]) -> list[list[tuple[str, bool]]]:
    """The rows of a table without a first column that only numbers them: 1, 2, 3 and so on."""
    if min(len(row) for row in rows) < _LEAST_ITEMS - 1:
        return rows
    for head in (0, 1):
        marks = [_CELL.match(row[0][0]) for row in rows[head:]]
        told = [int(mark["number"]) for mark in marks if mark]
        if len(told) == len(marks) >= _LEAST_HEADINGS and is_running(told) and not _counts(rows, head):
            return [row[1:] for row in rows]
    return rows


def _counts(rows: list[list[tuple[str, bool]]], head: int) -> bool:
    """Whether the header says that the first column counts something: “Sets”, “Reps”."""
    return bool(head) and bool(_COUNTING.match(rows[0][0][0]))


def is_running(numbers: list[int]) -> bool:
    """Whether `numbers` rise by one from 1, or fall by one to it."""
    return numbers in (list(range(1, len(numbers) + 1)), list(range(len(numbers), 0, -1)))

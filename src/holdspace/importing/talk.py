"""Exported chats and transcripts with speakers → the words of the one who tells what to do.

What is left out is blanked, so that all else keeps its place.
"""

from __future__ import annotations

import re
from collections import Counter

from holdspace.importing import english, english_page
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import imperative

_STAMPED = re.compile(
    r"\s{0,3}\[?\d{1,4}[./-]\d{1,2}[./-]\d{2,4},?\s+\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s?[ap]\.?m\.?)?\]?\s*(?:[-–]\s*)?"
    r"(?:(?P<who>[^:\n]{1,40}):\s+)?",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"\s{0,3}(?:\[?\(?\d{1,2}:\d{2}(?::\d{2})?\)?\]?\s*)?(?P<who>[A-Z][\w.'’-]{0,20}(?: [A-Z][\w.'’-]{0,20}){0,2}):\s+"
)
_FIELD = re.compile(english.FIELD_PATTERN, re.IGNORECASE)
_LEAST_LINES = 3
_MOST_LINES = 6
"""Lines of a message in the mean, where each begins with the day and the hour."""
_LABEL = re.compile(
    rf"{english_page.WHY_LABEL_PATTERN}|{english_page.HOW_LABEL_PATTERN}|^(?:hold|rest|reps?|sets?|time|tips?|notes?|inhale|exhale|modif\w+|variations?)\b",
    re.IGNORECASE,
)
_OMITTED = re.compile(
    r"\s*\u200e?(?:<[^<>]{0,60}(?:omitted|attached)[^<>]{0,20}>|(?:image|video|audio|sticker|gif) omitted)\s*$",
    re.IGNORECASE,
)
_SHORT_STAMP = re.compile(
    r"\s{0,3}\[\d{1,2}:\d{2}(?::\d{2})?(?:\s?[ap]m)?\]\s+(?P<who>[^:\n]{1,40}):\s+", re.IGNORECASE
)


def without_other_voices(text: str) -> str:
    """`text` with the marks of who spoke, and all that others than the teacher said, blanked."""
    if text.count(":") < _LEAST_LINES:
        return text
    for pattern in (_STAMPED, _SHORT_STAMP, _SPEAKER):
        lines = text.split("\n")
        marks = [pattern.match(line) for line in lines]
        said = [(i, m) for i, m in enumerate(marks) if m]
        written = sum(bool(line.strip()) for line in lines)
        sparse = len(said) * (2 if pattern is _SPEAKER else _MOST_LINES) < written
        if len(said) < _LEAST_LINES or sparse:
            continue
        names = Counter(m["who"] for _, m in said if m["who"])
        if not names or (pattern is _SPEAKER and not _are_speakers(names)):
            continue
        return "\n".join(_of_teacher(lines, marks, _teacher(said, lines)))
    return text


def _are_speakers(names: Counter[str]) -> bool:
    """Whether the words before the colons come again, as names of people do and names of exercises do not."""
    if any(_LABEL.match(f"{name}: x") or _FIELD.match(name) for name in names):
        return False
    return sum(names.values()) >= _LEAST_LINES * len(names) or (
        len(names) > 1 and all(count > 1 for count in names.values())
    )


def _teacher(said: list[tuple[int, re.Match[str]]], lines: list[str]) -> str:
    """Who tells most to be done."""
    told: Counter[str] = Counter()
    ends = [index for index, _ in said[1:]] + [len(lines)]
    for (index, mark), end in zip(said, ends, strict=True):
        if not mark["who"]:
            continue
        for words in (lines[index][mark.end() :], *lines[index + 1 : end]):
            told[mark["who"]] += bool(imperative(words))
            told[mark["who"]] += any(q.kind in ("time", "breaths", "reps", "sets", "counts") for q in quantities(words))
    told = +told
    return told.most_common(1)[0][0] if told else ""


def _of_teacher(lines: list[str], marks: list[re.Match[str] | None], teacher: str) -> list[str]:
    kept: list[str] = []
    speaking = False
    for line, mark in zip(lines, marks, strict=True):
        if mark:
            speaking = mark["who"] == teacher
        # What stands before the first mark, a title perhaps, stays.
        if mark and _OMITTED.match(line[mark.end() :]):
            kept.append(" " * len(line))
        elif speaking or not any(marks[: len(kept) + 1]):
            kept.append(" " * mark.end() + line[mark.end() :] if mark else line)
        else:
            kept.append(" " * len(line))
    return kept

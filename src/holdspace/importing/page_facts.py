"""Boxes of facts about a workout, and schedules: “Days per week: 3”, “7.30 Morning practice”. Neither is done."""

from __future__ import annotations

import itertools
import re

from holdspace.importing import english_frame, english_page
from holdspace.importing.facts import Block
from holdspace.importing.quantities import quantities

_FACT = re.compile(
    rf"(?:the\s+)?(?:{english_frame.FACT_LABEL_PATTERN}\s*(?:[:=|]|\s[–—-]\s|$)|{english_frame.BARE_FACT_PATTERN})",
    re.IGNORECASE,
)
_WEAK = re.compile(rf"{english_frame.WEAK_FACT_LABEL_PATTERN}\s*(?:[:=|]|\s[–—-]\s|$)", re.IGNORECASE)
_LEVELS = re.compile(english_frame.LEVELS_PATTERN, re.IGNORECASE)
_CLOCK = re.compile(rf"\W*(?P<clock>{english_frame.CLOCK_PATTERN})\W*\s", re.IGNORECASE)
_EVENT = re.compile(english_frame.EVENT_PATTERN, re.IGNORECASE)
_LONGEST_VALUE = 20
"""Words of a fact with its label."""
_LONGEST_BARE_VALUE = 8
"""Words of a value on a line of its own."""
_LEAST_TIMES = 2
_EARLIEST = 5
"""O'clock: what begins before counts the time since a beginning."""
_LONGEST_EVENT = 25
_LONGEST_LINE = 8
_HOURS = re.compile(
    rf"\b{english_page.WEEKDAYS[:-3]}s?\b\.?,?\s+(?:at\s+)?{english_frame.CLOCK_PATTERN}", re.IGNORECASE
)
"""“Community hall, Tuesdays 11am”, on a line of its own."""


def without_page_facts(blocks: list[Block]) -> list[Block]:
    """`blocks` with a hint on the facts about the whole workout, and on what takes place at a time of the day."""
    _boxes(blocks)
    _fields_on_a_line(blocks)
    _labels_on_lines(blocks)
    _schedules(blocks)
    _weeks(blocks)
    for block in blocks:
        if not block.hint and _LEVELS.fullmatch(block.text.strip(" .")):
            block.hint = "levels to choose from"
        if not block.hint and len(block.text.split()) <= _LONGEST_LINE and _HOURS.search(block.text):
            block.hint = "when it takes place"
        if not block.hint and len(block.text.split()) <= _LONGEST_EVENT and _EVENT.match(block.text):
            block.hint = "when it takes place"
    return blocks


def _boxes(blocks: list[Block]) -> None:
    """Rows with the label of a fact; in a box that has some, the weak ones, too."""
    for (kind, _, hint), run in itertools.groupby(blocks, key=lambda b: (b.kind, b.group, b.hint)):
        rows = list(run)
        if hint or kind == "heading":
            continue
        facts = [row for row in rows if _is_fact(row, _FACT)]
        facts += [row for row in rows if facts and _is_fact(row, _WEAK) and (len(facts) > 1 or _is_long(row.text))]
        if len(facts) * 2 > len(rows) > 2 and kind == "cell":
            facts = rows
        for row in facts:
            row.hint = "about the page"


def _fields_on_a_line(blocks: list[Block]) -> None:
    """“Time: 10 minutes | Equipment: mat | Good for: core”: a box of facts on one line."""
    for block in blocks:
        if block.hint or block.kind not in ("paragraph", "item", "heading"):
            continue
        fields = [field.strip() for field in _BAR.split(block.text) if field.strip()]
        facts = [field for field in fields if _FACT.match(field)]
        labelled = all(_FACT.match(field) or _WEAK.match(field) for field in fields)
        if len(fields) >= _LEAST_TIMES and facts and labelled and len(block.text.split()) <= _LONGEST_BOX:
            block.hint = "about the page"


_BAR = re.compile(r"\s*[|•·◦;/]\s+")
_LONGEST_BOX = 40


def _is_long(text: str) -> bool:
    """Whether a row tells a time that no exercise takes, and a whole workout does."""
    return any(q.kind == "time" and q.most >= _LEAST_WHOLE_S for q in quantities(text))


_LEAST_WHOLE_S = 600


def _is_fact(block: Block, label: re.Pattern[str]) -> bool:
    """Whether a short block is a label of a fact, and what it is."""
    text = f"{block.lead.rstrip(' :')}: {block.text[len(block.lead) :]}" if block.lead else block.text
    found = label.match(text)
    return found is not None and len(text.split()) <= _LONGEST_VALUE and bool(text[found.end() :].strip(" :"))


def _labels_on_lines(blocks: list[Block]) -> None:
    """Labels on lines of their own, at least two of them: each with the short line behind it is a fact."""
    found = []
    for before, block in itertools.pairwise(blocks):
        if before.hint or block.hint or block.kind != "paragraph" or before.kind not in ("heading", "paragraph"):
            continue
        if _FACT.fullmatch(before.text.rstrip(" :")) and len(block.text.split()) <= _LONGEST_BARE_VALUE:
            found += [before, block]
    if len(found) > _LEAST_TIMES:
        for block in found:
            block.hint = "about the page"


def _schedules(blocks: list[Block]) -> None:
    """Rows that begin with times of the day, later and later, are what takes place then."""
    for (kind, _, hint), run in itertools.groupby(blocks, key=lambda b: (b.kind, b.group, b.hint)):
        rows = [(row, mark) for row in run if (mark := _CLOCK.match(row.text))]
        if hint or kind == "heading" or len(rows) < _LEAST_TIMES:
            continue
        times = [_minutes(mark["clock"]) for _, mark in rows]
        if times[0] >= _EARLIEST * 60 and all(one < two for one, two in itertools.pairwise(times)):
            for row, _ in rows:
                row.hint = "when it takes place"


def _weeks(blocks: list[Block]) -> None:
    """Rows that begin with a week or a month, and count nothing to be done, tell how it went: “Week 2: no pain”."""
    for (kind, _, hint), run in itertools.groupby(blocks, key=lambda b: (b.kind, b.group, b.hint)):
        rows = [row for row in run if _WEEK.search(row.text)]
        if hint or kind == "heading" or len(rows) < _LEAST_TIMES:
            continue
        if not any(q.kind in _DONE for row in rows for q in quantities(_WEEK.sub(" ", row.text))):
            for row in rows:
                row.hint = "how it went"


_WEEK = re.compile(
    r"^\W*(?:after\s+)?(?:weeks?|months?|days?)\s+\d{1,3}(?:\s*[-–—&]\s*\d{1,3})?\b|:\s*(?:weeks?|months?|days?)\s+\d{1,3}\W*$",
    re.IGNORECASE,
)
_DONE = ("time", "breaths", "reps", "sets", "rounds", "counts")


def _minutes(clock: str) -> int:
    """The time of the day that `clock` begins with, in minutes."""
    told = re.search(r"(\d{1,2})(?:[.:h](\d\d))?\s*([ap]\.?m)?", clock, re.IGNORECASE)
    if told is None:
        return 0
    hours = int(told[1]) % 12 + 12 * told[3].lower().startswith("p") if told[3] else int(told[1])
    return hours * 60 + int(told[2] or 0)

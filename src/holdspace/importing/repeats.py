"""Names of people that a page sets under each of its pictures: the same short line again and again."""

from __future__ import annotations

import re
from collections import defaultdict

from holdspace.importing import english, english_page
from holdspace.importing.facts import Block
from holdspace.importing.naming import poses_in
from holdspace.importing.sentences import words_of

_NAMED = re.compile(r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}")
_LONGEST_CAPTION = 8
_SAID = english.VERBS | english.BODY | english.PLACES | english.NAME_NOUNS | english.REST_WORDS | english.LEADS


def without_repeated_names(blocks: list[Block]) -> list[Block]:
    """`blocks` with a hint on each line that stands there more than once and names somebody or something else."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if _AGO.fullmatch(block.text.strip(" ·•|-")):
            _comment(blocks, index)
        if _PAGED.match(block.text) and len(block.text.split()) <= _LONGEST_CAPTION:
            block.hint = block.hint or "part of the page"
        if _may_be_somebody(block):
            places[block.text].append(index)
    apart = {text for text, at in places.items() if at[-1] - at[0] >= len(at) and len(at) > 1}
    for index, block in enumerate(blocks):
        if _may_be_somebody(block) and any(_dates(other) for other in blocks[max(0, index - 2) : index + 3]):
            block.hint = block.hint or "who wrote it"
        again = block.text in places and index > places[block.text][0]
        if block.text in apart or again or _ends_with_one(block, apart):
            block.hint = block.hint or "repeated on the page"
    return blocks


def _dates(block: Block) -> bool:
    """Whether a line tells only when the page was written, or how long it takes to read."""
    return block.kind != "heading" and bool(_WHEN.fullmatch(block.text.strip(" .|·•-–—")))


_WHEN = re.compile(
    rf"(?:(?:updated|published|posted)?\W*{english_page.DATE_PATTERN}|\d+\s*min(?:ute)?s?\s+read)", re.IGNORECASE
)


def _comment(blocks: list[Block], index: int) -> None:
    """Set a reader's comment apart: its writer, when it was written, and what it says."""
    before = blocks[index - 1] if index else None
    mine = [blocks[index], *(b for b in blocks[index + 1 : index + 2] if b.kind == "paragraph")]
    if before is not None and before.kind == "paragraph" and len(before.text.split()) <= _LONGEST_WRITER:
        mine.append(before)
    for block in mine:
        block.hint = block.hint or "comments"


_LONGEST_WRITER = 3
_AGO = re.compile(english_page.AGO_PATTERN, re.IGNORECASE)
_PAGED = re.compile(english_page.PAGED_PATTERN, re.IGNORECASE)


def _ends_with_one(block: Block, names: set[str]) -> bool:
    """Whether a caption ends with such a name: “Bicycle crunch. Ada Moss”."""
    return len(block.text.split()) <= _LONGEST_CAPTION and any(block.text.endswith(f" {name}") for name in names)


def _may_be_somebody(block: Block) -> bool:
    if block.kind == "cell" or not _NAMED.fullmatch(block.text.strip(" .:©()")):
        return False
    return not poses_in(block.text) and not _SAID & set(words_of(block.text))

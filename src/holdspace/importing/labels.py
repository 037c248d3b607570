"""Labels before what is said of an exercise: “Why it works: …” is no instruction, “How to do it: …” only labels one."""

from __future__ import annotations

import re

from holdspace.importing import english_page
from holdspace.importing.facts import Block
from holdspace.importing.sentences import imperative, sentences, words_of

_WHY = re.compile(english_page.WHY_LABEL_PATTERN, re.IGNORECASE)
_NUMBER = re.compile(r"\(?\d{1,2}[.):]{1,2}\s+(?=[A-Z])")
_HOW = re.compile(english_page.HOW_LABEL_PATTERN, re.IGNORECASE)


def without_labels(blocks: list[Block]) -> list[Block]:
    """`blocks` without the labels of instructions, and with a hint on those that a label sets apart from them."""
    for block in blocks:
        if block.hint or block.kind in ("heading", "cell"):
            continue
        if block.kind == "item" and (number := _NUMBER.match(block.text)):
            _strip(block, number.end())
        if how := _HOW.match(block.text):
            _strip(block, how.end())
        elif (why := _WHY.match(block.text)) and not _orders_behind(block.text[why.end() :]):
            block.hint = "why it is done"
    return blocks


def _strip(block: Block, end: int) -> None:
    if block.lead and len(block.lead) <= end:
        block.lead = ""
    rest = block.text[end:]
    block.text = rest[:1].upper() + rest[1:]


def _orders_behind(text: str) -> bool:
    """Whether an order stands behind the label all the same, in a sentence of its own."""
    return any(
        (verb := imperative(text[start:end])) and words_of(text[start:end])[0] == verb for start, end in sentences(text)
    )

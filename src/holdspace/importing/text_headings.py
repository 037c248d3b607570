"""Lines of plain text that stand over others as headings, though no mark says so."""

from __future__ import annotations

import itertools
import re

from holdspace.importing.dose_lines import only_dose
from holdspace.importing.facts import Block
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import imperative, words_of

_STOP = (".", "!", "?", ",", ";")
_LONGEST_WORDS = 10
_DOSES = ("time", "breaths", "reps", "sets", "times", "counts")


def with_headings(blocks: list[Block]) -> list[Block]:
    """Short paragraphs without a stop, over longer text: headings that were not marked as such."""
    _numbered(blocks)
    for index, block in enumerate(blocks):
        if block.hint:
            continue
        if block.kind == "paragraph" and _looks_like_heading(block.text) and _stands_over(blocks, index):
            block.kind, block.level = "heading", 2
            block.text = block.text.rstrip(": ")
        elif block.kind == "item" and _looks_like_heading(block.text) and _item_over_text(blocks, index):
            block.kind, block.level = "heading", 3
            block.text = block.text.rstrip(": ")
    return blocks


def _numbered(blocks: list[Block]) -> None:
    """Rising numbers, each before a short line with text or bullets of its own beneath, are headings."""
    numbered = [i for i, block in enumerate(blocks) if block.kind == "item" and block.marker[:1].isdigit()]
    over = [i for i in numbered if _heads_its_own(blocks, i)]
    if len(over) < 2 or len(over) * 3 < len(numbered) * 2:
        return
    numbers = [int(re.sub(r"\D", "", blocks[i].marker)) for i in over]
    if any(two <= one for one, two in itertools.pairwise(numbers)):
        return
    for i in over:
        blocks[i].kind, blocks[i].level = "heading", 3
        blocks[i].text = blocks[i].text.rstrip(": ")


def _heads_its_own(blocks: list[Block], index: int) -> bool:
    block, following = blocks[index], _next(blocks, index)
    before = blocks[index - 1] if index else None
    if following is None or following.kind == "heading" or not _looks_like_heading(block.text):
        return False
    if following.kind == "item" and (following.marker[:1].isdigit() or following.level > block.level):
        return False
    if following.kind == "paragraph" and imperative(block.text) and len(following.text.split()) <= _LONGEST_WORDS:
        return False
    return before is None or before.kind != "item" or not before.marker[:1].isdigit()


def _next(blocks: list[Block], index: int) -> Block | None:
    return next((block for block in blocks[index + 1 :] if not block.hint), None)


def _looks_like_heading(text: str) -> bool:
    words = text.split()
    if text.endswith("?") and 2 < len(words) <= _LONGEST_WORDS:
        return True
    if not 1 <= len(words) <= _LONGEST_WORDS or text.endswith(_STOP) or not re.search(r"[^\W\d_]", text):
        return False
    if only_dose(text) or _orders_dose(text):
        return False
    if text.endswith(":") or text.isupper():
        return True
    return text[0].isupper() or text[0].isdigit()


def _orders_dose(text: str) -> bool:
    """Whether a line is an order with a dose, which lost its stop: “Hold firmly for 20 s”."""
    verb = imperative(text)
    return bool(verb) and words_of(text)[0] == verb and any(q.kind in _DOSES for q in quantities(text))


def _stands_over(blocks: list[Block], index: int) -> bool:
    following = _next(blocks, index)
    if following is None or following.kind == "heading":
        return False
    if following.kind in ("item", "cell"):
        return True
    if only_dose(following.text):
        return not imperative(blocks[index].text)
    return len(following.text.split()) > _LONGEST_WORDS or following.text.endswith((".", "!"))


def _item_over_text(blocks: list[Block], index: int) -> bool:
    """Whether a numbered short line stands over a paragraph of its own: “1. Child's pose”, then the text."""
    following = _next(blocks, index)
    if following is None or not blocks[index].marker[:1].isalnum() or (index and blocks[index - 1].kind == "item"):
        return False
    return following.kind == "paragraph" and (len(following.text.split()) > 8 or following.text.endswith("."))

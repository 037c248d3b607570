"""Lists of something else than exercises: what hurts, what is gained by it, what the page holds."""

from __future__ import annotations

import itertools

from holdspace.importing import english
from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Block, Step
from holdspace.importing.instructing import tells_routine
from holdspace.importing.naming import heading_name, is_name, poses_in
from holdspace.importing.sentences import imperative, words_of

_LEAST = 3


def without_idle_lists(blocks: list[Block]) -> list[Block]:
    """`blocks` with a hint on the items of lists that tell nothing, where the routine is told elsewhere."""
    _drop([b for i, b in enumerate(blocks) if _is_caption(blocks, i)], "caption")
    headings = {_key(block.text) for block in blocks if block.kind == "heading" and not block.hint}
    for (kind, _, hint), run in itertools.groupby(blocks, key=lambda b: (b.kind, b.group, b.hint)):
        items = list(run)
        if kind == "item" and len(items) == 1 and items[0] is blocks[0] and not hint and not _tells(items[0]):
            _drop(items, "menu")
        if kind != "item" or hint or len(items) < _LEAST:
            continue
        if sum(_key(item.text) in headings for item in items) * 2 > len(items):
            _drop(items, "table of contents")
        elif _is_idle(items) and _told_elsewhere(blocks, items):
            _drop(items, "a list of something else")
    return blocks


def _is_caption(blocks: list[Block], index: int) -> bool:
    """Whether a line only says the name above it again, as what stands for a picture does."""
    block = blocks[index]
    if (
        block.kind != "paragraph"
        or block.hint
        or len(block.text.split()) > _LONGEST_CAPTION
        or block.text[-1:] in ".:!"
    ):
        return False
    above = next((b for b in reversed(blocks[:index][-_REACH:]) if b.kind == "heading"), None)
    return above is not None and bool(_key(block.text)) and _key(block.text) == _key(above.text)


_LONGEST_CAPTION = 6
_REACH = 12


def _key(text: str) -> str:
    return " ".join(words_of(heading_name(text)))


def _is_idle(items: list[Block]) -> bool:
    """Whether no item tells anything, or hardly one and none of the body."""
    telling = sum(_tells(item) for item in items)
    return not telling or (telling * 4 < len(items) and not any(_has_body(item) for item in items))


def _has_body(item: Block) -> bool:
    return any(word in english.BODY for word in words_of(item.text))


def _tells(item: Block) -> bool:
    """Whether an item orders, names or doses something, or says of a part of the body more than that it hurts."""
    words = words_of(item.text)
    if item.lead or imperative(item.text) or is_name(item.text) or poses_in(item.text):
        return True
    if len(words) > _LONGEST_COMPLAINT and _has_body(item):
        return True
    step = Step(item.text)
    read_doses(step, short=True)
    return bool(step.holds or step.repeats or step.sets)


_LONGEST_COMPLAINT = 4


def _told_elsewhere(blocks: list[Block], items: list[Block]) -> bool:
    own = {id(item) for item in items}
    return tells_routine(block.text for block in blocks if not block.hint and id(block) not in own)


def _drop(items: list[Block], why: str) -> None:
    for item in items:
        item.hint = why

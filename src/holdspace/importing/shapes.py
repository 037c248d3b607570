"""What the shape of several blocks together tells: names, items and their lines, where no markup says so.

One bold beginning may be a stress, one short line a caption; two or three alike are how the page is built.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from holdspace.importing import english
from holdspace.importing.facts import Block
from holdspace.importing.naming import lead_name
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import imperative

_GROUP = 2_000_000
"""Above every number that a list of the source has."""
_LEAST_ALIKE = 2
_LEAST_ROWS = 3
_LONGEST_NAME = 8
_LONGEST_ROW = 25
_ORDINAL = re.compile(english.ORDINAL_LEAD_PATTERN, re.IGNORECASE)
_TIP = re.compile(english.TIP_PATTERN, re.IGNORECASE)
_FRAME = re.compile(english.FRAME_HEADING_PATTERN, re.IGNORECASE)


def shaped(blocks: list[Block]) -> list[Block]:
    """`blocks` with the headings and items that only their likeness shows."""
    _styled_headings(blocks)
    _led_items(blocks)
    _dosed_rows(blocks)
    return blocks


def _styled_headings(blocks: list[Block]) -> None:
    """Short lines of one style, each over text of another: the names on a page that marks them by looks alone."""
    alike: dict[str, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind == "paragraph" and block.style and not block.hint:
            alike[block.style].append(index)
    for style, members in alike.items():
        over = [i for i in members if _stands_over(blocks, i, style)]
        if len(over) < _LEAST_ALIKE or len(over) * 3 < len(members) * 2:
            continue
        if all(_is_short_line(blocks[i].text) for i in members):
            for i in over:
                blocks[i].kind, blocks[i].level = "heading", 5


def _stands_over(blocks: list[Block], index: int, style: str) -> bool:
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if following is None or following.hint or following.kind not in ("paragraph", "item") or following.style == style:
        return False
    return following.text.rstrip().endswith((".", "!", ")")) and len(following.text) > len(blocks[index].text)


def _is_short_line(text: str) -> bool:
    words = text.split()
    return (
        1 <= len(words) <= _LONGEST_NAME and not text.endswith((".", ",", ";", "!")) and any(c.isalpha() for c in text)
    )


def _led_items(blocks: list[Block]) -> None:
    """Paragraphs that each begin with a name, in bold or before a colon, are the items of a list."""
    loose = [block for block in blocks if block.kind == "paragraph" and not block.hint]
    led = [block for block in loose if _is_led(block)]
    if len(led) < _LEAST_ALIKE or not any(_tells(block) for block in led):
        return
    for block in led:
        block.kind, block.level, block.marker, block.group = "item", 1, "-", _GROUP


def _is_led(block: Block) -> bool:
    lead = block.lead or (m.group() if (m := _ORDINAL.match(block.text)) else "")
    lead = lead or (lead_name(block.text)[0] if _has_dose(block.text) else "")
    if not lead or len(lead.split()) > _LONGEST_NAME or _TIP.match(lead) or _FRAME.match(lead):
        return False
    return len(block.text.split()) > len(lead.split())


def _tells(block: Block) -> bool:
    return bool(imperative(block.text)) or _has_dose(block.text)


def _dosed_rows(blocks: list[Block]) -> None:
    """Three or more short paragraphs of one style, most with a dose, are rows of a list."""
    for style, run in itertools.groupby(blocks, key=lambda b: (b.kind, b.hint, b.style)):
        rows = list(run)
        if style[0] != "paragraph" or style[1] or not style[2] or len(rows) < _LEAST_ROWS:
            continue
        if sum(_has_dose(b.text) for b in rows) * 5 < len(rows) * 3:
            continue
        for block in rows:
            block.kind, block.level, block.marker, block.group = "item", 1, "-", _GROUP + 1


def _has_dose(text: str) -> bool:
    """Whether a line is no longer than a row, and holds a number of something that is done."""
    return len(text.split()) <= _LONGEST_ROW and any(
        q.kind in ("time", "breaths", "reps", "sets") and not q.article for q in quantities(text)
    )

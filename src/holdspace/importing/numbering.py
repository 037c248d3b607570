"""Numbered steps that lost their line breaks: “… benefits! 1. Begin in table top … 60 seconds. 4. Gently walk …”."""

from __future__ import annotations

import re

from holdspace.importing.facts import Block

_GLUED = re.compile(
    r"(?:(?<=[.!?)\"”’:])|(?<=[.!?)\"”’:]\s)|^)(?P<marker>(?:step\s)?(?P<number>\d{1,2})(?:[.):]"
    r"|\s[-–—]))\s{0,2}(?=[A-Z\"“])",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\b(?:sets?|reps?|repetitions|rounds?|hold|rest|times|duration)\s*[:=]\s*$", re.IGNORECASE)


def split_numbered(blocks: list[Block]) -> list[Block]:
    """`blocks` with each run of steps 1, 2, 3 … as items of its own, also where they stand amid a paragraph."""
    result: list[Block] = []
    expected = _Expected(blocks)
    for block in blocks:
        if block.kind in ("paragraph", "item", "caption"):
            result += _parts(block, expected)
        else:
            result.append(block)
    return result


class _Expected:
    """Which number comes next; a list begins with 1 only where a 2 follows later."""

    def __init__(self, blocks: list[Block]) -> None:
        self.next = 1
        self.group = 1_000_000
        numbers = [int(m["number"]) for b in blocks if b.kind != "heading" for m in _GLUED.finditer(b.text)]
        numbers += [int(found.group()) for b in blocks if (found := re.search(r"\d+", b.marker))]
        self.numbers = set(numbers)

    def takes(self, number: int) -> bool:
        """Whether `number` goes on with the list, or begins one."""
        if number == self.next and (number > 1 or 2 in self.numbers):
            self.next = number + 1
            return True
        if number == 1 and 2 in self.numbers:
            self.next = 2
            self.group += 1
            return True
        return False


def _parts(block: Block, expected: _Expected) -> list[Block]:
    if block.kind == "item":
        own = re.search(r"\d+", block.marker)
        if own:
            expected.takes(int(own.group()))
    found = [
        m for m in _GLUED.finditer(block.text) if not _LABEL.search(block.text[max(0, m.start() - 14) : m.start()])
    ]
    cuts = [m for m in found if expected.takes(int(m["number"]))]
    if not cuts:
        return [block]
    parts: list[Block] = []
    if block.text[: cuts[0].start()].strip():
        parts.append(_piece(block, 0, cuts[0].start(), block.kind, block.marker, block.group))
    for index, cut in enumerate(cuts):
        end = cuts[index + 1].start() if index + 1 < len(cuts) else len(block.text)
        if block.text[cut.end() : end].strip():
            parts.append(_piece(block, cut.end(), end, "item", cut["marker"].strip(), expected.group))
    return parts


def _piece(block: Block, start: int, end: int, kind: str, marker: str, group: int) -> Block:
    text = block.text[start:end].strip()
    level = 1 if kind == "item" else block.level
    return Block(kind, text, block.start, block.end, level, marker, group, block.linked, block.hint)  # type: ignore[arg-type]  # one of the block's own kinds

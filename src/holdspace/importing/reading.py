"""A source's text → everything that was read in it."""

from __future__ import annotations

import re

from holdspace.importing.damage import repaired
from holdspace.importing.facts import Block, Doubt, Imported
from holdspace.importing.understanding import understand


def read(text: str, name: str = "") -> Imported:
    """What `text` says to do, whatever shape it has; `name` is what to call it where it has no title.

    Raises `ScriptError` for a text that claims to be another tool's script and cannot be read as one.
    """
    imported = _page(text)
    imported.title = imported.title or _from_name(name)
    return imported


def _page(text: str) -> Imported:
    from holdspace.importing.text_blocks import text_blocks

    title = ""
    blocks = text_blocks(text)
    mended, doubts = _mended(blocks)
    imported = understand(mended, title)
    imported.doubts[:0] = doubts
    _number_lines(imported, text)
    return imported


def _mended(blocks: list[Block]) -> tuple[list[Block], list[Doubt]]:
    doubts: list[Doubt] = []
    for block in blocks:
        block.text, repairs = repaired(block.text)
        block.repairs = repairs
        doubts += [Doubt(words, what) for words, what in repairs if not block.hint]
    return blocks, doubts


def _number_lines(imported: Imported, text: str) -> None:
    """Give each step the line of the source on which it begins."""
    line, at = 1, 0
    for step in sorted(imported.steps, key=lambda s: s.start):
        line += text.count("\n", at, step.start)
        at = step.start
        step.line = line


def _from_name(name: str) -> str:
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name.replace("\\", "/").rsplit("/", 1)[-1])
    words = re.sub(r"[-_+]+", " ", stem).strip()
    return words[:1].upper() + words[1:]

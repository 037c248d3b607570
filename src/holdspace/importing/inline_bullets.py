"""Lists that lost their line breaks: “… your hips • Stand upright. • Raise your left knee …”."""

from __future__ import annotations

import dataclasses
import re

from holdspace.importing.facts import Block
from holdspace.importing.sentences import imperative

_BULLET = re.compile(r"(?:^|\s)[•●▪■◦‣➤►✓✔](?:\s+|(?=[A-Z]))")
_LEAST = 2
_GROUP = 3_000_000


def split_bullets(blocks: list[Block]) -> list[Block]:
    """`blocks` with each bullet that stands amid a paragraph as an item of its own, where they tell what to do."""
    result: list[Block] = []
    for number, block in enumerate(blocks):
        cuts = list(_BULLET.finditer(block.text)) if block.kind in ("paragraph", "item") else []
        pieces = [block.text[a.end() : b] for a, b in zip(cuts, _ends(block.text, cuts), strict=True)]
        if len(cuts) < _LEAST or not any(imperative(piece) for piece in pieces):
            result.append(block)
            continue
        if before := block.text[: cuts[0].start()].strip():
            result.append(dataclasses.replace(block, text=before))
        result += [
            dataclasses.replace(
                block, kind="item", text=piece.strip(), level=1, marker="-", group=_GROUP + number, lead=""
            )
            for piece in pieces
            if piece.strip()
        ]
    return result


def _ends(text: str, cuts: list[re.Match[str]]) -> list[int]:
    return [cut.start() for cut in cuts[1:]] + ([len(text)] if cuts else [])

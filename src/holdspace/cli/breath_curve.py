"""The curve of a breath in a line of characters, so that one tells box breathing from a sigh at a glance."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from holdspace.session.breath_sets import BreathSet

COLUMNS = 24
"""As wide as a curve is at most; a column is a second, or more where one round is longer than that."""
_BLOCKS = "▁▂▃▄▅▆▇█"


def curve(one: BreathSet, columns: int = COLUMNS, *, plain: bool = False) -> str:
    r"""As many rounds as go into `columns`, at least one: the lungs' fill as blocks, or with `plain` as slopes.

    `▂▄▆█████████▇▆▅▄▃▂▁` or `////-------\\\\\\\\` is 4-7-8.
    """
    seconds = sum(length for _, length in one.pattern) or 1.0
    a_column = max(1.0, seconds / columns)
    rounds = max(1, min(one.rounds, int(columns * a_column / seconds)))
    phases = one.pattern * rounds
    return "".join(_slope(kind, level) if plain else _block(level) for kind, level in _sampled(phases, a_column))


def can_show_blocks() -> bool:
    """Whether stdout's encoding has the blocks."""
    try:
        _BLOCKS.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _sampled(phases: Sequence[tuple[str, float]], step: float) -> Iterator[tuple[str, float]]:
    """Kind of phase and fill of the lungs in the middle of each column of `step` seconds."""
    from holdspace.session.breath_sets import levels

    ends = levels([kind for kind, _ in phases])
    begin, column = 0.0, 0
    for (kind, length), (before, after) in zip(phases, ends, strict=True):
        last = max(column + 1, math.floor((begin + length) / step + 0.5))  # each phase has a column, however short
        for at in range(column, last):
            part = min(1.0, max(0.0, ((at + 0.5) * step - begin) / length)) if length else 1.0
            yield kind, before + (after - before) * part
        begin, column = begin + length, last


def _block(level: float) -> str:
    return _BLOCKS[min(len(_BLOCKS) - 1, int(level * len(_BLOCKS)))]


def _slope(kind: str, level: float) -> str:
    if kind == "hold":
        return "-" if level > 0.5 else "_"
    return "/" if kind == "in" else "\\"

"""Every `[repeat]` has its `[end]`."""

from __future__ import annotations

from collections.abc import Iterable

from holdspace.routine.model import Block, End, Paragraph, Repeat
from holdspace.routine.source import Report


def check(blocks: Iterable[Block], report: Report) -> None:
    """Report each `[repeat]` of a file without `[end]`, and each `[end]` without `[repeat]`."""
    opened: list[Repeat] = []
    for block in blocks:
        for item in block.items if isinstance(block, Paragraph) else ():
            if isinstance(item, Repeat):
                opened.append(item)
            elif isinstance(item, End):
                if opened:
                    opened.pop()
                else:
                    mend = "write [repeat 3] where the repeated part begins, or take this out"
                    report.error("end-without-repeat", item.place, "this [end] ends no repeat", mend)
    for repeat in opened:
        mend = "write [end] on a line of its own where the repeated part ends"
        report.error("repeat-without-end", repeat.place, "this repeat has no [end]", mend)

"""Sections that are held on one side and never done on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.routine.model import Hold
from holdspace.score.again import Linked, LinkedLoop, LinkedNode
from holdspace.score.passages import Held, written_text
from holdspace.score.sides import named_openly
from holdspace.score.titles import bare_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from holdspace.score.reporting import Report
    from holdspace.score.steps import Entry


def check_sides(linked: Linked, entries: Sequence[Entry], report: Report) -> None:
    """Warn of every section that names a side in its title or in braces, holds it, and is never mirrored back."""
    done = {(bare_key(entry.name), entry.side) for entry in entries}
    for section in linked.chapters:
        title = written_text(section.chapter.title)
        if section.side is None or not named_openly(section.chapter) or not _holds(section.body):
            continue
        if (bare_key(title), section.side.other) not in done:
            report.warning(
                "side-never-mirrored",
                section.chapter.place,
                f'"{title}" is held on the {section.side} side only',
                f'add [both sides] to the section, or [again "{title}", {section.side.other}] after it',
            )


def _holds(body: Iterable[LinkedNode]) -> bool:
    """Whether a position is held in a section's own content."""
    return any(isinstance(node, (Hold, Held)) or (isinstance(node, LinkedLoop) and _holds(node.body)) for node in body)

"""Sections that are held on one side and never done on the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.routine.model import Hold, Side, SideWord
from holdspace.score.again import Linked, LinkedLoop, LinkedNode
from holdspace.score.passages import Held, Sentence, written_text
from holdspace.score.sides import named_openly
from holdspace.score.titles import bare_key, exact_key, unnumbered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from holdspace.score.reporting import Report
    from holdspace.score.steps import Entry


def check_sides(linked: Linked, entries: Sequence[Entry], report: Report) -> None:
    """Warn of every section that names a side in its title or in braces, holds it, and is never mirrored back."""
    done = {(pair_key(entry.name), entry.side) for entry in entries}
    for section in linked.chapters:
        title = written_text(section.chapter.title)
        if section.side is None or not named_openly(section.chapter) or does_both(title, section.body):
            continue
        if (pair_key(title), section.side.other) not in done:
            report.warning(
                "side-never-mirrored",
                section.chapter.place,
                f"“{title}” is held on the {section.side} side only",
                f'add [both sides] to the section, or [again "{title}", {section.side.other}] after it',
            )


def pair_key(title: str) -> str:
    """What two sections have in common that are one pose on both sides: the title without side and number."""
    return bare_key(unnumbered(title))


def does_both(title: str, body: Iterable[LinkedNode]) -> bool:
    """Whether nothing is held, or both sides are: each hold is on the side that was named first since the last one."""
    held: set[Side | None] = set()
    side: Side | None = None
    for node in _flat(body):
        if isinstance(node, Sentence):
            side = side or next((part.side for part in node.parts if isinstance(part, SideWord)), None)
        elif isinstance(node, (Hold, Held)):
            held.add(side)
            side = None
    return not held or {*Side} <= held or {side.value for side in Side} <= set(exact_key(title).split())


def _flat(body: Iterable[LinkedNode]) -> Iterator[LinkedNode]:
    for node in body:
        if isinstance(node, LinkedLoop):
            yield from _flat(node.body)
        else:
            yield node

"""A routine's blocks as the sections that a listener hears, includes in their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from holdspace.routine.model import Block, Heading, Include, Item, Paragraph


@dataclass(slots=True)
class SectionItems:
    """The paragraphs from one heading to the next."""

    heading: Heading | None
    """None for what stands before the first heading."""
    paragraphs: list[tuple[Item, ...]] = field(default_factory=list)

    @property
    def items(self) -> Iterator[Item]:
        """Every item of the section."""
        for paragraph in self.paragraphs:
            yield from paragraph


def sections(blocks: Iterable[Block]) -> list[SectionItems]:
    """The sections of `blocks`, the one before the first heading included."""
    found = [SectionItems(None)]
    _collect(blocks, found)
    return found


def _collect(blocks: Iterable[Block], found: list[SectionItems]) -> None:
    for block in blocks:
        if isinstance(block, Heading):
            found.append(SectionItems(block))
        elif isinstance(block, Paragraph):
            found[-1].paragraphs.append(block.items)
            for item in block.items:
                if isinstance(item, Include) and item.blocks:
                    _collect(item.blocks, found)

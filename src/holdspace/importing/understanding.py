"""Blocks → steps, groups, and what was dropped and doubted."""

from __future__ import annotations

import re

from holdspace.importing import english
from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Block, Doubt, Dropped, Imported, Step
from holdspace.importing.judging import Zone, frame_line, why_dropped
from holdspace.importing.naming import lead_name, own_name, poses_in, tidy_name
from holdspace.importing.referring import group_in, reference_in
from holdspace.importing.sentences import is_instruction, sentences

_FRAME_HEADING = re.compile(english.FRAME_HEADING_PATTERN, re.IGNORECASE)


def understand(blocks: list[Block], title: str = "") -> Imported:
    """What the `blocks` of a source say to do."""
    reader = _Reader(title)
    first = _first_step(blocks)
    for index, block in enumerate(blocks):
        reader.take(block, "intro" if index < first else "prose")
    return _finished(reader.result)


def _first_step(blocks: list[Block]) -> int:
    """Index of the first block with a step's form; 0 where there is only prose."""
    for index, block in enumerate(blocks):
        if block.hint:
            continue
        if block.kind == "item" and (is_instruction(block.text) or poses_in(block.text)):
            return index
        if (
            block.kind == "heading"
            and block.level > 1
            and not _FRAME_HEADING.match(block.text)
            and poses_in(block.text)
        ):
            return index
    return 0


class _Reader:
    """Goes through the blocks; knows under which heading it is."""

    def __init__(self, title: str) -> None:
        self.result = Imported(title)
        self.section = ""
        self.fresh = False
        self.frame_level = 0
        """Level of the heading of the page's own part that is being left out; 0 outside of one."""

    def take(self, block: Block, zone: Zone) -> None:
        """Read one block."""
        if block.hint:
            self._drop(block.text, block.hint)
        elif block.kind == "heading":
            self._heading(block)
        elif self.frame_level:
            self._drop(block.text, "under a heading of the page")
        elif why := frame_line(block.text):
            self._drop(block.text, why)
        else:
            self._body(block, zone)

    def _heading(self, block: Block) -> None:
        if self.frame_level and block.level > self.frame_level:
            self._drop(block.text, "under a heading of the page")
            return
        self.frame_level = 0
        if why := frame_line(block.text):
            self._drop(block.text, why)
        elif _FRAME_HEADING.match(block.text.strip()):
            self.frame_level = block.level or 2
            self._drop(block.text, "heading of the page")
        elif not self.result.title and not self.result.steps and block.level <= 1:
            self.result.title = block.text.strip(" .:")
        else:
            self.section, self.fresh = tidy_name(block.text), True

    def _body(self, block: Block, zone: Zone) -> None:
        if block.kind == "item" or self.section:
            zone = "step"
        if not self.result.title and zone == "intro" and self._is_title(block):
            self.result.title = block.text.strip()
            return
        kept: list[str] = []
        for start, end in sentences(block.text):
            sentence = block.text[start:end]
            why = why_dropped(sentence, zone)
            if why:
                self._drop(sentence, why)
            else:
                kept.append(sentence)
        if kept:
            self._step(block, " ".join(kept))

    def _is_title(self, block: Block) -> bool:
        """Whether an unmarked line before everything else is the page's title."""
        words = block.text.split()
        return block.kind == "paragraph" and 2 <= len(words) <= 16 and block.text[-1] not in ".!?:,;"

    def _step(self, block: Block, text: str) -> None:
        step = Step(text, self.section, start=block.start, end=block.end, marker=block.marker, fresh=self.fresh)
        step.name, _ = lead_name(text) if block.kind == "item" else ("", 0)
        read_doses(step, short=block.kind == "cell" or (block.kind == "item" and len(text.split()) < 12))
        self.fresh = False
        self.result.steps.append(step)

    def _drop(self, text: str, why: str) -> None:
        self.result.dropped.append(Dropped(text, why))


def _finished(result: Imported) -> Imported:
    """`result` with its references resolved, its sections named, its doubts collected."""
    _name_steps(result.steps)
    for index, step in enumerate(result.steps):
        step.again = reference_in(step, index, result.steps)
        if step.again:
            step.sides = step.again.side
            continue
        group = group_in(step, index, result.steps)
        if group:
            result.groups.append(group)
    _name_sections(result.steps)
    for index, step in enumerate(result.steps):
        for hold in step.holds:
            if hold.assumed:
                result.doubts.append(Doubt(hold.source, hold.assumed, index))
        result.doubts += [Doubt(step.text[:80], note, index) for note in step.notes]
    return result


def _name_steps(steps: list[Step]) -> None:
    """Give the steps of a source without headings the names of the poses that they lead into for the first time."""
    if any(step.section for step in steps):
        return
    seen: set[str] = set()
    for step in steps:
        name = step.name or own_name(step.text)[0]
        step.name = "" if name.lower() in seen else name
        seen.add(name.lower())


def _name_sections(steps: list[Step]) -> None:
    """Give the steps of a source without headings the sections that their names and references make."""
    if any(step.section for step in steps):
        return
    named = {step.again.first: (tidy_name(step.again.words), step.again.last) for step in steps if step.again}
    section, until = "", -1
    for index, step in enumerate(steps):
        if index in named:
            section, until = named[index]
        elif step.again:
            section = named[step.again.first][0]
        elif index > until and step.name:
            section = step.name
        step.section = section

"""What was read → a routine, and its script text in the canonical form."""

from __future__ import annotations

import re
from collections.abc import Iterator

from holdspace.importing import parts
from holdspace.importing.facts import Group, Imported, Step
from holdspace.importing.sentences import sentences
from holdspace.importing.telling import step_items
from holdspace.routine import model
from holdspace.routine.formatting import format_routine
from holdspace.routine.model import Side

_SIDE_WORD = re.compile(r"\b(right|left)\b", re.IGNORECASE)


def script_of(imported: Imported) -> str:
    """The script that `imported` makes."""
    return format_routine(routine_of(imported))


def routine_of(imported: Imported) -> model.Routine:
    """The routine that `imported` makes: a section for each name, a hold for each time, a note for each doubt."""
    title = imported.title or "Imported routine"
    return model.Routine(model.FrontMatter(title=title), tuple(_Writer(imported).blocks()))


class _Section:
    """Neighbouring steps under one name."""

    def __init__(self, title: str, first: int, steps: list[Step]) -> None:
        self.title = title
        self.first = first
        self.steps = steps

    @property
    def last(self) -> int:
        return self.first + len(self.steps) - 1

    @property
    def text(self) -> str:
        return f"{self.title} " + " ".join(step.text for step in self.steps)

    @property
    def both(self) -> bool:
        return any(step.sides == "both" and step.again is None for step in self.steps)


class _Writer:
    def __init__(self, imported: Imported) -> None:
        self.imported = imported
        self.sections = _sections(imported.steps)
        self.groups = _nested([g for g in imported.groups if g.rounds > 1])
        self.called = {step.again.first: step.again for step in imported.steps if step.again}

    def blocks(self) -> Iterator[model.Block]:
        """Every block of the routine."""
        for section in self.sections:
            for group in self.groups:
                if section.first <= group.first <= section.last and group.first == section.first:
                    yield model.Paragraph((model.Repeat(group.rounds),))
            if section.title:
                yield self._heading(section)
            if section.both:
                yield model.Paragraph((model.BothSides(),))
            yield from self._body(section)
            for group in self.groups:
                if section.first <= group.last <= section.last:
                    yield from _group_end(group)

    def _heading(self, section: _Section) -> model.Heading:
        title = _plain_title(section.title)
        items: list[model.Words | model.SideWord | model.Silent | model.BothSides] = [parts.words(title)]
        side = self._side(section)
        if side is not None and not _SIDE_WORD.search(title):
            items = [parts.words(title + " "), model.SideWord(side, side.value)]
        return model.Heading(2, tuple(items))

    def _side(self, section: _Section) -> Side | None:
        """The side that the section is first done on; None when it has none."""
        called = any(section.first <= first <= section.last for first in self.called)
        if not (section.both or called):
            return None
        found = _SIDE_WORD.search(section.text)
        if found:
            return Side(found.group(1).lower())
        again = next((r for first, r in self.called.items() if section.first <= first <= section.last), None)
        return Side(again.side).other if again and again.side else Side.RIGHT

    def _body(self, section: _Section) -> Iterator[model.Block]:
        for index, step in enumerate(section.steps, section.first):
            if step.again is not None:
                yield from self._again(step)
                continue
            if step.order and len(sentences(step.text)) == 1:
                continue
            doubts = [d.what for d in self.imported.doubts if d.step == index]
            items = step_items(step, doubts)
            if items:
                yield model.Paragraph(tuple(items))

    def _again(self, step: Step) -> Iterator[model.Block]:
        reference = step.again
        assert reference is not None  # noqa: S101 - only asked for steps that refer to another
        for section in self.sections:
            if section.first <= reference.last and section.last >= reference.first and section.title:
                side = Side(reference.side) if reference.side and section.both is False else None
                yield model.Paragraph((model.Again(_title_with_side(section, self), side),))


def _title_with_side(section: _Section, writer: _Writer) -> str:
    return _plain_title(section.title)


def _plain_title(title: str) -> str:
    return " ".join(re.sub(r"[\[\]{}<>*_#|\\`]", " ", title).split()) or "Step"


def _group_end(group: Group) -> Iterator[model.Block]:
    if group.rest_seconds:
        yield model.Paragraph((model.Rest(parts.seconds(group.rest_seconds)),))
    yield model.Paragraph((model.End(),))


def _sections(steps: list[Step]) -> list[_Section]:
    found: list[_Section] = []
    for index, step in enumerate(steps):
        if (found and found[-1].title == step.section and not step.fresh) or (step.again is not None and found):
            found[-1].steps.append(step)
        else:
            found.append(_Section(step.section, index, [step]))
    return found


def _nested(groups: list[Group]) -> list[Group]:
    """The groups that stand beside or inside one another, so that each repeat has its end."""
    kept: list[Group] = []
    for group in groups:
        if all(
            g.last < group.first
            or group.last < g.first
            or (g.first <= group.first and group.last <= g.last)
            or (group.first <= g.first and g.last <= group.last)
            for g in kept
        ):
            kept.append(group)
    return kept

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
        self.called = False
        """Whether a later step wants it on the other side."""
        self.silent = False
        self.both = False
        """Whether it is done on both sides, one after the other."""

    @property
    def last(self) -> int:
        return self.first + len(self.steps) - 1

    @property
    def text(self) -> str:
        return f"{self.title} " + " ".join(step.text for step in self.steps)

    @property
    def names_side(self) -> bool:
        """Whether its words name a side, which can then be exchanged."""
        return bool(_SIDE_WORD.search(self.text)) or self.called


class _Writer:
    def __init__(self, imported: Imported) -> None:
        self.imported = imported
        self.sections = _sections(imported.steps, flowing=imported.flowing)
        starts = {section.first for section in self.sections}
        # A part can only be repeated from where a section begins.
        self.groups = [g for g in _nested([g for g in imported.groups if g.rounds > 1]) if g.first in starts]
        self.called = {step.again.first: step.again for step in imported.steps if step.again}

    def blocks(self) -> Iterator[model.Block]:
        """Every block of the routine."""
        for section in self.sections:
            for group in self.groups:
                if section.first <= group.first <= section.last:
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
        if section.silent:
            items = [parts.words(title + " "), model.Silent()]
        return model.Heading(2, tuple(items))

    def _side(self, section: _Section) -> Side | None:
        """The side that the section is first done on; None when it has none."""
        if not (section.both or section.called) or section.silent:
            return None
        found = _SIDE_WORD.search(section.text)
        if found:
            return Side(found.group(1).lower())
        again = next((r for r in self.called.values() if section.first <= r.last and r.first <= section.last), None)
        return Side(again.side).other if again and again.side else Side.RIGHT

    def _body(self, section: _Section) -> Iterator[model.Block]:
        for index, step in enumerate(section.steps, section.first):
            if step.again is not None:
                yield from self._again(step, section)
                continue
            if step.order and len(sentences(step.text)) == 1:
                continue
            doubts = [d.what for d in self.imported.doubts if d.step == index]
            items = step_items(step, doubts, flowing=self.imported.flowing)
            if items:
                yield model.Paragraph(tuple(items))

    def _again(self, step: Step, section: _Section) -> Iterator[model.Block]:
        """The sections that `step` wants done again; a section cannot play itself, so the order stands beside it."""
        reference = step.again
        assert reference is not None  # noqa: S101 - only asked for steps that refer to another
        meant = [
            s for s in self.sections if s.first <= reference.last and s.last >= reference.first and s is not section
        ]
        for other in meant:
            side = Side(reference.side) if reference.side and not other.both and other.names_side else None
            yield model.Paragraph((model.Again(_plain_title(other.title), side),))


def _plain_title(title: str) -> str:
    return " ".join(re.sub(r"[\[\]{}<>*_#|\\`]", " ", title).split()) or "Step"


def _group_end(group: Group) -> Iterator[model.Block]:
    if group.rest_seconds:
        yield model.Paragraph((model.Rest(parts.seconds(group.rest_seconds)),))
    yield model.Paragraph((model.End(),))


def _sections(steps: list[Step], *, flowing: bool) -> list[_Section]:
    """The sections of the script: a new one for each name, each new exercise and each group of steps done again."""
    found: list[_Section] = []
    for index, step in enumerate(steps):
        before = found[-1] if found else None
        if step.again is not None:
            if before is None or (before.last >= step.again.first and before.first <= step.again.last):
                found.append(_Section(f"Again {step.again.words}", index, [step]))
                found[-1].silent = True
            else:
                before.steps.append(step)
        elif before is not None and not step.fresh and before.title == step.section and (step.section or flowing):
            before.steps.append(step)
        else:
            found.append(_Section(step.section, index, [step]))
    for section in found:
        section.both = not flowing and any(step.sides == "both" and step.again is None for step in section.steps)
        section.called = any(_calls(step, section) for step in steps)
    _title_all(found)
    return found


def _calls(step: Step, section: _Section) -> bool:
    """Whether `step` wants `section` done again."""
    return step.again is not None and section.first <= step.again.last and section.last >= step.again.first


def _title_all(sections: list[_Section]) -> None:
    """Give each section a title, and no two of them the same; only words before the first name need none."""
    taken: set[str] = set()
    for index, section in enumerate(sections):
        if not section.title and (index or section.both or section.called):
            section.title = _first_words(section.steps[0].text)
        title, count = section.title, 1
        while title and _plain_title(title).lower() in taken:
            count += 1
            title = f"{section.title} {count}"
        section.title = title
        taken.add(_plain_title(title).lower())


def _first_words(text: str) -> str:
    """A title for a step that has no name: the first words of what it says."""
    clause = re.split(r"[.,;:!?()–—]", text.strip(), maxsplit=1)[0] or text
    words = clause.split()[:6]
    while len(words) > 2 and words[-1].lower() in (
        "and",
        "the",
        "your",
        "a",
        "to",
        "on",
        "with",
        "of",
        "in",
        "for",
        "or",
        "an",
        "from",
    ):
        words.pop()
    return " ".join(words)[:60] or "Step"


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

"""Script text → `Routine`, with everything that is wrong in it.

cleaning     the text in NFC, line feeds only, no control characters
frontmatter  the keys at the head
blocks       lines → headings, paragraphs, items, comments
inline       a block's text → words, braces, directions (arguments by `arguments.lark`)
breathlist   the list beneath a `[breathe …]`
balance      every `[repeat]` has its `[end]`
linting      what is allowed and probably not meant
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from holdspace.diagnostics import Diagnostic
from holdspace.routine import balance, breathlist, frontmatter
from holdspace.routine.blocks import BlockReader, Raw
from holdspace.routine.cleaning import clean
from holdspace.routine.inline import read_items
from holdspace.routine.linting import lint
from holdspace.routine.model import (
    Block,
    BothSides,
    FrontMatter,
    Heading,
    Movement,
    Paragraph,
    Routine,
    SideWord,
    Silent,
    Unspoken,
    Words,
)
from holdspace.routine.source import Report, Source, capped


@dataclass(frozen=True, slots=True)
class Parsed:
    """A routine and all that was said about it."""

    routine: Routine
    diagnostics: tuple[Diagnostic, ...]
    sources: tuple[tuple[str, bytes], ...] = field(default=(), repr=False, compare=False)
    """The script and what it includes, by their paths within its folder, as they were read; none for a text."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that stop a render."""
        return tuple(d for d in self.diagnostics if d.severity == "error")


@dataclass(frozen=True, slots=True)
class Script:
    """One file, read and not yet linted."""

    routine: Routine
    diagnostics: tuple[Diagnostic, ...]
    lines: Sequence[str]


def parse(text: str, file: str = "<text>") -> Parsed:
    """The routine that `text` holds. Never raises for what is in it: mistakes are in `Parsed.diagnostics`.

    Includes are left empty; `loading.load` fills them.
    """
    script = read_routine(text, file)
    return Parsed(script.routine, linted(script.routine, script.diagnostics, {file: script.lines}))


def linted(
    routine: Routine, diagnostics: Iterable[Diagnostic], lines: Mapping[str, Sequence[str]]
) -> tuple[Diagnostic, ...]:
    """`diagnostics` and the linter's, with their excerpts taken from the `lines` of each file, in reading order."""
    found = [_with_excerpt(d, lines) for d in (*diagnostics, *capped(lint(routine)))]
    order = {file: index for index, file in enumerate(lines)}
    return tuple(sorted(found, key=lambda d: (order.get(d.place.file, 0), d.place.line, d.place.column)))


def _with_excerpt(diagnostic: Diagnostic, lines: Mapping[str, Sequence[str]]) -> Diagnostic:
    known = () if diagnostic.excerpt else lines.get(diagnostic.place.file, ())
    at = diagnostic.place.line - 1
    return dataclasses.replace(diagnostic, excerpt=known[at]) if at < len(known) else diagnostic


def read_routine(text: str, file: str) -> Script:
    """`text` as a routine, its mistakes collected, its includes empty, nothing linted."""
    cleaned, removed = clean(text, file)
    source = Source(cleaned, file)
    report = Report(source)
    first, last = frontmatter.find(source, report)
    front = frontmatter.read(source, first, last, report) if last else FrontMatter()
    body = last + 1 if last and source.lines[min(last, len(source.lines) - 1)].strip() in {"---", "..."} else last
    blocks = _blocks(BlockReader(source, body, report).blocks(), report)
    balance.check(blocks, report)
    return Script(Routine(front, blocks, file), (*capped(removed), *report.finish()), source.lines)


def _blocks(raws: Iterable[Raw], report: Report) -> tuple[Block, ...]:
    blocks: list[Block] = []
    movements: list[Movement] = []
    previous: Raw | None = None
    in_list = False
    for raw in raws:
        if breathlist.belongs(raw, blocks[-1] if blocks else None, in_list):
            in_list = True
            movement = breathlist.read_movement(raw, report)
            movements += [movement] if movement else []
            continue
        _give(blocks, movements)
        in_list = False
        if block := _block(raw, previous, report):
            blocks.append(block)
        previous = raw
    _give(blocks, movements)
    return tuple(blocks)


def _give(blocks: list[Block], movements: list[Movement]) -> None:
    """Give the last block its movements, if any were collected."""
    if movements and isinstance(last := blocks[-1], Paragraph):
        blocks[-1] = breathlist.with_movements(last, movements)
        movements.clear()


def _block(raw: Raw, previous: Raw | None, report: Report) -> Block | None:
    place = raw.stretch.place(0, max(1, len(raw.stretch.text)))
    if raw.kind == "unspoken":
        return Unspoken(raw.stretch.text, place)
    if raw.kind == "heading":
        return _heading(raw, Heading(raw.level, (), place), report)
    items = read_items(raw.stretch, report)
    tight = raw.tight and raw.marker not in {"", ">"} and previous is not None and previous.marker not in {"", ">"}
    for item in items:
        if isinstance(item, Silent):
            mend = "put it into the heading, such as “## Warm-up [silent]”"
            report.error("silent-outside-heading", item.place, "[silent] belongs into a heading", mend)
    return Paragraph(items, raw.marker, tight, place) if items or raw.marker else None


def _heading(raw: Raw, empty: Heading, report: Report) -> Heading:
    kept: list[Words | SideWord | Silent | BothSides] = []
    for item in read_items(raw.stretch, report):
        if isinstance(item, (Words, SideWord, Silent, BothSides)):
            kept.append(item)
        else:
            what = "a heading holds only words, sides, [silent] and [both sides]"
            report.error("not-in-heading", item.place, what, "put it on a line of its own beneath the heading")
    return dataclasses.replace(empty, items=tuple(kept))

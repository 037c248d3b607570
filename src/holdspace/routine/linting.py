"""What a script may say and probably does not mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import category

from holdspace.diagnostics import Diagnostic
from holdspace.routine import spoken_times
from holdspace.routine.inline import spaced
from holdspace.routine.model import (
    Again,
    BothSides,
    Breathe,
    Count,
    Item,
    Repeat,
    Routine,
    Side,
    SideWord,
    Timed,
    Words,
    heading_text,
)
from holdspace.routine.sections import SectionItems, sections
from holdspace.routine.source import shortened
from holdspace.routine.spoken_times import SENTENCE_END, TAKES_TIME, warning
from holdspace.routine.whereabouts import place_in

LONG_ENOUGH = 60
"""From this many words on, a section without a pause takes some 25 s to say, and is done as it is heard."""

_BOTH_SIDES = re.compile(r"\b(both|each)\s+sides?\b", re.IGNORECASE)
_SIDE = re.compile(r"\b(right|left)\b", re.IGNORECASE)
_BOLD_LINE = re.compile(r"(\*\*|__)(?P<words>[^*_\n]*[^*_\n\s.!?…:,;])\1\n\s*\S")
_KEEPS = re.compile(r"\b(hold|stay|rest|remain|relax|lie|linger|keep|breathe)\b", re.IGNORECASE)


def lint(routine: Routine) -> tuple[Diagnostic, ...]:
    """Every warning about `routine`, and the errors that only a whole sentence or section shows; no excerpts yet."""
    parts = sections(routine.blocks)
    found: list[Diagnostic] = []
    for index, section in enumerate(parts):
        found += _section_without_time(section, last=index == len(parts) - 1)
        found += _both_sides_spoken(section)
        found += _unused_counts(section.items)
        for at, paragraph in enumerate(section.paragraphs):
            found += _two_holds(paragraph)
            found += _bold_heading(paragraph)
            found += _lines_without_words(paragraph)
            after = section.paragraphs[at + 1] if at + 1 < len(section.paragraphs) else ()
            found += spoken_times.check(paragraph, after)
    return tuple(dict.fromkeys(found))


# ---- sections


def _section_without_time(section: SectionItems, last: bool) -> Iterator[Diagnostic]:
    """A section that tells what to do in few words and leaves no time for it.

    The last section may be a farewell; it is asked about only when it says to stay, hold, rest or the like.
    """
    heading = section.heading
    if heading is None or heading.level == 1 or any(isinstance(i, TAKES_TIME) for i in section.items):
        return
    text = " ".join(i.text for i in section.items if isinstance(i, Words))
    if not 1 <= len(text.split()) < LONG_ENOUGH or (last and not _KEEPS.search(text)):
        return
    what = f"the section “{heading_text(heading)}” leaves no time to do what it says"
    yield warning(
        "section-without-time", heading.place, what, "put [pause 5s] after an instruction, or [hold 30s] at its end"
    )


def _both_sides_spoken(section: SectionItems) -> Iterator[Diagnostic]:
    """A heading that says “both sides” in plain words over a section that is done once and does not name both."""
    heading = section.heading
    if heading is None or not _BOTH_SIDES.search(heading_text(heading)):
        return
    items = (*heading.items, *section.items)
    named = {side.lower() for item in items for side in _SIDE.findall(_spoken(item))}
    if len(named) < len(Side) and not any(isinstance(item, (BothSides, Again)) for item in items):
        what = f"“{heading_text(heading)}” says both sides, and the section is done once"
        mend = "write [both sides] in square brackets, and name the first side in braces: {right}"
        yield warning("both-sides-spoken", heading.place, what, mend)


def _spoken(item: Item) -> str:
    if isinstance(item, Words):
        return item.text
    return item.written if isinstance(item, SideWord) else ""


def _unused_counts(items: Iterable[Item]) -> Iterator[Diagnostic]:
    """A `{10 times}` with no `[breathe]` or `[repeat]` after it in its section that takes the number."""
    waiting: list[Count] = []
    for item in items:
        if isinstance(item, Count):
            waiting.append(item)
        elif _takes_count(item):
            waiting.clear()
    for count in waiting:
        what = f"the count “{count.written}” is spoken, and nothing is done that often"
        mend = f"put [breathe] or [repeat] … [end] after it, or write “{count.written}” without braces"
        yield warning("count-unused", count.place, what, mend)


def _takes_count(item: Item) -> bool:
    if isinstance(item, Breathe):
        return item.rounds is None and item.duration is None
    return isinstance(item, Repeat) and item.times is None


# ---- sentences


def _bold_heading(paragraph: tuple[Item, ...]) -> Iterator[Diagnostic]:
    """A line of bold words with no stop at its end, and words right beneath it: a heading of a page, pasted."""
    first = paragraph[0] if paragraph else None
    bold = _BOLD_LINE.match(first.source) if isinstance(first, Words) else None
    if isinstance(first, Words) and bold:
        what = "this bold line has no stop, so the words beneath it are read in one breath with it"
        mend = f"write “## {shortened(bold.group('words'))}” for a heading, or end it with a full stop"
        yield warning("bold-heading", place_in(first, 0, len(bold.group("words"))), what, mend)


def _lines_without_words(paragraph: tuple[Item, ...]) -> Iterator[Diagnostic]:
    """Whole lines of nothing but stops, dashes or characters without width: no voice says anything for them."""
    for at, words in enumerate(paragraph):
        if not isinstance(words, Words):
            continue
        for line in re.finditer(r"[^\n]+", words.text):
            starts_late = line.start() == 0 and at > 0
            goes_on = line.end() == len(words.text) and at < len(paragraph) - 1
            if not (starts_late or goes_on) and _is_silent(line.group()):
                what = "nothing is said for this line, since it has no words"
                place = place_in(words, line.start(), line.end())
                yield warning("nothing-to-say", place, what, "remove the line, or write [pause 3s] for a silence")


def _is_silent(line: str) -> bool:
    """Whether `line` has characters, and all of them are punctuation, blanks or invisible."""
    return bool(line.strip()) and all(category(character)[0] in "PZC" for character in line)


def _two_holds(paragraph: tuple[Item, ...]) -> Iterator[Diagnostic]:
    """Two timed braces in one sentence: both would hold from the same moment."""
    first: Timed | None = None
    for item in paragraph:
        if isinstance(item, Timed):
            if first:
                what = f"this sentence already holds for {first.duration.written}"
                mend = "end the sentence before it, or write one of the two without braces"
                yield Diagnostic("two-holds-in-one-sentence", "error", item.place, what, mend)
            first = item
        elif (isinstance(item, Words) and SENTENCE_END.search(item.text)) or spaced(item):
            first = None

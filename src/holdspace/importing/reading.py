"""A source's text → everything that was read in it."""

from __future__ import annotations

import dataclasses
import itertools
import re

from holdspace.errors import ScriptError
from holdspace.importing.bbcode import without_bbcode
from holdspace.importing.chapters import are_chapters, without_clocks
from holdspace.importing.damage import repaired
from holdspace.importing.doses import read_doses
from holdspace.importing.facts import Block, Doubt, Dropped, Imported, Step
from holdspace.importing.furniture import without_furniture
from holdspace.importing.idle_lists import without_idle_lists
from holdspace.importing.inline_lists import with_inline_lists
from holdspace.importing.kinds import kind_of
from holdspace.importing.labels import without_labels
from holdspace.importing.locating import Locator, place_steps
from holdspace.importing.mail import looks_like_mail, without_mail_frame
from holdspace.importing.merging import belongs_to_step_before
from holdspace.importing.naming import tidy_title
from holdspace.importing.pacing import find_paced, mentions_breath
from holdspace.importing.page_facts import without_page_facts
from holdspace.importing.plainness import plain
from holdspace.importing.running_numbers import without_running_numbers
from holdspace.importing.script_frame import without_script_frame
from holdspace.importing.sentences import sentences
from holdspace.importing.shapes import shaped
from holdspace.importing.sides import side_of_step
from holdspace.importing.talk import without_other_voices
from holdspace.importing.timed_text import read_clocked
from holdspace.importing.understanding import understand

MOST_CHARACTERS = 200_000
"""Some 35,000 words; a page with a routine has a tenth of it."""
LONGEST_BLOCK = 3_000
"""Characters of a paragraph that is read in one piece."""


def read(text: str, name: str = "") -> Imported:
    """What `text` says to do, whatever shape it has; `name` is what to call it where it has no title.

    Raises `ScriptError` for a text that claims to be another tool's script and cannot be read as one.
    """
    written, text = text, _clocks_joined(text)
    kind = kind_of(text)
    imported = _script(text, kind) if kind in _SCRIPTS else _page(text, kind)
    place_steps(imported.steps, written)
    _number_lines(imported, written)
    imported.title = imported.title or _from_name(name)
    return imported


_CLOCK_LINE = re.compile(r"^([ \t]*(?:\d{1,2}:)?\d{1,2}:[0-5]\d)[ \t]*\n(?=[ \t]*[^\W\d])", re.MULTILINE)
_LEAST_CLOCKS = 3


def _clocks_joined(text: str) -> str:
    """`text` with clock times that stand on lines of their own, as in copied captions, before what is said then."""
    joined, count = _CLOCK_LINE.subn(lambda m: m.group()[:-1] + " ", text)
    return joined if count >= _LEAST_CLOCKS else text


def _script(text: str, kind: str) -> Imported:
    from holdspace.importing import other_scripts

    imported: Imported = getattr(other_scripts, _SCRIPTS[kind])(text)
    if len(imported.steps) > other_scripts.MOST_STEPS:
        raise ScriptError(
            f"the script has more than {other_scripts.MOST_STEPS:,} steps.", "Take it apart into several."
        )
    imported.flowing = kind != "json"
    if imported.steps and not imported.title and _is_loud(imported.steps[0].text):
        imported.title = tidy_title(imported.steps.pop(0).text)
    if kind != "json":
        without_script_frame(imported, timed=kind == "timed")
    locator = Locator(text)
    for step in imported.steps:
        if step.end == 0:
            step.start, step.end = locator.locate(step.text) or _apart(locator, step.text)
        _read_words(step)
    _join_words(imported.steps)
    return imported


def _is_loud(text: str) -> bool:
    """Whether the first phrase of a script is its title in capitals: “GUIDED BODY SCAN (10 MINUTES)”."""
    return text.isupper() and 1 < len(text.split()) <= _LONGEST_TITLE and not text.endswith((".", "!"))


_LONGEST_TITLE = 10


def _apart(locator: Locator, text: str) -> tuple[int, int]:
    """Where the first and the last sentence of `text` stand, which the source keeps apart: a name and its notes."""
    spans = sentences(text)
    found = [place for a, b in (spans[:1] + spans[-1:]) if (place := locator.locate(text[a:b]))]
    return (found[0][0], max(end for _, end in found)) if found else (0, 0)


def _join_words(steps: list[Step]) -> None:
    """What one phrase of another tool's script says of the one before it: how often, or the other half of a breath."""
    for before, step in itertools.pairwise(steps):
        if step.repeats and not before.repeats and belongs_to_step_before(step.text):
            before.repeats, step.repeats = step.repeats, None
        if step.paced is None and before.paced is None and _is_half_a_breath(before.text):
            step.paced = find_paced(f"{before.text.rstrip('.,;')}. {step.text}") if mentions_breath(step.text) else None


def _is_half_a_breath(text: str) -> bool:
    """Whether `text` begins with one phase of the breath and holds no other."""
    return mentions_breath(text) and find_paced(text) is None


def _read_words(step: Step) -> None:
    """The counts that the words of another tool's script tell; its times are its pauses, where it has any."""
    told = Step(step.text)
    read_doses(told)
    step.repeats, step.sets = step.repeats or told.repeats, step.sets or told.sets
    step.paced = told.paced
    if not step.holds:
        step.holds = told.holds
    side_of_step(step)


_SCRIPTS = {
    "phrases": "read_phrases",
    "pauses": "read_pauses",
    "ssml": "read_ssml",
    "timed": "read_timed",
    "json": "read_json",
}


def _page(text: str, kind: str) -> Imported:
    title, blanked = "", list[Dropped]()
    if kind == "clocked" and are_chapters(text[: 5 * MOST_CHARACTERS]):
        kind = "text"
    if kind != "html" and len(text) > 5 * MOST_CHARACTERS:
        raise _too_much()
    if kind == "html":
        from holdspace.importing.html_blocks import html_blocks

        blocks, title = html_blocks(text)
    elif kind == "clocked":
        cues = read_clocked(text)
        blocks = [Block("paragraph", " ".join(_sentence(cue.text) for cue in cues), 0, len(text))]
    else:
        from holdspace.importing.text_blocks import text_blocks

        plain_text = text
        if looks_like_mail(text):
            plain_text, title = without_mail_frame(text)
        plain_text, letterhead = without_furniture(without_other_voices(without_bbcode(plain_text)))
        blanked = _blanked(text, plain_text)
        blocks, title = text_blocks(without_clocks(plain_text)), title or letterhead
    if sum(len(block.text) for block in blocks if not block.hint) > MOST_CHARACTERS:
        raise _too_much()
    if kind == "html":
        _locate(blocks, text)
    mended, doubts = _mended(blocks)
    told = without_idle_lists(without_labels(without_running_numbers(without_page_facts(mended))))
    imported = understand(shaped(with_inline_lists(told)), title)
    imported.doubts[:0] = doubts
    imported.dropped[:0] = blanked
    if kind == "clocked":
        _locate_steps(imported, text)
    return imported


def _blanked(before: str, after: str) -> list[Dropped]:
    """The lines that were blanked before anything was read: other voices, headers, running heads, quotations."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return [Dropped(plain(one), "around the text") for one, two in pairs if not two.strip() and plain(one)]


def _sentence(text: str) -> str:
    """A line of a transcript with a capital and a stop."""
    text = text.strip()
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?", ",")) else ".")


def _locate(blocks: list[Block], text: str) -> None:
    """Give each block its place in the page's source."""
    locator = Locator(text)
    last = 0
    for block in blocks:
        block.start, block.end = locator.locate(block.written or block.text) or (last, last)
        last = block.end


def _too_much() -> ScriptError:
    what = f"the source holds more than {MOST_CHARACTERS:,} characters of text."
    return ScriptError(what, "Copy the routine out of it into a file of its own and import that.")


def _in_pieces(block: Block) -> list[Block]:
    """A block of a length that a paragraph may have; a longer one in several pieces."""
    if len(block.text) <= LONGEST_BLOCK:
        return [block]
    pieces, rest = [], block.text
    while rest:
        cut = len(rest) if len(rest) <= LONGEST_BLOCK else rest.rfind(" ", 1, LONGEST_BLOCK) + 1 or LONGEST_BLOCK
        pieces.append(dataclasses.replace(block, text=rest[:cut].strip()))
        rest = rest[cut:]
    return [piece for piece in pieces if piece.text]


def _locate_steps(imported: Imported, text: str) -> None:
    """Give the steps that were cut out of one block their own places."""
    locator = Locator(text)
    for step in imported.steps:
        step.start, step.end = locator.locate(step.text) or (step.start, step.end)


def _mended(blocks: list[Block]) -> tuple[list[Block], list[Doubt]]:
    """The blocks with their damage repaired, and a word on each repair."""
    blocks = [piece for block in blocks for piece in _in_pieces(block)]
    doubts: list[Doubt] = []
    for block in blocks:
        block.text, repairs = repaired(block.text)
        block.repairs = repairs
        doubts += [Doubt(words, what) for words, what in repairs if not block.hint]
    return blocks, doubts


def _number_lines(imported: Imported, text: str) -> None:
    """Give each step the line of the source on which it begins."""
    line, at = 1, 0
    for step in sorted(imported.steps, key=lambda s: s.start):
        line += text.count("\n", at, step.start)
        at = step.start
        step.line = line


def _from_name(name: str) -> str:
    stem = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name.replace("\\", "/").rsplit("/", 1)[-1])
    words = re.sub(r"[-_+]+", " ", stem).strip()
    return words[:1].upper() + words[1:]

"""Which line of a source is the title of the whole."""

from __future__ import annotations

import itertools
import re

from holdspace.importing import english, english_frame
from holdspace.importing.dose_lines import has_dose
from holdspace.importing.facts import Block
from holdspace.importing.frame_headings import is_closing, is_frame
from holdspace.importing.judging import frame_line
from holdspace.importing.naming import poses_in, tidy_title
from holdspace.importing.quantities import quantities
from holdspace.importing.rules import rule_in
from holdspace.importing.sentences import imperative, sentences, words_of

_LONGEST_CRY = 8
_FEWEST_SHARED = 3
"""Words that a title and a heading that says it again share at least."""
_FEWEST_UNDER_TITLE = 3
_FEWEST_WORDS = 1
_NO_TITLE_ENDS = (".", "?", ",", ";")


def is_same(one: str, other: str) -> bool:
    """Whether a heading only says the title again, or most of it."""
    plain_one, plain_other = words_of(one), words_of(other)
    if not plain_one or not plain_other:
        return False
    joined_one, joined_other = " ".join(plain_one), " ".join(plain_other)
    short, long = sorted((joined_one, joined_other), key=len)
    return (
        short == long
        or (
            len(short.split()) >= _FEWEST_SHARED
            and long.startswith(short)
            and 2 * len(short.split()) >= len(long.split())
        )
        or (len(plain_one) >= _FEWEST_SHARED and joined_one in joined_other and 2 * len(plain_one) >= len(plain_other))
    )


def marked_title(blocks: list[Block]) -> str:
    """The first heading of the first level."""
    for block in blocks:
        if block.kind == "heading" and block.level == 1 and not block.hint and not is_closing(block.text):
            return tidy_title(block.text)
    return ""


def is_plain_title(blocks: list[Block], index: int) -> bool:
    """Whether an unmarked line before everything else is the title."""
    text = blocks[index].text if blocks[index].text[-1:] in _NO_TITLE_ENDS else tidy_title(blocks[index].text)
    if len(blocks) < _FEWEST_UNDER_TITLE:
        return False
    words = text.split()
    if not 2 <= len(words) <= 16 or text[-1] in ".?:,;" or frame_line(text) or len(words_of(text)) < _FEWEST_WORDS:
        return False
    if text[-1] == "!" and len(words) > _LONGEST_CRY:
        return False
    called = any(word in _TITLE_NOUNS for word in words_of(text)[-1:] + words_of(text)[1:4])
    return (
        is_capitalised(words) or called or all(word[0].isupper() for word in words) or not imperative(text)
    ) and not any(q.kind in ("reps", "breaths", "sets") for q in quantities(text))


_FEWEST_NAMED, _LONGEST_TITLE = 3, 14
"""Words of a title; one of two would be one of a menu, too."""


def routine_title(blocks: list[Block]) -> str:
    """The line above the routine that names one, where the first line is a site's or an organisation's name.

    Empty where the first line may be the title itself.
    """
    lines = [block for block in itertools.takewhile(_is_above, blocks[:_HEAD_LINES]) if not block.hint]
    heads = [block for block in lines if block.text and not frame_line(block.text)]
    if not heads or _may_be_title(heads[0]):
        return ""
    if len(heads[0].text.split()) > _LONGEST_NAME and not heads[0].text[0].islower():
        return ""
    fewest = _FEWEST_NAMED - is_letterhead(heads[0].text)
    named = next((tidy_title(block.text) for block in heads if _may_be_title(block, fewest)), "")
    return named or _over_byline(lines)


def _over_byline(lines: list[Block]) -> str:
    """The capitalised line right above the name of the writer, “By Dana O'Shea”; empty for none."""
    for line, following in itertools.pairwise(lines):
        words = line.text.split()
        fits = _FEWEST_NAMED <= len(words) <= _LONGEST_TITLE and line.text[-1] not in ".,;:"
        if fits and is_capitalised(words) and _BYLINE.match(following.text) and not frame_line(line.text):
            return tidy_title(line.text)
    return ""


_BYLINE = re.compile(r"(?:(?:written|words|text|story)\s+)?by:?\s+[A-Z]|words:\s+[A-Z]", re.IGNORECASE)


_HEAD_LINES = 25
_LONGEST_NAME = 4


def _is_above(block: Block) -> bool:
    """Whether a block may stand above a routine: it is no item, and tells nobody to do anything for a time."""
    return block.kind in ("heading", "paragraph") and not (imperative(block.text) and has_dose(block.text))


def _may_be_title(block: Block, fewest: int = _FEWEST_NAMED) -> bool:
    """Whether a line names a routine: short, with a capital or a number first, no sentence, no path of a menu."""
    words = block.text.split()
    if not fewest <= len(words) <= _LONGEST_TITLE or not (words[0][0].isupper() or words[0][0].isdigit()):
        return False
    if block.text[-1] in ".,;:" or _TRAIL.search(block.text) or _COUNTED.match(block.text):
        return False
    return bool(_ROUTINE.search(block.text)) and not _DEPARTMENT.search(block.text)


_TRAIL = re.compile(r"\s[>/|»›•·]\s|\s{3,}")
_ROUTINE = re.compile(english_frame.ROUTINE_TITLE_PATTERN, re.IGNORECASE)
_DEPARTMENT = re.compile(english_frame.DEPARTMENT_PATTERN, re.IGNORECASE)


def is_letterhead(text: str) -> bool:
    """Whether a line only names who gives the page out, “Oakfield Physiotherapy Department”."""
    return len(text.split()) <= _LONGEST_SENDER and bool(_DEPARTMENT.search(text)) and not _ROUTINE.search(text)


_LONGEST_SENDER = 6


def asked_title(blocks: list[Block]) -> str:
    """The question among the first lines that the whole answers, for a page without any other title."""
    for block in [block for block in blocks if not block.hint][:_FIRST_LINES]:
        if block.text.endswith("?") and _FEWEST_NAMED <= len(block.text.split()) <= _LONGEST_TITLE:
            return block.text.rstrip("? ")
    return ""


_FIRST_LINES = 3


def is_capitalised(words: list[str]) -> bool:
    """Whether most words begin as those of titles do: “Try This Pose to Improve Sleep”."""
    long = [word for word in words if len(word) > 3]
    return len(words) > 3 and sum(word[0].isupper() for word in long) * 5 >= len(long) * 4


_TITLE_NOUNS = frozenset((*english.EACH_NOUNS.split("|"), *english.ALL_NOUNS.split("|"), "workout", "routine"))
_COUNTED = re.compile(
    r"\W*(?:(?:exercise|stretch|pose|move|drill|station)\s*#?\d{1,2}\b|#?\d{1,2}(?:[.):]|\.\d{1,2})\s)", re.IGNORECASE
)
"""The first of a row is no title."""


def is_title(blocks: list[Block], index: int) -> bool:
    """Whether the first heading is the title of the whole, and not the first exercise."""
    text = blocks[index].text
    if (text.endswith("?") and is_frame(text)) or _COUNTED.match(text) or blocks[index].marker[:1].isdigit():
        return False
    following = next((b for b in blocks[index + 1 :] if not b.hint), None)
    if following is None or following.kind in ("heading", "item", "cell"):
        counts = ("time", "reps", "breaths", "rounds", "sets")
        if words_of(text)[-1:] and words_of(text)[-1] in english.PAGE_NOUNS:
            return True  # “10-minute wake-up flow”
        return not any(q.kind in counts for q in quantities(text)) or len(text.split()) > 3
    alike = [b for b in blocks[index + 1 :] if b.kind == "heading" and not b.hint]
    if any(b.level == blocks[index].level for b in alike) and has_dose(following.text):
        return any(rule_in(following.text[a:b]) is not None for a, b in sentences(following.text))
    return not (poses_in(text) and alike and any(imperative(b.text) for b in blocks[index + 1 : index + 2]))

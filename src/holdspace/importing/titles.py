"""Which line of a source is the title of the whole."""

from __future__ import annotations

import re

from holdspace.importing import english
from holdspace.importing.dose_lines import has_dose
from holdspace.importing.facts import Block
from holdspace.importing.frame_headings import is_frame
from holdspace.importing.judging import frame_line
from holdspace.importing.naming import poses_in, tidy_title
from holdspace.importing.quantities import quantities
from holdspace.importing.rules import rule_in
from holdspace.importing.sentences import imperative, sentences, words_of

_LONGEST_CRY = 8
_FEWEST_UNDER_TITLE = 3
_FEWEST_WORDS = 1
_NO_TITLE_ENDS = (".", "?", ",", ";")


def is_same(one: str, other: str) -> bool:
    """Whether a heading only says the title again, or most of it."""
    plain_one, plain_other = words_of(one), words_of(other)
    if not plain_one or not plain_other:
        return False
    joined_one, joined_other = " ".join(plain_one), " ".join(plain_other)
    return joined_one == joined_other or (
        len(plain_one) >= 3 and joined_one in joined_other and 2 * len(plain_one) >= len(plain_other)
    )


def marked_title(blocks: list[Block]) -> str:
    """The first heading of the first level."""
    for block in blocks:
        if block.kind == "heading" and block.level == 1 and not block.hint:
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

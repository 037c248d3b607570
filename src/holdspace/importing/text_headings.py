"""Lines of plain text that stand over others as headings, though no mark says so."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict

from holdspace.importing.dose_lines import begins_with_dose, begins_with_name, only_dose
from holdspace.importing.facts import Block
from holdspace.importing.frame_headings import is_closing
from holdspace.importing.instructing import tells_routine
from holdspace.importing.naming import poses_in
from holdspace.importing.quantities import quantities
from holdspace.importing.sentences import imperative, words_of
from holdspace.importing.titles import is_capitalised

_STOP = (".", "!", "?", ",", ";")
_LONGEST_WORDS = 10
_DOSES = ("time", "breaths", "reps", "sets", "times", "counts")


def with_headings(blocks: list[Block]) -> list[Block]:
    """Short paragraphs without a stop, over longer text: headings that were not marked as such."""
    for block in blocks:
        if block.kind == "paragraph" and _FIGURE.match(block.text):
            block.hint = "caption"
    _numbered(blocks)
    _closing(blocks)
    for index, block in enumerate(blocks):
        if block.hint:
            continue
        if block.kind == "paragraph" and _looks_like_heading(block.text) and _stands_over(blocks, index):
            block.kind, block.level = "heading", 2
            block.text = block.text.rstrip(": ")
        elif block.kind == "item" and _looks_like_heading(block.text) and _item_over_text(blocks, index):
            block.kind, block.level = "heading", 3
            block.text = block.text.rstrip(": ")
    return blocks


def _closing(blocks: list[Block]) -> None:
    """The first line behind the middle that is over other pages, “Next on your list”, closes all that stands above."""
    over = [index for index in range(len(blocks) // 2, len(blocks)) if _is_over_others(blocks[index])]
    for index in over[:_MOST_CLOSING]:
        if not tells_routine(other.text for other in blocks[index + 1 :] if not _is_headline(other.text)):
            blocks[index].kind, blocks[index].level = "heading", 1
            return


_MOST_CLOSING = 3
"""Lines that are tried; no page has more of them."""


def _is_over_others(block: Block) -> bool:
    if block.kind == "heading" or block.hint or block.text.endswith(_STOP):
        return False
    return 1 < len(block.text.split()) <= _LONGEST_NAME and is_closing(block.text)


def _is_headline(text: str) -> bool:
    """Whether a line is the title of another page, “Hold a Plank for 60 Seconds Every Day”."""
    return is_capitalised(text.split()) and not text.endswith((".", "!"))


def _numbered(blocks: list[Block]) -> None:
    """Rising numbers of one kind, each before a short line with text or a list of its own beneath, are headings."""
    kinds: dict[tuple[str, int], list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if block.kind == "item" and re.search(r"\d", block.marker):
            kinds[re.sub(r"\d+", "#", block.marker.lower()), block.level].append(index)
    for numbered in kinds.values():
        over = [i for i in numbered if _heads_its_own(blocks, i)]
        alone = [i for i in numbered if i in over or not _in_a_row(blocks, i)]
        if len(over) < 2 or len(over) * 3 < len(alone) * 2 or not _rising([blocks[i].marker for i in over]):
            continue
        bare = [i for i in alone if i > over[0] and i not in over and begins_with_name(blocks[i].text)]
        for i in [*over, *bare]:
            blocks[i].kind, blocks[i].level = "heading", 3
            blocks[i].text = blocks[i].text.rstrip(": ")


_FIGURE = re.compile(
    r"(?:fig(?:ure)?|image|photo|picture|illustration|diagram)\.?\s*\d{1,2}[a-z]?\b[^.]{0,60}$", re.IGNORECASE
)
"""“Fig. 1” between a name and its text."""


def _in_a_row(blocks: list[Block], index: int) -> bool:
    """Whether an item of the same kind stands right above or below."""
    beside = [*blocks[max(0, index - 1) : index], *blocks[index + 1 : index + 2]]
    return any(block.kind == "item" and _alike(block, blocks[index]) for block in beside)


def _rising(markers: list[str]) -> bool:
    """Whether the numbers rise, or are all the 1 that a copied list begins with each time."""
    numbers = [int(re.sub(r"\D", "", marker)) for marker in markers]
    return set(numbers) == {1} or all(one < two for one, two in itertools.pairwise(numbers))


def _heads_its_own(blocks: list[Block], index: int) -> bool:
    block, following = blocks[index], _next(blocks, index)
    before = blocks[index - 1] if index else None
    if following is None or following.kind == "heading" or not _looks_like_heading(block.text, numbered=True):
        return False
    if following.kind == "item" and _alike(following, block):
        return False
    if following.kind == "item" and following.level > block.level and imperative(block.text):
        return False
    if following.kind == "paragraph" and imperative(block.text) and len(following.text.split()) <= _LONGEST_WORDS:
        return False
    return before is None or before.kind != "item" or not _alike(before, block) or _restarts(before, block)


def _alike(one: Block, two: Block) -> bool:
    """Whether two items have numbers of one kind."""
    return one.level == two.level and bool(
        re.search(r"\d", one.marker) and re.sub(r"\d+", "", one.marker) == re.sub(r"\d+", "", two.marker)
    )


def _restarts(before: Block, block: Block) -> bool:
    return bool(re.fullmatch(r"\D*1\D*", block.marker)) and not re.fullmatch(r"\D*1\D*", before.marker)


def _next(blocks: list[Block], index: int) -> Block | None:
    return next((block for block in blocks[index + 1 :] if not block.hint), None)


def _looks_like_heading(text: str, *, numbered: bool = False) -> bool:
    words = text.split()
    if text.endswith("?") and 2 < len(words) <= _LONGEST_WORDS:
        return True
    if not 1 <= len(words) <= _LONGEST_WORDS or text.endswith(_STOP) or not re.search(r"[^\W\d_]", text):
        return False
    if (not numbered and (only_dose(text) or _orders_dose(text))) or _is_sentence(text):
        return False
    return text.endswith(":") or text.isupper() or text[0].isupper() or text[0].isdigit()


def _is_sentence(text: str) -> bool:
    """Whether a line is a sentence that lost its stop, and heads nothing."""
    if (text[0].islower() and len(text.split()) > _LONGEST_LOWER) or (_CHOICE.search(text) and _begins_as_order(text)):
        return True
    return bool(_STATES.search(text)) and not _ASKS.match(text) and not text.endswith(":")


_LONGEST_LOWER = 3
_CHOICE = re.compile(r"\b(?:one|that|you|these|this|following|below)\b", re.IGNORECASE)
"""“Pick the one that suits you:” is said, and heads nothing."""
_STATES = re.compile(r"\w\s+(?:is|are|should|will|can|must|may)\b")
_ASKS = re.compile(r"(?:what|why|how|when|who|where|which)\b", re.IGNORECASE)
"""A line with a verb like these is a sentence that lost its stop, unless it asks."""


def _orders_dose(text: str) -> bool:
    """Whether a line is an order with a dose, which lost its stop: “Hold firmly for 20 s”."""
    return _begins_as_order(text) and any(q.kind in _DOSES for q in quantities(text))


def _begins_as_order(text: str) -> bool:
    verb = imperative(text)
    return bool(verb) and words_of(text)[0] == verb


def _stands_over(blocks: list[Block], index: int) -> bool:
    text, following = blocks[index].text, _next(blocks, index)
    if following is not None and following.kind == "paragraph" and _repeats(text, following.text):
        following.hint = "caption"
        following = _next(blocks, index)
    if following is None or following.kind != "paragraph":
        return following is not None and following.kind != "heading"
    if only_dose(following.text):
        return not begins_with_dose(text) and (
            not imperative(text) or not _FUNCTION.search(text) or any(at == 0 for at, _ in poses_in(text))
        )
    before = blocks[index - 1] if index else None
    if imperative(text) and _amid_lines(before, following):
        return text.endswith(":")
    if imperative(following.text) and not imperative(text) and len(text.split()) <= _LONGEST_NAME:
        return True
    return len(following.text.split()) > _LONGEST_WORDS or following.text.endswith((".", "!"))


def _amid_lines(before: Block | None, following: Block) -> bool:
    """Whether the lines above and below lost their stops, too, or a name stands above."""
    return (
        before is not None
        and following.kind == "paragraph"
        and not following.text.endswith((".", "!"))
        and (before.kind == "heading" or (before.kind == "paragraph" and not before.text.endswith(_STOP)))
    )


def _repeats(name: str, line: str) -> bool:
    """Whether a short line only says a name again, as the caption of a picture does."""
    if len(line.split()) > _LONGEST_NAME or line.endswith((".", "!", "?", ":")):
        return False
    letters = "".join(words_of(name))
    again = "".join(words_of(line))
    named = {word for word in words_of(name.replace("/", " ")) if len(word) > 2}
    said = {word for word in words_of(line) if len(word) > 2}
    glued = bool(letters) and letters in again and len(again) <= 2 * len(letters)
    return glued or (
        bool(said) and sum(word in named for word in said) * 3 >= 2 * len(said) and not _FUNCTION.search(line)
    )


_FUNCTION = re.compile(r"\b(?:your|the|to|of|in|on|with|for|and|a)\b", re.IGNORECASE)
_LONGEST_NAME = 6


def _item_over_text(blocks: list[Block], index: int) -> bool:
    """Whether a numbered short line stands over a paragraph of its own: “1. Child's pose”, then the text."""
    following = _next(blocks, index)
    if following is None or not blocks[index].marker[:1].isalnum() or (index and blocks[index - 1].kind == "item"):
        return False
    return following.kind == "paragraph" and (len(following.text.split()) > 8 or following.text.endswith("."))

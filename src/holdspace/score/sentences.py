"""Narration into sentences: each is synthesised in one piece, so a wrong split is heard as a wrong fall of voice."""

from __future__ import annotations

import re

NEVER_END = frozenset(
    [
        "approx",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "st",
        "jr",
        "sr",
        "vs",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "cf",
        "viz",
        "esp",
        "incl",
        "ca",
        "no",
        "nr",
        "fig",
        "vol",
        "ed",
        "resp",
        "alt",
    ]
)
"""Abbreviations after which a sentence goes on, whatever follows; without their final stop."""

MAY_END = frozenset(
    [
        "sec",
        "secs",
        "min",
        "mins",
        "hr",
        "hrs",
        "rep",
        "reps",
        "ft",
        "lb",
        "lbs",
        "oz",
        "cm",
        "mm",
        "km",
        "kg",
        "deg",
        "a.m",
        "p.m",
        "pm",
        "etc",
        "max",
        "ea",
        "ext",
        "int",
        "rot",
        "opp",
        "fwd",
        "bwd",
        "bkwd",
        "dist",
        "bilat",
    ]
)
"""Abbreviations that end a sentence only where a capital letter follows: "30 sec. Then rest"."""

NOT_INITIALS = frozenset("IRL")
"""Single capitals that are words here: "Warrior I.", and R and L for the sides."""

_STOP = re.compile(
    r"""
    (?: [.!?…]+ | [。！？]+ )            # one stop or several
    [)\]}"'”’»›*_]*                       # what closes after them belongs to the sentence
    """,
    re.VERBOSE,
)
_LAST_WORD = re.compile(r"[^\s(\[{\"“‘«]+$")
_HAS_WORD = re.compile(r"[^\W_]")


def split_sentences(text: str) -> list[str]:
    """The sentences of `text` in order, whitespace collapsed; never loses a letter or digit.

    Line breaks are spaces. What holds no letter or digit joins its neighbour, or stands alone when there is none.
    Empty for blank text.
    """
    flat = " ".join(text.split())
    pieces: list[str] = []
    start = 0
    for stop in _STOP.finditer(flat):
        if _ends_sentence(flat, start, stop):
            pieces.append(flat[start : stop.end()].strip())
            start = stop.end()
    pieces.append(flat[start:].strip())
    return _merged([p for p in pieces if p])


def _merged(pieces: list[str]) -> list[str]:
    """Pieces without a letter or digit joined to the one before, or to the one after at the very beginning."""
    sentences: list[str] = []
    for piece in pieces:
        if sentences and not (_HAS_WORD.search(piece) and _HAS_WORD.search(sentences[-1])):
            sentences[-1] += " " + piece
        else:
            sentences.append(piece)
    return sentences


def _ends_sentence(flat: str, start: int, stop: re.Match[str]) -> bool:
    """Whether the sentence that began at `start` ends with this stop."""
    marks = stop.group()
    after = flat[stop.end() : stop.end() + 40]
    if not after or marks[0] in "。！？":
        return True
    if not after.startswith(" "):
        return _ends_without_space(flat, stop, after)
    following = _first_letter(after)
    if marks[0] == "…" or marks.startswith(".."):
        return not following.islower()
    if marks[0] in "!?":
        return not (marks[-1] not in "!?" and following.islower())
    return _full_stop_ends(flat, start, stop, following)


def _full_stop_ends(flat: str, start: int, stop: re.Match[str], following: str) -> bool:
    """A single full stop with a space after it: the end, unless it belongs to an abbreviation, initial or number."""
    before = flat[start : stop.start()].strip()
    found = _LAST_WORD.search(before[-60:])
    word = found.group() if found else ""
    if stop.group() == "." and _is_abbreviation(word, following):
        return False
    if word.isdecimal() and word == before and len(word) <= 3:
        return False  # "1. Begin on all fours": the number of a step, not a sentence
    return not (stop.group() != "." and following.islower())


def _is_abbreviation(word: str, following: str) -> bool:
    plain = word.lower().rpartition("/")[2].lstrip("-–—~≈0123456789,")
    if plain in NEVER_END:
        return not (plain == "no" and not following.isdecimal())
    if plain in MAY_END:
        return not following.isupper()
    initial = word.rpartition(".")[2]
    return len(initial) == 1 and initial.isupper() and initial not in NOT_INITIALS and following.isupper()


def _ends_without_space(flat: str, stop: re.Match[str], after: str) -> bool:
    """Whether a stop without a space after it ends a sentence: "Lie on the mat.Then rest"."""
    before = flat[max(0, stop.start() - 2) : stop.start()]
    return len(before) == 2 and before.isalpha() and before.islower() and after[0].isupper() and after[1:2].islower()


def _first_letter(after: str) -> str:
    """The first letter or digit of what follows, opening quotes and brackets skipped; empty when there is none."""
    found = _HAS_WORD.search(after)
    return found.group() if found else ""

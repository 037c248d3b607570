"""Reading arguments: the grammar in `arguments.lark` and what each of its rules means."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from holdspace.routine.meanings import MEANINGS
from holdspace.routine.spots import Spot
from holdspace.routine.unreadable import Unreadable

if TYPE_CHECKING:
    from lark import Lark, Tree

_LONGEST = 2000
"""Code points of the longest argument that is worth reading."""


@functools.cache
def _grammar() -> Lark:
    from holdspace.routine.grammar import parser

    return parser()


def read(start: str, text: str) -> Any:
    """What `text` means when read by the rule `start`.

    A `Duration` or `Times` for the rules of time and count, a list of phases and the like for the others; see
    `meanings.py`. Raises `Unreadable`, also for text that only nearly fits.
    """
    value = _remembered(start, text)
    if isinstance(value, Unreadable):
        raise value.again()
    return value


@functools.lru_cache(maxsize=4096)
def _remembered(start: str, text: str) -> Any:
    """The meaning or the mistake; remembered, because scripts say `5s` hundreds of times."""
    try:
        return _meaning(_tree(start, text), text)
    except Unreadable as mistake:
        return mistake


def _tree(start: str, text: str) -> Tree[Any]:
    from lark.exceptions import UnexpectedCharacters, UnexpectedInput

    if len(text) > _LONGEST:
        raise Unreadable("this is too long to be read", "shorten it", 0, _LONGEST, "argument-unreadable")
    try:
        return _grammar().parse(text, start=start)
    except UnexpectedInput as error:
        at = error.pos_in_stream if isinstance(error.pos_in_stream, int) and error.pos_in_stream >= 0 else 0
        token = getattr(error, "token", None)
        length = len(token) if token and not isinstance(error, UnexpectedCharacters) else _word_length(text, at)
        raise _not_understood(text, at, length) from None


def _word_length(text: str, at: int) -> int:
    found = re.compile(r"\w+|\S").match(text, at)
    return len(found.group()) if found else 1


def _not_understood(text: str, at: int, length: int) -> Unreadable:
    """The mistake of a text that the grammar does not know; the mend is added by whoever knows what was wanted."""
    rest = text[at : at + length].strip()
    if not rest:
        return Unreadable(f"“{_short(text)}” breaks off too early", "", 0, len(text), "argument-unreadable")
    return Unreadable(f"“{_short(rest)}” is not understood here", "", at, length, "argument-unreadable")


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"


def _meaning(tree: Tree[Any], text: str) -> Any:
    """The value of `tree`, its children first."""
    from lark import Tree

    values = [_meaning(child, text) if isinstance(child, Tree) else child for child in tree.children]
    start, end = getattr(tree.meta, "start_pos", 0), getattr(tree.meta, "end_pos", len(text))
    return MEANINGS[str(tree.data)](values, Spot(text[start:end], start))

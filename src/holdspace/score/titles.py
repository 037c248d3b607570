"""Section titles as people quote them: case, spaces and punctuation do not matter, and often the side does not."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import TYPE_CHECKING

from holdspace.routine.model import Side
from holdspace.routine.units import SIDES

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")


def exact_key(title: str) -> str:
    """`title` without regard to case, spaces and punctuation."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(_WORD.findall(plain)) or plain.strip()


def bare_key(title: str) -> str:
    """`exact_key` without the words for right and left in any of our languages; a title of nothing else keeps them."""
    words = exact_key(title).split()
    return " ".join(word for word in words if word not in SIDES) or " ".join(words)


def side_in(title: str) -> Side | None:
    """The first of the words right and left in `title`."""
    return next((SIDES[word] for word in exact_key(title).split() if word in SIDES), None)


def nearest(title: str, titles: Iterable[str]) -> str | None:
    """The one of `titles` that holds `title` or looks most like it; None when none does."""
    by_key = {bare_key(known): known for known in titles}
    wanted = bare_key(title)
    holding = [key for key in by_key if f" {wanted}" in f" {key}"]
    close = holding or difflib.get_close_matches(wanted, by_key, n=1, cutoff=0.6)
    return by_key[close[0]] if wanted and close else None


def unnumbered(title: str) -> str:
    """`title` without the number of a list: "2. Low lunge" is said “Next: Low lunge”."""
    return re.sub(r"^\s*\d{1,3}[.):]\s+(?=\S)", "", title)

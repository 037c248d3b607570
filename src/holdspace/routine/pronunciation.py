# ruff: noqa: RUF001, RUF002 -- the signs of the phonetic alphabet look like others
"""How a word is to be said: spelled for a voice (`mah-lah-suh-nuh`), in phonemes between slashes, or both.

Phonemes are those of the International Phonetic Alphabet as English dictionaries write them: `/mɑːˈlɑːsənə/`.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from holdspace.routine.unreadable import Unreadable

MOST_PHONEMES = 100
"""Signs in one pronunciation; the longest names of poses have thirty."""

_BOTH = re.compile(r"(?P<respelled>.*?)(?:^|(?<=\s))/(?P<phonemes>[^/]+)/", re.DOTALL)
_SIGNS = re.compile(r"[a-zæçðøħŋœǀ-ǃɐ-ʯβθχːˑˈˌʰʱʲʷ˞.:' \u0300-\u036f‿-]+")
_MEND = "write the signs of a dictionary, such as /mɑːˈlɑːsənə/"


@dataclass(frozen=True, slots=True)
class Pronunciation:
    """How one word is said."""

    respelled: str
    """Spelled so that a voice reads it right; empty where only phonemes are given."""
    phonemes: str
    """In the phonetic alphabet; empty where only a spelling is given."""


@lru_cache(maxsize=1024)
def pronunciation(written: str) -> Pronunciation:
    """What `written` gives: a spelling, `/phonemes/`, or the one before the other."""
    found = _BOTH.fullmatch(written.strip())
    if found is None:
        return Pronunciation(written, "")
    return Pronunciation(found["respelled"].strip(), " ".join(found["phonemes"].split()))


def checked_pronunciation(written: str) -> str:
    """`written` itself. Raises `Unreadable` for phonemes that are none."""
    phonemes = pronunciation(written).phonemes
    if len(phonemes) > MOST_PHONEMES:
        raise Unreadable(f"there are more than {MOST_PHONEMES} signs between the slashes", _MEND)
    foreign = _SIGNS.sub("", phonemes)
    if foreign:
        raise Unreadable(f"“{foreign[0]}” is no sign of the phonetic alphabet", _MEND)
    if phonemes and not any(unicodedata.category(sign) == "Ll" for sign in phonemes):
        raise Unreadable("there is no sound between the slashes", _MEND)
    return written

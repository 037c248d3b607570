"""Names that voices get wrong, spelled so that they come out right: the last step before an engine.

The shipped entries stand in `lexicons/LANGUAGE.tsv`, one a line: written, tab, respelled. Captions never see them. A
routine's own pronunciations come first. Capitals and accents make no difference.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from holdspace.speech.normalising import spoken_form
from holdspace.speech.reading.characters import without_accents

_SYLLABLE_IN_CAPITALS = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?=-)|(?<=-)[^\W\d_]{2,}")


def for_engine(text: str, say: tuple[tuple[str, str], ...] = (), language: str = "en") -> str:
    """`text` (a spoken form) as an engine is to receive it: respelled where a voice would stumble.

    `say` holds the script's own pronunciations as (written, spoken as). What they and the lexicon put in place is not
    looked at again, so that an entry may spell a word with itself.
    """
    pattern, respelled = _table(say, language.replace("_", "-").split("-")[0].lower())
    if pattern is None:
        return text
    plain = without_accents(text)
    if len(plain) != len(text):  # a letter such as "ß" became two, or an accent stood by itself
        text = plain
    pieces: list[str] = []
    end = 0
    for found in pattern.finditer(plain):
        pieces += [text[end : found.start()], respelled[_key(found.group())]]
        end = found.end()
    return "".join([*pieces, text[end:]])


@lru_cache(maxsize=8)
def entries(language: str = "en") -> dict[str, str]:
    """The shipped lexicon of a language: written in small letters without accents → respelled; empty without one."""
    file = files("holdspace.speech") / "lexicons" / f"{language}.tsv"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        return {}
    rows = (line.split("\t") for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return {_key(written): respelled for written, respelled in rows}


@lru_cache(maxsize=32)
def _table(say: tuple[tuple[str, str], ...], language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """One pattern for everything that is respelled, longest first, and what to put in place."""
    own = {_key(written): _speakable(spoken, language) for written, spoken in say if _key(written)}
    respelled = {**entries(language), **own}
    if not respelled:
        return None, {}
    longest_first = sorted(respelled, key=len, reverse=True)
    words = "|".join(re.escape(key).replace(r"\ ", r"\s+") for key in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), respelled


def _key(written: str) -> str:
    return " ".join(without_accents(written).lower().split())


def _speakable(spoken: str, language: str) -> str:
    """A pronunciation made safe: syllables in capitals become small, since espeak-ng would spell them."""
    small = _SYLLABLE_IN_CAPITALS.sub(lambda m: m.group().lower() if m.group().isupper() else m.group(), spoken)
    return spoken_form(small, language=language)

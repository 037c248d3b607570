"""Names that voices get wrong, spelled so that they come out right: the last step before an engine.

A routine's own pronunciations come first, then the user's, which stand in `lexicon.tsv` beside the settings, then the
shipped ones in `lexicons/LANGUAGE.tsv`. All files hold one entry a line: written, tab, spoken as. Captions never see
them. Capitals and accents make no difference.
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

    `say` holds the script's and the user's own pronunciations. What they and the lexicon put in place is not looked at
    again, so that an entry may spell a word with itself.
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
        pieces += [text[end : found.start()], respelled[key_of(found.group())]]
        end = found.end()
    return "".join([*pieces, text[end:]])


@lru_cache(maxsize=8)
def entries(language: str = "en") -> dict[str, str]:
    """The shipped lexicon of a language: written in small letters without accents → respelled; empty without one."""
    return {name: respelled for names in shipped_sections(language).values() for name, respelled in names.items()}


def shipped_sections(language: str) -> dict[str, dict[str, str]]:
    """The same by the titles in the file, which stand on a comment line after a blank one."""
    file = files("holdspace.speech") / "lexicons" / f"{language}.tsv"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        return {}
    sections: dict[str, dict[str, str]] = {}
    for block in file.read_text(encoding="utf-8").split("\n\n")[1:]:
        title, *lines = block.strip().splitlines()
        rows = (line.split("\t") for line in lines)
        sections[title.lstrip("# ")] = {key_of(written): respelled for written, respelled in rows}
    return sections


@lru_cache(maxsize=32)
def _table(say: tuple[tuple[str, str], ...], language: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """One pattern for everything that is respelled, longest first, and what to put in place."""
    own = {key_of(written): _speakable(spoken, language) for written, spoken in say if key_of(written)}
    respelled = {**entries(language), **own}
    if not respelled:
        return None, {}
    longest_first = sorted(respelled, key=len, reverse=True)
    words = "|".join(re.escape(key).replace(r"\ ", r"\s+") for key in longest_first)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE), respelled


def key_of(written: str) -> str:
    """What counts of a name: small letters without accents, single spaces."""
    return " ".join(without_accents(written).lower().split())


def _speakable(spoken: str, language: str) -> str:
    """A pronunciation made safe: syllables in capitals become small, since espeak-ng would spell them."""
    small = _SYLLABLE_IN_CAPITALS.sub(lambda m: m.group().lower() if m.group().isupper() else m.group(), spoken)
    return spoken_form(small, language=language)

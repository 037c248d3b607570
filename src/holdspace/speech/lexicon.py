"""Names that voices get wrong, given so that they come out right: the last step before an engine.

A voice that takes phonemes gets them; any other gets the name spelled for it. A routine's own pronunciations come
first, then the user's, which stand in `lexicon.tsv` beside the settings, then the shipped ones in
`lexicons/LANGUAGE.tsv`. Captions never see them. Capitals and accents make no difference.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from holdspace.routine.pronunciation import Pronunciation, pronunciation
from holdspace.speech.normalising import spoken_form
from holdspace.speech.phonemes import marked, set_apart, with_ending
from holdspace.speech.reading.characters import without_accents

_SYLLABLE_IN_CAPITALS = re.compile(r"(?<![^\W_])[^\W\d_]{2,}(?=-)|(?<=-)[^\W\d_]{2,}")

Say = tuple[tuple[str, str], ...]
"""(written, spoken as)."""


def for_engine(text: str, say: Say = (), language: str = "en", *, phonemes: bool = False) -> str:
    """`text` (a spoken form) as an engine is to receive it: respelled where a voice would stumble.

    With `phonemes` they take the place of such words where they are known (see `phonemes`). `say` holds the script's
    and the user's own pronunciations. What they and the lexicon put in place is not looked at again, so that an entry
    may spell a word with itself.
    """
    primary = language.replace("_", "-").split("-")[0].lower()
    pattern, said = _table(say, primary, phonemes)
    if pattern is None:
        return text
    plain = without_accents(text)
    if len(plain) != len(text):  # a letter such as "ß" became two, or an accent stood by itself
        text = plain
    pieces: list[str] = []
    end = 0
    for found in pattern.finditer(plain):
        word, ending = key_of(found["word"]), found["ending"] or ""
        if ending == "s" and word not in entries(primary):  # of one's own words it might make another: "I", "is"
            continue
        pieces += [text[end : found.start()], with_ending(said[word], ending)]
        end = found.end()
    whole = "".join([*pieces, text[end:]])
    return set_apart(whole) if phonemes else whole


def unheard(text: str, say: Say, language: str) -> list[str]:
    """The words of `text` whose own pronunciation is given in phonemes alone, in the order of `say`."""
    given = {written: _key(written, say, language) for written, spoken in say if not pronunciation(spoken).respelled}
    plain = key_of(spoken_form(text, say, language))
    return [written for written, key in given.items() if key and re.search(rf"(?<!\w){re.escape(key)}(?!\w)", plain)]


@lru_cache(maxsize=8)
def entries(language: str = "en") -> dict[str, Pronunciation]:
    """The shipped lexicon of a language by names in small letters without accents; empty without one."""
    return {name: said for names in shipped_sections(language).values() for name, said in names.items()}


def shipped_sections(language: str) -> dict[str, dict[str, Pronunciation]]:
    """The same by the titles in the file, which stand on a comment line after a blank one."""
    file = files("holdspace.speech") / "lexicons" / f"{language}.tsv"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not file.is_file():
        return {}
    sections: dict[str, dict[str, Pronunciation]] = {}
    for block in file.read_text(encoding="utf-8").split("\n\n")[1:]:
        title, *lines = block.strip().splitlines()
        rows = (line.split("\t") for line in lines)
        sections[title.lstrip("# ")] = {key_of(written): Pronunciation(*said) for written, *said in rows}
    return sections


@lru_cache(maxsize=32)
def _table(say: Say, language: str, phonemes: bool) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """One pattern for everything that is put in another way, longest first, and what to put in place."""
    said = {key: _as_said(one, phonemes=phonemes) for key, one in entries(language).items()}
    said |= _own(say, language, phonemes=phonemes)
    if not said:
        return None, {}
    longest_first = sorted(said, key=len, reverse=True)
    words = "|".join(re.escape(key).replace(r"\ ", r"\s+") for key in longest_first)
    return re.compile(rf"(?<!\w)(?P<word>{words})(?P<ending>'?s)?(?!\w)", re.IGNORECASE), said


def _own(say: Say, language: str, *, phonemes: bool) -> dict[str, str]:
    """The user's entries; those of no use to the voice leave what is shipped, or the word as it is written."""
    own: dict[str, str] = {}
    for written, spoken in say:
        one = pronunciation(spoken)
        if phonemes and one.phonemes:
            own[_key(written, say, language)] = marked(one.phonemes)
        elif one.respelled:
            own[key_of(written)] = _speakable(one.respelled, language)
    own.pop("", None)
    return own


def _as_said(one: Pronunciation, *, phonemes: bool) -> str:
    return marked(one.phonemes) if phonemes else one.respelled


def _key(written: str, say: Say, language: str) -> str:
    """What stands in a spoken form for a word as it is written: shorthand has become words by then."""
    return key_of(spoken_form(written, say, language))


def key_of(written: str) -> str:
    """What counts of a name: small letters without accents, single spaces."""
    return " ".join(without_accents(written).lower().split())


def _speakable(spoken: str, language: str) -> str:
    """A pronunciation made safe: syllables in capitals become small, since espeak-ng would spell them."""
    small = _SYLLABLE_IN_CAPITALS.sub(lambda m: m.group().lower() if m.group().isupper() else m.group(), spoken)
    return spoken_form(small, language=language)

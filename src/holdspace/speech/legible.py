"""Whether a text can be read at all by a voice of a language, before any engine is asked.

Engines pass over what they cannot read without a word: a letter of a foreign script, a picture, a lone dash.
"""

from __future__ import annotations

from holdspace.errors import Unspeakable
from holdspace.speech.phonemes import shown, words_alone
from holdspace.speech.reading.characters import foreign_letters

_LATIN = """
af an az bs ca cs cy da de en eo es et eu fi fo fr ga gd gl gn haw hr ht hu ia id io is it jbo ku la lb lfn lt ltg
lv mi ms mt mto nb nci nl nn no om pap pl pt qu quc ro sk sl smj sq sv sw tk tn tr uz vi
"""
_LATIN_LANGUAGES = frozenset(_LATIN.split())
"""Languages written in Latin letters, whose voices read nothing else. Other voices are asked whatever the text."""
_LONGEST_QUOTE = 60


def require_words(text: str, language: str) -> None:
    """Raise `Unspeakable` when `text` holds no letter or digit, or words in letters the voice's language lacks."""
    require_words_of(text, text)
    foreign = foreign_words(words_alone(text), language)
    if foreign:
        raise cannot_read(foreign, text)


def require_words_of(text: str, written: str) -> None:
    """Raise `Unspeakable` when `text` holds no letter or digit, naming what the author had `written` for it."""
    if not any(c.isalnum() for c in text):
        mend = "Write what is to be said in words, or remove the line."
        raise Unspeakable(f"there are no words in {quoted(written)}.", mend, written)


def cannot_read(words: list[str], text: str) -> Unspeakable:
    """The error for `words` of `text` that the voice would pass over in silence."""
    return Unspeakable(
        f"the voice cannot read {', '.join(map(quoted, words[:5]))}.",
        "Write it in the letters of the voice's language, or choose a voice that speaks it.",
        text,
    )


def foreign_words(text: str, language: str) -> list[str]:
    """The words of `text` with a letter that no voice of `language` (a BCP 47 tag) can read."""
    if language.lower().partition("-")[0] not in _LATIN_LANGUAGES:
        return []
    return [word for word in text.split() if foreign_letters(word, language)]


def quoted(text: str) -> str:
    """`text` in quotation marks, on one line, shortened for a message."""
    line = " ".join("".join(c if c.isprintable() else " " for c in shown(text)).split())
    if len(line) > _LONGEST_QUOTE:
        line = line[: _LONGEST_QUOTE - 1].rstrip() + "…"
    return f'"{line}"'

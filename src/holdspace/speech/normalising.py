"""What is really said: a script's words as a teacher reads them, before any engine sees them.

Three steps: characters in (`reading.characters.cleaned`), the rules of the language (`reading.english` is an
ordered table), characters out (`reading.characters.tidied`). The result holds only what every engine can speak,
and reading it again changes nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

from holdspace.routine.pronunciation import pronunciation
from holdspace.speech.reading.characters import cleaned, foreign_letters, tidied

__all__ = ["foreign_letters", "spoken_form"]

_ROUNDS = 5
"""How often the rules may go over a text until nothing changes; two are the rule, three the most ever seen."""


def spoken_form(text: str, say: tuple[tuple[str, str], ...] = (), language: str = "en") -> str:
    """`text` in words, as captions show it and engines speak it; empty when there is nothing to say.

    `say` holds the script's own pronunciations. Those for plain words are left to `lexicon.for_engine`, so that
    captions stay readable; those for shorthand that the rules would read differently ("w/u": "warm up") apply here.
    """
    for written, given in say:
        spoken = pronunciation(given).respelled  # phonemes are for engines alone
        if spoken and written.strip() and _read(written, language) != written.strip():
            text = _literal(written.strip()).sub(lambda _, words=spoken: words, text)  # type: ignore[misc] # its default
    return _read(text, language)


@lru_cache(maxsize=256)
def _literal(written: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(written)}(?!\w)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _read(text: str, language: str) -> str:
    """Clean, read and tidy until nothing changes."""
    for _ in range(_ROUNDS):
        said = _once(text, language)
        if said == text:
            break
        text = said
    return text


def _once(text: str, language: str) -> str:
    text = cleaned(text, language)
    if language.lower().startswith("en"):
        from holdspace.speech.reading.english import read  # late: its table takes a moment to build

        return tidied(read(text))
    return tidied(_with_numbers(text, language))


def _with_numbers(text: str, language: str) -> str:
    """Whole numbers in the words of `language`; all else is left to its voices."""
    from holdspace.score.wording import number_words

    return re.sub(r"(?<![\w.,])\d{1,9}(?![\w.,]\w|\w)", lambda m: number_words(int(m.group()), language), text)

# ruff: noqa: RUF001, RUF002 -- the signs of the phonetic alphabet look like others
"""Phonemes among the words of a text for an engine, as ⟦ʃəˈvɑːsənə⟧ in the place of Savasana.

Only our own lexicons put these brackets there: reading leaves none of a script's in a spoken form. They stand around
each word by itself, so that no text is ever cut within. An engine whose voice takes phonemes turns them into what its
model knows; nobody else gets any.
"""

from __future__ import annotations

import re
from collections.abc import Callable

PHONEMES_VERSION = "1"
"""Part of the key of every stored clip with phonemes; raised whenever their way into a model changes."""

_OPEN, _CLOSE = "⟦", "⟧"
_MARKED = re.compile(f"{_OPEN}([^{_OPEN}{_CLOSE}]*){_CLOSE}")
_HISSING = ("s", "z", "ʃ", "ʒ")
_VOICELESS = ("p", "t", "k", "f", "θ")
_STAND_INS = ("zoobika", "azoobika")
"""Words for a reader that has no notation for phonemes; the second for what begins with a vowel, which "the" and "a"
before it heed."""
_VOWEL = re.compile(r"[ˈˌ]*[aeiouyæøœɐ-ɒɔə-ɞɤɨɪɯɵɶʉʊʌʏ]")


def marked(phonemes: str) -> str:
    """Phonemes as they stand in a text, each word by itself."""
    return " ".join(f"{_OPEN}{word}{_CLOSE}" for word in phonemes.split())


def has_phonemes(text: str) -> bool:
    """Whether there are phonemes in `text`."""
    return _OPEN in text


def with_ending(said: str, ending: str) -> str:
    """What is said with an s at its end, if there is one; phonemes get its sound, other spellings what is written."""
    if not ending or not said.endswith(_CLOSE):
        return said + ending
    sounds = said.removesuffix(_CLOSE)
    sound = "ɪz" if sounds.endswith(_HISSING) else "s" if sounds.endswith(_VOICELESS) else "z"
    return f"{sounds}{sound}{_CLOSE}"


def set_apart(text: str) -> str:
    """`text` without hyphens between phonemes and other words, which readers take in many ways."""
    return re.sub(f"(?<={_CLOSE})-|-(?={_OPEN})", " ", text)


def translated(text: str, translate: Callable[[str], str]) -> str:
    """`text` with whatever `translate` makes of the phonemes in the place of them and their brackets."""
    return _MARKED.sub(lambda found: translate(found[1]), text)


def words_alone(text: str) -> str:
    """`text` without the phonemes."""
    return _MARKED.sub(" ", text)


def shown(text: str) -> str:
    """`text` as people know phonemes, between slashes."""
    return translated(text, lambda phonemes: f"/{phonemes}/")


def read_around(text: str, read: Callable[[str], str], translate: Callable[[str], str]) -> str:
    """The phonemes of all of `text` by `read`, which knows words alone.

    It gets a stand-in for each word whose phonemes we have, so that it reads the words around it as in a sentence: "a"
    by itself would be the letter.
    """
    ours = [translate(phonemes) for phonemes in _MARKED.findall(text)]
    if not ours:
        return read(text)
    asked = translated(text, lambda phonemes: _STAND_INS[_VOWEL.match(phonemes) is not None])
    stood_in = re.compile("|".join(re.escape(read(word).strip()) for word in reversed(_STAND_INS)))
    answer = read(asked)
    if len(stood_in.findall(answer)) != len(ours):  # it reads a stand-in in another way here
        pieces = _MARKED.split(text)
        return " ".join(translate(piece) if number % 2 else read(piece) for number, piece in enumerate(pieces) if piece)
    rest = iter(ours)
    return stood_in.sub(lambda _: next(rest), answer)

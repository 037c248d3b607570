# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""From the phonetic alphabet of dictionaries to the signs that a model was trained with.

The lexicons are written once for all accents, as English dictionaries do: /oʊ/ for goat, /ɒ/ for lot, /r/ wherever
anybody says it. What follows is the accent's, then the model's: misaki's single letters for diphthongs
(https://github.com/hexgrad/misaki/blob/main/EN_PHONES.md), or what espeak-ng writes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_Rules = tuple[tuple[str, str], ...]

_ONE_WAY: _Rules = (
    (r"[.ʰʱ\u0361\u035c‿-]", ""),
    (":", "ː"),
    ("'", "ˈ"),
    ("g", "ɡ"),
    ("ʧ", "tʃ"),
    ("ʤ", "dʒ"),
    ("ɹ", "r"),
    ("ɝː?", "ɜːr"),
    ("ɚ", "ər"),
)
"""Several ways to write the same."""
_ENGLISH: _Rules = (
    ("əʊ", "oʊ"),
    ("[ɕʂ]", "ʃ"),
    ("ʑ", "ʒ"),
    ("ʈ", "t"),
    ("ɖ", "d"),
    ("[ɳɲ]", "n"),
    ("[ɭʎɫ]", "l"),
    ("[ɾɽʀʁɻ]", "r"),
    ("ʋ", "v"),
    ("ɦ", "h"),
    ("[xχqħ]", "k"),
    ("ɣ", "ɡ"),
    ("[ɐɤɘɵ]", "ə"),
    ("(?:[eø]ː|e(?=ɪ))ɪ?", "eɪ"),
    ("e(?!ɪ)", "ɛ"),
    ("oː?(?!ʊ)", "oʊ"),
    ("aː|ɑ(?!ː)|a(?![ɪʊ])", "ɑː"),
    ("ɜ(?!ː)", "ɜː"),
    ("ɔ(?![ːɪ])", "ɔː"),
    ("y", "i"),
)
"""Other languages' sounds become the nearest English ones."""
_AMERICAN: _Rules = (("ɒ", "ɑː"),)
_BRITISH: _Rules = (
    (r"([ɪʊ])r(?![aeiouyæɑɒɔəɛɜɪʊʌj])", r"\1ə"),
    (r"ɛr(?![aeiouyæɑɒɔəɛɜɪʊʌj])", "ɛː"),
    (r"r(?![aeiouyæɑɒɔəɛɜɪʊʌj])", ""),
)
"""/r/ is heard before a vowel alone."""
_MISAKI: _Rules = (
    ("tʃ", "ʧ"), ("dʒ", "ʤ"), ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("r", "ɹ"),
)  # fmt: skip
_MISAKI_AMERICAN: _Rules = (("oʊ", "O"), ("ː", ""))
_MISAKI_BRITISH: _Rules = (("oʊ", "Q"), ("æ", "a"))
_ESPEAK: _Rules = (("r", "ɹ"),)
_ESPEAK_AMERICAN: _Rules = ((r"ər(?![aeiouyæɑɔəɛɜɪʊʌ])", "ɚ"), (r"ɜːr(?![aeiouyæɑɔəɛɜɪʊʌ])", "ɜː"))
_ESPEAK_BRITISH: _Rules = (("oʊ", "əʊ"), ("æ", "a"))

_STRESS = re.compile(r"([ˈˌ])([^aeiouyæøœɐ-ɒɔə-ɞɤɨɪɯɵɶʉʊʌʏᵻAIOQWYˈˌ]+)")
"""A mark of stress before consonants; models have it right before the vowel."""


def misaki(phonemes: str, language: str) -> str:
    """`phonemes` in the letters of misaki, which Kokoro and hibari were trained with, for a voice of `language`."""
    american = _is_american(language)
    letters = (*_MISAKI, *(_MISAKI_AMERICAN if american else _MISAKI_BRITISH))
    return _translated(phonemes, language, letters)


def espeak(phonemes: str, language: str) -> str:
    """`phonemes` as espeak-ng writes them for a voice of `language`."""
    american = _is_american(language)
    return _translated(phonemes, language, (*(_ESPEAK_AMERICAN if american else _ESPEAK_BRITISH), *_ESPEAK))


@lru_cache(maxsize=1024)
def _translated(phonemes: str, language: str, letters: _Rules) -> str:
    """In a language other than English all sounds are taken to be its own."""
    signs = _replaced(unicodedata.normalize("NFC", phonemes), _ONE_WAY)
    if language.lower().startswith("en"):
        accent = _AMERICAN if _is_american(language) else _BRITISH
        signs = _replaced(_replaced(_replaced(signs, _ENGLISH), accent), letters)
    return _STRESS.sub(r"\2\1", signs)


def _replaced(signs: str, rules: _Rules) -> str:
    for pattern, sign in rules:
        signs = re.sub(pattern, sign, signs)
    return signs


def _is_american(language: str) -> bool:
    """Bare "en" is what espeak-ng calls British English."""
    return language.lower().replace("_", "-").startswith("en-us")

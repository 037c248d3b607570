"""Characters: what is let in, folded, or taken out before the rules, and how the result is tidied after them.

There is no markup for engines in a routine. `<break time='2s'/>` and `[[h@'loU]]` are words like any others: their
signs go, their letters and numbers are read aloud, alike by every engine, and the author hears at once what is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

_FRACTIONS = {c: " " + unicodedata.normalize("NFKC", c).replace("\u2044", "/") + " " for c in "½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞⅐⅑⅒"}
_SAME = {
    **_FRACTIONS,
    **dict.fromkeys("’‘\u201b\u02bc`\u00b4", "'"),
    **dict.fromkeys('“”„‟«»"', " "),
    **dict.fromkeys("\u2010\u2011\u2043﹣\uff0d", "-"),
    **dict.fromkeys("\u2012–−", "–"),
    **dict.fromkeys("—―⸺⸻", "—"),
    **dict.fromkeys("→➔➜➝➞➡⟶⇒⇨►▶", " → "),
    **dict.fromkeys("∶\uff1a", ":"),
    **dict.fromkeys("•·‣◦▪●", ", "),
    **dict.fromkeys("™®©", ""),
    "↔": " / ",
    "×": "x",
    "✕": "x",
    "✖": "x",
    "\u00ba": "°",
    "′": "'",
    "″": "''",
    "\u2044": "/",
    "№": " number ",
    "。": ". ",
    "、": ", ",
}
_KEPT_SYMBOLS = frozenset("→±≈≤≥°€£")
_UNFOLDED: dict[int, str | int | None] = {
    **str.maketrans("øØłŁđĐð\u0131", "oOlLdDdi"),
    **{ord(c): pair for c, pair in {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th"}.items()},
}
"""Letters that no decomposition takes apart."""

_SCRIPTS = {
    "CYRILLIC": "ru uk be bg mk sr kk ky mn tg",
    "DEVANAGARI": "hi mr ne sa kok",
    "ARABIC": "ar fa ur ps ug sd",
    "GREEK": "el",
    "HEBREW": "he",
    "BENGALI": "bn as",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "ORIYA": "or",
    "SINHALA": "si",
    "THAI": "th",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am ti",
    "HANGUL": "ko",
    "CJK": "zh cmn yue ja ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
}
"""Scripts by the beginning of their characters' Unicode names, and the languages that are written in them."""


def foreign_letters(text: str, language: str = "en") -> str:
    """The letters of `text` that no voice of `language` can read, each once, in order; empty when all is well."""
    return "".join(dict.fromkeys(c for c in unicodedata.normalize("NFC", text) if _is_foreign(c, _primary(language))))


_RUN = re.compile(r"([^\w\s])\1{3,}")
"""The same mark many times over: three are as good, and no rule has to wade through thousands."""


def cleaned(text: str, language: str) -> str:
    """`text` in the characters that the rules know.

    Straight quotes, no emoji, no control characters, no accents in English, no letters of scripts that the language
    is not written in.
    """
    primary = _primary(language)
    text = _with_primes(text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = "".join(_SAME.get(c, c) for c in text)
        text = unicodedata.normalize("NFKC", text.replace("…", "...")) if primary == "en" else text
        text = "".join(_kept(c, primary) for c in text)
    else:
        text = text.translate(_ASCII)
    if primary == "en" and not text.isascii():
        text = without_accents(text)
    return " ".join(_RUN.sub(r"\1\1\1", text).split())


_INCHES = re.compile(r'(?<=\d)"')


def _with_primes(text: str) -> str:
    """A straight quotation mark behind a number as the two primes it stands for, unless it closes a quotation."""
    return _INCHES.sub(lambda m: '"' if text.count('"', 0, m.start()) % 2 else "''", text)


_ASCII = {
    **dict.fromkeys(range(32), ""),
    **dict.fromkeys(map(ord, '\t\n\v\f\r"'), " "),
    127: "",
    ord("`"): "'",
}


@lru_cache(maxsize=4096)
def _kept(char: str, primary: str) -> str:
    """The character, a space in its place, or nothing."""
    if char.isascii():
        return _ASCII.get(ord(char), char)
    category = unicodedata.category(char)
    if char in _KEPT_SYMBOLS or (category[0] == "L" and not _is_foreign(char, primary)):
        return char
    if category in {"Nd", "Mn", "Mc"}:
        return str(unicodedata.decimal(char)) if category == "Nd" else char
    return "" if category in {"Cf", "Cc", "Me"} and not char.isspace() else _PAUSES.get(char, " ")


_PAUSES = {"–": "–", "—": "—", "…": "...", "¿": "", "¡": ""}


@lru_cache(maxsize=4096)
def _is_foreign(char: str, primary: str) -> bool:
    if char.isascii() or unicodedata.category(char)[0] != "L":
        return False
    scripts = tuple(script for script, languages in _SCRIPTS.items() if primary in languages.split())
    return not unicodedata.name(char, "").startswith((*scripts, "LATIN", "FULLWIDTH", "FEMININE", "MASCULINE"))


def without_accents(text: str) -> str:
    """`text` with each accented letter as its plain one; as long as before when it is in composed form."""
    decomposed = unicodedata.normalize("NFD", text.translate(_UNFOLDED))
    return "".join(c for c in decomposed if unicodedata.category(c) not in {"Mn", "Mc"})


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


# --- afterwards ----------------------------------------------------------------------------------------------------

_TIDYING: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (r"[()\[\]{}|;]", ", "),
        (r"(?i:\b(a|p)\.m\.)", lambda m: m.group().lower()),
        (r"(?<=[^\W\d_])\.(?=com\b|org\b|net\b)", " dot "),
        (r"\b([^\W\d_])\.(?=[^\W\d_]\b)(?![mM]\b)", r"\1 "),  # B.K.S. is spelled, a.m. stays
        (r"(?<=\b[A-Z] [A-Z])\.(?= [A-Z])", ""),
        (r"\.{2,}(?=\s*\w)|(?<=\w)\s*\.{2,}(?=\s*,)", ", "),
        (r"\.{2,}", "."),
        (r"\s*—+\s*|\s+[-–]+\s+|--+", ", "),
        (r"(?<![^\W_])[-–]+|[-–]+(?![^\W_])", " "),
        (r"–", "-"),
        (r"(?<![^\W_])'+|'+(?![^\W_])|'{2,}", " "),
        (r"[^\w\s,.!?:'%&+°/-]|_", " "),
        (r"\s+(?=[,.!?:])", ""),
        (r"([,:])[,:]+", r"\1"),
        (r"[,:]*([!?.])[,:.!?]*", r"\1"),
        (r"([,:])[,:]+", r"\1"),
        (r"([,!?:])(?=[^\W_])|(?<![^\W\d_]\.[ap])(\.)(?=[^\W_])(?!(?<=\b[ap]\.)m\b)", r"\1\2 "),
        (r"\s+", " "),
    )
)
_WORD = r"[^\W\d_]+(?:['-][^\W\d_]+)*"
_TIDY = re.compile(rf"{_WORD}(?:[,.!?:]? {_WORD})*[.!?]?")
"""What most sentences look like already."""
_HAS_WORD = re.compile(r"[^\W_]")


def tidied(text: str) -> str:
    """Letters, spaces, apostrophes and simple punctuation, each where it belongs; empty without a word."""
    if _TIDY.fullmatch(text):
        return text
    for pattern, replacement in _TIDYING:
        text = pattern.sub(replacement, text)
    text = text.strip(" ,:-–'").lstrip(".!?,:- ")
    return text if _HAS_WORD.search(text) else ""

"""Number words to numbers: "forty-five" is 45."""

from __future__ import annotations

import functools

LARGEST = 999
"""The largest number that may be written in words, and the largest count."""


@functools.cache
def _table() -> dict[str, int]:
    from num2words import num2words

    return {_plain(num2words(n)): n for n in range(LARGEST + 1)}


def _plain(words: str) -> str:
    return " ".join(w for w in words.lower().replace("-", " ").split() if w != "and")


def number_of(words: str) -> int | None:
    """The whole number from 0 to 999 that `words` spell in English; None when they spell none."""
    plain = _plain(words)
    return _table().get(f"one {plain}" if plain.startswith("hundred") else plain)

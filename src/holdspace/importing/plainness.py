"""A line of a source → plain words: no Markdown marks, no emoji, single blanks."""

from __future__ import annotations

import re
import unicodedata

_LINK = re.compile(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,600}(?:\s\"[^\"]{0,200}\")?\)")
_EMPHASIS = re.compile(r"(?<![\w*])(\*\*\*|\*\*|\*|___|__|_|~~)(?=\S)([^*_~]{1,400}?)(?<=\S)\1(?![\w*])")
_DASHES = re.compile(r"(?<=\s)-{2,3}(?=\s)")
"""Typed for a dash."""
_PICTURES = {"So", "Cn", "Co", "Cs", "Cc", "Cf"}
_KEPT = frozenset("°©®™")


def plain(text: str) -> str:
    """`text` without marks and pictures, on one line."""
    if "](" in text:
        text = _LINK.sub(r"\1", text)
    if any(mark in text for mark in "*_~"):
        text = _EMPHASIS.sub(r"\2", text)
        text = _EMPHASIS.sub(r"\2", text)
        text = re.sub(r"(?<!\w)\*{1,3}|\*{1,3}(?!\w)", " ", text) if text.count("*") < 40 else text.replace("**", " ")
    if not text.isascii():
        text = "".join(c for c in text if c in _KEPT or unicodedata.category(c) not in _PICTURES or c in "\n\t")
        text = text.replace("\ufe0f", "")
    return _DASHES.sub("–", " ".join(text.split()))

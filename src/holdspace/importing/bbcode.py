"""A forum's square-bracket markup → the marks of Markdown, each as long as what it replaces: all keeps its place."""

from __future__ import annotations

import re

_CLOSED = re.compile(r"\[/(?:b|i|u|s|list|url|quote|size|color|font|center|h\d|li|ul|ol)\]", re.IGNORECASE)
_LEAST = 2
_GONE = re.compile(
    r"\[(quote|img|video|youtube|spoiler)\b[^\]\n]{0,200}\].*?(?:\[/\1\]|\Z)|^_{5,}\s*$.*",
    re.IGNORECASE | re.DOTALL | re.MULTILINE,
)
"""What others wrote, pictures, and the signature below a line."""
_TAG = re.compile(
    r"\[/?(\*|b|i|u|s|list|url|size|color|font|center|h\d|li|ul|ol|highlight|indent)(?:=[^\]\n]{0,200})?\]",
    re.IGNORECASE,
)
_SMILEY = re.compile(r":[a-z]{3,12}:")


def without_bbcode(text: str) -> str:
    """`text` with the markup of forums turned into bullets and bold; unchanged where it has none."""
    if len(_CLOSED.findall(text[:200_000])) < _LEAST:
        return text
    text = _GONE.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    return _SMILEY.sub(lambda m: " " * len(m.group()), _TAG.sub(_mark, text))


def _mark(tag: re.Match[str]) -> str:
    name, length = tag[1].lower(), len(tag.group())
    if name in ("*", "li") and not tag.group().startswith("[/"):
        return "- ".ljust(length)
    if name in ("b", "h1", "h2", "h3", "h4"):
        return "**".ljust(length) if tag.group().startswith("[/") else "**".rjust(length)
    return " " * length

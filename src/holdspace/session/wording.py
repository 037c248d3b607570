"""Text as a tag, a caption or a file's comment can hold it."""

from __future__ import annotations

import unicodedata


def one_line(text: str) -> str:
    """One line without control characters or halves of characters, composed so that it fits Latin-1 where it can."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in composed).split())

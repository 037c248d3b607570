"""File names that every player's file system takes (FAT32, exFAT) and that no program takes for an option."""

from __future__ import annotations

import re
import unicodedata
from zlib import crc32

LONGEST_BYTES = 64
"""Of a name in UTF-8 without its suffix; the shortest limit found in car and soundbar manuals."""

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])$", re.IGNORECASE)
_FALLBACK = "session"


def safe_name(title: str, longest: int = LONGEST_BYTES) -> str:
    """A file name without suffix for `title`: at most `longest` bytes, never empty, the same for the same title.

    Where nothing readable is left, or a long title is cut, a short mark made from the whole title keeps two such
    titles apart.
    """
    composed = unicodedata.normalize("NFC", title)
    name = _tidy(_FORBIDDEN.sub(" ", "".join(c for c in composed if _is_plain(c))))
    if not name:
        return f"{_FALLBACK}-{_mark(title)}" if title.strip() else _FALLBACK
    if _RESERVED.match(name.split(".")[0].strip()):
        name = _tidy(f"{_FALLBACK} {name}")
    if len(name.encode()) > longest:
        room = longest - len(_mark(title)) - 1
        name = f"{_tidy(name.encode()[:room].decode(errors='ignore'))}-{_mark(title)}"
    return name


def _is_plain(character: str) -> bool:
    """Letters, marks, numbers, punctuation and spaces; no emoji, controls, joiners or unassigned code points."""
    return character in "\t\n\r" or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn", "So"}


def _tidy(name: str) -> str:
    """One space at a time, and none of the first or last characters that a system drops or hides."""
    return " ".join(name.split()).lstrip(" .-~").rstrip(" .-")


def _mark(title: str) -> str:
    return f"{crc32(title.encode('utf-8', 'replace')):08x}"

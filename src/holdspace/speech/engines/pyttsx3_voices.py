"""The system's own descriptions of its voices become `Voice`s with names that can be typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any, Literal

from holdspace.speech.engine import Voice

_TAG = re.compile(r"[a-z]{2,3}(-[a-z0-9]{1,8})*")
_PACKAGING = re.compile(r"\b(microsoft|desktop|mobile|online|natural)\b|\s-\s.*$|\(.*\)", re.IGNORECASE)
_JOKES = """
albert bad-news bahh bells boing bubbles cellos deranged fred good-news hysterical jester junior organ ralph
superstar trinoids whisper wobble zarvox
"""
_NOVELTIES = frozenset(_JOKES.split())
"""Voices of macOS that are jokes or half a century old."""


def voices_from(rows: Iterable[dict[str, Any]]) -> dict[str, tuple[Voice, str]]:
    """Name → the voice and the system's id for it, in the system's order, novelties last. Names are unique."""
    named: dict[str, tuple[Voice, str]] = {}
    for row in rows:
        name = _unique(_name(row), named)
        voice = Voice(
            engine="pyttsx3",
            name=name,
            language=_language(row),
            gender=_gender(row.get("gender") or ""),
            label=(row.get("name") or "").strip(),
        )
        named[name] = (voice, row["id"])
    return dict(sorted(named.items(), key=lambda item: item[0] in _NOVELTIES))


def _name(row: dict[str, Any]) -> str:
    """The name to type: "gmw/en-us" of espeak is en-us, "Microsoft Zira Desktop - English (United States)" is zira."""
    identifier = row["id"]
    if re.fullmatch(r"([a-z]+/)?[a-z0-9-]+", identifier):
        return str(identifier.rpartition("/")[2])
    return _slug(_PACKAGING.sub(" ", row.get("name") or "")) or _slug(identifier) or "voice"


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def _unique(name: str, taken: Iterable[str]) -> str:
    numbered, number = name, 1
    while numbered in taken:
        number += 1
        numbered = f"{name}-{number}"
    return numbered


def _language(row: dict[str, Any]) -> str:
    """A BCP 47 tag in lower case; espeak puts a priority byte in front, macOS writes en_US."""
    named = [re.sub(r"^[^A-Za-z]+", "", text) for text in row.get("languages") or ()]
    for text in [*named, row["id"].rpartition("/")[2]]:
        tag = text.replace("_", "-").lower()
        if _TAG.fullmatch(tag):
            return str(tag)
    return "und"


def _gender(text: str) -> Literal["female", "male", ""]:
    word = text.lower()
    if "female" in word:
        return "female"
    return "male" if "male" in word else ""

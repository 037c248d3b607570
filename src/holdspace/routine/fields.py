"""The keys of the front matter: how the value of each is read."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any, Literal, cast

from holdspace.routine.arguments import read
from holdspace.routine.breath import parse_pattern
from holdspace.routine.countdowns import NO_WORDS, parse_countdown
from holdspace.routine.durations import parse_duration
from holdspace.routine.model import Bed, Duration
from holdspace.routine.paces import read_pace
from holdspace.routine.unreadable import Unreadable

LONGEST_SESSION_MS = 24 * 60 * 60 * 1000
"""The longest session that may be asked for: a day."""

QUIETEST_ROOM_DB, LOUDEST_ROOM_DB = -70.0, -40.0
"""Below, 16-bit samples are hardly anything but their last bit; above, it is no longer a room but noise."""

CALL_STYLES = ("calm", "guide", "coach", "silent")
"""How much may be called in holds."""

_FILE_WITH_BLANKS = re.compile(r"""^([^"'“]*\s[^"'“]*\.[a-z0-9]{2,4})(?=\s|$)""", re.IGNORECASE)
_YES = {"yes", "true", "on", "y", "1"}


def _wrong(what: str) -> Unreadable:
    return Unreadable(what, "", 0, 1, "front-matter-value")


def _words(text: str) -> str:
    return " ".join(_unquoted(text).split())


def _unquoted(text: str) -> str:
    """`text` without the curly quotation marks that a word processor puts around all of it."""
    inside = text[1:-1]
    around = text[:1] + text[-1:]
    return inside if around in {"“”", "„“", "„”", "«»"} and not set(inside) & set(around) else text


def _year(text: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text):
        raise _wrong(f"“{text[:30]}” is not a year")
    return int(text)


def _language(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*", text):
        raise _wrong(f"“{text[:30]}” is not a language tag")
    return text.replace("_", "-")


def _pace(text: str) -> float:
    try:
        return read_pace(text)
    except Unreadable as mistake:
        raise _wrong(mistake.what) from None


def _length(text: str) -> Duration:
    length = parse_duration(text, LONGEST_SESSION_MS)
    if length.breaths:
        raise _wrong("a session's length is a time, not breaths")
    return length


def calls(text: str) -> Literal["calm", "guide", "coach", "silent"]:
    """A style of calls by its name. Raises `Unreadable`."""
    value = text.lower()
    if value in CALL_STYLES:
        return cast("Literal['calm', 'guide', 'coach', 'silent']", value)
    raise _wrong(f"“{text[:30]}” is no style of calls: calm, guide, coach or silent")


def count(text: str) -> Literal["none", "rounds", "down"]:
    """A way to count rounds of breath. Raises `Unreadable`."""
    value = text.lower()
    if value in {"rounds", "up", "yes", "on"}:
        return "rounds"
    if value in {"down", "left"}:
        return "down"
    if value in NO_WORDS:
        return "none"
    raise _wrong(f"“{text[:30]}” is no way to count rounds: none, rounds or down")


def bed(text: str) -> Bed:
    """A bed and its level, such as "rain -24dB", or "off". Raises `Unreadable`."""
    named = _FILE_WITH_BLANKS.sub(r'"\1"', text)  # YAML has taken the quotes
    name, gain_db = read("bed", named)
    return Bed(name, gain_db, named)


def room_tone(text: str) -> float:
    """The level of the room tone in dBFS, minus infinity for "off". Raises `Unreadable`."""
    if text.lower() in NO_WORDS:
        return -math.inf
    found = re.fullmatch(r"([-−–]\s*\d{1,3}(?:\.\d{1,2})?)\s*(db(fs)?)?", text, re.IGNORECASE)
    level = float(re.sub(r"[−–]", "-", found.group(1)).replace(" ", "")) if found else 0.0
    if not QUIETEST_ROOM_DB <= level <= LOUDEST_ROOM_DB:
        raise _wrong(f"“{text[:30]}” is no level of a room tone: off, or from -70 to -40 dB")
    return level


def _switch(text: str) -> bool:
    if text.lower() in _YES | NO_WORDS:
        return text.lower() in _YES
    raise _wrong(f"“{text[:30]}” is neither yes nor no")


def _chapters(text: str) -> Literal["spoken", "silent"]:
    value = text.lower()
    if value in _YES | {"spoken", "announced", "said", "aloud"}:
        return "spoken"
    if value in NO_WORDS | {"silent", "quiet", "unspoken"}:
        return "silent"
    raise _wrong(f"“{text[:30]}” is neither spoken nor silent")


READERS: dict[str, Callable[[str], Any]] = {
    "title": _words,
    "artist": _words,
    "album": _words,
    "genre": _words,
    "year": _year,
    "description": _words,
    "language": _language,
    "voice": _words,
    "pace": _pace,
    "breath": parse_pattern,
    "hold": parse_duration,
    "rest": parse_duration,
    "change": parse_duration,
    "length": _length,
    "countdown": parse_countdown,
    "halfway": _switch,
    "calls": calls,
    "count": count,
    "bed": bed,
    "room tone": room_tone,
    "chapters": _chapters,
}
"""For each key the function that reads its value or raises `Unreadable`; `say` is read apart, as a mapping."""

EXAMPLES = {
    "title": "Morning stretch",
    "artist": "Your name",
    "album": "Morning routines",
    "genre": "Yoga",
    "year": "2026",
    "description": "Ten gentle minutes",
    "language": "en",
    "voice": "heart",
    "pace": "0.9",
    "breath": "in 4, out 6",
    "hold": "45s",
    "rest": "20s",
    "change": "6s",
    "length": "20 minutes",
    "countdown": "ten",
    "halfway": "yes",
    "calls": "calm",
    "count": "down",
    "bed": "rain -24dB",
    "room tone": "-62dB",
    "chapters": "spoken",
}
"""A value that works for each key."""

SYNONYMS = {
    "name": "title",
    "author": "artist",
    "by": "artist",
    "teacher": "artist",
    "lang": "language",
    "locale": "language",
    "speed": "pace",
    "rate": "pace",
    "tempo": "pace",
    "breathing": "breath",
    "pattern": "breath",
    "changeover": "change",
    "change over": "change",
    "switch": "change",
    "sides": "change",
    "duration": "length",
    "time": "length",
    "background": "bed",
    "music": "bed",
    "style": "calls",
    "room": "room tone",
    "noise": "room tone",
    "speaker": "voice",
    "narrator": "voice",
    "summary": "description",
    "pronunciation": "say",
    "pronounce": "say",
    "lexicon": "say",
    "date": "year",
    "series": "album",
    "headings": "chapters",
}
"""Words that people write for a key that has another name."""


def looks_like_field(line: str) -> bool:
    """Whether `line` could be a line of front matter."""
    return bool(re.match(r"[A-Za-z][\w -]{0,30}:(\s|$)", line))

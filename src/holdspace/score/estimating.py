"""How long a text will sound, without a voice."""

from __future__ import annotations

import re

MS_PER_LETTER = 62.0
MS_PER_WORD = 20.0
MS_AT_COMMA = 230.0
MS_AT_STOP = 420.0
MS_AT_START = 180.0
LEAST_MS = 250

_LETTER = re.compile(r"[^\W_]")
_COMMA = re.compile(r"[,;:](?=\s)")
_STOP = re.compile(r"[.!?…](?=\s)")


def estimate_ms(text: str, pace: float = 1.0) -> int:
    """Audible milliseconds of normalised text spoken at `pace` times a voice's own rate; at least 250, 0 for none."""
    letters = len(_LETTER.findall(text))
    if not letters:
        return 0
    words = len(text.split())
    at_stops = len(_COMMA.findall(text)) * MS_AT_COMMA + len(_STOP.findall(text)) * MS_AT_STOP
    spoken = MS_AT_START + letters * MS_PER_LETTER + words * MS_PER_WORD + at_stops
    return max(LEAST_MS, round(spoken / pace))

"""How loud the beds of a session are; nobody needs to make a sound for that."""

from __future__ import annotations

from pathlib import Path

from holdspace.audio.standards import BEDS_BELOW_SPEECH_DB, MUSIC_BELOW_SPEECH_DB
from holdspace.session.timeline import BedSpan

BENEATH_SPEECH_DB = -3.0
"""So much further a bed steps back while anything is said. Without a level of its own a bed lies higher by as much, so
that stepped back, in the gaps between sentences, it is still too loud for players to take it for silence."""


def level_db(span: BedSpan) -> float:
    """A bed's level relative to the speech, in dB, where nothing is said."""
    if span.gain_db is not None:
        return span.gain_db
    return -BEDS_BELOW_SPEECH_DB.get(span.name, MUSIC_BELOW_SPEECH_DB) - BENEATH_SPEECH_DB


def shown_name(span: BedSpan) -> str:
    """A bed's name; of a music file the file's alone."""
    return span.name if span.name in BEDS_BELOW_SPEECH_DB else Path(span.name).name

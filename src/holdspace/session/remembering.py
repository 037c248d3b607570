"""What a session's file remembers: its script, what was chosen for it, and how long each sentence was.

The memory depends on no path and no date, so that a session made from a file is, byte for byte, the one made from the
script. Read back it may be a stranger's: it is unpacked up to a limit, and each value is checked before it is used.
"""

from __future__ import annotations

import base64
import json
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from holdspace.errors import HoldspaceError
from holdspace.routine.countdowns import is_countdown
from holdspace.routine.durations import LONGEST_MS
from holdspace.routine.model import Bed, BreathPattern, Scaling
from holdspace.score.model import Choices, Score, Utterance
from holdspace.score.utterances import distinct_utterances
from holdspace.session.naming import safe_name
from holdspace.session.plain_data import Unfit, as_data, from_data
from holdspace.session.progression import MOST_WEEKS
from holdspace.session.pronouncing import checked_entries
from holdspace.session.variants import THE_ONLY_ONE, Variant
from holdspace.speech.lexicon import Say

LARGEST_BYTES = 1_000_000
"""Of a packed memory: a hundred long scripts."""
LARGEST_UNPACKED_BYTES = 3_000_000
LARGEST_SOURCES_BYTES = 500_000
"""A script of eight hours and 2,000 cues has a third of it; a stranger's of a million sentences would take minutes."""
_FORMAT = 1
_MOST_FILES = 200
_LONGEST_PATH = 200
_LONGEST_SAMPLES = 1 << 34
"""Some days."""
_FACTOR = re.compile(r"\d{1,8}(/[1-9]\d{0,7})?")
_VOICE = re.compile(r"[\w .,:+()'#-]{0,200}")
"""No slashes: a voice of a stranger's file never names a file of ours."""
_LANGUAGE = re.compile(r"[A-Za-z0-9-]{1,35}")


@dataclass(frozen=True, slots=True)
class Memory:
    """What it takes to make a session again."""

    sources: Mapping[str, bytes]
    """The script and what it includes, by their paths within its folder, the script first."""
    choices: Choices
    settings: Choices
    """The maker's own defaults, which count as little as they did then."""
    voice: str
    """Id of the session's voice; empty where it would only be a path on the maker's machine."""
    samples: int
    """The length of the session."""
    hold_factor: Fraction
    """What a wanted length multiplied its holds with; 1 without one."""
    lengths: Mapping[str, int]
    """Samples of each utterance, by its `utterance_key`."""
    own_say: Say | None = None
    """The maker's own pronunciations that this routine uses; None in a file that was made before they were kept."""
    variant: Variant = THE_ONLY_ONE
    """Which of several sessions of its routine it is."""


class BadMemory(HoldspaceError):
    """A file's memory cannot be read, or is not what we wrote."""


def utterance_key(utterance: Utterance) -> str:
    """A short name for what is said and how."""
    facts = (utterance.text, utterance.kind, utterance.voice, utterance.pace)
    return f"{zlib.crc32(repr(facts).encode('utf-8', 'backslashreplace')):08x}"


def lengths_of(score: Score, samples: Callable[[Utterance], int]) -> dict[str, int]:
    """The lengths that a memory keeps."""
    return {utterance_key(utterance): samples(utterance) for utterance in distinct_utterances(score)}


def factor_of(score: Score) -> Fraction:
    """What a wanted length multiplied the holds with; it is searched in millionths (see `score.fitting`)."""
    return Fraction(score.hold_factor).limit_denominator(1_000_000)


def packed(memory: Memory) -> bytes:
    """`memory` as bytes; none where it is larger than anybody would read again."""
    data = {
        "holdspace": _FORMAT,
        "sources": [_source(name, content) for name, content in memory.sources.items()],
        "choices": as_data(_portable(memory.choices)),
        "settings": as_data(_portable(memory.settings)),
        "voice": memory.voice if _VOICE.fullmatch(memory.voice) else "",
        "samples": memory.samples,
        "hold_factor": str(memory.hold_factor),
        "lengths": dict(sorted(memory.lengths.items())),
    }
    if memory.own_say is not None:
        data["say"] = [list(entry) for entry in memory.own_say]
    if memory.variant != THE_ONLY_ONE:
        data["variant"] = as_data(memory.variant)
    plain = json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
    small = zlib.compress(plain, 9)
    is_readable = (
        len(small) <= LARGEST_BYTES
        and len(plain) <= LARGEST_UNPACKED_BYTES
        and sum(map(len, memory.sources.values())) <= LARGEST_SOURCES_BYTES
    )
    return small if is_readable else b""


def unpacked(data: bytes) -> Memory:
    """The memory in `data`. Raises `BadMemory` for anything that `packed` does not write."""
    try:
        return _memory(json.loads(_inflated(data)))
    except Unfit as error:
        raise _bad(str(error)) from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError, OverflowError) as error:
        raise _bad("it is damaged, or made by another program") from error


def _bad(why: str) -> BadMemory:
    return BadMemory(f"what this file remembers cannot be read: {why}.", "Render its script instead.")


def _inflated(data: bytes) -> bytes:
    if len(data) > LARGEST_BYTES:
        message = "it is too large"
        raise Unfit(message)
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(data, LARGEST_UNPACKED_BYTES)
    except zlib.error as error:
        message = "it is damaged"
        raise Unfit(message) from error
    if not unpacker.eof:
        message = "it is cut off or unpacks to too much"
        raise Unfit(message)
    return plain


def _memory(data: Any) -> Memory:
    if data["holdspace"] != _FORMAT:
        message = "it is of another version of holdspace"
        raise Unfit(message)
    rows = data["sources"]
    if not isinstance(rows, list) or not 1 <= len(rows) <= _MOST_FILES:
        message = "it has no script"
        raise Unfit(message)
    sources = dict(map(_content, rows))
    if sum(map(len, sources.values())) > LARGEST_SOURCES_BYTES:
        message = "its script is too long"
        raise Unfit(message)
    choices, settings = (_checked(from_data(Choices, data[name])) for name in ("choices", "settings"))
    factor = Fraction(_matched(_FACTOR, data["hold_factor"]))
    voice = _matched(_VOICE, data["voice"])
    facts = voice, data["samples"], factor, _lengths(data)
    return Memory(sources, choices, settings, *facts, _own_say(data), _variant(data))


def _lengths(data: Any) -> dict[str, int]:
    lengths: dict[str, int] = data["lengths"]
    whole = [*lengths.values(), data["samples"]]
    if not all(type(samples) is int and 0 <= samples <= _LONGEST_SAMPLES for samples in whole):
        message = "it has an impossible length"
        raise Unfit(message)
    return lengths


def _own_say(data: Any) -> Say | None:
    return checked_entries(data["say"]) if "say" in data else None


def _variant(data: Any) -> Variant:
    variant = from_data(Variant, data.get("variant", {}))
    if not 0 <= variant.week <= variant.weeks <= MOST_WEEKS or bool(variant.week) != bool(variant.weeks):
        message = "it is of a week that cannot be"
        raise Unfit(message)
    return variant


def _source(name: str, content: bytes) -> list[str]:
    """Name and text, or base 64 and a sign of it where the text is not UTF-8."""
    try:
        return [name, content.decode("utf-8")]
    except UnicodeDecodeError:
        return [name, base64.b64encode(content).decode("ascii"), "base64"]


def _content(row: Any) -> tuple[str, bytes]:
    name, text, *coding = row
    if not is_plain_path(name) or not isinstance(text, str) or coding not in ([], ["base64"]):
        message = "a script in it has a name that leads elsewhere"
        raise Unfit(message)
    return name, base64.b64decode(text, validate=True) if coding else text.encode("utf-8")


def is_plain_path(name: object) -> bool:
    """Whether it names a file within a folder on every system, and nothing else."""
    if not isinstance(name, str) or not 0 < len(name) <= _LONGEST_PATH or not name.isprintable():
        return False
    parts = name.split("/")
    windows = PureWindowsPath(name)
    is_relative = not (PurePosixPath(name).is_absolute() or windows.drive or windows.root)
    return is_relative and "\\" not in name and not any(part in {"", ".", ".."} or ":" in part for part in parts)


def _portable(choices: Choices) -> Choices:
    """Choices without the folders of this machine: a bed of the listener's own is remembered by its name alone."""
    bed = choices.bed
    if choices.voice is not None and not _VOICE.fullmatch(choices.voice):
        choices = replace(choices, voice=None)
    if bed is None:
        return choices
    name = PureWindowsPath(bed.name).name
    written = bed.written if name == bed.name else ""
    return replace(choices, bed=Bed(name, bed.gain_db, written))


def _matched(form: re.Pattern[str], text: Any) -> str:
    if not isinstance(text, str) or not form.fullmatch(text):
        message = "a value in it has an impossible form"
        raise Unfit(message)
    return text


def _checked(choices: Choices) -> Choices:
    """`choices`, if the command line could have made them."""
    breath, bed, room = choices.breath, choices.bed, choices.room_tone_db
    sound = (
        (choices.voice is None or _VOICE.fullmatch(choices.voice))
        and (choices.language is None or _LANGUAGE.fullmatch(choices.language))
        and (choices.pace is None or 0.5 <= choices.pace <= 2.0)
        and all(_can_scale(scaling) for scaling in (*choices.hold, *choices.rest))
        and (choices.length_ms is None or 0 < choices.length_ms <= 24 * 3_600_000)
        and (breath is None or _can_breathe(breath))
        and (choices.countdown is None or is_countdown(choices.countdown))
        and (bed is None or (is_plain_path(bed.name) and "/" not in bed.name and abs(bed.gain_db or 0) <= 100))
        and (room is None or room == float("-inf") or -100 <= room <= 0)
    )
    if not sound:
        message = "its choices are none that can be made"
        raise Unfit(message)
    return choices


def _can_scale(scaling: Scaling) -> bool:
    most = 1000 if scaling.kind == "times" else LONGEST_MS
    return abs(scaling.value) <= most and (scaling.kind == "plus" or scaling.value > 0)


def _can_breathe(pattern: BreathPattern) -> bool:
    kinds = {phase.kind for phase in pattern.phases}
    return {"in", "out"} <= kinds and all(250 <= phase.ms <= 10 * 60_000 for phase in pattern.phases)


def script_name(memory: Memory) -> str:
    """The script's own name, safe on every system."""
    name = PurePosixPath(next(iter(memory.sources)))
    return safe_name(name.stem) + (name.suffix if name.suffix in {".md", ".txt", ".markdown"} else ".md")

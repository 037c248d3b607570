"""The words of options and settings become `Choices`."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from holdspace.errors import BadChoice
from holdspace.routine import fields
from holdspace.routine.breath import parse_pattern
from holdspace.routine.countdowns import COUNTDOWNS, MARKS_EXAMPLE, parse_countdown
from holdspace.routine.durations import Unreadable, parse_duration, parse_scaling
from holdspace.routine.model import Bed
from holdspace.score.model import BEDS, Choices
from holdspace.score.sounding import OFF

T = TypeVar("T")


def choices_from(
    *,
    voice: str | None = None,
    pace: float | None = None,
    hold: list[str] | None = None,
    rest: list[str] | None = None,
    length: str | None = None,
    breath: str | None = None,
    countdown: str | None = None,
    halfway: bool | None = None,
    calls: str | None = None,
    count: str | None = None,
    bed: str | None = None,
    room_tone: str | None = None,
    stereo: bool | None = None,
    chapters_spoken: bool | None = None,
    folder: Path = Path(),
) -> Choices:
    """Read the options' words; a music file is named from `folder`, that in which the command runs.

    Raises `BadChoice` naming the option, what is wrong and what is possible.
    """
    return Choices(
        voice=voice,
        pace=_pace(pace),
        hold=tuple(_read("--hold", word, parse_scaling) for word in hold or ()),
        rest=tuple(_read("--rest", word, parse_scaling) for word in rest or ()),
        length_ms=None if length is None else _length(length),
        breath=None if breath is None else _read("--breath", breath, parse_pattern),
        countdown=_countdown(countdown),
        halfway=halfway,
        calls=None if calls is None else _read("--calls", calls, fields.calls),
        count=None if count is None else _read("--count", count, fields.count),
        bed=None if bed is None else _bed(bed, folder),
        room_tone_db=None if room_tone is None else _read("--room-tone", room_tone, fields.room_tone),
        stereo=stereo,
        chapters_spoken=chapters_spoken,
    )


def settings_path() -> Path:
    """The user's settings file: `settings.toml` in `HOLDSPACE_CONFIG`, else in the system's folder for settings."""
    folder = os.environ.get("HOLDSPACE_CONFIG")
    if folder:
        return Path(folder) / "settings.toml"
    from platformdirs import user_config_path

    return user_config_path("holdspace", appauthor=False) / "settings.toml"


def read_settings() -> Choices:
    """The user's own defaults, or none. Raises `BadChoice` naming the file for what cannot be read."""
    path = settings_path()
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Choices()
    except OSError as error:
        what = f"{path} cannot be read: {(error.strerror or str(error)).lower()}."
        raise BadChoice("settings", what, "Let it be a file that you may read, or remove it.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        why = "it is not UTF-8 text" if isinstance(error, UnicodeDecodeError) else f"it is not TOML: {error}"
        mend = 'Mend the file or remove it; a line of it is such as: voice = "heart"'
        raise BadChoice("settings", f"{path} cannot be read: {why}.", mend) from error
    return _settings_from(table, path)


_SETTINGS: dict[str, tuple[tuple[type, ...], str]] = {
    "voice": ((str,), '"heart"'),
    "pace": ((int, float), "0.9"),
    "hold": ((str, list), '"1.5x"'),
    "rest": ((str, list), '"+10s"'),
    "breath": ((str,), '"in 4, out 6"'),
    "countdown": ((str, int), '"ten"'),
    "halfway": ((bool,), "true"),
    "calls": ((str,), '"calm"'),
    "count": ((str,), '"down"'),
    "bed": ((str,), '"rain"'),
    "room_tone": ((str, int, float), '"-62dB"'),
    "stereo": ((bool,), "true"),
    "chapters_spoken": ((bool,), "true"),
}
"""For each setting the types it may have and a value that works."""


def _settings_from(table: dict[str, Any], path: Path) -> Choices:
    for key, value in table.items():
        _check_setting(key, value, path)
    known = {key: _as_option(key, value) for key, value in table.items()}
    try:
        return choices_from(**known, folder=path.parent)
    except BadChoice as error:
        what = error.what.replace(error.option, error.option.removeprefix("--"))
        raise BadChoice(error.option, f"{path}: {what}", error.mend) from error


def _check_setting(key: str, value: object, path: Path) -> None:
    if key not in _SETTINGS:
        near = difflib.get_close_matches(key, _SETTINGS, n=1)
        mend = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(_SETTINGS)}."
        raise BadChoice(key, f"{path}: there is no setting {key!r}.", mend)
    types, example = _SETTINGS[key]
    listed = value if isinstance(value, list) else [value]
    wrong_bool = isinstance(value, bool) and bool not in types
    if wrong_bool or not isinstance(value, types) or (list in types and not all(isinstance(v, str) for v in listed)):
        raise BadChoice(key, f"{path}: {key} cannot be {value!r}.", f"Write for example: {key} = {example}")


def _as_option(key: str, value: Any) -> Any:
    """A setting's value as the option of that name takes it."""
    if key in ("hold", "rest"):
        return value if isinstance(value, list) else [value]
    return str(value) if key in ("countdown", "room_tone") else value


def _bed(word: str, folder: Path) -> Bed:
    """The bed of an option; a music file is named from `folder`."""
    bed = _read("--bed", word, fields.bed)
    if Path(bed.name).suffix:
        return replace(bed, name=str((folder / Path(bed.name).expanduser()).absolute()))
    if bed.name not in {*BEDS, OFF}:
        near = difflib.get_close_matches(bed.name, BEDS, n=1)
        mend = f"Did you mean {near[0]}?" if near else f"Choose {', '.join(BEDS)}, off, or a music file."
        raise BadChoice("--bed", f"--bed: there is no bed {bed.name!r}.", mend)
    return bed


def _read(option: str, word: str, parse: Callable[[str], T]) -> T:
    try:
        return parse(word)
    except Unreadable as error:
        raise BadChoice(option, f"{option} {word!r}: {error.what}.", _sentence(error.mend, option)) from error


def _sentence(mend: str, option: str) -> str:
    """A diagnostic's mend as a sentence of its own; an example where there is none."""
    if not mend:
        example = fields.EXAMPLES[option.removeprefix("--").replace("-", " ")]
        return f"Write for example {option} {example if ' ' not in example else repr(example)}."
    return f"{mend[:1].upper()}{mend[1:]}{'' if mend.endswith(('.', '?', '!')) else '.'}"


def _length(word: str) -> int:
    if re.fullmatch(r"\s*\d+\s*", word):
        raise BadChoice("--length", f"--length {word!r} has no unit.", f"Did you mean {word.strip()}m?")
    duration = _read("--length", word, parse_duration)
    if not duration.ms:
        raise BadChoice("--length", f"--length {word!r} counts in breaths.", "Give a time, such as 20m.")
    return duration.ms


def _pace(pace: float | None) -> float | None:
    if pace is not None and not 0.5 <= pace <= 2.0:
        raise BadChoice("--pace", f"a pace of {pace} is out of range.", "Choose one from 0.5 (slow) to 2.0 (fast).")
    return pace


def _countdown(word: str | None) -> str | None:
    if word is None or word.lower() in COUNTDOWNS:
        return word and word.lower()
    if "," in word:
        return _read("--countdown", word, parse_countdown)
    mend = f"Choose one of {', '.join(COUNTDOWNS)}, or marks in seconds such as {MARKS_EXAMPLE.replace(' ', '')}."
    raise BadChoice("--countdown", f"--countdown cannot be {word!r}.", mend)

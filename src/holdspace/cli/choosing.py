"""The words of options and settings become `Choices`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from holdspace.errors import BadChoice
from holdspace.routine.breath import parse_pattern
from holdspace.routine.durations import Unreadable, parse_duration, parse_scaling
from holdspace.score.model import Choices

T = TypeVar("T")
COUNTDOWNS = ("off", "ten", "3", "5", "10")


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
    chapters_spoken: bool | None = None,
) -> Choices:
    """Read the options' words. Raises `BadChoice` naming the option, what is wrong and what is possible."""
    return Choices(
        voice=voice,
        pace=_pace(pace),
        hold=tuple(_read("--hold", word, parse_scaling) for word in hold or ()),
        rest=tuple(_read("--rest", word, parse_scaling) for word in rest or ()),
        length_ms=None if length is None else _length(length),
        breath=None if breath is None else _read("--breath", breath, parse_pattern),
        countdown=_countdown(countdown),
        halfway=halfway,
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
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadChoice("settings", f"{path} cannot be read: {error}.", "Mend the file or remove it.") from error
    return _settings_from(table, path)


_SETTINGS: dict[str, type | tuple[type, ...]] = {
    "voice": str,
    "pace": (int, float),
    "breath": str,
    "countdown": (str, int),
    "halfway": bool,
    "chapters_spoken": bool,
}


def _settings_from(table: dict[str, Any], path: Path) -> Choices:
    for key, value in table.items():
        if key not in _SETTINGS:
            raise BadChoice(key, f"{path} has an unknown setting {key!r}.", f"Known are: {', '.join(_SETTINGS)}.")
        if not isinstance(value, _SETTINGS[key]) or (key == "pace" and isinstance(value, bool)):
            raise BadChoice(key, f"{path}: {key} cannot be {value!r}.", "See `holdspace doctor` for the file's place.")
    known = dict(table)
    if "countdown" in known:
        known["countdown"] = str(known["countdown"])
    return choices_from(**known)


def _read(option: str, word: str, parse: Callable[[str], T]) -> T:
    try:
        return parse(word)
    except Unreadable as error:
        raise BadChoice(option, f"{option} {word!r}: {error.what}.", f"{error.mend}.") from error


def _length(word: str) -> int:
    duration = _read("--length", word, parse_duration)
    if not duration.ms:
        raise BadChoice("--length", f"--length {word!r} counts in breaths.", "Give a time, such as 20m.")
    return duration.ms


def _pace(pace: float | None) -> float | None:
    if pace is not None and not 0.5 <= pace <= 2.0:
        raise BadChoice("--pace", f"a pace of {pace} is out of range.", "Choose one from 0.5 (slow) to 2.0 (fast).")
    return pace


def _countdown(word: str | None) -> str | None:
    if word is None or word in COUNTDOWNS:
        return word
    raise BadChoice("--countdown", f"--countdown cannot be {word!r}.", f"Choose one of {', '.join(COUNTDOWNS)}.")

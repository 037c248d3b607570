"""A session's file in the place of a script: it is shown, drafted and rendered again from what it remembers."""

from __future__ import annotations

from dataclasses import fields, replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdspace.errors import ScriptError
from holdspace.routine.model import Scaling
from holdspace.score.model import BEDS, BedChange, Choices
from holdspace.session.formats import FORMATS, Format
from holdspace.session.remembering import BadMemory, Memory, unpacked

if TYPE_CHECKING:
    from holdspace.score.model import Score

_SNIFFED = 12
_LARGEST_FILE_TAGS = 1 << 33
"""Bytes; a file larger than any session is not opened."""


class NotRemembered(ScriptError):
    """A file of sound was given in the place of a script, and it remembers none."""


def is_session(path: Path) -> bool:
    """Whether `path` is named like a session rather than a script."""
    return path.suffix.lower().removeprefix(".") in FORMATS


def recall(file: Path) -> Memory:
    """What `file` remembers. Raises `NotRemembered` for a file without a memory or with one that cannot be used."""
    data = _data(file)
    if not data:
        what = f"{file} remembers no routine: holdspace did not make it, or its tags were taken out."
        raise NotRemembered(what, "Give the script, or a file that holdspace made.")
    try:
        return unpacked(data)
    except BadMemory as error:
        raise NotRemembered(f"{file}: {error.what}", error.mend) from error


def combined(script: Path, choices: Choices, settings: Choices) -> tuple[Choices, Choices]:
    """The choices and settings to render `script` with: its own where it is a session, changed by `choices`.

    It is as if the command that made it were given again with the new options in the place of its own; the settings are
    those of its maker. Raises as `recall` does.
    """
    if not is_session(script):
        return choices, settings
    memory = recall(script)
    return _over(memory.choices, choices), memory.settings


def refuse_music(score: Score, choices: Choices, shown: Path) -> None:
    """Raise `ScriptError` for a bed of music: a session's file does not carry it, and names no file of this machine.

    A bed that the listener has just chosen is theirs.
    """
    if choices.bed is not None and Path(choices.bed.name).is_absolute():
        return
    for cue in score.cues:
        if isinstance(cue, BedChange) and cue.name not in {*BEDS, "off"}:
            what = f"{shown} was made with the music {cue.name}, which is not in it."
            raise ScriptError(what, "Choose a bed, such as --bed rain, --bed off or --bed MUSIC-FILE.", cue.place)


def _over(first: Choices, then: Choices) -> Choices:
    """`first`, changed by whatever `then` says."""
    said: dict[str, Any] = {f.name: getattr(then, f.name) for f in fields(Choices)}
    changes = {name: value for name, value in said.items() if value is not None and value != ()}
    for name in {"hold", "rest"} & changes.keys():
        changes[name] = _scalings(getattr(first, name), changes[name])
    return replace(first, **changes)


def _scalings(first: tuple[Scaling, ...], then: tuple[Scaling, ...]) -> tuple[Scaling, ...]:
    """What was said of all sections takes the place of everything before; of one section it is added."""
    return then if any(not scaling.section for scaling in then) else (*first, *then)


def _data(file: Path) -> bytes | None:
    kind = _kind(file)
    if kind is None:
        return None
    containers = {"mp3": "id3", "wav": "id3", "m4b": "mp4", "opus": "vorbis", "flac": "vorbis"}
    container = import_module(f"holdspace.session.{containers[kind]}")
    try:
        data: bytes | None = container.memory(file, kind)
    except (Exception, RecursionError):  # noqa: BLE001 -- a stranger's file, and a library's readers fail in any way
        return None
    return data


def _kind(file: Path) -> Format | None:
    """The format that the file's first bytes tell, whatever its name. Raises `NotRemembered` where it is not there."""
    try:
        with file.open("rb") as stream:
            head = stream.read(_SNIFFED)
        size = file.stat().st_size
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NotRemembered(f"{file} cannot be read: {reason}.", "Is the path right?") from error
    if size > _LARGEST_FILE_TAGS:
        return None
    signs: dict[bytes, Format] = {b"ID3": "mp3", b"RIFF": "wav", b"fLaC": "flac", b"OggS": "opus"}
    found = next((kind for sign, kind in signs.items() if head.startswith(sign)), None)
    return "m4b" if head[4:8] == b"ftyp" else found

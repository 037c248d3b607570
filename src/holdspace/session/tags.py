"""What a player shows and what we need to know our own files again: one door to the tags of every container."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdspace.errors import OutputUnwritable
from holdspace.session.chapters import chapters_of
from holdspace.session.contents import HINT, Contents, Tags, tags_of
from holdspace.session.formats import FORMATS, Format

if TYPE_CHECKING:
    from types import ModuleType

__all__ = ["HINT", "Tags", "chapters_of", "made_by_holdspace", "opened", "tagged_around", "tags_of", "write_tags"]

_CONTAINERS: dict[Format, str] = {
    "mp3": "holdspace.session.id3",
    "wav": "holdspace.session.id3",
    "m4b": "holdspace.session.mp4",
    "opus": "holdspace.session.vorbis",
    "flac": "holdspace.session.vorbis",
}
"""Each offers `write(file, kind, contents)` and `is_ours(file, kind)`."""
_CLASSES: dict[Format, tuple[str, str]] = {
    "mp3": ("mutagen.mp3", "MP3"),
    "wav": ("mutagen.wave", "WAVE"),
    "m4b": ("mutagen.mp4", "MP4"),
    "opus": ("mutagen.oggopus", "OggOpus"),
    "flac": ("mutagen.flac", "FLAC"),
}


def write_tags(file: Path, kind: Format, contents: Contents) -> None:
    """Put `contents` into the `file` of this format, in place. Nothing in them depends on the date or the machine.

    Raises an `OSError` of the file system, and `OutputUnwritable` when the tags cannot be put into it.
    """
    with _unwrapped():
        _container(kind).write(file, kind, contents)


@contextmanager
def tagged_around(file: Path, contents: Contents) -> Iterator[None]:
    """Put `contents` into the empty `file` in front of and behind the MP3 frames that the block appends to it.

    Raises what `write_tags` raises.
    """
    id3 = import_module(_CONTAINERS["mp3"])
    with _unwrapped():
        id3.write_head(file, contents)
    yield
    with _unwrapped():
        id3.write_tail(file, contents)


@contextmanager
def _unwrapped() -> Iterator[None]:
    """Let what the file system says come out of mutagen's own error as it was."""
    try:
        yield
    except import_module("mutagen").MutagenError as error:
        cause = error.args[0] if error.args else None
        if isinstance(cause, OSError):
            raise cause from error
        raise OutputUnwritable(f"the tags cannot be written: {error}.", "Run it again.") from error


def made_by_holdspace(file: Path) -> bool:
    """Whether `file` carries our mark. Anything that cannot be read does not."""
    kind = FORMATS.get(file.suffix.lower().removeprefix("."))
    try:
        return kind is not None and bool(_container(kind).is_ours(file, kind))
    except Exception:  # noqa: BLE001 -- it may be anybody's file, and a library's readers fail in any way they like
        return False


def opened(file: Path, kind: Format) -> Any:
    """The file as mutagen has it."""
    module, name = _CLASSES[kind]
    return getattr(import_module(module), name)(file)


def _container(kind: Format) -> ModuleType:
    return import_module(_CONTAINERS[kind])

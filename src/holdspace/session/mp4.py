"""Tags of an M4B or M4A, in the atoms that Apple's players and all others read; its chapters are in it already."""

from __future__ import annotations

import base64
from importlib import import_module
from pathlib import Path
from typing import Any

from holdspace import __version__
from holdspace.session.contents import Contents
from holdspace.session.formats import Format
from holdspace.session.wording import one_line

MARK = "----:com.apple.iTunes:HOLDSPACE"
MEMORY = "----:com.apple.iTunes:HOLDSPACE_MEMORY"
"""Free-form atoms; every tagger lists them under this first part of their name. Readers take both for text."""


def write(file: Path, kind: Format, contents: Contents) -> None:  # noqa: ARG001 - the same for all containers
    """Put `contents` into an M4B without tags."""
    mp4 = import_module("mutagen.mp4")
    audio = mp4.MP4(file)
    if audio.tags is None:
        audio.add_tags()
    for name, value in _atoms(contents, mp4).items():
        audio.tags[name] = [value]
    audio.save()


def is_ours(file: Path, kind: Format) -> bool:  # noqa: ARG001 - the same for all containers
    """Whether the file carries our mark."""
    return MARK in (_tags(file) or {})


def memory(file: Path, kind: Format) -> bytes | None:  # noqa: ARG001 - the same for all containers
    """What the file remembers, if anything."""
    values = (_tags(file) or {}).get(MEMORY)
    return base64.b64decode(values[0], validate=True) if values else None


def _tags(file: Path) -> Any:
    return import_module("mutagen.mp4").MP4(file).tags


def _atoms(contents: Contents, mp4: Any) -> dict[str, Any]:
    tags = contents.tags
    title = one_line(tags.title)
    free = mp4.MP4FreeForm
    wanted: dict[str, Any] = {
        "\xa9nam": title,
        "\xa9ART": one_line(tags.artist),
        "\xa9alb": one_line(tags.album) or title,
        "\xa9day": f"{tags.year:04d}" if tags.year else "",
        "\xa9gen": one_line(tags.genre),
        "\xa9cmt": contents.comment,
        "\xa9lyr": contents.lyrics,
        "trkn": tags.track,
        "covr": contents.cover and mp4.MP4Cover(contents.cover, mp4.MP4Cover.FORMAT_JPEG),
        MARK: free(__version__.encode(), mp4.AtomDataType.UTF8),
        MEMORY: contents.tags.memory and free(base64.b64encode(contents.tags.memory), mp4.AtomDataType.UTF8),
    }
    return {name: value for name, value in wanted.items() if value}

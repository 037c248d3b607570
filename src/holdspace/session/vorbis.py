"""Tags of an Opus or FLAC file: Vorbis comments, chapters among them as CHAPTER000 (Xiph wiki, "Chapter Extension")."""

from __future__ import annotations

import base64
from importlib import import_module
from pathlib import Path
from typing import Any

from holdspace import __version__
from holdspace.session.chapters import Chapter
from holdspace.session.contents import Contents
from holdspace.session.formats import Format
from holdspace.session.tags import opened
from holdspace.session.wording import one_line

MARK = "HOLDSPACE"
MEMORY = "HOLDSPACE_MEMORY"
"""In base 64, since comments are text."""
_FRONT_COVER = 3
_COVER_SIDE = 600
"""Pixels; whoever cares reads it from the picture."""


def write(file: Path, kind: Format, contents: Contents) -> None:
    """Put `contents` into a file without tags."""
    audio = opened(file, kind)
    if audio.tags is None:
        audio.add_tags()
    for name, value in _comments(contents).items():
        audio.tags[name] = [value]
    if contents.cover is not None:
        picture = _picture(contents.cover)
        if kind == "flac":
            audio.add_picture(picture)
        else:
            audio.tags["METADATA_BLOCK_PICTURE"] = [base64.b64encode(picture.write()).decode("ascii")]
    audio.save()


def is_ours(file: Path, kind: Format) -> bool:
    """Whether the file carries our mark."""
    return MARK in (opened(file, kind).tags or {})


def memory(file: Path, kind: Format) -> bytes | None:
    """What the file remembers, if anything. Raises `ValueError` where it is no base 64."""
    values = (opened(file, kind).tags or {}).get(MEMORY)
    return base64.b64decode(values[0], validate=True) if values else None


def _comments(contents: Contents) -> dict[str, str]:
    tags = contents.tags
    title = one_line(tags.title)
    wanted = {
        "TITLE": title,
        "ARTIST": one_line(tags.artist),
        "ALBUM": one_line(tags.album) or title,
        "TRACKNUMBER": str(tags.track[0]) if tags.track else "",
        "TRACKTOTAL": str(tags.track[1]) if tags.track else "",
        "DATE": f"{tags.year:04d}" if tags.year else "",
        "GENRE": one_line(tags.genre),
        "COMMENT": contents.comment,
        "LYRICS": contents.lyrics,
        MARK: __version__,
        MEMORY: base64.b64encode(contents.tags.memory).decode("ascii"),
    }
    for number, chapter in enumerate(contents.chapters):
        wanted[f"CHAPTER{number:03d}"] = _time(chapter)
        wanted[f"CHAPTER{number:03d}NAME"] = chapter.title
    return {name: value for name, value in wanted.items() if value}


def _time(chapter: Chapter) -> str:
    """`HH:MM:SS.mmm`."""
    minutes, ms = divmod(chapter.start_ms, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{ms // 1000:02d}.{ms % 1000:03d}"


def _picture(cover: bytes) -> Any:
    picture = import_module("mutagen.flac").Picture()
    picture.type, picture.mime, picture.data = _FRONT_COVER, "image/jpeg", cover
    picture.width = picture.height = _COVER_SIDE
    picture.depth = 24
    return picture

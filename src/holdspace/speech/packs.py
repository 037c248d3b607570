"""What can be fetched: each voice, or model with several voices, with its files, their origin and their hashes.

All of it stands in `packs.toml`; a voice is added there and nowhere else.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from holdspace.errors import UnknownVoice
from holdspace.extras import install_command
from holdspace.folders import voices_folder

SEE_CARD = "see its model card"
"""The licence of a voice whose maker's word we have not seen."""
_INSIDE_ITS_PACKAGE = "heart"
"""Hibari's own voice lies in the package, so there is nothing to fetch."""


@dataclass(frozen=True, slots=True)
class Remote:
    """One file that can be fetched."""

    name: str
    """What it is called here too."""
    url: str
    size_bytes: int
    sha256: str
    """In small hexadecimal digits; a file with another hash is never used. Empty where only the MD5 is known."""
    checked: Literal["computed", "registry", "published", "server", "given", "pinned"]
    """How the hash was made sure of: `packs.toml` explains the first three, `piper_list` the others."""
    md5: str = ""

    @property
    def digest(self) -> tuple[Literal["SHA-256", "MD5"], str]:
        """The hash that the file must have, and which one it is."""
        return ("SHA-256", self.sha256) if self.sha256 else ("MD5", self.md5)


@dataclass(frozen=True, slots=True)
class Pack:
    """What `holdspace voices get NAME` fetches."""

    name: str
    engine: str
    licence: str
    about: str
    files: tuple[Remote, ...]
    language: str = ""
    """Of a single voice whose engine does not know it before it is here; as are the next two."""
    gender: Literal["female", "male", ""] = ""
    quality: Literal["high", "medium", "low", ""] = ""

    @property
    def voice(self) -> str:
        """Name of the one voice it holds; empty for a model with several."""
        return self.name.partition(":")[2]

    @property
    def size_bytes(self) -> int:
        """Of all its files."""
        return sum(file.size_bytes for file in self.files)

    def missing(self, folder: Path | None = None) -> list[Remote]:
        """Its files that are not in `folder`, the voices' folder by default."""
        place = folder or voices_folder()
        return [file for file in self.files if not (place / file.name).is_file()]


@cache
def packs() -> tuple[Pack, ...]:
    """All of them, in the order of the file."""
    table = tomllib.loads((files("holdspace.speech") / "packs.toml").read_text(encoding="utf-8"))
    return tuple(pack_from(row) for row in table["pack"])


def packs_of(engine: str) -> dict[str, Pack]:
    """The single voices that can be fetched for an engine, by the voice's name."""
    return {pack.voice: pack for pack in packs() if pack.engine == engine and pack.voice}


def find_pack(wanted: str) -> Pack:
    """The pack that `wanted` means: its name, a voice's id or a bare voice name. Raises `UnknownVoice`."""
    name = wanted.strip().lower()
    for pack in packs():
        if name in (pack.name.lower(), pack.voice.lower()):
            return pack
    if name.removeprefix("kokoro:") in _kokoro_names():
        return find_pack("kokoro")
    if name.removeprefix("hibari:") == _INSIDE_ITS_PACKAGE:
        mend = f"Use it with --voice {_INSIDE_ITS_PACKAGE}; where it is missing: {install_command('natural')}"
        raise UnknownVoice(wanted, what=f"{wanted} comes inside its package and is never fetched.", mend=mend)
    raise UnknownVoice(wanted, what=f"there is nothing called {wanted!r} to get.", mend=_mend(name))


def how_to_get(name: str) -> str:
    """The mend for a voice that is not here: the command, and how much it will fetch."""
    pack = find_pack(name)
    return f"Fetch it ({size_words(pack.size_bytes)}, {pack.licence}) with: holdspace voices get {pack.name}"


def size_words(size_bytes: int) -> str:
    """`4.8 kB`, `63.2 MB`: thousands and millions, as disks are sold."""
    for unit, power in (("bytes", 0), ("kB", 1)):
        size = size_bytes / 1000**power
        if size < 999.95:
            return f"{size_bytes} bytes" if power == 0 else f"{size:.1f} {unit}"
    return f"{size_bytes / 1e6:.1f} MB"


def pack_from(row: dict[str, object]) -> Pack:
    """A row of the table. Raises `KeyError` and `TypeError` for an unknown or missing key."""
    row = dict(row)
    listed = row.pop("file")
    assert isinstance(listed, list)  # noqa: S101 -- TOML's own form of it
    remotes = tuple(Remote(size_bytes=file.pop("bytes"), **file) for file in map(dict, listed))
    return Pack(files=remotes, **row)  # type: ignore[arg-type] # tomllib cannot know what the keys are


def _kokoro_names() -> frozenset[str]:
    from holdspace.speech.engines.kokoro_voices import GRADES

    return frozenset(GRADES)


def _mend(name: str) -> str:
    from difflib import get_close_matches

    names = {key: pack.name for pack in packs() for key in (pack.name.lower(), pack.voice.lower()) if key}
    near = dict.fromkeys(names[key] for key in get_close_matches(name, names, n=3, cutoff=0.5))
    return (f"Did you mean {', '.join(near)}? " if near else "") + "`holdspace voices` lists what can be fetched."

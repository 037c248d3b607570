"""The average bitrate of a file whose encoder only aims at one."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from holdspace.session.formats import Coding
from holdspace.timebase import samples_to_seconds

_OGG_HEAD_BYTES = 27
"""Of a page, without its table of segments (RFC 3533, 6)."""


def average_kbps(file: Path, coding: Coding, samples: int) -> float | None:
    """Kilobits of coded sound a second, tags and tables left out; None where the bitrate is exact or there is none.

    `samples` are the session's own.
    """
    if not coding.aims or not samples:
        return None
    return _sound_bytes(file, coding) * 8 / 1000 / samples_to_seconds(samples)


def _sound_bytes(file: Path, coding: Coding) -> int:
    if coding.kind == "opus":
        with file.open("rb") as stream:
            return sum(_ogg_payloads(stream))
    from holdspace.session.tags import opened

    tagged = opened(file, coding.kind)
    if coding.kind == "m4b":
        bits: float = tagged.info.bitrate * tagged.info.length
        return round(bits / 8)
    head: int = tagged.tags.size if tagged.tags else 0
    return file.stat().st_size - head


def _ogg_payloads(stream: BinaryIO) -> list[int]:
    """Bytes of each page that carries sound: pages before it are at position 0."""
    sizes = []
    while (head := stream.read(_OGG_HEAD_BYTES)) and head.startswith(b"OggS"):
        size = sum(stream.read(head[-1]))
        stream.seek(size, 1)
        position = int.from_bytes(head[6:14], "little")
        if position not in {0, (1 << 64) - 1}:  # tags; a page on which no packet ends belongs to them too
            sizes.append(size)
    return sizes

"""Reads ID3v2 tags by hand: our own marks in anybody's file, where nothing is unpacked and little is read.

A tag library would unpack every compressed frame, however large it becomes, and read all of a cover to find a mark.
Layout: id3.org, "ID3 tag version 2.3.0" (3.3, 4.2.2, 4.16) and "2.4.0 structure" for sizes in four times seven bits.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

MARK = "holdspace"
"""Description of the TXXX frame that every session carries, and of the GEOB frame with its memory."""

_LARGEST_TAG_BYTES = 1 << 24
"""More than lyrics, cover, chapters and memory ever need."""
_FRAME_HEAD_BYTES = 10
_ENCODINGS = ("latin-1", "utf-16", "utf-16-be", "utf-8")
"""By the number at the head of a frame."""
_MOST_CHUNKS = 1000


def marked(file: Path) -> bool:
    """Whether the tag of an MP3 or WAV carries our mark."""
    return any(name == b"TXXX" and _described(body) == MARK for name, body in _frames(file, {b"TXXX"}))


def objects(file: Path) -> dict[str, bytes]:
    """The objects in the tag of an MP3 or WAV, by their descriptions."""
    found: dict[str, bytes] = {}
    for _, body in _frames(file, {b"GEOB"}):
        _, mime, rest = body[:1], *body[1:].partition(b"\0")[::2]
        _, rest = _text(body[:1], rest)
        description, data = _text(body[:1], rest)
        if mime:
            found[description] = data
    return found


def put_chapters_in_order(stream: BinaryIO) -> None:
    """Let the chapters stand in a tag of ours in the order of their times, behind everything else.

    mutagen sorts frames by their size; players that ignore the CTOC list chapters as they come.
    """
    _seek_tag(stream)
    first = stream.tell() + _FRAME_HEAD_BYTES
    stream.seek(0)
    frames = list(_frames_of(stream))
    stream.seek(first)
    ordered = sorted(frames, key=lambda frame: _start_of(*frame))
    stream.writelines(name + len(body).to_bytes(4, "big") + bytes(2) + body for name, body in ordered)


def _start_of(name: bytes, body: bytes) -> int:
    """A chapter's start in milliseconds, which follows its own name; every other frame comes before all of them."""
    return int.from_bytes(body.partition(b"\0")[2][:4], "big") if name == b"CHAP" else -1


def _described(body: bytes) -> str:
    return _text(body[:1], body[1:])[0]


def _text(encoding: bytes, data: bytes) -> tuple[str, bytes]:
    """A text up to its end mark, and what follows it."""
    number = encoding[0] if encoding and encoding[0] < len(_ENCODINGS) else 0
    width = 2 if number in {1, 2} else 1
    end = 0
    while end + width <= len(data) and any(data[end : end + width]):
        end += width
    return data[:end].decode(_ENCODINGS[number], "replace"), data[end + width :]


def _frames(file: Path, wanted: set[bytes]) -> Iterator[tuple[bytes, bytes]]:
    """The frames of these names that are neither packed nor encrypted, and their bodies."""
    with file.open("rb") as stream:
        yield from _frames_of(stream, wanted)


def _frames_of(stream: BinaryIO, wanted: set[bytes] | None = None) -> Iterator[tuple[bytes, bytes]]:
    """The same for an open file, which then stands behind the frame; all frames where none are named."""
    _seek_tag(stream)
    head = stream.read(_FRAME_HEAD_BYTES)
    if len(head) < _FRAME_HEAD_BYTES or not head.startswith(b"ID3") or head[3] not in {3, 4} or head[5]:
        return
    left = min(_seven_bits(head[6:]), _LARGEST_TAG_BYTES)
    while left > _FRAME_HEAD_BYTES:
        frame = stream.read(_FRAME_HEAD_BYTES)
        if len(frame) < _FRAME_HEAD_BYTES or not frame[0]:
            return
        size = _seven_bits(frame[4:8]) if head[3] == 4 else int.from_bytes(frame[4:8], "big")
        left -= _FRAME_HEAD_BYTES + size
        if left < 0:
            return
        if (wanted is None or frame[:4] in wanted) and not frame[9]:
            yield frame[:4], stream.read(size)
        else:
            stream.seek(size, 1)


def _seek_tag(stream: BinaryIO) -> None:
    """Go to the tag: at the head of an MP3, in a chunk of its own in a WAV."""
    if stream.read(4) != b"RIFF":
        stream.seek(0)
        return
    stream.seek(12)
    for _ in range(_MOST_CHUNKS):
        head = stream.read(8)
        if len(head) < 8 or head[:4].lower() == b"id3 ":
            return
        size = int.from_bytes(head[4:], "little")
        stream.seek(size + size % 2, 1)


def _seven_bits(data: bytes) -> int:
    """A number of seven bits a byte."""
    number = 0
    for byte in data:
        number = number << 7 | byte & 0x7F
    return number

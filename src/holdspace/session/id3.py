"""Tags as old players want them: ID3v2.3 and v1.1, in an MP3 or in the `id3 ` chunk of a WAV.

Old players decide the form: v2.3 rather than v2.4, Latin-1 where the text fits and UTF-16 elsewhere, never UTF-8;
CHAP frames are ignored by several without a titled CTOC, and a cover by some unless its description is Latin-1.
"""

from __future__ import annotations

import unicodedata
from importlib import import_module
from pathlib import Path
from typing import Any

from holdspace import __version__
from holdspace.session.chapters import Chapter
from holdspace.session.contents import Contents, Tags
from holdspace.session.formats import Format
from holdspace.session.id3_reading import MARK, marked, objects, put_chapters_in_order
from holdspace.session.wording import one_line

SHORT_HINT = "Turn off Skip Silence"
"""For ID3v1, whose comment holds 28 characters."""
MEMORY_TYPE = "application/x-holdspace"

_SPEECH_GENRE = 101
"""Number of the ID3v1 genre "Speech"."""
_NO_GENRE = 255
_NO_OFFSET = 0xFFFFFFFF
"""ID3v2 chapter addendum, 3.1: byte offsets are not used, times are."""
_LANGUAGE = "eng"
_TAG_VERSION = 3
_FRONT_COVER = 3


def write(file: Path, kind: Format, contents: Contents) -> None:
    """Put `contents` into an MP3 or WAV without tags."""
    if kind == "wav":
        wav = import_module("mutagen.wave").WAVE(file)
        wav.add_tags()
        for frame in _frames(contents):
            wav.tags.add(frame)
        wav.save(v2_version=_TAG_VERSION)
        with file.open("rb+") as stream:
            put_chapters_in_order(stream)
        return
    write_head(file, contents)
    write_tail(file, contents)


def write_head(file: Path, contents: Contents) -> None:
    """Put an ID3v2 tag in front of all that is in an MP3 without tags."""
    id3 = _id3()
    tag = id3.ID3()
    for frame in _frames(contents):
        tag.add(frame)
    tag.save(file, v1=id3.ID3v1SaveOptions.REMOVE, v2_version=_TAG_VERSION)
    with file.open("rb+") as stream:
        put_chapters_in_order(stream)


def write_tail(file: Path, contents: Contents) -> None:
    """Put an ID3v1 tag behind all that is in an MP3 without one."""
    with file.open("ab") as stream:
        stream.write(_id3v1(contents.tags))


def is_ours(file: Path, kind: Format) -> bool:  # noqa: ARG001 - the same for all containers
    """Whether the file carries our mark."""
    return marked(file)


def memory(file: Path, kind: Format) -> bytes | None:  # noqa: ARG001 - the same for all containers
    """What the file remembers, if anything."""
    return objects(file).get(MARK)


def _id3() -> Any:
    """Mutagen's ID3 frames, imported late; their constructors carry no types."""
    return import_module("mutagen.id3")


def _frames(contents: Contents) -> list[Any]:
    id3 = _id3()
    tags = contents.tags
    title = one_line(tags.title)
    texts = [
        (id3.TIT2, title),
        (id3.TPE1, one_line(tags.artist)),
        (id3.TALB, one_line(tags.album) or title),
        (id3.TRCK, f"{tags.track[0]}/{tags.track[1]}" if tags.track else ""),
        (id3.TYER, f"{tags.year:04d}" if tags.year else ""),
        (id3.TCON, one_line(tags.genre)),
    ]
    frames: list[Any] = [kind(encoding=_encoding(text), text=[text]) for kind, text in texts if text]
    frames.append(id3.COMM(encoding=_encoding(contents.comment), lang=_LANGUAGE, desc="", text=[contents.comment]))
    frames.append(id3.TXXX(encoding=id3.Encoding.LATIN1, desc=MARK, text=[__version__]))
    return [*frames, *_chapter_frames(title, contents.chapters), *_large_frames(contents)]


def _large_frames(contents: Contents) -> list[Any]:
    """Lyrics, cover and memory, where there are any."""
    id3, latin1 = _id3(), _id3().Encoding.LATIN1
    frames: list[Any] = []
    if contents.lyrics:
        encoding = _encoding(contents.lyrics)
        frames.append(id3.USLT(encoding=encoding, lang=_LANGUAGE, desc="", text=contents.lyrics))
    if contents.cover is not None:
        cover = contents.cover
        frames.append(id3.APIC(encoding=latin1, mime="image/jpeg", type=_FRONT_COVER, desc="", data=cover))
    if contents.tags.memory:
        memory = contents.tags.memory
        frames.append(id3.GEOB(encoding=latin1, mime=MEMORY_TYPE, filename="", desc=MARK, data=memory))
    return frames


def _chapter_frames(title: str, chapters: tuple[Chapter, ...]) -> list[Any]:
    id3 = _id3()
    if not chapters:
        return []
    names = [f"chp{number}" for number in range(len(chapters))]
    flags = id3.CTOCFlags.TOP_LEVEL | id3.CTOCFlags.ORDERED
    contents = id3.CTOC(element_id="toc", flags=flags, child_element_ids=names, sub_frames=[_named(title)])
    return [contents, *(_chapter_frame(name, chapter) for name, chapter in zip(names, chapters, strict=True))]


def _chapter_frame(name: str, chapter: Chapter) -> Any:
    return _id3().CHAP(
        element_id=name,
        start_time=chapter.start_ms,
        end_time=chapter.end_ms,
        start_offset=_NO_OFFSET,
        end_offset=_NO_OFFSET,
        sub_frames=[_named(chapter.title)],
    )


def _named(text: str) -> Any:
    return _id3().TIT2(encoding=_encoding(text), text=[text])


def _encoding(text: str) -> Any:
    """Latin-1 where `text` fits it, else UTF-16 with its byte order mark: all that ID3v2.3 knows."""
    encodings = _id3().Encoding
    return encodings.LATIN1 if _fits_latin1(text) else encodings.UTF16


def _fits_latin1(text: str) -> bool:
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _id3v1(tags: Tags) -> bytes:
    """The 128 bytes of an ID3v1.1 tag, in ASCII: accents are dropped, what has no likeness becomes a question mark."""
    genre = _SPEECH_GENRE if tags.genre == "Speech" else _NO_GENRE
    title = _field(tags.title, 30)
    year = _field(f"{tags.year:04d}" if tags.year else "", 4)
    track = min(tags.track[0], 255) if tags.track else 1
    head = b"TAG" + title + _field(tags.artist, 30) + _field(tags.album or tags.title, 30) + year
    return head + _field(SHORT_HINT, 28) + bytes([0, track, genre])


def _field(text: str, size: int) -> bytes:
    letters = "".join(c for c in unicodedata.normalize("NFKD", one_line(text)) if not unicodedata.combining(c))
    return letters.encode("ascii", "replace")[:size].ljust(size, b"\0")

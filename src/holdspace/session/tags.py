"""What a player shows: ID3v2.3 and v1.1 tags, one chapter a section, and the mark by which we know our own files.

Old players decide the form: v2.3 rather than v2.4, Latin-1 where the text fits and UTF-16 elsewhere, never UTF-8;
CHAP frames are ignored by several without a titled CTOC. Nothing in a tag depends on the date or the machine.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from holdspace import __version__
from holdspace.errors import OutputUnwritable
from holdspace.session.timeline import Timeline
from holdspace.timebase import samples_to_ms

if TYPE_CHECKING:
    from holdspace.routine.model import Routine

MOST_CHAPTERS = 200
"""A CTOC counts its children in one byte; beyond 200 neighbours are merged."""
HINT = "Turn off Trim Silence, Smart Speed or Skip Silence in your player: the quiet is part of the practice."
SHORT_HINT = "Turn off Skip Silence"
"""For ID3v1, whose comment holds 28 characters."""
MARK = "holdspace"
"""Description of the TXXX frame that every session carries; its value is the version that made it."""

_SPEECH_GENRE = 101
"""Number of the ID3v1 genre "Speech"."""
_NO_GENRE = 255
_NO_OFFSET = 0xFFFFFFFF
"""ID3v2 chapter addendum, 3.1: byte offsets are not used, times are."""
_LANGUAGE = "eng"
_TAG_VERSION = 3


@dataclass(frozen=True, slots=True)
class Tags:
    """A session's description. Empty: left out, except for `album`, which is then the title."""

    title: str
    artist: str = "holdspace"
    album: str = ""
    year: int | None = None
    genre: str = "Speech"
    description: str = ""
    """The author's own words about the routine; the hint on skipping silence follows them in the comment."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter, in whole milliseconds from the session's beginning."""

    title: str
    start_ms: int
    end_ms: int


def tags_of(routine: Routine) -> Tags:
    """What the routine's front matter says, and our defaults for the rest."""
    front = routine.front
    plain = Tags(routine.title)
    return Tags(
        routine.title,
        front.artist or plain.artist,
        front.album or plain.album,
        front.year,
        front.genre or plain.genre,
        front.description or plain.description,
    )


def chapters_of(timeline: Timeline) -> list[Chapter]:
    """One chapter for each section that lasts, at most 200; neighbours are merged beyond that."""
    bounds = [round(samples_to_ms(s)) for s in (*timeline.section_starts, timeline.samples)]
    whole = [
        Chapter(_clean(section.title) or _clean(timeline.title), start, end)
        for section, start, end in zip(timeline.sections, bounds, bounds[1:], strict=False)
        if end > start
    ]
    return list(_merged(whole))


def _merged(chapters: list[Chapter]) -> Iterator[Chapter]:
    groups = min(len(chapters), MOST_CHAPTERS)
    for group in range(groups):
        first = chapters[group * len(chapters) // groups]
        last = chapters[(group + 1) * len(chapters) // groups - 1]
        title = first.title if first.title == last.title else f"{first.title} - {last.title}"
        yield Chapter(title, first.start_ms, last.end_ms)


def write_tags(file: Path, tags: Tags, chapters: list[Chapter], *, wav: bool) -> None:
    """Put tags and chapters into the MP3 (or, in its `id3 ` chunk, the WAV) `file`, in place.

    Raises `OutputUnwritable` when the file cannot be written.
    """
    mutagen = import_module("mutagen")
    try:
        if wav:
            _write_wav(file, _frames(tags, chapters))
        else:
            _write_mp3(file, tags, _frames(tags, chapters))
    except (mutagen.MutagenError, OSError) as error:
        raise OutputUnwritable(
            f"the tags cannot be written: {error}.", "Free some space, then run it again."
        ) from error


def made_by_holdspace(file: Path) -> bool:
    """Whether `file` carries our mark. Anything that cannot be read does not."""
    mutagen = import_module("mutagen")
    try:
        frames = _wave(file).tags if file.suffix.lower() == ".wav" else _id3().ID3(file)
    except (mutagen.MutagenError, OSError, ValueError):
        return False
    return frames is not None and f"TXXX:{MARK}" in frames


def _id3() -> Any:
    """Mutagen's ID3 frames, imported late; their constructors carry no types."""
    return import_module("mutagen.id3")


def _wave(file: Path) -> Any:
    return import_module("mutagen.wave").WAVE(file)


def _write_mp3(file: Path, tags: Tags, frames: list[Any]) -> None:
    id3 = _id3()
    tag = id3.ID3()
    for frame in frames:
        tag.add(frame)
    tag.save(file, v1=id3.ID3v1SaveOptions.REMOVE, v2_version=_TAG_VERSION)
    with file.open("ab") as stream:
        stream.write(_id3v1(tags))


def _write_wav(file: Path, frames: list[Any]) -> None:
    wave = _wave(file)
    wave.add_tags()
    for frame in frames:
        wave.tags.add(frame)
    wave.save(v2_version=_TAG_VERSION)


def _frames(tags: Tags, chapters: list[Chapter]) -> list[Any]:
    id3 = _id3()
    title = _clean(tags.title)
    texts = [
        (id3.TIT2, title),
        (id3.TPE1, _clean(tags.artist)),
        (id3.TALB, _clean(tags.album) or title),
        (id3.TYER, f"{tags.year:04d}" if tags.year else ""),
        (id3.TCON, _clean(tags.genre)),
    ]
    comment = " ".join(part for part in (_clean(tags.description), HINT) if part)
    frames: list[Any] = [kind(encoding=_encoding(text), text=[text]) for kind, text in texts if text]
    frames.append(id3.COMM(encoding=_encoding(comment), lang=_LANGUAGE, desc="", text=[comment]))
    frames.append(id3.TXXX(encoding=id3.Encoding.LATIN1, desc=MARK, text=[__version__]))
    return frames + _chapter_frames(title, chapters)


def _chapter_frames(title: str, chapters: list[Chapter]) -> list[Any]:
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


def _clean(text: str) -> str:
    """One line without control characters or halves of characters, composed so that it fits Latin-1 where it can."""
    composed = unicodedata.normalize("NFC", text)
    return " ".join("".join(" " if unicodedata.category(c) in {"Cc", "Cs"} else c for c in composed).split())


def _id3v1(tags: Tags) -> bytes:
    """The 128 bytes of an ID3v1.1 tag, in ASCII: accents are dropped, what has no likeness becomes a question mark."""
    genre = _SPEECH_GENRE if tags.genre == "Speech" else _NO_GENRE
    title = _field(tags.title, 30)
    year = _field(f"{tags.year:04d}" if tags.year else "", 4)
    head = b"TAG" + title + _field(tags.artist, 30) + _field(tags.album or tags.title, 30) + year
    return head + _field(SHORT_HINT, 28) + bytes([0, 1, genre])


def _field(text: str, size: int) -> bytes:
    letters = "".join(c for c in unicodedata.normalize("NFKD", _clean(text)) if not unicodedata.combining(c))
    return letters.encode("ascii", "replace")[:size].ljust(size, b"\0")

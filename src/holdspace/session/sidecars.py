"""Texts beside a session, for players and editors that read them: words with their times, and chapters."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from holdspace import __version__
from holdspace.errors import BadChoice, OutputExists, OutputUnwritable
from holdspace.files import part_beside, settle, translated
from holdspace.session.captions import Caption, captions_of, lyrics
from holdspace.session.chapters import Chapter, chapters_of, merged_chapters
from holdspace.session.contents import Tags
from holdspace.session.tags import made_by_holdspace
from holdspace.session.timeline import Timeline
from holdspace.session.wording import one_line

MOST_TRACKS = 99
"""A cue sheet numbers its tracks with two digits."""
_FRAMES_A_SECOND = 75
"""A cue sheet counts in CD frames."""
_MARK_WITHIN = 400
"""So near to the beginning of a text of ours stands our name, where the format has a place for it."""


@dataclass(frozen=True, slots=True)
class Told:
    """What every sidecar is made of."""

    file: Path
    """The session it lies beside."""
    tags: Tags
    captions: Sequence[Caption]
    chapters: Sequence[Chapter]


def sidecars_from(words: str) -> tuple[str, ...]:
    """The kinds in a list such as "lrc, vtt". Raises `BadChoice` with all there are."""
    kinds = [word.strip().lower().removeprefix(".") for word in words.split(",")]
    for kind in kinds:
        if kind not in KINDS:
            raise BadChoice("--sidecar", f"there is no sidecar {kind!r}.", f"Choose from {', '.join(KINDS)}.")
    return tuple(dict.fromkeys(kinds))


def sidecar_path(session: Path, kind: str) -> Path:
    """Where it lies: the session's name with another ending."""
    return session.with_name(f"{session.stem}.{kind}")


def check_sidecars(session: Path, kinds: Sequence[str], *, force: bool) -> None:
    """Raise `OutputExists` for a text that is not ours, `OutputUnwritable` for anything else in its place."""
    for path in (sidecar_path(session, kind) for kind in kinds):
        with translated(path):
            if not path.exists():
                continue
            if not path.is_file():
                raise OutputUnwritable(f"{path} is not a file.", "Move it away, or leave out --sidecar.")
        if not force and not _is_ours(path, session):
            raise OutputExists(str(path))


def write_sidecars(session: Path, timeline: Timeline, tags: Tags, kinds: Sequence[str]) -> tuple[Path, ...]:
    """Write these texts beside `session`, each whole or not at all. Raises `OutputUnwritable`."""
    told = Told(session, tags, captions_of(timeline), chapters_of(timeline))
    paths = []
    with ExitStack() as parts:
        written = []
        for kind in kinds:
            path = sidecar_path(session, kind)
            part = parts.enter_context(part_beside(path))
            with translated(path):
                part.write_text(KINDS[kind](told), encoding="utf-8", newline="\n")
            written.append((part, path))
        for part, path in written:
            settle(part, path)
            paths.append(path)
    return tuple(paths)


def _is_ours(path: Path, session: Path) -> bool:
    """Our name stands in it; a format without comments is ours when the session beside it is."""
    if path.name.endswith((".srt", ".chapters.txt")):
        return made_by_holdspace(session)
    with translated(path), path.open("rb") as stream:
        return b"holdspace" in stream.read(_MARK_WITHIN)


def lrc(told: Told) -> str:
    """Lyrics with times, as most music players read them."""
    title = one_line(told.tags.title)
    head = [f"[ti:{title}]", f"[ar:{one_line(told.tags.artist)}]", f"[re:holdspace {__version__}]"]
    return "\n".join([*head, lyrics(told.captions), ""])


def vtt(told: Told) -> str:
    """WebVTT captions."""
    cues = [
        f"{_clock(caption.start_ms, '.')} --> {_clock(_end(caption), '.')}\n{_as_markup(caption.text)}\n"
        for caption in told.captions
    ]
    return "\n".join(["WEBVTT\n", f"NOTE Made by holdspace {__version__}.\n", *cues])


def srt(told: Told) -> str:
    """SubRip subtitles."""
    cues = [
        f"{number}\n{_clock(caption.start_ms, ',')} --> {_clock(_end(caption), ',')}\n{caption.text}\n"
        for number, caption in enumerate(told.captions, 1)
    ]
    return "\n".join(cues)


def cue(told: Told) -> str:
    """A cue sheet: chapters as the tracks of one file."""
    kind = "MP3" if told.file.suffix.lower() == ".mp3" else "WAVE"
    lines = [f'REM COMMENT "holdspace {__version__}"', f"TITLE {_quoted(told.tags.title)}"]
    lines += [f"PERFORMER {_quoted(told.tags.artist)}", f"FILE {_quoted(told.file.name)} {kind}"]
    for number, chapter in enumerate(merged_chapters(told.chapters, MOST_TRACKS), 1):
        lines += [f"  TRACK {number:02d} AUDIO", f"    TITLE {_quoted(chapter.title)}"]
        lines.append(f"    INDEX 01 {_cd_time(chapter.start_ms)}")
    return "\n".join([*lines, ""])


def chapters_txt(told: Told) -> str:
    """One chapter a line, as mp4chaps, podcast hosts and video sites read them."""
    return "".join(f"{_clock(chapter.start_ms, '.')} {chapter.title}\n" for chapter in told.chapters)


def chapters_json(told: Told) -> str:
    """Podcasting 2.0 chapters, version 1.2."""
    rows = [
        {"startTime": chapter.start_ms / 1000, "endTime": chapter.end_ms / 1000, "title": chapter.title}
        for chapter in told.chapters
    ]
    head = {"version": "1.2.0", "generator": f"holdspace {__version__}", "title": one_line(told.tags.title)}
    return json.dumps({**head, "chapters": rows}, ensure_ascii=False, indent=2) + "\n"


KINDS: dict[str, Callable[[Told], str]] = {
    "lrc": lrc,
    "vtt": vtt,
    "srt": srt,
    "cue": cue,
    "chapters.txt": chapters_txt,
    "chapters.json": chapters_json,
}
"""How each text is made, by its ending."""


def _end(caption: Caption) -> int:
    """A caption's end, after its beginning in any case: readers drop one that lasts no time."""
    return max(caption.end_ms, caption.start_ms + 1)


def _clock(ms: int, point: str) -> str:
    """`HH:MM:SS.mmm`, with `point` before the milliseconds."""
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes // 60:02d}:{minutes % 60:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"


def _cd_time(ms: int) -> str:
    """`MM:SS:FF`."""
    minutes, rest = divmod(ms, 60_000)
    return f"{minutes:02d}:{rest // 1000:02d}:{rest % 1000 * _FRAMES_A_SECOND // 1000:02d}"


def _as_markup(text: str) -> str:
    """WebVTT reads its text as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _quoted(text: str) -> str:
    """A cue sheet has no way to write a quotation mark."""
    return '"' + one_line(text).replace('"', "'") + '"'

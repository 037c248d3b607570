"""A session as a folder of files, all of them or none.

Sport earbuds play in the order in which files were copied, or by their times, and know no seeking: so names sort as
they are played, files are written in that order, and their times rise by two seconds each, the step of FAT32.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from holdspace.errors import BadChoice, OutputUnwritable
from holdspace.files import folder_beside, settle_folder, translated
from holdspace.session.assembling import BlockStore
from holdspace.session.contents import Tags
from holdspace.session.cover_art import cover_for
from holdspace.session.file_options import FileOptions
from holdspace.session.layers import Clips
from holdspace.session.measuring import Measured, Measures, measures_of
from holdspace.session.naming import safe_name
from holdspace.session.parting import Part, by_minutes, by_sections
from holdspace.session.stopwatch import Stopwatch
from holdspace.session.tags import made_by_holdspace
from holdspace.session.timeline import Timeline
from holdspace.session.writing import write_session

TIME_STEP_SECONDS = 2
MOST_MINUTES = 600


def split_from(words: str) -> Fraction | None:
    """What `--split` says: minutes, or None for sections. Raises `BadChoice`."""
    plain = words.strip().lower()
    if plain in {"sections", "section", "chapters"}:
        return None
    number = plain.removesuffix("min").removesuffix("m").strip()
    if number.replace(".", "", 1).isdecimal() and number.isascii() and len(number) < 10:
        minutes = Fraction(number)
        if Fraction(1, 2) <= minutes <= MOST_MINUTES:
            return minutes
    mend = "Write --split sections, or minutes from 0.5 on, such as --split 5."
    raise BadChoice("--split", f"--split cannot be {words!r}.", mend)


@dataclass(frozen=True, slots=True)
class WrittenParts:
    """A split session that is on disk."""

    files: tuple[Path, ...]
    """As they are played."""
    measures: Measures
    """Of all parts together."""
    kbps: float | None = None
    """The bitrate that came of it, where the encoder only aims at one."""


def check_folder(folder: Path) -> None:
    """See whether parts may be written into `folder`: a new one, or one in which everything is ours.

    Raises `OutputUnwritable`. Not even `--force` throws away a folder with anything else in it.
    """
    with translated(folder):
        if not folder.exists():
            return
        if not folder.is_dir():
            raise OutputUnwritable(f"{folder} is a file.", "Give the name of a folder with -o.")
        other = next((path for path in sorted(folder.iterdir()) if not made_by_holdspace(path)), None)
    if other is not None:
        what = f"{folder} holds {other.name}, which holdspace did not make."
        raise OutputUnwritable(what, "Give a new folder with -o; this one would be replaced as a whole.")


def write_parts(
    timeline: Timeline,
    clips: Clips,
    folder: Path,
    tags: Tags,
    *,
    store: BlockStore,
    options: FileOptions,
    verify: bool = False,
    progress: Callable[[float], None],
    watch: Stopwatch,
) -> WrittenParts:
    """Write the parts of a session into `folder`, which is then new as a whole.

    Raises what `check_folder` and `write_session` raise.
    """
    check_folder(folder)
    parts = parts_of(timeline, options)
    whole = replace(tags, cover=cover_for(timeline, options, store))
    real = folder.resolve()
    names = part_names([part.title for part in parts], options.split_suffix)
    measured: list[Measured] = []
    kilobits = 0.0
    with folder_beside(real) as made:
        for number, (part, name) in enumerate(zip(parts, names, strict=True)):
            written = write_session(
                part.timeline,
                clips,
                made / name,
                _tags(whole, part, number + 1, len(parts)),
                store=store,
                options=replace(options, with_cover=False),
                verify=verify,
                progress=lambda done, number=number: progress((number + done) / len(parts)),  # type: ignore[misc]  # bound now
                watch=watch,
            )
            measured.append(written.measured)
            kilobits += (written.kbps or 0) * written.samples
        with watch.phase("write"), translated(folder):
            _let_times_rise([made / name for name in names])
            check_folder(folder)  # another program may have put a file there meanwhile
            settle_folder(made, real)
    kbps = kilobits / timeline.samples if kilobits else None
    return WrittenParts(tuple(folder / name for name in names), measures_of(measured), kbps)


def parts_of(timeline: Timeline, options: FileOptions) -> list[Part]:
    """The parts that the options ask for."""
    return by_sections(timeline) if options.split_minutes is None else by_minutes(timeline, options.split_minutes)


def part_names(titles: Sequence[str], suffix: str) -> list[str]:
    """`01 Table top.mp3` and so on: safe on FAT32, and sorted as they are played."""
    width = max(2, len(str(len(titles))))
    return [safe_name(f"{number:0{width}d} {title}") + suffix for number, title in enumerate(titles, 1)]


def _tags(whole: Tags, part: Part, number: int, count: int) -> Tags:
    """A part is a track of an album that is called as the session."""
    return replace(whole, title=part.title or whole.title, album=whole.album or whole.title, track=(number, count))


def _let_times_rise(files: Sequence[Path]) -> None:
    """Times in even seconds, since FAT32 knows no others, up to the present one."""
    last = int(time.time()) // TIME_STEP_SECONDS * TIME_STEP_SECONDS
    for back, file in enumerate(reversed(files)):
        stamp = last - back * TIME_STEP_SECONDS
        os.utime(file, (stamp, stamp))

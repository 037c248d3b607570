"""Whether the music that lies beneath a session is there: seen before anything is spoken."""

from __future__ import annotations

import difflib
from contextlib import suppress
from pathlib import Path

from holdspace.diagnostics import Diagnostic
from holdspace.errors import BadChoice
from holdspace.routine.model import NOWHERE
from holdspace.score.model import BEDS, BedChange, Score


def music_path(change: BedChange) -> Path | None:
    """The music file of a bed, named from the folder of the script that asks for it; None for a bed of ours."""
    if change.name in BEDS or change.name == "off":
        return None
    return Path(change.place.file).parent / change.name


def missing_music(score: Score) -> tuple[Diagnostic, ...]:
    """An error for each `[bed FILE]` whose file is not there. Raises `BadChoice` where an option asks for it."""
    found = []
    for cue in score.cues:
        if not isinstance(cue, BedChange) or (path := music_path(cue)) is None or path.is_file():
            continue
        what = f'there is no music "{path.name}" in {_folder(path)}'
        near = _near(path)
        if cue.place == NOWHERE:
            mend = f"Did you mean {near}?" if near else "Write its path, as from this folder."
            raise BadChoice("--bed", f"--bed: {what}.", mend)
        mend = f"did you mean {near}?" if near else "put the file there, or write its path from the script's folder"
        found.append(Diagnostic("bed-missing", "error", cue.place, what, mend))
    return tuple(found)


def _folder(path: Path) -> str:
    return "this folder" if path.parent in {Path(), Path.cwd()} else str(path.parent)


def _near(path: Path) -> str:
    """The file beside it with the nearest name, or nothing; scripts are no music."""
    names: list[str] = []
    with suppress(OSError):
        names = [file.name for file in path.parent.iterdir() if file.suffix not in {".md", ".txt"} and file.is_file()]
    return next(iter(difflib.get_close_matches(path.name, names, n=1)), "")

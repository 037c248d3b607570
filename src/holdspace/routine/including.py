"""Includes: `[include "warmup.md"]` puts another script's blocks in its place."""

from __future__ import annotations

import dataclasses
import difflib
import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath, PureWindowsPath

from holdspace.diagnostics import Diagnostic
from holdspace.errors import ScriptError
from holdspace.routine.loading import decoded, read_bytes
from holdspace.routine.model import Block, FrontMatter, Include, Item, Paragraph, Routine
from holdspace.routine.parser import Script, read_routine

DEEPEST = 8
"""How many files may include one another in a row."""
MOST = 200
"""How many includes one session may have, counted each time they are used."""

_HARMLESS = {"title", "artist", "album", "genre", "year", "description", "length", "source"}
"""Keys of an included file's front matter that nobody misses."""


class Includer:
    """Fills the includes of one script; relative to each file, and never outside the first file's folder tree."""

    def __init__(self, main: Path) -> None:
        self._main = main
        self._root = main.resolve().parent
        self._shown_root = main.parent
        self._scripts: dict[Path, Script | None] = {}
        self._used = 0
        self.diagnostics: list[Diagnostic] = []
        self.sources: dict[str, bytes] = {}
        """Every included file as it was read, by its path within the folder."""
        self.lines: dict[str, Sequence[str]] = {}

    def filled(self, routine: Routine) -> Routine:
        """`routine` with the blocks of every include."""
        return dataclasses.replace(routine, blocks=self._blocks(routine.blocks, (self._main.resolve(),)))

    def _blocks(self, blocks: tuple[Block, ...], chain: tuple[Path, ...]) -> tuple[Block, ...]:
        return tuple(self._block(block, chain) for block in blocks)

    def _block(self, block: Block, chain: tuple[Path, ...]) -> Block:
        if not isinstance(block, Paragraph) or not any(isinstance(i, Include) for i in block.items):
            return block
        items: tuple[Item, ...] = tuple(self._include(i, chain) if isinstance(i, Include) else i for i in block.items)
        return dataclasses.replace(block, items=items)

    def _include(self, include: Include, chain: tuple[Path, ...]) -> Include:
        target = self._target(include, chain)
        script = self._script(target, include) if target else None
        if target is None or script is None:
            return include
        return dataclasses.replace(include, blocks=self._blocks(script.routine.blocks, (*chain, target)))

    def _target(self, include: Include, chain: tuple[Path, ...]) -> Path | None:
        """The file that `include` names; None, and an error noted, when it may not be included."""
        if _is_absolute(include.path):
            self._error(include, "include-outside", f"“{include.path}” is not relative to this script", _INSIDE)
            return None
        try:
            target = self._resolved(chain[-1].parent, include.path)
        except (OSError, ValueError, RuntimeError):
            self._error(
                include, "include-missing", f"“{include.path}” is no file name", "write a name such as warmup.md"
            )
            return None
        if not target.is_relative_to(self._root):
            self._error(include, "include-outside", f"“{include.path}” lies outside this script's folder", _INSIDE)
        elif target in chain:
            what = f"“{include.path}” is already being included: {_ring(chain, target)}"
            self._error(include, "include-cycle", what, "take one of these includes out")
        elif len(chain) > DEEPEST:
            what = f"includes are nested more than {DEEPEST} deep here"
            self._error(include, "include-too-deep", what, "include the file from a script further up")
        elif self._used >= MOST:
            what = f"this session has more than {MOST} includes"
            self._error(include, "include-too-many", what, "use [repeat 3] or [again “TITLE”] to do a part again")
        else:
            self._used += 1
            return target
        return None

    def _script(self, target: Path, include: Include) -> Script | None:
        if target not in self._scripts:
            self._scripts[target] = self._read(target, include)
        elif self._scripts[target] is None and not self._is_file(target):
            self._missing(target, include)
        return self._scripts[target]

    def _read(self, target: Path, include: Include) -> Script | None:
        if not self._is_file(target):
            self._missing(target, include)
            return None
        within = target.relative_to(self._root)
        shown = str(self._shown_root / within)
        try:
            data = self._bytes(target, shown)
            script = read_routine(decoded(data, shown), shown)
        except ScriptError as error:
            self.diagnostics += error.diagnostics
            return None
        self.sources[within.as_posix()] = data
        self.diagnostics += script.diagnostics
        self.lines[shown] = script.lines
        self._warn_of_front_matter(script.routine.front, shown, include)
        return script

    def _missing(self, target: Path, include: Include) -> None:
        names = self._names(target.parent)
        close = difflib.get_close_matches(target.name, names, n=1)
        mend = (
            f'did you mean [include "{close[0]}"]?'
            if close
            else f"put the file into {self._shown_root}, or take this out"
        )
        self._error(include, "include-missing", f"there is no file “{include.path}”", mend)

    def _warn_of_front_matter(self, front: FrontMatter, shown: str, include: Include) -> None:
        empty = FrontMatter()
        said = [
            f.name
            for f in dataclasses.fields(FrontMatter)
            if f.name not in _HARMLESS and getattr(front, f.name) != getattr(empty, f.name)
        ]
        if said:
            what = f"the front matter of {shown} is not used here: {', '.join(said)}"
            mend = "write these keys into the front matter of the including script"
            self.diagnostics.append(Diagnostic("include-front-matter", "warning", include.place, what, mend))

    def _error(self, include: Include, code: str, what: str, mend: str) -> None:
        self.diagnostics.append(Diagnostic(code, "error", include.place, what, mend))

    def _resolved(self, folder: Path, path: str) -> Path:
        return (folder / path).resolve()

    def _is_file(self, target: Path) -> bool:
        return target.is_file()

    def _bytes(self, target: Path, shown: str) -> bytes:
        return read_bytes(target, shown)

    def _names(self, folder: Path) -> list[str]:
        """The scripts in `folder`."""
        return sorted(path.name for path in folder.glob("*.md")) if folder.is_dir() else []


class EnclosedIncluder(Includer):
    """Fills includes from texts in memory; the disk is never asked for anything."""

    def __init__(self, sources: Mapping[str, bytes], shown: Path) -> None:
        super().__init__(shown / next(iter(sources)))
        self._texts = {_NOWHERE / name: data for name, data in sources.items()}
        self._main = next(iter(self._texts))
        self._root = _NOWHERE

    def filled(self, routine: Routine) -> Routine:
        """`routine` with the blocks of every include."""
        return dataclasses.replace(routine, blocks=self._blocks(routine.blocks, (self._main,)))

    def _resolved(self, folder: Path, path: str) -> Path:
        return Path(os.path.normpath(folder / path.replace("\\", "/")))

    def _is_file(self, target: Path) -> bool:
        return target in self._texts

    def _bytes(self, target: Path, shown: str) -> bytes:  # noqa: ARG002 - the name in messages is of no use here
        return self._texts[target]

    def _names(self, folder: Path) -> list[str]:
        return sorted(path.name for path in self._texts if path.parent == folder)


_NOWHERE = Path(os.sep, "enclosed")
"""The folder that enclosed texts lie in, as far as paths go; nothing is ever looked up there."""
_INSIDE = "copy the file beside this script and include it by its name"


def _is_absolute(path: str) -> bool:
    windows = PureWindowsPath(path)
    return PurePosixPath(path).is_absolute() or windows.is_absolute() or bool(windows.drive or windows.root)


def _ring(chain: tuple[Path, ...], target: Path) -> str:
    names = [p.name for p in chain[chain.index(target) :]]
    return " → ".join([*names, target.name])

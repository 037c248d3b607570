"""What a clip store holds, how much of it may stay, and how often it helped.

A store is a cache: any entry may go at any time, and is made anew when it is missed. What was used longest ago goes
first. Only files of the store's own shape, in its own folders, are ever counted or removed.
"""

from __future__ import annotations

import json
import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from holdspace.errors import BadChoice
from holdspace.files import clear_abandoned
from holdspace.routine.grammar import KEPT_AS

LIMIT_VARIABLE = "HOLDSPACE_CACHE_LIMIT"
DEFAULT_LIMIT_BYTES = 1 << 30
"""1 GiB: about three hours of different sentences, with their encoded frames."""
_KEPT_SHARE = 0.9
"""A store over its limit shrinks to this share of it, so that not every render has to look for something to remove."""
_ENTRY = re.compile(r"[0-9a-f]{64}\.(clip|block|json)")
_FOLDER = re.compile(r"[0-9a-f]{2}")
_SIZE = re.compile(r"(?P<number>\d+(?:[.,]\d+)?)\s*(?P<unit>[a-z]*)", re.IGNORECASE)
_UNITS: dict[str, int] = {
    **dict.fromkeys(("", "b", "byte", "bytes"), 1),
    **{name: 1000**power for power, name in enumerate(("kb", "mb", "gb", "tb"), 1)},
    **{name: 1024**power for power, name in enumerate(("kib", "mib", "gib", "tib"), 1)},
    **{name: 1000**power for power, name in enumerate(("k", "m", "g", "t"), 1)},
}
_LEDGER = "renders.json"
_RENDERS = 20
"""Renders that the hit rate is told of."""
_RECOUNT_SECONDS = 24 * 60 * 60
"""How long the ledger's sum is believed; two processes that write it at once may lose one of their entries."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a store."""

    path: Path
    kind: str
    """`clip`, `block` (encoded sound) or `json` (a note)."""
    size_bytes: int
    used: float
    """When it was last used, in seconds since 1970; to a minute."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What pruning or clearing took away."""

    entries: int
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Ledger:
    """What a store remembers of its last renders."""

    renders: tuple[tuple[int, int], ...] = ()
    """Of each render, oldest first: sentences that were in the store, sentences that were spoken."""
    size_bytes: int = 0
    """The store's size: as counted, and what was written since."""
    counted: float = 0.0
    """When it was counted, in seconds since 1970; 0 for never."""

    @property
    def hit_rate(self) -> float | None:
        """The share of sentences that came from the store, 0 to 1; None before the first render."""
        found, spoken = sum(r for r, _ in self.renders), sum(s for _, s in self.renders)
        return found / (found + spoken) if found + spoken else None


def limit_bytes() -> int:
    """The size a store may have: `HOLDSPACE_CACHE_LIMIT`, else 1 GiB. Raises `BadChoice`."""
    written = os.environ.get(LIMIT_VARIABLE, "").strip()
    return parse_size(written, LIMIT_VARIABLE) if written else DEFAULT_LIMIT_BYTES


def parse_size(text: str, option: str) -> int:
    """`text` in bytes: `500 MB` (millions), `1 GiB` (powers of 1024), `1000000`. Raises `BadChoice` for `option`."""
    found = _SIZE.fullmatch(text.strip())
    factor: int | None = _UNITS.get(found["unit"].lower()) if found else None
    if found is None or factor is None:
        raise BadChoice(option, f"{option} cannot be {text!r}.", "Write a size such as 500 MB, 2 GiB or 1000000.")
    return round(float(found["number"].replace(",", ".")) * factor)


def entries(folder: Path) -> Iterator[Entry]:
    """Every entry in the store, in no particular order; what vanishes meanwhile is passed over."""
    for inner in _folders(folder):
        with suppress(OSError), os.scandir(inner) as files:
            for file in files:
                with suppress(OSError):
                    if _is_entry(file):
                        facts = file.stat(follow_symlinks=False)
                        yield Entry(Path(file.path), file.name[65:], facts.st_size, facts.st_mtime)


def prune(folder: Path, to_bytes: int) -> Removed:
    """Remove what was used longest ago until at most `to_bytes` are left. Notes stay: they are tiny and dear."""
    found = list(entries(folder))
    excess = sum(entry.size_bytes for entry in found) - to_bytes
    oldest_first = sorted((entry for entry in found if entry.kind != "json"), key=lambda entry: entry.used)
    gone: list[Entry] = []
    for entry in oldest_first:
        if excess <= 0:
            break
        if _removed(entry.path):
            gone.append(entry)
        excess -= entry.size_bytes  # also where another process removed it first
    left = sum(entry.size_bytes for entry in found) - sum(entry.size_bytes for entry in gone)
    _write(folder, _with_size(read_ledger(folder), left))
    return _sum(gone)


def clear(folder: Path) -> Removed:
    """Remove every entry, the built grammar, what killed processes left behind, and the store's own empty folders."""
    gone = [entry for entry in entries(folder) if _removed(entry.path)]
    for inner in _folders(folder):
        with suppress(OSError):
            clear_abandoned(inner)
        with suppress(OSError):
            inner.rmdir()  # only where it is empty
            inner.parent.rmdir()
    with suppress(OSError):
        (folder / _LEDGER).unlink()
    for kept in folder.glob(KEPT_AS):
        _removed(kept)
    return _sum(gone)


def note_render(folder: Path, reused: int, synthesized: int, written_bytes: int, limit: int) -> Removed:
    """Put a render down in the ledger and, when the store has outgrown `limit`, remove what was used longest ago."""
    ledger = read_ledger(folder)
    renders = (*ledger.renders, (reused, synthesized))[-_RENDERS:]
    ledger = Ledger(renders, ledger.size_bytes + written_bytes, ledger.counted)
    if written_bytes and time.time() - ledger.counted > _RECOUNT_SECONDS:
        ledger = _with_size(ledger, sum(entry.size_bytes for entry in entries(folder)))
    _write(folder, ledger)
    return prune(folder, round(limit * _KEPT_SHARE)) if ledger.size_bytes > limit else Removed(0, 0)


def read_ledger(folder: Path) -> Ledger:
    """The store's ledger; an empty one where it is missing or cannot be read."""
    try:
        kept = json.loads((folder / _LEDGER).read_text(encoding="utf-8"))
        renders = tuple((int(reused), int(spoken)) for reused, spoken in kept["renders"])
        return Ledger(renders, int(kept["bytes"]), float(kept["counted"]))
    except (OSError, ValueError, KeyError, TypeError):
        return Ledger()


def _with_size(ledger: Ledger, size_bytes: int) -> Ledger:
    return Ledger(ledger.renders, size_bytes, time.time())


def _write(folder: Path, ledger: Ledger) -> None:
    """In one step; not forced to disk, since losing it costs a count and no more."""
    text = json.dumps({"renders": ledger.renders, "bytes": ledger.size_bytes, "counted": ledger.counted})
    part = folder / f".{_LEDGER}.{os.getpid()}-{secrets.token_hex(4)}"
    with suppress(OSError):
        try:
            part.write_text(text, encoding="utf-8")
            part.replace(folder / _LEDGER)
        finally:
            part.unlink(missing_ok=True)


def _folders(folder: Path) -> list[Path]:
    """The store's inner folders, two levels down; nothing that is a link."""
    return [inner for outer in _named(folder) for inner in _named(outer)]


def _named(folder: Path) -> list[Path]:
    try:
        with os.scandir(folder) as found:
            return [Path(f.path) for f in found if _FOLDER.fullmatch(f.name) and f.is_dir(follow_symlinks=False)]
    except OSError:
        return []


def _is_entry(file: os.DirEntry[str]) -> bool:
    folder = Path(file.path).parent
    in_place = file.name[:4] == folder.parent.name + folder.name
    return in_place and bool(_ENTRY.fullmatch(file.name)) and file.is_file(follow_symlinks=False)


def _removed(path: Path) -> bool:
    """Whether it was there and could be removed; on Windows a file that is being read stays."""
    try:
        path.unlink()
    except OSError:
        return False
    return True


def _sum(gone: list[Entry]) -> Removed:
    return Removed(len(gone), sum(entry.size_bytes for entry in gone))

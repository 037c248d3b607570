"""The clip store: every spoken utterance is kept under a name made of everything that changes its sound.

An entry is one file (see `sealing`). Entries are written beside their place and renamed into it, so two processes may
share a store; a damaged entry counts as missing and is removed. Behind the machine's own store there may be another one
that several machines share: what is missing here is fetched from there, and what is made is put into both.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import threading
import time
import warnings
import weakref
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any, BinaryIO

from holdspace.errors import OutputUnwritable
from holdspace.files import replacing
from holdspace.folders import cache_folder
from holdspace.speech import keeping
from holdspace.speech.clip import Clip, Extent
from holdspace.speech.sealing import block_bytes, block_in, clip_bytes, clip_in, extent_in, is_whole, note_in

if TYPE_CHECKING:
    from holdspace.speech.shared import SharedStore

_ATTEMPTS = 5
_TOUCH_SECONDS = 60.0
"""An entry's time tells when it was last used, to a minute: cheap enough to be kept at every use."""


class StoreUnwritable(UserWarning):
    """The store's folder cannot be written; clips are kept for this run only."""


def default_store() -> ClipStore:
    """The store in `HOLDSPACE_CACHE`, else in the system's folder for caches, before that of `HOLDSPACE_SHARED_CACHE`.

    Raises `BadChoice` for a limit and for a URL.
    """
    return own_store(os.environ.get("HOLDSPACE_SHARED_CACHE", ""))


def own_store(shared_url: str = "") -> ClipStore:
    """The machine's own store, before the shared one at `shared_url` if there is any. Raises `BadChoice`."""
    return ClipStore(cache_folder(), keeping.limit_bytes(), shared_at(shared_url))


def shared_at(url: str) -> SharedStore | None:
    """The shared store at `url`; None for an empty one. Raises `BadChoice` for what is no URL."""
    if not url.strip():
        return None
    from holdspace.speech.shared import SharedStore  # late: few have one

    return SharedStore(url.strip())


def key_of(**facts: Any) -> str:
    """The name for `facts`: SHA-256 of their JSON with sorted keys, in hexadecimal."""
    canonical = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class ClipStore:
    """Clips and small notes on disk. Nothing here raises for a disk's sake: an unwritable store warns once.

    After that a temporary folder takes its place until the process ends; what the store holds is still read.
    """

    def __init__(
        self, folder: Path, limit_bytes: int = keeping.DEFAULT_LIMIT_BYTES, shared: SharedStore | None = None
    ) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes
        """What it may hold after a render; a shared store has no limit."""
        self.shared = shared
        """Where what is missing here is looked for, and what is made here is put too."""
        self._found: dict[str, None] = {}
        self._spare: Path | None = None
        self._written_bytes = 0
        self._writing = threading.Lock()

    def get(self, key: str) -> Clip | None:
        """The clip under `key`; None when there is none or it is damaged."""
        name = f"{key}.clip"
        for path in self._places(name):
            data = _read(path)
            if data is None:
                continue
            clip = clip_in(data)
            if clip is not None:
                return clip
            _remove(path)
        data = self._fetched(name)
        return None if data is None else clip_in(data)

    def extent(self, key: str) -> Extent | None:
        """The lengths of the clip under `key`, from its head alone; None when it is not here (see `bring_clips`).

        A clip cut short counts as missing here too; other damage shows when the clip itself is asked for.
        """
        for path in self._places(f"{key}.clip"):
            extent = _extent(path, key)
            if extent is not None:
                self._note_found(path.name)
                return extent
        return None

    def bring_clips(self, keys: Iterable[str]) -> None:
        """Fetch the clips that are not here from the shared store, where there is one, side by side."""
        self._bring([f"{key}.clip" for key in keys])

    def bring_blocks(self, keys: Iterable[str]) -> None:
        """The same for encoded sound."""
        self._bring([f"{key}.block" for key in keys])

    def share_found(self) -> None:
        """Put into the shared store what it lacks of all the clips and notes that were found here."""
        if self.shared is not None:
            found, self._found = self._found, {}
            self.shared.side_by_side(self._share, found)
            self.shared.settle()

    def settle(self) -> None:
        """Wait until the shared store has what was made here, or nobody answers there."""
        if self.shared is not None:
            self.shared.settle()

    def note_render(self, reused: int, synthesized: int) -> None:
        """Remember how much the store helped a render, and keep its size within the limit."""
        self.settle()
        if self._spare is None and self.folder.is_dir():
            written, self._written_bytes = self._written_bytes, 0
            keeping.note_render(self.folder, reused, synthesized, written, self.limit_bytes)

    def has(self, key: str) -> bool:
        """Whether there is a clip under `key` here; it is not opened."""
        return self._is_here(f"{key}.clip")

    def put(self, key: str, clip: Clip) -> None:
        """Keep `clip` under `key`."""
        self._keep(f"{key}.clip", clip_bytes(clip))

    def has_block(self, key: str) -> bool:
        """Whether there is encoded sound under `key` here; it is not opened."""
        return self._is_here(f"{key}.block")

    def get_block(self, key: str) -> bytes | None:
        """The encoded sound under `key`; None when there is none or it is damaged."""
        name = f"{key}.block"
        for path in self._places(name):
            data = _read(path)
            if data is None:
                continue
            block = block_in(data)
            if block is not None:
                return block
            _remove(path)
        data = self._fetched(name)
        return None if data is None else block_in(data)

    def put_block(self, key: str, block: bytes) -> None:
        """Keep encoded sound under `key`."""
        self._keep(f"{key}.block", block_bytes(block))

    def get_note(self, key: str) -> dict[str, Any] | None:
        """The note under `key`; None when there is none or it is damaged."""
        name = f"{key}.json"
        for path in self._places(name):
            with suppress(OSError):
                note = note_in(path.read_bytes())
                if note is not None:
                    self._note_found(name)
                    return note
        data = self._fetched(name)
        return None if data is None else note_in(data)

    def put_note(self, key: str, note: dict[str, Any]) -> None:
        """Keep `note`, a few values that JSON can hold, under `key`."""
        self._keep(f"{key}.json", json.dumps(note).encode())

    def _is_here(self, name: str) -> bool:
        return any(path.is_file() for path in self._places(name))

    def _bring(self, names: list[str]) -> None:
        if self.shared is not None:
            missing = [name for name in dict.fromkeys(names) if not self._is_here(name)]
            self.shared.side_by_side(self._fetched, missing)

    def _fetched(self, name: str) -> bytes | None:
        """The entry as the shared store has it, if it is whole; it is kept here too."""
        data = None if self.shared is None else self.shared.fetch(name)
        if data is None or not is_whole(name, data):
            return None
        self._write(name, data)
        return data

    def _note_found(self, name: str) -> None:
        if self.shared is not None:
            self._found[name] = None

    def _share(self, name: str) -> None:
        """Put an entry of this store into the shared one, which may have it already."""
        assert self.shared is not None  # noqa: S101 -- `share_found` has seen to it
        if self.shared.lacks(name):
            data = next((data for path in self._places(name) if (data := _read(path)) is not None), None)
            if data is not None and is_whole(name, data):
                self.shared.put(name, data)

    def _keep(self, name: str, data: bytes) -> None:
        """Write what was made here, and put it where others find it."""
        self._write(name, data)
        if self.shared is not None:
            self.shared.put(name, data)

    def _places(self, name: str) -> list[Path]:
        return [_place(folder, name) for folder in (self.folder, self._spare) if folder is not None]

    def _write(self, name: str, data: bytes) -> None:
        try:
            _write(_place(self._spare or self.folder, name), data)
        except (OSError, OutputUnwritable) as error:
            with self._writing:  # one thread finds out for all of them
                if self._spare is None and not _place(self.folder, name).exists():  # else another process was faster
                    self._fall_back(error)
            if self._spare is not None:
                _write(_place(self._spare, name), data)
        else:
            with self._writing:
                self._written_bytes += len(data)

    def _fall_back(self, error: Exception) -> None:
        """Warn, and keep what comes in a temporary folder of this process."""
        self._spare = Path(tempfile.mkdtemp(prefix="holdspace-clips-"))
        weakref.finalize(self, rmtree, self._spare, ignore_errors=True)
        reason = error.what if isinstance(error, OutputUnwritable) else str(error)
        warnings.warn(
            f"Clips cannot be kept in {self.folder} and will be spoken anew next time: {reason} "
            "HOLDSPACE_CACHE can name another folder.",
            StoreUnwritable,
            stacklevel=4,
        )


def _place(folder: Path, name: str) -> Path:
    """Entries lie two levels deep, so that no folder grows too large to list."""
    return folder / name[:2] / name[2:4] / name


def _write(path: Path, data: bytes) -> None:
    for attempt in range(_ATTEMPTS):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with replacing(path, lasting=False) as part:  # a damaged entry is a missing one
                part.write_bytes(data)
        except (OSError, OutputUnwritable):  # `holdspace cache clear` may have removed the empty folder beneath us
            if attempt == _ATTEMPTS - 1:
                raise
        else:
            return


def _read(path: Path) -> bytes | None:
    try:
        with path.open("rb") as stream:
            _touch(path, stream)
            return stream.read()
    except OSError:
        return None


def _touch(path: Path, stream: BinaryIO) -> None:
    """Note that the entry is used now, unless that is known already; a store that may only be read stays as it is."""
    if time.time() - os.fstat(stream.fileno()).st_mtime > _TOUCH_SECONDS:
        with suppress(OSError):
            os.utime(path)


def _extent(path: Path, key: str) -> Extent | None:
    try:
        with path.open("rb") as stream:
            _touch(path, stream)
            return extent_in(stream, key)
    except OSError:
        return None


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()

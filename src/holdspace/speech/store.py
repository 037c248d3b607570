"""The clip store: every spoken utterance is kept under a name made of everything that changes its sound.

An entry is one file: a line of JSON, then the samples. Entries are written beside their place and renamed into it, so
two processes may share a store; a damaged entry counts as missing and is removed.
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
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from typing import Any, BinaryIO

from holdspace.errors import OutputUnwritable
from holdspace.files import replacing
from holdspace.folders import cache_folder
from holdspace.speech import keeping
from holdspace.speech.clip import Clip, Extent
from holdspace.timebase import SAMPLE_RATE_HZ

_FORMAT = 2
_BYTES_A_SAMPLE = 2
_SEAL_BYTES = 32
"""A SHA-256 before the bytes it seals."""
_LONGEST_HEAD_BYTES = 65_536
"""More than any head has: its text is one sentence."""
_ATTEMPTS = 5
_TOUCH_SECONDS = 60.0
"""An entry's time tells when it was last used, to a minute: cheap enough to be kept at every use."""


class StoreUnwritable(UserWarning):
    """The store's folder cannot be written; clips are kept for this run only."""


def default_store() -> ClipStore:
    """The store in `HOLDSPACE_CACHE`, else in the system's folder for caches. Raises `BadChoice` for a limit."""
    return ClipStore(cache_folder(), keeping.limit_bytes())


def key_of(**facts: Any) -> str:
    """The name for `facts`: SHA-256 of their JSON with sorted keys, in hexadecimal."""
    canonical = json.dumps(facts, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


class ClipStore:
    """Clips and small notes on disk. Nothing here raises for a disk's sake: an unwritable store warns once.

    After that a temporary folder takes its place until the process ends; what the store holds is still read.
    """

    def __init__(self, folder: Path, limit_bytes: int = keeping.DEFAULT_LIMIT_BYTES) -> None:
        self.folder = folder
        self.limit_bytes = limit_bytes
        """What it may hold after a render."""
        self._spare: Path | None = None
        self._written_bytes = 0
        self._writing = threading.Lock()

    def get(self, key: str) -> Clip | None:
        """The clip under `key`; None when there is none or it is damaged."""
        for path in self._places(f"{key}.clip"):
            data = _read(path)
            if data is None:
                continue
            clip = _clip(data)
            if clip is not None:
                return clip
            _remove(path)
        return None

    def extent(self, key: str) -> Extent | None:
        """The lengths of the clip under `key`, from its head alone; None when there is none.

        A clip cut short counts as missing here too; other damage shows when the clip itself is asked for.
        """
        for path in self._places(f"{key}.clip"):
            extent = _extent(path, key)
            if extent is not None:
                return extent
        return None

    def note_render(self, reused: int, synthesized: int) -> None:
        """Remember how much the store helped a render, and keep its size within the limit."""
        if self._spare is None and self.folder.is_dir():
            written, self._written_bytes = self._written_bytes, 0
            keeping.note_render(self.folder, reused, synthesized, written, self.limit_bytes)

    def has(self, key: str) -> bool:
        """Whether there is an entry under `key`; it is not opened."""
        return any(path.is_file() for path in self._places(f"{key}.clip"))

    def put(self, key: str, clip: Clip) -> None:
        """Keep `clip` under `key`."""
        self._write(f"{key}.clip", _bytes(clip))

    def has_block(self, key: str) -> bool:
        """Whether there is encoded sound under `key`; it is not opened."""
        return any(path.is_file() for path in self._places(f"{key}.block"))

    def get_block(self, key: str) -> bytes | None:
        """The encoded sound under `key`; None when there is none or it is damaged."""
        for path in self._places(f"{key}.block"):
            data = _read(path)
            if data is None:
                continue
            seal, block = data[:_SEAL_BYTES], data[_SEAL_BYTES:]
            if seal == hashlib.sha256(block).digest():
                return block
            _remove(path)
        return None

    def put_block(self, key: str, block: bytes) -> None:
        """Keep encoded sound under `key`."""
        self._write(f"{key}.block", hashlib.sha256(block).digest() + block)

    def get_note(self, key: str) -> dict[str, Any] | None:
        """The note under `key`; None when there is none or it is damaged."""
        for path in self._places(f"{key}.json"):
            with suppress(OSError, ValueError):
                note = json.loads(path.read_text(encoding="utf-8"))
                if isinstance(note, dict):
                    return note
        return None

    def put_note(self, key: str, note: dict[str, Any]) -> None:
        """Keep `note`, a few values that JSON can hold, under `key`."""
        self._write(f"{key}.json", json.dumps(note).encode())

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
    """What the head of a clip says of its lengths, if the file is as long as that; None otherwise."""
    try:
        with path.open("rb") as stream:
            _touch(path, stream)
            line = stream.readline(_LONGEST_HEAD_BYTES)
            head = json.loads(line)
            pcm_bytes = os.fstat(stream.fileno()).st_size - len(line)
            if head["holdspace-clip"] != _FORMAT or pcm_bytes != head["samples"] * _BYTES_A_SAMPLE:
                return None
            lead, tail = int(head["lead_samples"]), int(head["tail_samples"])
            return Extent(key, lead, int(head["samples"]) - lead - tail, tail)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remove(path: Path) -> None:
    with suppress(OSError):
        path.unlink()


def _bytes(clip: Clip) -> bytes:
    pcm: bytes = clip.audio.raw_data
    head = {
        "holdspace-clip": _FORMAT,
        "text": clip.text,
        "samples": len(pcm) // _BYTES_A_SAMPLE,
        "lead_samples": clip.lead_samples,
        "tail_samples": clip.tail_samples,
    }
    head["sha256"] = _seal(head, pcm)
    return json.dumps(head).encode() + b"\n" + pcm


def _clip(data: bytes) -> Clip | None:
    """The clip in `data`; None when a single byte of it is not as it was written."""
    from holdspace.audio.segments import AudioSegment  # late: lengths alone need no sound library

    line, _, pcm = data.partition(b"\n")
    try:
        head = json.loads(line)
        if head.pop("sha256") != _seal(head, pcm) or head["holdspace-clip"] != _FORMAT:
            return None
        audio = AudioSegment(data=pcm, sample_width=_BYTES_A_SAMPLE, frame_rate=SAMPLE_RATE_HZ, channels=1)
        return Clip(head["text"], audio, head["lead_samples"], head["tail_samples"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _seal(head: dict[str, Any], pcm: bytes) -> str:
    return hashlib.sha256(json.dumps(head, sort_keys=True).encode() + b"\n" + pcm).hexdigest()

"""Fetching a file over the network, or from a copy at hand, so that nothing but the very file expected is ever used.

What has arrived is kept beside the target as `NAME.part` and continued the next time; the target appears only when the
whole file has the pinned SHA-256.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from holdspace import __version__
from holdspace.errors import BadChoice, DownloadFailed, OutputUnwritable
from holdspace.files import settle
from holdspace.speech.packs import Remote, size_words

Told = Callable[[int], None]
"""Called with how many bytes of the file are here."""

STALL_SECONDS = 30.0
"""So long a server may be silent; then the connection is given up."""
_TRIES = 4
"""A connection that broke off is taken up again, as long as each brings the file on."""
_PIECE_BYTES = 1 << 18
_RANGE = re.compile(r"bytes (?P<begin>\d+)-\d+/(?P<total>\d+|\*)")
_RANGE_NOT_THERE = 416
_OTHER_WAY = "Or fetch {url} in another way and add the file with --from FILE."


class _BrokenOff(DownloadFailed):
    """The connection ended early; what has arrived is good, and the rest may be asked for."""


def fetch(remote: Remote, folder: Path, told: Told, *, stall_seconds: float = STALL_SECONDS) -> Path:
    """Bring `remote` into `folder`, going on where an earlier attempt ended; returns where it is.

    `told` hears of each piece. Raises `DownloadFailed` and `OutputUnwritable`; an interruption keeps what has arrived.
    """
    part = _part(remote, folder)
    for attempt in range(1, _TRIES + 1):
        before = _size(part)
        try:
            _continue(remote, part, told, stall_seconds)
            break
        except _BrokenOff:
            if attempt == _TRIES or _size(part) <= before:
                raise
    return _checked(remote, part, folder)


def take(remote: Remote, source: Path, folder: Path, told: Told) -> Path:
    """Bring a copy of `remote` from the file `source` into `folder`; returns where it is.

    Raises `BadChoice` when `source` is another file or cannot be read, and `OutputUnwritable`.
    """
    part = _part(remote, folder)
    try:
        found = _hashed(source, remote)
    except OSError as error:
        what = f"{source} cannot be read: {error.strerror or error}."
        raise BadChoice("--from", what, "Name a file or a folder that is there.") from error
    kind, expected = remote.digest
    if found != expected:
        what = f"{source} is not {remote.name}: its {kind} is {found}, not {expected}."
        raise BadChoice("--from", what, f"Fetch it anew from {remote.url}.")
    with on_disk(part):
        shutil.copyfile(source, part)
    told(remote.size_bytes)
    return _checked(remote, part, folder)


def _part(remote: Remote, folder: Path) -> Path:
    """Where the file grows; its folder is made, and has room for what is missing."""
    part = folder / f"{remote.name}.part"
    with on_disk(part):
        folder.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(folder).free
    needed = remote.size_bytes - _size(part)
    if needed > free:
        what = f"{remote.name} needs {size_words(needed)}, and {folder} has room for {size_words(free)}."
        raise OutputUnwritable(what, _FULL)
    return part


def _continue(remote: Remote, part: Path, told: Told, stall_seconds: float) -> None:
    """One connection: ask for what is missing, and write it as it comes."""
    begin = _size(part)
    if begin == remote.size_bytes:
        return
    if begin > remote.size_bytes:
        part.unlink()
        begin = 0
    with _translated(remote, part, stall_seconds), _opened(remote, begin, stall_seconds) as answer:
        begin = _agreed(answer, remote, begin)
        with on_disk(part):
            stream = part.open("r+b" if begin else "wb")
        with stream:
            stream.seek(begin)
            _write(answer, stream, remote, part, told)
    if _size(part) < remote.size_bytes:
        raise _BrokenOff(*_broken_off(remote, part))


def _opened(remote: Remote, begin: int, stall_seconds: float) -> Any:
    headers = {"User-Agent": f"holdspace/{__version__}", "Accept-Encoding": "identity"}
    if begin:
        headers["Range"] = f"bytes={begin}-"
    request = Request(remote.url, headers=headers)  # noqa: S310 -- the addresses are our own
    return urlopen(request, timeout=stall_seconds)  # noqa: S310 -- the same


def _agreed(answer: Any, remote: Remote, begin: int) -> int:
    """Where what the server sends begins: not where it was asked for, if it knows nothing of parts of files.

    Raises `DownloadFailed` when it says itself that it will send another file.
    """
    match = _RANGE.fullmatch(answer.headers.get("Content-Range", "")) if answer.status == 206 else None
    if match:
        begin = int(match["begin"]) if int(match["begin"]) <= begin else -1
        total = remote.size_bytes if match["total"] == "*" else int(match["total"])
    else:
        begin = 0
        announced = answer.headers.get("Content-Length", "")
        total = int(announced) if announced.isascii() and announced.isdigit() else remote.size_bytes
    if begin < 0 or total != remote.size_bytes:
        offered = "another part of it" if begin < 0 else f"a file of {total:,} bytes"
        what = f"{_host(remote)} offers {offered} where {remote.name} ({remote.size_bytes:,} bytes) is expected."
        raise DownloadFailed(what, f"Try again later. {_OTHER_WAY.format(url=remote.url)}")
    return begin


def _write(answer: Any, stream: IO[bytes], remote: Remote, part: Path, told: Told) -> None:
    here = stream.tell()
    told(here)
    while piece := answer.read1(_PIECE_BYTES):
        here += len(piece)
        if here > remote.size_bytes:
            stream.truncate(0)
            what = f"{_host(remote)} sends more than the {size_words(remote.size_bytes)} of {remote.name}."
            raise DownloadFailed(what, f"Try again later. {_OTHER_WAY.format(url=remote.url)}")
        with on_disk(part):
            stream.write(piece)
            stream.flush()
        told(here)
    with on_disk(part):
        stream.truncate()


def _checked(remote: Remote, part: Path, folder: Path) -> Path:
    """Give the whole file its name, if it is the one expected; otherwise remove it."""
    target = folder / remote.name
    with on_disk(part):
        found = _hashed(part, remote)
    kind, expected = remote.digest
    if found != expected:
        part.unlink()
        what = f"what came for {remote.name} is another file: its {kind} is {found}, not {expected}."
        mend = (
            "It was removed. Try again; if it stays so, the file at its origin has changed: look for a newer holdspace."
        )
        raise DownloadFailed(what, mend)
    with on_disk(target):
        settle(part, target)
    return target


@contextmanager
def _translated(remote: Remote, part: Path, stall_seconds: float) -> Iterator[None]:
    """Tell whatever a connection can raise as our own errors."""
    other_way = _OTHER_WAY.format(url=remote.url)
    try:
        yield
    except HTTPError as error:
        if error.code == _RANGE_NOT_THERE:
            part.unlink(missing_ok=True)
        what = f"{_host(remote)} refuses {remote.name}: {error.code} {error.reason}."
        raise DownloadFailed(what, f"Try again later. {other_way}") from error
    except URLError as error:
        reason = getattr(error.reason, "strerror", None) or error.reason
        what = f"{_host(remote)} cannot be reached: {reason}."
        raise DownloadFailed(what, f"Check the connection. {other_way}") from error
    except TimeoutError as error:
        what, mend = _broken_off(remote, part)
        raise _BrokenOff(f"{_host(remote)} sent nothing for {stall_seconds:g} s; {what}", mend) from error
    except (HTTPException, OSError) as error:  # those of the disk have been told already
        raise _BrokenOff(*_broken_off(remote, part)) from error


def _broken_off(remote: Remote, part: Path) -> tuple[str, str]:
    """What is wrong and the mend when a connection has ended early."""
    arrived, whole = size_words(_size(part)), size_words(remote.size_bytes)
    what = f"the connection ended after {arrived} of the {whole} of {remote.name}."
    return what, "What has arrived is kept: run the same command again to go on."


_FULL = "Free some space, or name another folder in HOLDSPACE_VOICES."


@contextmanager
def on_disk(path: Path) -> Iterator[None]:
    """Tell any `OSError` of the disk, and what `files` makes of one, with the mend that fits here."""
    try:
        yield
    except OSError as error:
        raise OutputUnwritable(f"{path} cannot be written: {error.strerror or error}.", _FULL) from error
    except OutputUnwritable as error:
        raise OutputUnwritable(error.what, _FULL) from error


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0


def read_small(url: str, name: str, most_bytes: int, stall_seconds: float = STALL_SECONDS) -> bytes:
    """A small text, whole; only its length can be checked. Raises `DownloadFailed`."""
    host = urlsplit(url).netloc
    request = Request(url, headers={"User-Agent": f"holdspace/{__version__}", "Accept-Encoding": "identity"})  # noqa: S310 -- addresses of ours
    try:
        with urlopen(request, timeout=stall_seconds) as answer:  # noqa: S310 -- the same
            data = _pieces(answer, most_bytes, time.monotonic() + 4 * stall_seconds)
            announced = answer.headers.get("Content-Length", "")
    except HTTPError as error:
        raise DownloadFailed(f"{host} refuses {name}: {error.code} {error.reason}.", "Try again later.") from error
    except (OSError, HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        why = f"it sent nothing for {stall_seconds:g} s" if isinstance(error, TimeoutError) else str(reason)
        raise DownloadFailed(f"{host} does not send {name}: {why}.", "Check the connection, and try again.") from error
    if len(data) > most_bytes or (announced.isdigit() and len(data) != int(announced)):
        what = f"{host} sends {len(data):,} bytes of {name}, and not what it announced."
        raise DownloadFailed(what, "Try again later.")
    return data


def _pieces(answer: Any, most_bytes: int, until: float) -> bytes:
    """All that is sent, up to a byte more than `most_bytes`; a server that drips is given up like a silent one."""
    data = bytearray()
    while len(data) <= most_bytes and (piece := answer.read1(min(_PIECE_BYTES, most_bytes + 1 - len(data)))):
        data += piece
        if time.monotonic() > until:
            raise TimeoutError
    return bytes(data)


def is_damaged(remote: Remote, folder: Path) -> bool:
    """Whether the file that lies in `folder` under the name of `remote` is another one."""
    try:
        return _hashed(folder / remote.name, remote) != remote.digest[1]
    except OSError:
        return True


def sha256_of(path: Path) -> str:
    """In small hexadecimal digits. Raises `OSError`."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _hashed(path: Path, remote: Remote) -> str:
    """The hash of the file at `path` that is known of `remote`."""
    if remote.sha256:
        return sha256_of(path)
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _host(remote: Remote) -> str:
    return urlsplit(remote.url).netloc

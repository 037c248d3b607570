"""A clip store that several machines share, at any URL that fsspec understands; it stands behind each one's own.

Nothing here fails a render. Every call has a deadline; after one that fails the store is let alone for some minutes,
for reading or for writing, and the first failure of each is told in a warning.
"""

from __future__ import annotations

import re
import secrets
import threading
import time
import warnings
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec
from queue import Empty, SimpleQueue
from typing import Any, TypeVar

from holdspace.errors import BadChoice, MissingExtra

VARIABLE = "HOLDSPACE_SHARED_CACHE"

CALL_SECONDS = 15.0
"""How long one call may take; the first one also finds the credentials and connects."""
PAUSE_SECONDS = 300.0
"""How long a store that failed is let alone: a worker of a cluster lives longer than most troubles."""
_SIDE_BY_SIDE = 8
_MOST_WAITING = 32
"""Entries on their way there, some hundred kilobytes each; who makes more than the network takes has to wait."""
_WHOLE_AT_ONCE = {"s3", "s3a", "gs", "gcs", "abfs", "abfss", "az", "oci", "oss", "memory"}
"""Where an object is seen only when all of it is there. Elsewhere it gets its name when it is whole."""
_SECRET = re.compile(r"(?<=://)[^/@]*@")

T = TypeVar("T")


class SharedStoreUnreachable(UserWarning):
    """The shared clip store does not answer; the machine's own store does without it."""


@dataclass
class _Patience:
    """Whether to try: not while a failure is fresh."""

    loss: str
    """What a failure means, for the warning."""
    again: float = 0.0
    """When it may be tried again, on the monotonic clock."""
    has_told: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def is_out(self) -> bool:
        return time.monotonic() < self.again

    def lose(self, store: str, reason: str) -> None:
        with self.lock:
            self.again = time.monotonic() + PAUSE_SECONDS
            if self.has_told:
                return
            self.has_told = True
        warnings.warn(
            f"{self.loss} the shared clip store {store}: {reason} ({VARIABLE}).", SharedStoreUnreachable, stacklevel=4
        )


class SharedStore:
    """Entries by their names, `KEY.clip` and the like, beneath a URL; whether they are whole is asked elsewhere.

    Raises `BadChoice` for what is no URL.
    """

    def __init__(self, url: str) -> None:
        if "://" not in url:
            mend = "Write a URL such as file:///mnt/clips or s3://bucket/clips."
            raise BadChoice(VARIABLE, f"{VARIABLE} cannot be {url!r}.", mend)
        self.url = url
        self.shown = _SECRET.sub("", url)
        """The URL without a user's name and password."""
        self._reading = _Patience("Nothing is fetched for now from")
        self._writing = _Patience("What is made is not put for now into")
        self._connecting = threading.Lock()
        self._system: tuple[Any, str] | None = None
        self._folders: set[str] = set()
        self._pool: ThreadPoolExecutor | None = None
        self._waiting: set[Future[None]] = set()
        self._queueing = threading.Lock()

    def fetch(self, name: str) -> bytes | None:
        """The bytes of the entry `name`; None where there is none, or nobody answers."""
        return self._tried(self._reading, lambda: self._read(name))

    def side_by_side(self, call: Callable[[str], object], names: Iterable[str]) -> None:
        """Do `call`, which fetches or puts and raises nothing, for each of the names, several at a time."""
        for _ in self._workers().map(call, names):
            pass

    def put(self, name: str, data: bytes) -> None:
        """Have the entry put there, soon; `settle` waits for it."""
        if self._writing.is_out():
            return
        with self._queueing:
            self._waiting = {one for one in self._waiting if not one.done()}
            if len(self._waiting) >= _MOST_WAITING:
                wait(self._waiting, return_when=FIRST_COMPLETED)
            self._waiting.add(self._workers().submit(self._put, name, data))

    def settle(self) -> None:
        """Wait until everything is there, or given up."""
        with self._queueing:
            wait(self._waiting)
            self._waiting.clear()

    def lacks(self, name: str) -> bool:
        """Whether it would help to put the entry there: it is not there, and somebody answers."""
        return self._tried(self._writing, lambda: not self._exists(name)) or False

    def has(self, name: str) -> bool:
        """Whether the entry is there. Raises whatever goes wrong, a `TimeoutError` after the deadline."""
        return _within(CALL_SECONDS, lambda: self._exists(name))

    def sign(self) -> str:
        """Put an empty entry there for others to find, and return its name; raises whatever goes wrong."""
        name = f"holdspace-sign-{secrets.token_hex(8)}"
        _within(CALL_SECONDS, lambda: self._write(name, b"holdspace"))
        return name

    def remove(self, name: str) -> None:
        """Remove an entry, if that is possible."""
        with suppress(Exception):
            _within(CALL_SECONDS, lambda: self._remove(name))

    def trouble(self) -> str | None:
        """Why the store cannot be used, after trying; None where all is well."""
        try:
            self.remove(self.sign())
        except Exception as error:  # noqa: BLE001 - every file system has errors of its own
            return self.reason_of(error)
        return None

    @staticmethod
    def reason_of(error: Exception) -> str:
        """What an error of some file system says, in one line and without secrets."""
        if isinstance(error, MissingExtra):
            return str(error).rstrip(".")
        if isinstance(error, TimeoutError):
            return f"no answer within {CALL_SECONDS:g} s"
        words = " ".join(str(error).split()).rstrip(".") or type(error).__name__
        return _SECRET.sub("", words)[:300]

    def _put(self, name: str, data: bytes) -> None:
        self._tried(self._writing, lambda: self._write(name, data))

    def _tried(self, patience: _Patience, call: Callable[[], T]) -> T | None:
        if patience.is_out():
            return None
        try:
            return _within(CALL_SECONDS, call)
        except Exception as error:  # noqa: BLE001 - every file system has errors of its own
            patience.lose(self.shown, self.reason_of(error))
            return None

    def _read(self, name: str) -> bytes | None:
        system, path = self._at(name)
        try:
            data: bytes = system.cat_file(path)
        except (FileNotFoundError, NotADirectoryError):
            return None
        return data

    def _exists(self, name: str) -> bool:
        system, path = self._at(name)
        return bool(system.isfile(path))

    def _write(self, name: str, data: bytes) -> None:
        system, path = self._at(name)
        if _kinds(system) & _WHOLE_AT_ONCE:
            system.pipe_file(path, data)
            return
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            system.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        part = f"{path}.{secrets.token_hex(8)}.part"
        try:
            system.pipe_file(part, data)
            system.mv(part, path)
        except BaseException:
            with suppress(Exception):
                system.rm_file(part)
            raise

    def _remove(self, name: str) -> None:
        system, path = self._at(name)
        system.rm_file(path)

    def _at(self, name: str) -> tuple[Any, str]:
        """The file system and the path of an entry, two levels deep as in a machine's own store."""
        with self._connecting:
            if self._system is None:
                if find_spec("fsspec") is None:
                    raise MissingExtra("dask", VARIABLE)
                self._system = import_module("fsspec.core").url_to_fs(self.url)
        system, root = self._system
        return system, f"{root.rstrip('/')}/{name[:2]}/{name[2:4]}/{name}"

    def _workers(self) -> ThreadPoolExecutor:
        if self._pool is None:
            self._pool = ThreadPoolExecutor(_SIDE_BY_SIDE, "shared-clips")
        return self._pool


def _kinds(system: Any) -> set[str]:
    names = system.protocol
    return {names} if isinstance(names, str) else set(names)


def _within(seconds: float, call: Callable[[], T]) -> T:
    """What `call` returns or raises; `TimeoutError` after `seconds`, and then its thread is left to itself.

    No file system has a deadline for everything: a network folder that hangs cannot even be interrupted.
    """
    answer: SimpleQueue[tuple[T | None, BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            answer.put((call(), None))
        except BaseException as error:  # noqa: BLE001 - raised again where it was asked for
            answer.put((None, error))

    threading.Thread(target=run, name="shared-clips-call", daemon=True).start()
    try:
        result, error = answer.get(timeout=seconds)
    except Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]  # it is what `call` returned

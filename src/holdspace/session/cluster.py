"""Jobs done by an existing Dask cluster, whose workers see the same folders under the same names.

What is required of each worker: the same holdspace, voices and pronunciations, and the scripts, the clip store and the
folder for the files at the same paths (a network folder). Before a shared clip store each worker has its own folder of
clips. All of it is looked at before any work is done.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from holdspace import __version__
from holdspace.errors import HoldspaceError, MachineError, MissingExtra
from holdspace.files import translated
from holdspace.session.batch_jobs import Job, Result, Writing, errands, let_go, run_errand
from holdspace.session.ordering import Order
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.engine import sound_version
from holdspace.speech.own_lexicon import pronunciations
from holdspace.speech.store import ClipStore, shared_at

if TYPE_CHECKING:
    from holdspace.session.batch_planning import Planned
    from holdspace.speech.shared import SharedStore

_ANSWER_SECONDS = 15


class Cluster:
    """A runner on the cluster whose scheduler is at `address`, such as `tcp://10.0.0.5:8786`; a context manager.

    Raises `MissingExtra` without dask.distributed, `MachineError` when nobody answers or no worker is there.
    """

    def __init__(self, store: ClipStore, address: str) -> None:
        if find_spec("distributed") is None:
            raise MissingExtra("dask", "--dask")
        self._store = store
        self._address = address
        self._client = _connected(address)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(Exception):  # the cluster may be gone; ours is done
            self._client.run(let_go)
        self._client.close()

    @property
    def workers(self) -> int:
        """How many jobs are done at the same time: the threads of all workers."""
        threads: dict[str, int] = self._client.nthreads()
        return max(1, sum(threads.values()))

    def check(self, plans: Sequence[Planned]) -> None:
        """Compare each worker with this process. Raises `MachineError` that names what differs."""
        asked = _questions(plans, self._store)
        signs: list[Path] = []
        shared = self._store.shared
        sign = ""
        try:
            signs += [_signed(folder) for folder in asked.folders]
            if shared is not None:
                sign = _signed_shared(shared)
                asked = replace(asked, shared=(shared.url, sign))
            asked = replace(asked, signs=tuple(signs))
            here = facts(asked)
            for worker, there in self._client.run(facts, asked).items():
                _compare(worker, here, there)
        finally:
            for file in signs:
                file.unlink(missing_ok=True)
            if shared is not None and sign:
                shared.remove(sign)

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        """Each job's number and result. What a lost worker was at is done by another one.

        Raises `MachineError` when the scheduler is lost, or one job has taken several workers down.
        """
        if not jobs:
            return
        self._store.share_found()
        sent = errands([_at_home(job) for job in jobs], self._store, far=True)
        futures = self._client.map(run_errand, sent, pure=False)
        numbers = {future.key: number for number, future in enumerate(futures)}
        try:
            for future in _distributed().as_completed(futures, loop=self._client.loop):
                yield numbers[future.key], _result(future, self._address)
        finally:
            with suppress(Exception):
                self._client.cancel(futures)  # of no effect on those that are done


def _distributed() -> Any:
    """dask.distributed, imported late; much of it carries no types."""
    return import_module("distributed")


def _connected(address: str) -> Any:
    """A client with at least one worker."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is raised
    mend = "Start one with `dask scheduler` and `dask worker ADDRESS`, or leave out --dask."
    try:
        client = _distributed().Client(address, timeout=f"{_ANSWER_SECONDS}s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise MachineError(f"no Dask scheduler answers at {address}: {error}.", mend) from error
    try:
        client.wait_for_workers(1, timeout=_ANSWER_SECONDS)
    except TimeoutError as error:
        client.close()
        raise MachineError(f"the Dask cluster at {address} has no worker.", mend) from error
    return client


def _at_home(job: Job) -> Job:
    """The job with whole paths: a worker has another working directory."""
    if not isinstance(job, Writing):
        return job
    return Writing(tuple(_whole(order) for order in job.orders))


def _whole(order: Order) -> Order:
    cover = order.options.cover and order.options.cover.absolute()
    options = replace(order.options, cover=cover)
    return replace(order, script=order.script.absolute(), target=order.target.absolute(), options=options)


def _result(future: Any, address: str) -> Result:
    lost = (import_module("distributed.client").FutureCancelledError, OSError)
    try:
        result: Result = future.result()
    except _distributed().KilledWorker:
        what = "a job of this batch took several Dask workers down."
        return MachineError(what, "They may have too little memory: give them more, or leave out --dask.")
    except lost as error:
        what = f"the Dask cluster at {address} was lost: {error}."
        raise MachineError(what, "What was finished is kept: run it again, with or without --dask.") from error
    return result


@dataclass(frozen=True, slots=True)
class Asked:
    """What a worker is asked about itself."""

    voices: tuple[tuple[str, str], ...]
    """Ids and languages."""
    scripts: tuple[Path, ...]
    folders: tuple[Path, ...]
    signs: tuple[Path, ...] = ()
    """Files just made in the folders that have to be shared."""
    shared: tuple[str, str] = ("", "")
    """The URL of the shared clip store, and the name of an entry just made there."""


def _questions(plans: Sequence[Planned], store: ClipStore) -> Asked:
    voices = dict.fromkeys((plan.manner.voice, plan.manner.language) for plan in plans)
    scripts = dict.fromkeys(plan.order.script.absolute() for plan in plans)
    clips = [store.folder.absolute()] if store.shared is None else []
    folders = dict.fromkeys((*clips, *(plan.order.target.absolute().parent for plan in plans)))
    return Asked(tuple(voices), tuple(scripts), tuple(folders))


def facts(asked: Asked) -> dict[str, str]:
    """All about this process that changes a session, in words that can be compared."""
    catalogue = Catalogue()
    told = {"holdspace": __version__, "its pronunciations": _mark(repr(pronunciations(())).encode())}
    told |= {f"the voice {voice}": _voice(catalogue, voice, language) for voice, language in asked.voices}
    told |= {f"the script {script}": _content(script) for script in asked.scripts}
    told |= {f"the folder {sign.parent}": str(sign.is_file()) for sign in asked.signs}
    return told | _shared(*asked.shared)


def _shared(url: str, sign: str) -> dict[str, str]:
    store = shared_at(url)
    if store is None:
        return {}
    try:
        seen = "there" if store.has(sign) else "not there"
    except Exception as error:  # noqa: BLE001 - every file system has errors of its own
        seen = f"not there: {store.reason_of(error)}"
    return {f"the shared clip store {store.shown}": seen}


def _voice(catalogue: Catalogue, voice: str, language: str) -> str:
    try:
        found = catalogue.find(voice, language)
    except HoldspaceError:
        return "not there"
    return sound_version(catalogue.engine(found.engine), found)


def _content(script: Path) -> str:
    try:
        return _mark(script.read_bytes())
    except OSError:
        return "not there"


def _mark(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _signed(folder: Path) -> Path:
    """A new empty file in `folder`, for others to find. Raises `OutputUnwritable`."""
    sign = folder / f".holdspace-{secrets.token_hex(8)}"
    with translated(folder):
        folder.mkdir(parents=True, exist_ok=True)
        sign.touch()
    return sign


def _signed_shared(store: SharedStore) -> str:
    """The name of a new small entry in the shared store, for others to find. Raises `MachineError`."""
    try:
        return store.sign()
    except Exception as error:  # every file system has errors of its own
        what = f"the shared clip store {store.shown} cannot be used: {store.reason_of(error)}."
        mend = "The cluster's workers meet there: mend it, or take HOLDSPACE_SHARED_CACHE away and share a folder."
        raise MachineError(what, mend) from error


def _compare(worker: str, here: dict[str, str], there: dict[str, str]) -> None:
    different = next((what for what, told in here.items() if there.get(what) != told), None)
    if different is not None:
        _, _, reason = there.get(different, "").partition("not there: ")
        what = f"the Dask worker {worker} does not have {different} as this machine has it{reason and f': {reason}'}."
        mend = "Every worker needs the same holdspace and voices, and the same folders under the same names."
        raise MachineError(what, mend)

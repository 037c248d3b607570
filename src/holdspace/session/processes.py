"""Jobs done by processes of this machine, one for each processor that may be used."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import TYPE_CHECKING, Self

from holdspace.errors import MachineError
from holdspace.processors import usable_cpus
from holdspace.session.batch_jobs import Errand, Job, Result, errands, run_errand
from holdspace.speech.store import ClipStore

if TYPE_CHECKING:
    from holdspace.session.batch_planning import Planned

_STARTS = 4
"""How often processes are started in all for the same jobs: a killed one may take them all along."""


class Processes:
    """A runner with processes of its own; a context manager that ends them.

    They are started anew rather than forked, as on every system: a fork beside the threads of a sound or speech library
    may hang.
    """

    def __init__(self, store: ClipStore, workers: int = 0) -> None:
        self._store = store
        self._workers = workers or usable_cpus()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    @property
    def workers(self) -> int:
        """How many processes there are, or will be."""
        return self._workers

    def check(self, plans: Sequence[Planned]) -> None:
        """Processes of this machine have what this one has."""

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        """Each job's number and result. A killed process costs what it was at, which is done again.

        Raises `MachineError` when processes go on dying.
        """
        left = dict(enumerate(errands(jobs, self._store)))
        for _ in range(_STARTS):
            try:
                for number, result in self._done(left):
                    del left[number]
                    yield number, result
            except BrokenProcessPool:
                self._end()
            else:
                return
        what = f"the processes of this batch were ended from outside {_STARTS} times."
        raise MachineError(what, "There may be too little memory; try it with --jobs 1.")

    def _done(self, left: dict[int, Errand]) -> Iterator[tuple[int, Result]]:
        if not left:
            return
        pool = self._pool = self._pool or _pool(self._workers)
        futures = {pool.submit(run_errand, errand): number for number, errand in left.items()}
        for future in as_completed(futures):
            yield futures[future], future.result()

    def _end(self) -> None:
        """What is at work is finished and kept, nothing more is begun."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """In each new process: leave Ctrl-C to the one that started it, and end with it whatever ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)

"""Many sentences spoken side by side: as many at once as there are processors, the longest first.

Threads are enough, whatever the engine. hibari's model, transforms and our finishing run outside Python's own lock, and
share one model; pyttsx3 speaks in worker processes, of which each thread has one of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass
from queue import SimpleQueue

from holdspace.errors import SpeechError
from holdspace.processors import usable_cpus
from holdspace.speech.engine import Engine, Multiple

Told = Callable[[float, str], None]
"""Called with the share that is done, 0 to 1, and the sentence that was finished last; in the caller's thread."""


def say_nothing(done: float, text: str) -> None:
    """Say nothing."""


@dataclass(frozen=True, slots=True)
class Job:
    """One sentence that an engine has to speak."""

    engine: Engine
    text: str
    speak: Callable[[Engine], None]
    """Speak it with this engine, or with another one that is the same, and keep it. Called in any thread."""


def spoken_side_by_side(jobs: Sequence[Job], told: Told = say_nothing) -> dict[int, SpeechError]:
    """Speak all of `jobs`; returns the index of each that cannot be spoken, and why.

    Any other error ends it, as does Ctrl-C: what is at work is finished and kept, nothing more is begun, and every
    process that was started for this is ended.
    """
    failures: dict[int, SpeechError] = {}
    numbered = sorted(enumerate(jobs), key=lambda numbered: len(numbered[1].text), reverse=True)
    told(0.0, "")
    share = _Shares(jobs, told)
    for engine in dict.fromkeys(job.engine for job in jobs):
        own = [(number, job) for number, job in numbered if job.engine is engine]
        workers = workers_for(engine, [job.text for _, job in own])
        if workers == 1:
            _one_by_one(own, failures, share)
        else:
            _at_once(own, engine, workers, failures, share)
    return failures


def workers_for(engine: Engine, texts: Sequence[str]) -> int:
    """How many of `engine` should speak `texts` at once; one where another would take longer to start than it saves."""
    if not isinstance(engine, Multiple):
        return 1
    characters = sum(map(len, texts))
    worthwhile = characters // max(1, engine.another_pays_after)
    return max(1, min(usable_cpus(), len(texts), worthwhile))


class _Shares:
    """Tells how much is done, by characters: a long sentence takes longer than a short one."""

    def __init__(self, jobs: Sequence[Job], told: Told) -> None:
        self._all = sum(len(job.text) for job in jobs)
        self._done = 0
        self._told = told

    def finished(self, job: Job) -> None:
        self._done += len(job.text)
        self._told(min(1.0, self._done / max(1, self._all)), job.text)


def _one_by_one(numbered: Sequence[tuple[int, Job]], failures: dict[int, SpeechError], share: _Shares) -> None:
    for number, job in numbered:
        try:
            job.speak(job.engine)
        except SpeechError as error:
            failures[number] = error
        share.finished(job)


def _at_once(
    numbered: Sequence[tuple[int, Job]],
    engine: Engine,
    workers: int,
    failures: dict[int, SpeechError],
    share: _Shares,
) -> None:
    with _Engines(engine, workers) as engines:
        pool = ThreadPoolExecutor(workers)
        try:
            waiting = {pool.submit(engines.speak, job): (number, job) for number, job in numbered}
            while waiting:
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    number, job = waiting.pop(future)
                    _note(future, number, failures)
                    share.finished(job)
        finally:
            pool.shutdown(cancel_futures=True)  # waits for what is at work


def _note(future: Future[None], number: int, failures: dict[int, SpeechError]) -> None:
    try:
        future.result()
    except SpeechError as error:
        failures[number] = error


class _Engines:
    """The engine and others of its kind, lent to one thread at a time."""

    def __init__(self, engine: Engine, count: int) -> None:
        self._free: SimpleQueue[Engine] = SimpleQueue()
        self._others: list[Engine] = []
        self._free.put(engine)
        for _ in range(count - 1):
            other = engine.another() if isinstance(engine, Multiple) else engine
            if other is not engine:
                self._others.append(other)
            self._free.put(other)

    def __enter__(self) -> _Engines:
        return self

    def __exit__(self, *_: object) -> None:
        for other in self._others:
            with suppress(OSError):
                other.close()

    def speak(self, job: Job) -> None:
        engine = self._free.get()
        try:
            job.speak(engine)
        finally:
            self._free.put(engine)

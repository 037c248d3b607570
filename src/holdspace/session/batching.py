"""A batch from its orders to its files: measure new voices, speak every sentence once, write the sessions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from holdspace.errors import HoldspaceError
from holdspace.session.batch_jobs import Job, Result, Speaking, Writing, done
from holdspace.session.batch_planning import Planned, planned, sentences_of, to_measure, to_speak, to_write
from holdspace.session.making import Receipt, Workshop
from holdspace.session.ordering import Order
from holdspace.session.progress import Progress, Stage, no_progress
from holdspace.session.stopwatch import Stopwatch


class Runner(Protocol):
    """Whoever does jobs, in any order and side by side."""

    @property
    def workers(self) -> int:
        """How many jobs are done at the same time."""

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        """Do `jobs`, which do not wait for one another; gives each one's number and result as soon as it is there.

        A job whose process dies is done again by another one. Raises `MachineError` when that does not help.
        """

    def check(self, plans: Sequence[Planned]) -> None:
        """See, before any work is done, whether every process has what the plans need. Raises `MachineError`."""


class Here:
    """Does the jobs one after the other in this process; engines that can speak in several threads do."""

    workers = 1

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        """Each job with its number."""
        for number, job in enumerate(jobs):
            yield number, done(job, self._workshop)

    def check(self, plans: Sequence[Planned]) -> None:
        """Nothing to compare: whoever planned them carries them out."""


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of a batch."""

    results: tuple[tuple[Order, Receipt | HoldspaceError], ...]
    """In the order in which they were asked for."""
    sentences: int
    """Distinct sentences that were known to be said before anything was spoken."""
    spoken: int
    """How many an engine has spoken for this batch."""
    workers: int
    wall_seconds: float
    phases: tuple[tuple[str, float], ...]
    """Seconds of planning, speaking and writing."""

    @property
    def failure(self) -> HoldspaceError | None:
        """The first error, if there is any."""
        return next((result for _, result in self.results if isinstance(result, HoldspaceError)), None)


def make_batch(workshop: Workshop, orders: Sequence[Order], runner: Runner, progress: Progress = no_progress) -> Batch:
    """Carry out all orders; one that fails does not keep the others from being made.

    Raises `UnknownVoice`, and `MachineError` for what the machine or the other processes lack. Whatever ends it, every
    clip that was finished is in the store, and every file that was finished is in its place.
    """
    watch = Stopwatch()
    results: dict[Order, Receipt | HoldspaceError] = {}
    plans: list[Planned] = []
    with watch.phase("plan"):
        for order in orders:
            plan = planned(workshop, order)
            if isinstance(plan, Planned):
                plans.append(plan)
            else:
                results[order] = plan
        runner.check(plans)
    with watch.phase("speak"):
        measured = to_measure(workshop, plans)
        for _ in runner.run(measured):
            progress("speaking", 0.0, "")
        sentences = sentences_of(workshop, plans)
        spoken = _speak(runner, to_speak(sentences.missing, runner.workers), progress)
    with watch.phase("write"):
        written = _write(runner, to_write(plans), progress)
    results |= written
    spoken += sum(result.synthesized for result in written.values() if isinstance(result, Receipt))
    in_order = tuple((order, results[order]) for order in orders)
    phases = tuple(watch.seconds.items())
    return Batch(in_order, sentences.distinct, spoken, runner.workers, watch.total, phases)


def _speak(runner: Runner, jobs: Sequence[Speaking], progress: Progress) -> int:
    """How many sentences were spoken; a job that failed is left to the sessions that need it."""
    share = _Share("speaking", sum(_characters(job) for job in jobs), progress)
    spoken = 0
    for number, result in runner.run(jobs):
        spoken += result if isinstance(result, int) else 0
        share.add(_characters(jobs[number]), jobs[number].utterances[-1].text)
    return spoken


def _write(runner: Runner, jobs: Sequence[Writing], progress: Progress) -> dict[Order, Receipt | HoldspaceError]:
    share = _Share("writing", sum(len(job.orders) for job in jobs), progress)
    results: dict[Order, Receipt | HoldspaceError] = {}
    for number, result in runner.run(jobs):
        orders = jobs[number].orders
        each = result if isinstance(result, tuple) else ()
        results |= dict(zip(orders, each, strict=False))
        if isinstance(result, HoldspaceError):  # the whole job, such as one that ended its process again and again
            results |= dict.fromkeys(orders, result)
        share.add(len(orders), str(orders[-1].target))
    return results


def _characters(job: Speaking) -> int:
    return sum(len(utterance.text) for utterance in job.utterances)


class _Share:
    """Tells how much of a stage is done."""

    def __init__(self, stage: Stage, whole: int, progress: Progress) -> None:
        self._stage: Stage = stage
        self._whole = whole
        self._progress = progress
        self._done = 0

    def add(self, some: int, what: str) -> None:
        self._done += some
        self._progress(self._stage, self._done / max(1, self._whole), what)

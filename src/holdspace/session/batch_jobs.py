"""The pieces of a batch: plain values that can be sent to any process, each doable without the others.

They meet in the clip store alone, so the processes must share its folder or stand before one shared store; a job that
was done twice changes nothing.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from holdspace.errors import HoldspaceError
from holdspace.processors import at_most
from holdspace.score.model import Utterance
from holdspace.session.making import Receipt, Workshop
from holdspace.session.ordering import Order
from holdspace.speech.delivery import Delivery
from holdspace.speech.levelling import gain_for
from holdspace.speech.speaking import Speaker
from holdspace.speech.store import ClipStore, own_store, shared_at


@dataclass(frozen=True, slots=True)
class Manner:
    """All that a speaker needs to know."""

    voice: str
    """An id."""
    pace: float
    say: tuple[tuple[str, str], ...]
    language: str
    own_say: tuple[tuple[str, str], ...] | None = None

    def speaker(self, workshop: Workshop) -> Speaker:
        """Somebody who speaks so. Raises `UnknownVoice` and `MachineError`."""
        voice = workshop.catalogue.find(self.voice, self.language)
        return Speaker(
            workshop.catalogue, workshop.store, voice=voice, pace=self.pace,
            say=self.say, own_say=self.own_say, language=self.language,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Measuring:
    """Find out how loud a voice is that was never heard here."""

    voice: str
    """An id."""
    language: str
    delivery: Delivery

    def do(self, workshop: Workshop) -> int:
        """Keep the gain in the store; no sentence of a script is spoken."""
        voice = workshop.catalogue.find(self.voice, self.language)
        gain_for(workshop.catalogue.engine(voice.engine), voice, workshop.store, self.delivery)
        return 0


@dataclass(frozen=True, slots=True)
class Speaking:
    """Speak sentences that the store does not have."""

    manner: Manner
    utterances: tuple[Utterance, ...]

    def do(self, workshop: Workshop) -> int:
        """Keep their clips in the store; returns how many were spoken.

        A line that cannot be spoken is left to the sessions that need it: they tell it with its place.
        """
        speaker = self.manner.speaker(workshop)
        speaker.prepare(self.utterances)
        return speaker.synthesized


@dataclass(frozen=True, slots=True)
class Writing:
    """Write the sessions of one routine in one voice, which share nearly all their sound, one after the other."""

    orders: tuple[Order, ...]

    def do(self, workshop: Workshop) -> tuple[Receipt | HoldspaceError, ...]:
        """What came of each: one that fails does not keep the others from being made."""
        return tuple(_written(workshop, order) for order in self.orders)


Job = Measuring | Speaking | Writing
Result = int | tuple[Receipt | HoldspaceError, ...] | HoldspaceError
"""What a job returns, or the error that ended it."""


def _written(workshop: Workshop, order: Order) -> Receipt | HoldspaceError:
    try:
        return workshop.render(
            order.script, order.choices, order.settings, order.target, options=order.options, force=order.force
        )
    except HoldspaceError as error:
        return error


def done(job: Job, workshop: Workshop) -> Result:
    """Do `job`; an error of ours is a result like any other."""
    try:
        return job.do(workshop)
    except HoldspaceError as error:
        return error


@dataclass(frozen=True, slots=True)
class Errand:
    """A job on its way to another process, with the store that it works in."""

    job: Job
    store: Path | None
    """The folder; None for the one that the other machine has of its own."""
    limit_bytes: int
    """Of the folder; another machine has a limit of its own too."""
    shared: str
    """The URL of the shared store behind it; empty where there is none."""


def run_errand(errand: Errand) -> Result:
    """Do an errand on one processor, since there is a process for each of the others.

    The voices stay loaded for the next errand of this thread; `let_go` ends them.
    """
    try:
        with at_most(1):
            workshop = _own_workshop(errand)
            result = done(errand.job, workshop)
            workshop.store.settle()  # before anybody counts on it
            return result
    except HoldspaceError as error:  # of this machine's own settings
        return error


_own = threading.local()
_all: list[Workshop] = []
"""Of all threads, so that one of them can let go of everything."""


def _own_workshop(errand: Errand) -> Workshop:
    wanted = (errand.store, errand.shared)
    known: tuple[tuple[Path | None, str], Workshop] | None = getattr(_own, "workshop", None)
    if known is not None and known[0] == wanted:
        return known[1]
    workshop = Workshop(store=_store(errand))
    _all.append(workshop)
    _own.workshop = (wanted, workshop)
    return workshop


def _store(errand: Errand) -> ClipStore:
    if errand.store is None:
        return own_store(errand.shared)
    return ClipStore(errand.store, errand.limit_bytes, shared_at(errand.shared))


def let_go() -> None:
    """End the engines that errands have started in this process; they start again when they are needed."""
    for workshop in _all:
        workshop.close()


def errands(jobs: Sequence[Job], store: ClipStore, *, far: bool = False) -> list[Errand]:
    """The same jobs, ready to be sent; where they go far, before a shared store each machine has its own folder."""
    shared = store.shared.url if store.shared is not None else ""
    folder = None if far and shared else store.folder.absolute()
    return [Errand(job, folder, store.limit_bytes, shared) for job in jobs]

"""Routines, voices and runners for tests of batches."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from holdspace.routine.durations import parse_scaling
from holdspace.score.model import Choices
from holdspace.session.batch_jobs import Job, Result, Writing, done
from holdspace.session.batching import Here
from holdspace.session.drafting import draft
from holdspace.session.file_options import FileOptions
from holdspace.session.making import Receipt, Workshop
from holdspace.session.ordering import Order, Wishes, orders_for
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.delivery import BREATHS, CALLS, PASSAGE
from holdspace.speech.engine import Voice
from holdspace.speech.store import ClipStore
from holdspace.timebase import samples_to_seconds
from voices_helpers import ScriptedEngine

NO_COVER = FileOptions(with_cover=False)
"""Drawing is not what these tests are about."""


def scripts_in(folder: Path, count: int) -> list[Path]:
    """Short routines that have some sentences in common, and one each of their own."""
    made = []
    for number in range(count):
        script = folder / f"routine-{number}.md"
        own = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"][number]
        head = f"---\ntitle: Routine {own}\n---\n\n## Stand\n\n"
        script.write_text(f"{head}Stand tall, pose {own}.\nHold for {{4 seconds}}.\nLet go.\n", encoding="utf-8")
        made.append(script)
    return made


def orders(
    scripts: Sequence[Path], folder: Path, voices: Sequence[str], holds: Sequence[str] = (), weeks: int = 1
) -> list[Order]:
    """A batch as the command makes it, as WAV files, which are quick to write."""
    scalings = tuple(parse_scaling(hold) for hold in holds)
    wishes = Wishes(Choices(), Choices(), tuple(voices), scalings, weeks, suffix=".wav", options=NO_COVER)
    return orders_for(scripts, wishes, folder)


def workshop_of(folder: Path, *names: str, kind: Literal["neural", "test"] = "test") -> tuple[Workshop, ScriptedEngine]:
    """A workshop with one engine that has these voices and remembers what it spoke; test voices are not measured."""
    engine = ScriptedEngine("hibari", [Voice("", name, "en-us", kind=kind) for name in names])
    return Workshop(Catalogue({"hibari": engine}), ClipStore(folder / "clips")), engine


def spoken_of_scripts(engine: ScriptedEngine) -> Counter[tuple[str, str, float]]:
    """How often each sentence was spoken, but for those that every voice is measured by."""
    measuring = {*PASSAGE, *CALLS, *BREATHS}
    return Counter(spoken for spoken in engine.spoken if spoken[0] not in measuring)


class Watched(Here):
    """Does jobs in this process and remembers them; pretends to have `workers` helpers."""

    def __init__(self, workshop: Workshop, workers: int = 2) -> None:
        super().__init__(workshop)
        self.workers = workers
        self.lists: list[list[Job]] = []

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        self.lists.append(list(jobs))
        yield from super().run(jobs)


class Placing(Watched):
    """The same, but sessions are only placed, which needs every clip, and no file is written."""

    def run(self, jobs: Sequence[Job]) -> Iterator[tuple[int, Result]]:
        self.lists.append(list(jobs))
        for number, job in enumerate(jobs):
            if isinstance(job, Writing):
                yield number, tuple(self._placed(order) for order in job.orders)
            else:
                yield number, done(job, self._workshop)

    def _placed(self, order: Order) -> Receipt:
        drafted = draft(order.script, order.choices, order.settings)
        placed = self._workshop.place(drafted, order.choices, order.settings)
        return Receipt(order.target, samples_to_seconds(placed.timeline.samples), placed.voice or "", 0, 0, 0, 0.0)


@dataclass(frozen=True)
class Killing:
    """A job that takes its process down the first `times` times that it is done, and then returns that number."""

    folder: Path
    times: int = 1

    def do(self, workshop: Workshop) -> int:  # noqa: ARG002 - what every job is given
        lives = len(list(self.folder.glob("killed-*")))
        if lives < self.times:
            (self.folder / f"killed-{lives}").touch()
            os._exit(9)
        return self.times

"""Progress on stderr: a bar on a terminal, plain lines anywhere else, nothing when asked to be quiet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from holdspace.session.progress import Progress, Stage, no_progress

_TITLES: dict[Stage, str] = {"speaking": "Speaking", "writing": "Writing"}


@contextmanager
def shown(*, quiet: bool = False) -> Iterator[Progress]:
    """A progress callback that draws while the block runs."""
    if quiet:
        yield no_progress
    elif sys.stderr.isatty():
        with _bar() as progress:
            yield progress
    else:
        yield _plain()


@contextmanager
def _bar() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, TaskID, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    words = TextColumn("{task.fields[at]}", markup=False)  # a sentence may hold brackets
    with Bar(
        TextColumn("{task.description:<8}"),
        BarColumn(),
        TimeRemainingColumn(),
        words,
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        tasks: dict[Stage, TaskID] = {}

        def progress(stage: Stage, done: float, what: str) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_TITLES[stage], total=1.0, at="")
            bar.update(tasks[stage], completed=done, at=_short(what))

        yield progress


def _plain() -> Progress:
    """One line when a stage begins and one at each quarter, so that a log stays short."""
    said: dict[Stage, int] = {}

    def progress(stage: Stage, done: float, what: str) -> None:
        quarter = int(done * 4)
        if said.get(stage) == quarter:
            return
        said[stage] = quarter
        tail = f": {_short(what)}" if what and done < 1 else ""
        typer.echo(f"{_TITLES[stage]} {done:4.0%}{tail}", err=True)

    return progress


def _short(text: str, width: int = 48) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= width else flat[: width - 1] + "…"

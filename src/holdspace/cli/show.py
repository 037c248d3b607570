"""`holdspace show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import (
    AsJson,
    BreathOption,
    ChaptersOption,
    CountdownOption,
    HalfwayOption,
    HoldOption,
    LengthOption,
    PaceOption,
    RestOption,
    Script,
    VoiceOption,
)

if TYPE_CHECKING:
    from holdspace.session.making import Placed


@guarded
def show(
    script: Script,
    as_json: AsJson = False,
    no_audio: Annotated[
        bool, typer.Option("--no-audio", help="Estimate the lengths of speech instead of speaking.")
    ] = False,
    voice: VoiceOption = None,
    pace: PaceOption = None,
    hold: HoldOption = None,
    length: LengthOption = None,
    breath: BreathOption = None,
    rest: RestOption = None,
    countdown: CountdownOption = None,
    halfway: HalfwayOption = None,
    chapters_spoken: ChaptersOption = None,
) -> None:
    """Show the timeline: what is said, held and breathed, and when."""
    from holdspace.cli.choosing import choices_from, read_settings
    from holdspace.cli.printing import print_diagnostics
    from holdspace.cli.progress import shown
    from holdspace.session.making import Workshop, draft, estimate

    choices = choices_from(
        voice=voice, pace=pace, hold=hold, rest=rest, length=length, breath=breath,
        countdown=countdown, halfway=halfway, chapters_spoken=chapters_spoken,
    )  # fmt: skip
    settings = read_settings()
    drafted = draft(script, choices, settings)
    if no_audio:
        placed = estimate(drafted, choices, settings)
    else:
        with Workshop() as workshop, shown(quiet=as_json) as progress:
            placed = workshop.place(drafted, choices, settings, progress)
    print_diagnostics(placed.diagnostics)
    if as_json:
        _print_json(placed)
    else:
        _print_table(placed)


def _print_json(placed: Placed) -> None:
    import json

    from holdspace.session.describing import describe

    typer.echo(json.dumps(describe(placed.timeline, placed.voice), ensure_ascii=False))


def _print_table(placed: Placed) -> None:
    from rich.console import Console
    from rich.table import Table

    from holdspace.timebase import clock, samples_to_ms

    timeline = placed.timeline
    about = "about " if timeline.estimated else ""
    title = f"{timeline.title}, {about}{clock(samples_to_ms(timeline.samples))}, {placed.voice}"
    table = Table(title=title, title_justify="left", show_edge=False, pad_edge=False)
    table.add_column("at", justify="right")
    table.add_column("seconds", justify="right")
    table.add_column("kind")
    table.add_column("what", overflow="fold")
    section = -1
    for event in timeline.events:
        if event.section != section:
            section = event.section
            table.add_row("", "", "", f"[bold]{_plain(timeline.sections[section].title)}[/bold]")
        if event.kind == "pause":
            continue
        inside = "" if event.spine else "  "
        table.add_row(
            clock(samples_to_ms(event.start)),
            f"{float(samples_to_ms(event.samples)) / 1000:.1f}",
            inside + event.kind,
            _plain(event.text),
        )
    # A pipe has no width: tables there are as wide as their longest line, so that tools can read them.
    console = Console()
    console.print(table, width=None if console.is_terminal else 200)


def _plain(text: str) -> str:
    from rich.markup import escape

    return escape(text)

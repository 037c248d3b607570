"""`holdspace show`."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import (
    AsJson,
    BedOption,
    BreathOption,
    CallsOption,
    ChaptersOption,
    CountdownOption,
    CountOption,
    HalfwayOption,
    HoldOption,
    LengthOption,
    PaceOption,
    RestOption,
    RoomToneOption,
    Script,
    StereoOption,
    VoiceOption,
)

if TYPE_CHECKING:
    from pathlib import Path

    from holdspace.score.model import Choices
    from holdspace.session.drafting import Placed


@guarded
def show(
    script: Script,
    as_json: AsJson = False,
    no_audio: Annotated[
        bool, typer.Option("--no-audio", help="Estimate the lengths of speech instead of speaking.")
    ] = False,
    every: Annotated[
        bool, typer.Option("--all", help="List each breath and its words instead of one line for a set of breaths.")
    ] = False,
    plot: Annotated[
        Path | None,
        typer.Option("--plot", help="Draw the session into a file too: .svg, .png or .html.", show_default=False),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a picture that holdspace did not make.")] = False,
    voice: VoiceOption = None,
    pace: PaceOption = None,
    hold: HoldOption = None,
    length: LengthOption = None,
    breath: BreathOption = None,
    rest: RestOption = None,
    countdown: CountdownOption = None,
    halfway: HalfwayOption = None,
    calls: CallsOption = None,
    count: CountOption = None,
    bed: BedOption = None,
    room_tone: RoomToneOption = None,
    stereo: StereoOption = None,
    chapters_spoken: ChaptersOption = None,
) -> None:
    """Show the timeline: what is said, held and breathed, and when.

    A file that holdspace made is shown from what it remembers: no voice is needed.
    """
    from holdspace.cli.choosing import choices_from, read_settings
    from holdspace.cli.printing import print_diagnostics
    from holdspace.score.model import Choices
    from holdspace.session.drafting import placed_again
    from holdspace.session.recalling import combined, is_session

    choices = choices_from(
        voice=voice, pace=pace, hold=hold, rest=rest, length=length, breath=breath,
        countdown=countdown, halfway=halfway, calls=calls, count=count, bed=bed, room_tone=room_tone,
        stereo=stereo, chapters_spoken=chapters_spoken,
    )  # fmt: skip
    settings = read_settings()
    if plot is not None:
        from holdspace.session.picturing import check_picture_target

        check_picture_target(plot, force=force)
    if is_session(script) and choices == Choices() and not no_audio:
        placed = placed_again(script)
    else:
        placed = _placed(script, *combined(script, choices, settings), no_audio=no_audio, quiet=as_json)
    print_diagnostics(placed.diagnostics)
    if plot is not None:
        _draw(placed, plot, force=force)
    if as_json:
        _print_json(placed)
    else:
        _print_table(placed, every=every)


def _draw(placed: Placed, plot: Path, *, force: bool) -> None:
    from holdspace.session.picturing import write_picture

    write_picture(placed, plot, force=force)
    typer.echo(f"drawn: {plot}", err=True)


def _placed(script: Path, choices: Choices, settings: Choices, *, no_audio: bool, quiet: bool) -> Placed:
    """The timeline of a script, spoken or estimated."""
    from holdspace.session.drafting import draft, estimate

    drafted = draft(script, choices, settings)
    if no_audio:
        return estimate(drafted, choices, settings)
    from holdspace.cli.progress import shown
    from holdspace.session.making import Workshop

    with Workshop() as workshop, shown(quiet=quiet) as progress:
        return workshop.place(drafted, choices, settings, progress)


def _print_json(placed: Placed) -> None:
    import json

    from holdspace.session.describing import describe
    from holdspace.session.listening import as_data, listen

    told = describe(placed.timeline, placed.voice) | {"listening": as_data(listen(placed.timeline))}
    typer.echo(json.dumps(told, ensure_ascii=False))


def _print_table(placed: Placed, *, every: bool) -> None:
    from holdspace.cli.breath_curve import can_show_blocks
    from holdspace.cli.printing import say
    from holdspace.cli.timetable import bed_lines, closing, heading, timetable
    from holdspace.session.listening import listen

    say(heading(placed), bold=True)
    for line in timetable(placed, _width(), every=every, plain=not can_show_blocks()):
        say(line.text, bold=line.is_title)
    say("")
    for text in bed_lines(placed.timeline):
        say(text)
    for text in closing(listen(placed.timeline), _width()):
        say(text)
    for sentence in placed.score.notes:
        say(f"note: {sentence}", err=True)
    for sentence in placed.timeline.left_out:
        say(f"left out: {sentence}", err=True)


def _width() -> int | None:
    """The terminal's columns; None for a pipe or file, whose lines are never wrapped."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None

"""`holdspace batch`."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded, status_of
from holdspace.cli.options import (
    AsJson,
    BedOption,
    BitrateOption,
    BreathOption,
    CallsOption,
    ChaptersOption,
    CountdownOption,
    CountOption,
    CoverOption,
    HalfwayOption,
    LengthOption,
    NoCoverOption,
    PaceOption,
    RateOption,
    RestOption,
    RoomToneOption,
    SidecarOption,
    StereoOption,
)
from holdspace.errors import BadChoice

if TYPE_CHECKING:
    from holdspace.session.batching import Runner
    from holdspace.session.making import Workshop

WORK = "The work"


@guarded
def batch(
    routines: Annotated[
        list[Path], typer.Argument(metavar="ROUTINE...", help="One or more routine scripts.", show_default=False)
    ],
    voices: Annotated[
        list[str] | None,
        typer.Option("--voices", help="Voices, several with commas: each routine is made in each.", show_default=False),
    ] = None,
    holds: Annotated[
        list[str] | None,
        typer.Option("--holds", help="Lengths of the holds, such as 1x,1.5x: each is made.", show_default=False),
    ] = None,
    weeks: Annotated[int, typer.Option("--weeks", help="A series of so many weeks, whose holds grow.")] = 1,
    grow: Annotated[
        str | None,
        typer.Option("--grow", help="How much longer each week's holds are than the last's.", show_default="10%"),
    ] = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The folder for the files.")] = Path("output"),
    format_: Annotated[str, typer.Option("--format", "-f", help="mp3, m4b, m4a, opus, ogg, flac or wav.")] = "mp3",
    bitrate: BitrateOption = None,
    rate: RateOption = None,
    cover: CoverOption = None,
    no_cover: NoCoverOption = False,
    sidecar: SidecarOption = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that holdspace did not make.")] = False,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", min=1, help="Processes that work side by side.", show_default="one a processor",
            rich_help_panel=WORK,
        ),
    ] = None,
    dask: Annotated[
        str | None,
        typer.Option(
            "--dask", metavar="ADDRESS", help="Let a Dask cluster do it, such as tcp://10.0.0.5:8786.",
            show_default=False, rich_help_panel=WORK,
        ),
    ] = None,
    as_json: AsJson = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress, only warnings and errors.")] = False,
    pace: PaceOption = None,
    rest: RestOption = None,
    length: LengthOption = None,
    breath: BreathOption = None,
    countdown: CountdownOption = None,
    halfway: HalfwayOption = None,
    calls: CallsOption = None,
    count: CountOption = None,
    bed: BedOption = None,
    room_tone: RoomToneOption = None,
    stereo: StereoOption = None,
    chapters_spoken: ChaptersOption = None,
) -> None:  # fmt: skip
    """Render routines in several voices, with several lengths of holds, or as a series whose holds grow by the week.

    Every distinct sentence is spoken once, however many files say it. Files are named ROUTINE_VOICE_HOLDS_WEEK.
    """
    from holdspace.cli.batch_table import print_batch
    from holdspace.cli.choosing import choices_from, read_settings
    from holdspace.cli.file_choices import file_options_from
    from holdspace.cli.progress import shown
    from holdspace.session.batching import make_batch
    from holdspace.session.formats import suffix_of
    from holdspace.session.making import Workshop
    from holdspace.session.ordering import Wishes, orders_for
    from holdspace.session.progression import DEFAULT_GROWTH, growth_from

    if grow is not None and weeks == 1:
        raise BadChoice("--grow", "one week alone cannot grow.", "Say how many weeks there are, such as --weeks 4.")
    if dask is not None and jobs is not None:
        raise BadChoice("--jobs", "the cluster decides how many jobs it does at once.", "Leave out --jobs or --dask.")
    wishes = Wishes(
        choices_from(
            pace=pace, rest=rest, length=length, breath=breath, countdown=countdown, halfway=halfway, calls=calls,
            count=count, bed=bed, room_tone=room_tone, stereo=stereo, chapters_spoken=chapters_spoken,
        ),
        read_settings(),
        tuple(_listed(voices)),
        choices_from(hold=_listed(holds)).hold,
        weeks,
        DEFAULT_GROWTH if grow is None else growth_from(grow),
        suffix_of(format_),
        file_options_from(bitrate=bitrate, rate=rate, cover=cover, no_cover=no_cover, sidecar=sidecar),
        force,
    )  # fmt: skip
    orders = orders_for(routines, wishes, output)
    with (
        Workshop() as workshop,
        shown(quiet=quiet or as_json) as progress,
        _runner(workshop, jobs, dask, len(orders)) as runner,
    ):
        made = make_batch(workshop, orders, runner, progress)
    print_batch(made, as_json=as_json, quiet=quiet)
    if made.failure is not None:
        raise typer.Exit(status_of(made.failure))


def _listed(words: list[str] | None) -> list[str]:
    """What stands between commas, each once."""
    parts = [part.strip() for word in words or () for part in word.split(",")]
    return list(dict.fromkeys(part for part in parts if part))


def _runner(workshop: Workshop, jobs: int | None, dask: str | None, orders: int) -> AbstractContextManager[Runner]:
    """Who does the work: a cluster, processes, or this process where others would only have to be started."""
    from holdspace.processors import usable_cpus

    if dask is not None:
        from holdspace.session.cluster import Cluster

        return Cluster(workshop.store, dask)
    workers = usable_cpus() if jobs is None else jobs
    if workers == 1 or orders == 1:
        from holdspace.session.batching import Here

        return nullcontext(Here(workshop))
    from holdspace.session.processes import Processes

    return Processes(workshop.store, workers)

"""`holdspace voices get`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.errors import BadChoice

if TYPE_CHECKING:
    from holdspace.speech.packs import Pack, Remote

Told = Callable[[int], None]
"""Called with how many bytes are here, of the whole pack."""


@guarded
def get(
    name: Annotated[str, typer.Argument(help="A voice, or a model with several: holdspace voices lists them.")],
    source: Annotated[
        list[Path] | None,
        typer.Option(
            "--from", metavar="FILE", help="Take it from a file, or a folder of files, instead of the network."
        ),
    ] = None,
) -> None:
    """Fetch a voice: its size and licence are told first, an interrupted fetch is continued, its hash is checked."""
    from holdspace.folders import voices_folder
    from holdspace.speech.packs import size_words

    folder = voices_folder()
    pack, source = _wanted(name, source, folder)
    missing = pack.missing(folder) or _damaged(pack.files, folder)
    typer.echo(f"{pack.name}: {pack.about}. {size_words(pack.size_bytes)}, licence {pack.licence}.", err=True)
    if missing:
        _tell_of_hash(pack)
        typer.echo(f"It goes to {folder}", err=True)
        try:
            with _shown(pack.name, sum(file.size_bytes for file in missing)) as told:
                _bring(missing, source, folder, told)
        except KeyboardInterrupt:
            typer.echo("\nholdspace: interrupted; what has arrived is kept, and the same command goes on.", err=True)
            raise typer.Exit(130) from None
    _pin(pack, folder)
    typer.echo(f"{pack.name} is {'here now' if missing else 'already here'}. {_next_step(pack)}", err=True)


def _wanted(name: str, source: list[Path] | None, folder: Path) -> tuple[Pack, list[Path] | None]:
    """What `name` means, and where its files are taken from: one of ours, one that is here, or one of Piper's list."""
    from holdspace.errors import UnknownVoice
    from holdspace.speech.packs import find_pack
    from holdspace.speech.piper_list import given_pack, listed_pack, pinned_pack, voice_name

    try:
        return _with_licence(find_pack(name), source, folder), source
    except UnknownVoice:
        if not voice_name(name):
            raise
    pinned = pinned_pack(name, folder)
    if pinned is not None:
        return pinned, source
    if source is not None:
        return given_pack(name, _files_in(source))
    typer.echo("It is none of holdspace's own; looking into Piper's list of voices.", err=True)
    return listed_pack(name), None


def _with_licence(pack: Pack, source: list[Path] | None, folder: Path) -> Pack:
    """The pack with what its model card says, where the table does not tell the licence and the network is used."""
    from holdspace.speech.packs import SEE_CARD
    from holdspace.speech.piper_list import licence_of

    if pack.licence != SEE_CARD or source is not None or not pack.missing(folder):
        return pack
    return replace(pack, licence=licence_of(pack.voice))


def _tell_of_hash(pack: Pack) -> None:
    """Say plainly where nothing of ours vouches for a file."""
    kinds = {file.checked for file in pack.files}
    if "server" in kinds:
        typer.echo(
            "Its hash comes from the server that it comes from, not from holdspace: "
            "it tells a broken file, not a false one.",
            err=True,
        )
    if "given" in kinds:
        typer.echo("There is nothing to compare these files with: they are taken as they are.", err=True)


def _pin(pack: Pack, folder: Path) -> None:
    """Write down what has come of a voice that `packs.toml` does not have."""
    from holdspace.speech.piper_list import pin

    if any(file.checked in {"server", "given"} for file in pack.files):
        pin(pack, folder)
        typer.echo(f"What is here now is pinned in {folder / pack.voice}.toml.", err=True)


def _damaged(files: Sequence[Remote], folder: Path) -> list[Remote]:
    """Those of `files` that lie in `folder` and are not what they should be."""
    from holdspace.speech.downloading import is_damaged

    damaged = [file for file in files if is_damaged(file, folder)]
    for file in damaged:
        typer.echo(f"{file.name} is damaged and is fetched anew.", err=True)
    return damaged


def _bring(missing: list[Remote], source: list[Path] | None, folder: Path, told: Told) -> None:
    from holdspace.speech.downloading import fetch, take

    sources = None if source is None else [_copy_of(file, source) for file in missing]  # all, before any is copied
    done = 0
    for number, file in enumerate(missing):

        def so_far(here: int, before: int = done) -> None:
            told(before + here)

        if sources is None:
            fetch(file, folder, so_far)
        else:
            take(file, sources[number], folder, so_far)
        done += file.size_bytes


def _copy_of(file: Remote, sources: list[Path]) -> Path:
    """Which of `sources` is the file: by its name, in a folder too, else the one of its size."""
    files = _files_in(sources)
    for path in files:
        if path.name == file.name:
            return path
    for path in files:
        if path.is_file() and path.stat().st_size == file.size_bytes:
            return path
    if len(files) == 1 and len(sources) == 1 and not sources[0].is_dir():
        return files[0]  # whatever it is called; that it is another file is told with its hash
    what = f"--from has no {file.name}."
    raise BadChoice("--from", what, f"Name that file too, or a folder with all of them. It comes from {file.url}.")


def _files_in(sources: list[Path]) -> list[Path]:
    """The files that are named, and those in folders that are."""
    return [path for source in sources for path in (source.iterdir() if source.is_dir() else [source])]


def _next_step(pack: Pack) -> str:
    from holdspace.extras import install_command
    from holdspace.speech.catalogue import EXTRA_OF
    from holdspace.speech.engines import make_engine

    engine = make_engine(pack.engine)
    if not getattr(engine, "installed", True):
        return f"It also needs: {install_command(EXTRA_OF[pack.engine])}"
    return f"Use it with --voice {pack.name if pack.voice else pack.engine}"


@contextmanager
def _shown(name: str, size_bytes: int) -> Iterator[Told]:
    """Progress on stderr: a bar on a terminal, a line at each quarter anywhere else."""
    if not sys.stderr.isatty():
        yield _in_quarters(name, size_bytes)
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn(name), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=size_bytes)
        yield lambda here: bar.update(task, completed=here)


def _in_quarters(name: str, size_bytes: int) -> Told:
    said = -1

    def told(here: int) -> None:
        nonlocal said
        quarter = 4 * here // max(1, size_bytes)
        if quarter > said:
            said = quarter
            typer.echo(f"Fetching {name} {quarter / 4:4.0%}", err=True)

    return told

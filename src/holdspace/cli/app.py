"""The command line's front door. Only typer is imported here; each command imports what it needs when it runs."""

from __future__ import annotations

import gc
import signal
import sys
from types import FrameType
from typing import Annotated

import typer

from holdspace.cli import (
    audition,
    batch,
    cache,
    check,
    doctor,
    extracting,
    formatting,
    importing,
    new,
    play,
    render,
    show,
    voices,
)

_GARBAGE_AFTER = 20_000
"""New objects between two looks for garbage. Python's own 700 cost 0.06 s while a command imports, and find nothing."""

app = typer.Typer(
    name="holdspace",
    help="Turn a plain-text routine into one narrated, exactly timed audio file.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("render")(render.render)
app.command("batch")(batch.batch)
app.command("play")(play.play)
app.command("show")(show.show)
app.command("extract")(extracting.extract)
app.command("check")(check.check)
app.command("format")(formatting.format_script)
app.add_typer(voices.voices, name="voices")
app.command("audition")(audition.audition)
app.command("import")(importing.import_source)
app.command("new")(new.new)
app.command("doctor")(doctor.doctor)
app.add_typer(cache.cache, name="cache")


def _print_version(wanted: bool) -> None:
    if wanted:
        from holdspace import __version__

        typer.echo(f"holdspace {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Turn a plain-text routine into one narrated, exactly timed audio file."""


def _terminated(signum: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature is the signal module's
    """Let a polite kill clean up behind itself, as Ctrl-C does."""
    sys.exit(128 + signum)


def main() -> None:
    """Run the command line; the exit status follows `holdspace.errors`, 130 for an interruption."""
    signal.signal(signal.SIGTERM, _terminated)
    gc.set_threshold(_GARBAGE_AFTER, 50, 50)
    app()

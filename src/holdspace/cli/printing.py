"""What goes to stderr: diagnostics and errors. stdout belongs to the results alone."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from holdspace.diagnostics import Diagnostic
from holdspace.errors import HoldspaceError, ScriptError
from holdspace.routine.excerpts import with_excerpts


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print each diagnostic with its line, a caret and the mend."""
    for diagnostic in with_excerpts(diagnostics):
        colour = typer.colors.RED if diagnostic.severity == "error" else typer.colors.YELLOW
        head, *rest = str(diagnostic).split("\n")
        typer.secho(head, fg=colour, err=True)
        for line in rest:
            typer.echo(line, err=True)


def print_error(error: HoldspaceError) -> None:
    """Print an error: as diagnostics where it has places in a script, as one line and its mend otherwise."""
    if isinstance(error, ScriptError) and error.diagnostics:
        print_diagnostics(error.diagnostics)
        return
    if error.place is not None:
        print_diagnostics([Diagnostic("error", "error", error.place, error.what, error.mend)])
        return
    typer.secho(f"holdspace: {error.what}", fg=typer.colors.RED, err=True)
    if error.mend:
        typer.echo(f"    mend: {error.mend}", err=True)


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

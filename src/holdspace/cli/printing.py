"""What goes to stderr: diagnostics and errors. stdout belongs to the results alone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable

import typer

from holdspace.diagnostics import Diagnostic
from holdspace.errors import HoldspaceError, ScriptError
from holdspace.routine.excerpts import with_excerpts


def say(text: str, *, err: bool = False, colour: str | None = None, bold: bool = False) -> None:
    """Print a line, styled on a terminal only, and not at all where NO_COLOR is set (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or not (colour or bold):
        typer.echo(text, err=err)
    else:
        typer.secho(text, err=err, fg=colour, bold=bold or None)


def print_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Print each diagnostic with its line, a caret and the mend."""
    for diagnostic in with_excerpts(diagnostics):
        colour = typer.colors.RED if diagnostic.severity == "error" else typer.colors.YELLOW
        head, *rest = str(diagnostic).split("\n")
        say(head, err=True, colour=colour)
        for line in rest:
            say(line, err=True)


def print_error(error: HoldspaceError) -> None:
    """Print an error: as diagnostics where it has places in a script, as one line and its mend otherwise."""
    if isinstance(error, ScriptError) and error.diagnostics:
        print_diagnostics(error.diagnostics)
        return
    if error.place is not None:
        what, mend = error.what.rstrip("."), error.mend.rstrip(".")
        print_diagnostics([Diagnostic(_code(error), "error", error.place, what, mend)])
        return
    say(f"holdspace: {error.what}", err=True, colour=typer.colors.RED)
    if error.mend:
        say(f"    mend: {error.mend}", err=True)


def _code(error: HoldspaceError) -> str:
    """The error's class in kebab case, such as `unknown-voice`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", type(error).__name__).lower()


def count(number: int, noun: str) -> str:
    """`1 error`, `2 errors`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"

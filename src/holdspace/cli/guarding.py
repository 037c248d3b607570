"""Every command ends in a message and an exit status, never in a traceback."""

from __future__ import annotations

import functools
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NoReturn, ParamSpec, TextIO

import typer

from holdspace.errors import HoldspaceError, UsageError

P = ParamSpec("P")


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Print a `HoldspaceError` as a diagnostic and exit with its status; exit with 130 when interrupted."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            with plain_warnings():
                command(*args, **kwargs)
        except Exception as error:
            _end(error)
            raise
        except KeyboardInterrupt:
            _end_interrupted()

    return run


def _end(error: Exception) -> None:
    """Exit as `error` deserves; nothing is done about one that nobody foresaw."""
    if _came_of_interrupt(error):
        _end_interrupted()
    if isinstance(error, BrokenPipeError):
        # The reader of our output went away (`holdspace show … | head`): nothing is wrong. Python would complain once
        # more when it flushes stdout at exit, so give it somewhere to flush to.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    if isinstance(error, HoldspaceError):
        from holdspace.cli.printing import print_error

        print_error(error)
        raise typer.Exit(status_of(error)) from None


def _end_interrupted() -> NoReturn:
    typer.echo("holdspace: interrupted; every sentence that was finished is kept for the next time.", err=True)
    raise typer.Exit(130) from None


def _came_of_interrupt(error: BaseException | None) -> bool:
    """Whether Ctrl-C is behind `error`: it may show as a failure to release the lock that was waited for."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__cause__ or error.__context__
    return False


@contextmanager
def plain_warnings() -> Iterator[None]:
    """Print warnings of our own as one line each, without the source line that Python would add."""
    shown = warnings.showwarning

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if category.__module__.partition(".")[0] == "holdspace":
            typer.secho(f"holdspace: {message}", fg=typer.colors.YELLOW, err=True)
        else:
            shown(message, category, filename, lineno, file, line)

    warnings.showwarning = show
    try:
        yield
    finally:
        warnings.showwarning = shown


def status_of(error: HoldspaceError) -> int:
    """The exit status that an error means: whatever is wrong at a place in a script is the script's error."""
    return 1 if isinstance(error, UsageError) and error.place is not None else error.exit_status

"""`holdspace format`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import Scripts
from holdspace.errors import BadChoice


@guarded
def format_script(
    scripts: Scripts,
    write: Annotated[bool, typer.Option("--write", "-w", help="Rewrite the files instead of printing.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Only say which files would change; exit with 1.")] = False,
) -> None:
    """Print a script in its tidy form: the same routine, evenly spaced. Nothing that is heard changes."""
    from holdspace.routine.loading import read_script

    if len(scripts) > 1 and not (write or check):
        raise BadChoice("--write", "several scripts cannot be printed as one.", "Add --write or --check.")
    changed = False
    for script in scripts:
        tidy = _tidy(script)
        same = tidy == read_script(script)
        changed = changed or not same
        if check:
            if not same:
                typer.echo(str(script))
        elif not write:
            typer.echo(tidy, nl=False)
        elif not same:
            _replace(script, tidy)
    if check and changed:
        raise typer.Exit(1)


def _tidy(script: Path) -> str:
    from holdspace.routine.formatting import format_routine
    from holdspace.routine.loading import load, require_valid

    return format_routine(require_valid(load(script)))


def _replace(script: Path, text: str) -> None:
    from holdspace.files import replacing

    with replacing(script) as part:
        part.write_bytes(text.encode())
        part.chmod(script.stat().st_mode & 0o777)

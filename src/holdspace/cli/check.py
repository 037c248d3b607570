"""`holdspace check`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import AsJson, Scripts
from holdspace.errors import ScriptError

if TYPE_CHECKING:
    from holdspace.diagnostics import Diagnostic


@guarded
def check(scripts: Scripts, as_json: AsJson = False) -> None:
    """Say everything that is wrong or doubtful in scripts, without making any audio.

    Exits with 1 when there is an error; warnings alone exit with 0.
    """
    from holdspace.cli.printing import count, print_diagnostics

    found = [diagnostic for script in scripts for diagnostic in _diagnose(script)]
    errors = sum(diagnostic.severity == "error" for diagnostic in found)
    if as_json:
        _print_json(found)
    else:
        print_diagnostics(found)
        warnings = len(found) - errors
        typer.echo(f"{count(len(scripts), 'script')}, {count(errors, 'error')}, {count(warnings, 'warning')}", err=True)
    if errors:
        raise typer.Exit(1)


def _diagnose(script: Path) -> tuple[Diagnostic, ...]:
    from holdspace.cli.wanted_voices import voice_warnings
    from holdspace.score.model import Choices
    from holdspace.session.drafting import draft, estimate

    try:
        drafted = draft(script, Choices(), Choices())
        warnings = voice_warnings(drafted.routine, drafted.score)
        found = (*estimate(drafted, Choices(), Choices()).diagnostics, *warnings)
        return tuple(sorted(found, key=lambda diagnostic: diagnostic.place))
    except ScriptError as error:
        if error.diagnostics:
            return error.diagnostics
        raise


def _print_json(found: list[Diagnostic]) -> None:
    import json

    rows = [
        {
            "file": d.place.file,
            "line": d.place.line,
            "column": d.place.column,
            "length": d.place.length,
            "severity": d.severity,
            "code": d.code,
            "what": d.what,
            "mend": d.mend,
        }
        for d in found
    ]
    typer.echo(json.dumps(rows, ensure_ascii=False))

"""`holdspace import`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import AsJson
from holdspace.errors import OutputExists, ScriptError

if TYPE_CHECKING:
    from holdspace.importing.facts import Imported
    from holdspace.importing.sources import Source


@guarded
def import_source(
    source: Annotated[
        str | None,
        typer.Argument(metavar="SOURCE", help="A saved page or a text; - for standard input.", show_default=False),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The script to write.", show_default="TITLE.md beside the source"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a script that exists.")] = False,
    as_json: AsJson = False,
) -> None:
    """Turn a web page, prose or another tool's script into a routine script."""
    from holdspace.importing.reading import read

    taken = _taken(source)
    imported = read(taken.text, taken.name)
    if as_json:
        _print_json(imported)
        return
    _write(imported, taken, output, force=force)


def _taken(source: str | None) -> Source:
    from holdspace.importing.sources import from_file, from_stdin

    return from_stdin() if source in (None, "-") else from_file(Path(source or ""))


def _print_json(imported: Imported) -> None:
    import json

    from holdspace.importing.reporting import as_json

    typer.echo(json.dumps(as_json(imported), ensure_ascii=False))


def _write(imported: Imported, taken: Source, output: Path | None, *, force: bool) -> None:
    from holdspace.cli.printing import say
    from holdspace.files import replacing
    from holdspace.importing.reporting import report_lines
    from holdspace.importing.writing import script_of

    if not imported.steps:
        raise ScriptError(
            f"no steps were found in {taken.name or 'standard input'}.",
            "Give a text that says what to do, step by step.",
        )
    target = output or _beside(imported, taken)
    if target.exists() and not force:
        error = OutputExists(str(target))
        error.what, error.mend = (
            f"{target} exists already.",
            "Choose another name with -o, or add --force to replace it.",
        )
        raise error
    text = script_of(imported)
    with replacing(target) as part:
        part.write_text(text, encoding="utf-8", newline="\n")
    typer.echo(str(target))
    for line in report_lines(imported):
        say(line, err=True)


def _beside(imported: Imported, taken: Source) -> Path:
    from holdspace.session.naming import safe_name

    folder = Path(taken.name).parent if taken.name else Path()
    return folder / (safe_name(imported.title).lower().replace(" ", "-") + ".md")

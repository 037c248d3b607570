"""`holdspace voices`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import AsJson

if TYPE_CHECKING:
    from holdspace.speech.engine import Voice


@guarded
def voices(
    language: Annotated[
        str | None,
        typer.Argument(help="Only voices of this language, such as en or de.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the voices: id, language, gender where known, kind, and whether each works now."""
    from holdspace.speech.catalogue import Catalogue

    catalogue = Catalogue()
    try:
        found = [v for v in catalogue.voices() if language is None or _speaks(v, language)]
    finally:
        catalogue.close()
    if as_json:
        _print_json(found)
    else:
        _print_table(found)


def _speaks(voice: Voice, language: str) -> bool:
    wanted, own = language.lower().replace("_", "-"), voice.language.lower()
    return own == wanted or own.startswith(f"{wanted}-")


def _print_json(found: list[Voice]) -> None:
    import json

    rows = [
        {
            "id": v.id,
            "language": v.language,
            "gender": v.gender or None,
            "kind": v.kind,
            "label": v.label,
            "works": v.works,
            "reason": v.reason,
        }
        for v in found
    ]
    typer.echo(json.dumps(rows, ensure_ascii=False))


def _print_table(found: list[Voice]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(show_edge=False, pad_edge=False)
    for column in ("id", "language", "gender", "kind", "works"):
        table.add_column(column, overflow="fold")
    for voice in found:
        works = "yes" if voice.works else f"no: {voice.reason}"
        table.add_row(voice.id, voice.language, voice.gender or "-", voice.kind, works)
    console = Console()
    console.print(table, width=None if console.is_terminal else 160)

"""`holdspace voices`: which there are, and fetching more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from typer.core import TyperGroup

from holdspace.cli.fetching import get
from holdspace.cli.guarding import guarded
from holdspace.cli.options import AsJson
from holdspace.errors import BadChoice

if TYPE_CHECKING:
    from holdspace.speech.engine import Voice


class _ListByDefault(TyperGroup):
    """Anything but a subcommand is for `list`, so that `holdspace voices de` lists the German ones."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put `list` in front where no subcommand is named."""
        if not args or (args[0] not in self.commands and args[0] not in ("-h", "--help")):
            args = ["list", *args]
        return super().parse_args(ctx, args)


voices = typer.Typer(
    cls=_ListByDefault,
    help="List the voices, or fetch more of them.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
voices.command("get")(get)


@voices.command("list")
@guarded
def list_voices(
    language: Annotated[
        str | None,
        typer.Argument(help="Only voices of this language, such as en or de.", show_default=False),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """List the voices: language, gender, quality, size, licence, and whether each is here or how to get it."""
    from holdspace.speech.catalogue import Catalogue

    catalogue = Catalogue()
    try:
        found = [v for v in catalogue.voices() if language is None or _speaks(v, language)]
    finally:
        catalogue.close()
    if language is not None and not found:
        mend = "`holdspace voices` lists all of them, and docs/voices.md tells how to add one."
        raise BadChoice("LANGUAGE", f"there is no voice for the language {language!r}.", mend)
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
            "quality": v.quality or None,
            "size_bytes": v.size_bytes,
            "licence": v.licence or None,
            "works": v.works,
            "reason": v.reason,
        }
        for v in found
    ]
    typer.echo(json.dumps(rows, ensure_ascii=False))


def _print_table(found: list[Voice]) -> None:
    """A table; what keeps several voices from working is told once, below it."""
    from rich.console import Console
    from rich.table import Table

    from holdspace.speech.packs import size_words

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for column in ("id", "language", "gender", "quality", "size", "licence", "here"):
        justify: Literal["right", "left"] = "right" if column == "size" else "left"
        table.add_column(column, overflow="fold", no_wrap=column == "id", justify=justify)
    reasons = list(dict.fromkeys(v.reason for v in found if not v.works))
    for v in found:
        size = size_words(v.size_bytes) if v.size_bytes else "-"
        here = "yes" if v.works else f"no ({reasons.index(v.reason) + 1})"
        table.add_row(v.id, v.language, v.gender or "-", v.quality or "-", size, v.licence or "-", here)
    Console(width=None if sys.stdout.isatty() else 160).print(table)
    for number, reason in enumerate(reasons, 1):
        typer.echo(f"({number}) {reason}")

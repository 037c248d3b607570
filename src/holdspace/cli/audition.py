"""`holdspace audition`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import AsJson, PaceOption
from holdspace.errors import BadChoice


@guarded
def audition(
    text: Annotated[
        str | None,
        typer.Argument(help="What each voice reads: a text, or a script whose opening is read.", show_default=False),
    ] = None,
    voice: Annotated[
        list[str] | None,
        typer.Option("--voice", "-v", help="A voice to hear; may be repeated. By default a choice of the best."),
    ] = None,
    language: Annotated[str, typer.Option(help="The language whose voices are heard by default.")] = "en",
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")] = Path("output/audition.mp3"),
    force: Annotated[bool, typer.Option("--force", help="Replace a file that holdspace did not make.")] = False,
    pace: PaceOption = None,
    as_json: AsJson = False,
) -> None:
    """Write one file in which each voice says its name and reads the same lines, a chapter a voice."""
    from holdspace.cli.printing import print_diagnostics
    from holdspace.cli.progress import shown
    from holdspace.cli.receipts import print_receipts
    from holdspace.session.auditioning import audition_voices, lines_of
    from holdspace.session.making import Workshop

    if pace is not None and not 0.5 <= pace <= 2.0:
        raise BadChoice("--pace", f"a pace of {pace} is out of range.", "Choose one from 0.5 (slow) to 2.0 (fast).")
    with Workshop() as workshop, shown(quiet=as_json) as progress:
        receipt = audition_voices(
            workshop,
            voice or [],
            lines_of(text),
            output,
            language=language,
            pace=pace or 1.0,
            force=force,
            progress=progress,
        )
    print_diagnostics(receipt.diagnostics)
    print_receipts([receipt], as_json=as_json, one=True)

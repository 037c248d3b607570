"""`holdspace import`, and the same for pages that are given to `holdspace render`."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import AsJson
from holdspace.errors import BadChoice, OutputExists, ScriptError

if TYPE_CHECKING:
    from holdspace.importing.facts import Doubt, Imported
    from holdspace.importing.sources import Source

PAGES = frozenset((".html", ".htm", ".xhtml", ".pdf", ".docx", ".srt", ".vtt", ".ssml", ".xml", ".json", ".eml"))
"""Endings of files that are no scripts and are imported before they are rendered."""


@guarded
def import_source(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="SOURCE", help="A saved page, a text, a PDF …; - for standard input.", show_default=False
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", help="The script to write, or - for stdout.", show_default="TITLE.md beside the source"
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a script that exists.")] = False,
    url: Annotated[str | None, typer.Option("--url", help="Fetch this page from the web.")] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Let --url reach this machine and its network.")
    ] = False,
    clipboard: Annotated[bool, typer.Option("--clipboard", help="Take the text on the clipboard.")] = False,
    review: Annotated[bool, typer.Option("--review", help="Go through the doubts one by one.")] = False,
    as_json: AsJson = False,
) -> None:
    """Turn a web page, prose or another tool's script into a routine script.

    What was read, assumed and left out is told on stderr; doubts become notes in the script.
    """
    from holdspace.importing.reading import read

    taken = _taken(source, url, clipboard=clipboard, allow_private=allow_private)
    imported = read(taken.text, taken.name)
    if review:
        _review(imported)
    if as_json:
        _print_json(imported)
    elif output == Path("-"):
        typer.echo(_script(imported, taken), nl=False)
    else:
        target = output or _beside(imported, taken)
        _write(_script(imported, taken), target, force=force)
        typer.echo(str(target))
        _report(imported, taken)


def _taken(source: str | None, url: str | None, *, clipboard: bool, allow_private: bool) -> Source:
    """The text of the one source that was named."""
    if sum((source is not None, url is not None, clipboard)) > 1:
        raise BadChoice("SOURCE", "more than one source is given.", "Give a file, --url or --clipboard.")
    if url is not None:
        from holdspace.importing.fetching import from_url

        return from_url(url, allow_private=allow_private)
    if clipboard:
        from holdspace.importing.clipboard import from_clipboard

        return from_clipboard()
    from holdspace.importing.sources import from_file, from_stdin

    if source is not None and source.startswith(("http://", "https://")):
        raise BadChoice(
            "SOURCE",
            "a page is fetched from the web only when you ask for it.",
            f"Write: holdspace import --url {source}",
        )
    return from_stdin() if source in (None, "-") else from_file(Path(source or ""))


def _print_json(imported: Imported) -> None:
    import json

    from holdspace.importing.reporting import as_json

    typer.echo(json.dumps(as_json(imported), ensure_ascii=False))


def _script(imported: Imported, taken: Source) -> str:
    from holdspace.importing.writing import script_of

    if not imported.steps:
        what = f"no steps were found in {taken.name or 'the text'}."
        raise ScriptError(what, "Give a text that says what to do, step by step.")
    return script_of(imported)


def _write(text: str, target: Path, *, force: bool) -> None:
    from holdspace.files import replacing

    if target.exists() and not force:
        error = OutputExists(str(target))
        error.what, error.mend = (
            f"{target} exists already.",
            "Choose another name with -o, or add --force to replace it.",
        )
        raise error
    with replacing(target) as part:
        part.write_text(text, encoding="utf-8", newline="\n")


def _report(imported: Imported, taken: Source) -> None:
    from holdspace.cli.printing import say
    from holdspace.importing.reporting import report_lines

    for line in (*taken.notes, *report_lines(imported)):
        say(line, err=True)


def _beside(imported: Imported, taken: Source) -> Path:
    from holdspace.session.naming import safe_name

    folder = Path(taken.name).parent if taken.name and Path(taken.name).exists() else Path()
    return folder / (safe_name(imported.title or "routine").lower().replace(" ", "-") + ".md")


# ---- the doubts one by one --------------------------------------------------------------------------------------


def _review(imported: Imported) -> None:
    """Ask about each doubt: keep it, give another time, or take the hold away."""
    from holdspace.importing import reviewing

    doubts = [doubt for doubt in imported.doubts if doubt.step is not None]
    for number, doubt in enumerate(doubts, 1):
        _show(imported, doubt, f"{number}/{len(doubts)}")
        change = ", a time such as 40s, d to take the hold away" if reviewing.hold_in_doubt(imported, doubt) else ""
        while True:
            said = typer.prompt(f"Enter to keep{change}, q to stop", default="", show_default=False, err=True).strip()
            if said.lower() in ("q", "quit"):
                return
            if not said:
                reviewing.accept(imported, doubt)
            elif said.lower() == "d" and change:
                reviewing.remove(imported, doubt)
            elif problem := reviewing.answer(imported, doubt, said):
                typer.echo(f"  {problem}", err=True)
                continue
            break


def _show(imported: Imported, doubt: Doubt, count: str) -> None:
    step = imported.steps[doubt.step or 0]
    where = f" ({step.section})" if step.section else ""
    typer.echo(f"\n{count}{where}: {step.text}\n  {doubt.what}", err=True)


# ---- pages given to render --------------------------------------------------------------------------------------


@contextmanager
def pages_imported(scripts: list[Path], targets: list[Path], *, keep: bool, force: bool) -> Iterator[list[Path]]:
    """`scripts` with each page among them imported: its script lies beside its session, or nowhere for long.

    A script that is there already is taken as it is, since somebody may have mended it; `force` imports anew.
    """
    if not any(script.suffix.lower() in PAGES for script in scripts):
        yield scripts
        return
    with tempfile.TemporaryDirectory(prefix="holdspace-") as folder:
        yield [
            _imported(s, t if keep else Path(folder) / t.name, force=force)
            for s, t in zip(scripts, targets, strict=True)
        ]


def _imported(source: Path, target: Path, *, force: bool) -> Path:
    """The script of a page; a script itself stays as it is."""
    if source.suffix.lower() not in PAGES:
        return source
    from holdspace.importing.reading import read
    from holdspace.importing.sources import from_file

    script = target.with_suffix(".md")
    if script.exists() and not force:
        typer.echo(f"rendering {script}, which exists already; add --force to import {source} anew", err=True)
        return script
    taken = from_file(source)
    imported = read(taken.text, taken.name)
    _write(_script(imported, taken), script, force=True)
    typer.echo(f"imported {source} as {script}", err=True)
    return script

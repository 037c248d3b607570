"""`holdspace extract`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.errors import BadChoice, OutputUnwritable

if TYPE_CHECKING:
    from holdspace.session.remembering import Memory


@guarded
def extract(
    session: Annotated[Path, typer.Argument(metavar="FILE", help="A file that holdspace made.", show_default=False)],
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The script to write, or a folder.", show_default="stdout"),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Give back the script that a session was made from, byte for byte.

    Into a folder (a name without a suffix) go the script and everything that it includes.
    """
    from holdspace.session.recalling import recall

    memory = recall(session)
    if output is None:
        _to_stdout(memory)
    elif output.is_dir() or not (output.suffix or output.exists()):
        for name, content in _named(memory).items():
            _write(output / name, content, force=force)
    else:
        _write(output, next(iter(memory.sources.values())), force=force)
        _tell_of_includes(memory)
    _tell_of_pronunciations(memory)


def _named(memory: Memory) -> dict[str, bytes]:
    """Every script by the path that it gets; the first one's name is made safe for this system."""
    from holdspace.session.remembering import script_name

    first, *others = memory.sources.items()
    return {**dict(others), script_name(memory): first[1]}


def _to_stdout(memory: Memory) -> None:
    content = next(iter(memory.sources.values()))
    if sys.stdout.isatty():
        from holdspace.routine.loading import decoded

        text = decoded(content, "the script")  # a stranger's script may hold codes that only a terminal obeys
        typer.echo("".join(letter for letter in text if letter in "\n\t" or letter.isprintable()), nl=False)
    else:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    _tell_of_includes(memory)


def _tell_of_includes(memory: Memory) -> None:
    others = list(memory.sources)[1:]
    if others:
        typer.echo(f"it includes {', '.join(others)}: give -o a folder to get them all", err=True)


def _tell_of_pronunciations(memory: Memory) -> None:
    """The script alone is spoken otherwise on a machine whose user has others."""
    if memory.own_say:
        typer.echo("its maker's own pronunciations are not part of the script; it could have them as", err=True)
        for line in ("say:", *(f"  {_quoted(written)}: {_quoted(spoken)}" for written, spoken in memory.own_say)):
            typer.echo(line, err=True)


def _quoted(text: str) -> str:
    """As a front matter takes it, whatever signs are in it."""
    import json

    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, content: bytes, *, force: bool) -> None:
    from holdspace.files import replacing, translated

    with translated(path):
        is_there, is_folder = path.exists(), path.is_dir()
    if is_folder:
        raise OutputUnwritable(f"{path} is a folder.", "Choose another place with -o.")
    if is_there and path.read_bytes() != content and not force:
        raise BadChoice("-o", f"{path} exists.", "Choose another name with -o, or add --force to replace it.")
    with replacing(path) as part, translated(path):
        part.write_bytes(content)
    typer.echo(str(path))

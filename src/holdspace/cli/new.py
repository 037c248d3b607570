"""`holdspace new`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.errors import BadChoice, OutputExists, OutputUnwritable

TEMPLATE = """\
---
title: {title}
breath: in 4, out 6
---

Sit or stand the way you begin. [pause 5s]

## First stretch {{right}}

[both sides]

Say how to get into it, with your {{right}} side first. [pause 4s]
Hold this for {{30 seconds}}.

## Breathe

[breathe 5 rounds]

## End

Rest here, as long as you like. [hold 30s]
"""


@guarded
def new(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The routine's name, such as 'Morning stretch', or a file name.")
    ],
) -> None:
    """Begin a routine: write a short script to build on. Never replaces a file."""
    if not any(character.isalnum() for character in Path(name).name):
        raise BadChoice("NAME", f"{name!r} has no letter to name a routine by.", "Write for example: 'Morning stretch'")
    path = _path(name)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(TEMPLATE.format(title=_title(name)))
    except FileExistsError:
        error = OutputExists(str(path))
        error.what, error.mend = f"{path} exists already.", "Choose another name."
        raise error from None
    except OSError as error:
        raise OutputUnwritable(
            f"{path} cannot be written: {(error.strerror or str(error)).lower()}.", "Choose another place."
        ) from error
    typer.echo(str(path))
    typer.echo(f"Next: edit it, then `holdspace render {shlex.quote(str(path))}`.", err=True)


def _path(name: str) -> Path:
    from holdspace.session.naming import safe_name

    given = Path(name)
    if given.suffix.lower() in (".md", ".txt"):
        return given
    return given.parent / f"{safe_name(given.name).lower().replace(' ', '-')}.md"


def _title(name: str) -> str:
    given = Path(name)
    stem = given.stem if given.suffix.lower() in (".md", ".txt") else given.name
    words = stem.replace("-", " ").replace("_", " ").strip() or "New routine"
    title = words[0].upper() + words[1:]
    # A colon or a quote would mean something else to YAML.
    return f'"{title}"' if any(c in title for c in ":#'[]{}&*!|>%@`") and '"' not in title else title

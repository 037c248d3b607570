"""`holdspace cache`: what the clip store holds, and making it smaller."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from holdspace.cli.guarding import guarded
from holdspace.cli.options import AsJson
from holdspace.cli.printing import count
from holdspace.errors import BadChoice

if TYPE_CHECKING:
    from holdspace.speech.keeping import Removed

cache = typer.Typer(
    help="Show, prune or clear the store of spoken sentences.",
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@cache.callback()
@guarded
def show(context: typer.Context, as_json: AsJson = False) -> None:
    """Show the store's folder, size, entries, limit, and how often it helped in the last renders."""
    if context.invoked_subcommand is not None:
        return
    from holdspace.speech.keeping import entries, read_ledger
    from holdspace.speech.store import default_store

    store = default_store()
    found = list(entries(store.folder))
    ledger = read_ledger(store.folder)
    size = sum(entry.size_bytes for entry in found)
    clips, blocks = (sum(entry.kind == kind for entry in found) for kind in ("clip", "block"))
    facts: dict[str, object] = {
        "folder": str(store.folder),
        "bytes": size,
        "clips": clips,
        "blocks": blocks,
        "limit_bytes": store.limit_bytes,
        "renders": len(ledger.renders),
        "hit_rate": None if ledger.hit_rate is None else round(ledger.hit_rate, 4),
        "shared": None,
    }
    if store.shared is not None:
        trouble = store.shared.trouble()
        facts["shared"] = {"url": store.shared.shown, "trouble": trouble}
    if as_json:
        import json

        typer.echo(json.dumps(facts, ensure_ascii=False))
        return
    typer.echo(f"folder   {store.folder}")
    typer.echo(f"size     {size_words(size)} of at most {size_words(store.limit_bytes)}")
    typer.echo(f"entries  {count(clips, 'clip')}, {count(blocks, 'encoded block')}")
    if ledger.hit_rate is not None:
        renders = "the last render" if facts["renders"] == 1 else f"the last {facts['renders']} renders"
        typer.echo(f"reused   {ledger.hit_rate:.0%} of the sentences of {renders}")
    if store.shared is not None:
        typer.echo(f"shared   {store.shared.shown}, {f'cannot be used: {trouble}' if trouble else 'can be used'}")


@cache.command("prune")
@guarded
def prune(
    to: Annotated[
        str | None, typer.Option("--to", metavar="SIZE", help="A size such as 200 MB; by default the store's limit.")
    ] = None,
) -> None:
    """Remove what was used longest ago until the store is small enough."""
    from holdspace.speech import keeping
    from holdspace.speech.store import default_store

    store = default_store()
    removed = keeping.prune(store.folder, store.limit_bytes if to is None else keeping.parse_size(to, "--to"))
    typer.echo(_removed(removed))


@cache.command("clear")
@guarded
def clear(yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False) -> None:
    """Remove everything from the store; what is needed again is spoken again."""
    from holdspace.speech import keeping
    from holdspace.speech.store import default_store

    store = default_store()
    if not yes:
        if not sys.stdin.isatty():
            raise BadChoice("--yes", "there is nobody to ask here.", "Add --yes to clear the store.")
        if not typer.confirm(f"Remove all clips in {store.folder}?", err=True):
            raise typer.Exit(1)
    removed = keeping.clear(store.folder)
    typer.echo(_removed(removed))


def _removed(removed: Removed) -> str:
    entries = "1 entry" if removed.entries == 1 else f"{removed.entries} entries"
    return f"removed {entries}, {size_words(removed.size_bytes)}"


def size_words(size_bytes: int) -> str:
    """`512 bytes`, `3.4 MB`, `1.1 GB`: millions and thousands, as disks are sold."""
    for unit, power in (("bytes", 0), ("kB", 1), ("MB", 2)):
        size = size_bytes / 1000**power
        if size < 999.95:
            return f"{size_bytes} bytes" if power == 0 else f"{size:.1f} {unit}"
    return f"{size_bytes / 1e9:.1f} GB"

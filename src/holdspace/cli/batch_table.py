"""What is told of a batch: a table of its files on stdout, what it cost on stderr."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from holdspace.cli.printing import count, print_diagnostics, print_error
from holdspace.errors import HoldspaceError
from holdspace.timebase import clock_of

if TYPE_CHECKING:
    from holdspace.session.batching import Batch
    from holdspace.session.making import Receipt
    from holdspace.session.ordering import Order


def print_batch(batch: Batch, *, as_json: bool = False, quiet: bool = False) -> None:
    """Print the files that were made, as a table or as JSON; warnings and errors go to stderr, each of them once."""
    _print_troubles(batch)
    if as_json:
        from holdspace.cli.receipts import print_json

        print_json([_as_data(batch)], one=True)
        return
    for line in _table([_row(order, result) for order, result in _made(batch)]):
        typer.echo(line)
    if not quiet:
        typer.echo(_closing(batch), err=True)


def _made(batch: Batch) -> list[tuple[Order, Receipt]]:
    return [(order, result) for order, result in batch.results if not isinstance(result, HoldspaceError)]


def _print_troubles(batch: Batch) -> None:
    """The same line of a script is in many files, and wrong in one place."""
    errors = {str(result): result for _, result in batch.results if isinstance(result, HoldspaceError)}
    warnings = dict.fromkeys(diagnostic for _, receipt in _made(batch) for diagnostic in receipt.diagnostics)
    print_diagnostics(warnings)
    for error in errors.values():
        print_error(error)


def _row(order: Order, receipt: Receipt) -> tuple[str, ...]:
    week = f"week {order.variant.week}" if order.variant.week else ""
    holds = ", ".join(scaling.written for scaling in order.choices.hold)
    return str(order.target), clock_of(receipt.seconds), receipt.voice, holds, week


def _table(rows: list[tuple[str, ...]]) -> list[str]:
    """Columns that line up; one that is empty in every row is left out."""
    columns = [column for column in zip(*rows, strict=True) if any(column)]
    widths = [max(map(len, column)) for column in columns]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in zip(*columns, strict=True)
    ]


def _closing(batch: Batch) -> str:
    made, failed = _made(batch), len(batch.results) - len(_made(batch))
    seconds = sum(receipt.seconds for _, receipt in made)
    pieces = [f"{count(len(made), 'file')}, {clock_of(seconds)} in all"]
    if failed:
        pieces.append(f"{failed} could not be made")
    pieces.append(f"{count(batch.sentences, 'distinct sentence')}, {batch.spoken} spoken now")
    workers = f" by {count(batch.workers, 'worker')}" if batch.workers > 1 else ""
    return f"{'; '.join(pieces)}, {batch.wall_seconds:.1f} s{workers}"


def _as_data(batch: Batch) -> dict[str, Any]:
    return {
        "files": [_file_data(order, receipt) for order, receipt in _made(batch)],
        "failed": [
            {"file": str(order.target), "script": str(order.script), "what": str(result)}
            for order, result in batch.results
            if isinstance(result, HoldspaceError)
        ],
        "sentences": batch.sentences,
        "spoken": batch.spoken,
        "workers": batch.workers,
        "wall_seconds": round(batch.wall_seconds, 3),
        "phases": {name: round(seconds, 3) for name, seconds in batch.phases},
    }


def _file_data(order: Order, receipt: Receipt) -> dict[str, Any]:
    return {
        "file": str(order.target),
        "script": str(order.script),
        "seconds": round(receipt.seconds, 5),
        "voice": receipt.voice,
        "holds": [scaling.written for scaling in order.choices.hold],
        "week": order.variant.week or None,
        "cues": receipt.cues,
        "left_out": list(receipt.left_out),
    }

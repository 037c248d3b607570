"""What is told of a session that was made: its file on stdout, how it sounds and what it cost on stderr."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from holdspace.session.making import Receipt
    from holdspace.session.measuring import Measures


def print_receipts(receipts: list[Receipt], *, as_json: bool = False, one: bool = False, quiet: bool = False) -> None:
    """Print what was made: file, length and voice on stdout, the rest on stderr; or all of it as JSON."""
    if as_json:
        print_json([_receipt_row(receipt) for receipt in receipts], one=one)
        return
    for receipt in receipts:
        _print_receipt(receipt, quiet=quiet)


def _print_receipt(receipt: Receipt, *, quiet: bool) -> None:
    from holdspace.cli.printing import count
    from holdspace.cli.timetable import closing
    from holdspace.timebase import clock_of

    typer.echo(f"{receipt.file}  {clock_of(receipt.seconds)}  {receipt.voice}")
    if quiet:
        return
    if receipt.parts:
        parts = f"{receipt.parts[0].name} to {receipt.parts[-1].name}"
        typer.echo(f"{count(len(receipt.parts), 'part')}, {parts}", err=True)
    now = f"{count(receipt.synthesized, 'sentence')} spoken now"
    cues = (
        f"{count(receipt.cues, 'cue')} of {receipt.cues + len(receipt.left_out)}"
        if receipt.left_out
        else count(receipt.cues, "cue")
    )
    spoken = f"{cues}, {now}, {receipt.reused} from the store"
    typer.echo(f"{spoken}, {receipt.wall_seconds:.1f} s", err=True)
    if receipt.measures:
        line = measured_line(receipt.measures, verified=receipt.verified)
        typer.echo(line if receipt.kbps is None else f"{line}, {receipt.kbps:.0f} kb/s on average", err=True)
    if receipt.listening:
        for text in closing(receipt.listening):
            typer.echo(text, err=True)
    for sentence in receipt.notes:
        typer.echo(f"note: {sentence}", err=True)
    for sentence in receipt.left_out:
        typer.echo(f"left out: {sentence}", err=True)


def measured_line(measures: Measures, *, verified: bool) -> str:
    """What the file measures, in one line."""
    from holdspace.cli.printing import count

    pieces = [_loudness(measures)]
    if math.isfinite(measures.true_peak_dbtp):
        pieces.append(f"true peak {measures.true_peak_dbtp:.1f} dBTP")
    if measures.holds:
        off_ms = max(abs(hold.measured_seconds - hold.planned_seconds) for hold in measures.holds) * 1000
        pieces.append(f"{count(len(measures.holds), 'hold')}, at most {off_ms:.0f} ms off")
    return ("decoded: " if verified else "") + ", ".join(pieces)


def _loudness(measures: Measures) -> str:
    if not math.isfinite(measures.integrated_lufs):
        return "silence"
    spoken = math.isfinite(measures.speech_lufs)
    speech = f"speech {measures.speech_lufs:.1f}" if spoken else "no speech"
    return f"{measures.integrated_lufs:.1f} LUFS ({speech})"


def print_phases(receipt: Receipt) -> None:
    """How long each phase of a render took, on stderr."""
    for name, seconds in (*receipt.phases, ("total", receipt.wall_seconds)):
        typer.echo(f"{name:<10} {seconds:8.3f} s", err=True)


def _receipt_row(receipt: Receipt) -> dict[str, Any]:
    from holdspace.session.listening import as_data

    return {
        "file": str(receipt.file),
        "seconds": round(receipt.seconds, 5),
        "voice": receipt.voice,
        "cues": receipt.cues,
        "planned": receipt.cues + len(receipt.left_out),
        "synthesized": receipt.synthesized,
        "reused": receipt.reused,
        "wall_seconds": round(receipt.wall_seconds, 3),
        "left_out": list(receipt.left_out),
        "notes": list(receipt.notes),
        **({"parts": [str(part) for part in receipt.parts]} if receipt.parts else {}),
        **({"measured": _measures_row(receipt.measures, verified=receipt.verified)} if receipt.measures else {}),
        **({} if receipt.kbps is None else {"kbps": round(receipt.kbps, 1)}),
        **({"listening": as_data(receipt.listening)} if receipt.listening else {}),
    }


def _measures_row(measures: Measures, *, verified: bool) -> dict[str, Any]:
    return {
        "by": "decoding" if verified else "parts",
        "integrated_lufs": _decibels(measures.integrated_lufs),
        "speech_lufs": _decibels(measures.speech_lufs),
        "true_peak_dbtp": _decibels(measures.true_peak_dbtp),
        "holds": [
            {"section": h.section, "line": h.line, "planned": h.planned_seconds, "seconds": h.measured_seconds}
            for h in measures.holds
        ],
    }


def _decibels(level: float) -> float | None:
    """A level for JSON, which has no infinity: None for silence."""
    return round(level, 2) if math.isfinite(level) else None


def print_json(rows: list[dict[str, Any]], *, one: bool) -> None:
    """Rows as JSON on stdout: a list, or the only one."""
    import json

    if one and not rows:
        return
    typer.echo(json.dumps(rows[0] if one else rows, ensure_ascii=False))

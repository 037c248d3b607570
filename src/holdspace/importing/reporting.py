"""What was read, as JSON and in a few lines for a person."""

from __future__ import annotations

from typing import Any

from holdspace.importing.facts import Group, Hold, Imported, Step


def as_json(imported: Imported) -> dict[str, Any]:
    """`imported` in the form that `holdspace import --json` promises."""
    return {
        "title": imported.title,
        "steps": [_step(step) for step in imported.steps],
        "groups": [_group(group) for group in imported.groups],
        "dropped": [{"text": d.text, "why": d.why} for d in imported.dropped],
        "doubts": [{"text": d.text, "what": d.what} for d in imported.doubts],
    }


def _step(step: Step) -> dict[str, Any]:
    return {
        "section": step.section,
        "text": step.text,
        "line": step.line,
        "holds": [_hold(hold) for hold in step.holds],
        "repeats": step.repeats,
        "sets": step.sets,
        "sides": step.sides,
        "rest_seconds": step.rest_seconds,
        "paced_breath": step.paced is not None,
        "source_start": step.start,
        "source_end": step.end,
    }


def _hold(hold: Hold) -> dict[str, Any]:
    length: dict[str, Any] = (
        {"open": True} if hold.open else {"breaths": hold.breaths} if hold.breaths else {"seconds": hold.seconds}
    )
    return {**length, "min": hold.least, "max": hold.most, "about": hold.about, "source": hold.source}


def _group(group: Group) -> dict[str, Any]:
    return {
        "first": group.first,
        "last": group.last,
        "rounds": group.rounds,
        "rest_seconds": group.rest_seconds,
        "sides": group.sides,
    }


def report_lines(imported: Imported) -> list[str]:
    """What was read, assumed and dropped, for a person."""
    steps = imported.steps
    holds = sum(len(step.holds) for step in steps)
    repeats = sum(bool(step.repeats) or bool(step.sets) for step in steps)
    sides = sum(step.sides == "both" or step.again is not None for step in steps)
    counted = f"read: {_count(len(steps), 'step')}, {_count(holds, 'hold')}, {_count(repeats, 'count')}, "
    lines = [counted + f"{_count(sides, 'change')} of side"]
    lines += [
        f"assumed: {doubt.what}" if doubt.text in doubt.what else f"assumed: “{_short(doubt.text)}”: {doubt.what}"
        for doubt in imported.doubts
    ]
    lines += [f"dropped ({d.why}): {_short(d.text)}" for d in imported.dropped]
    return lines


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _short(text: str, room: int = 70) -> str:
    text = " ".join(text.split())
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"

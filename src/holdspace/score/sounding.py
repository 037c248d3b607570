"""Passes: bells and chimes, and the beds beneath."""

from __future__ import annotations

import difflib
from pathlib import PurePath
from typing import TYPE_CHECKING

from holdspace.routine.model import Bed, Tone
from holdspace.score.model import BEDS, BedChange, Sound
from holdspace.score.steps import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.score.steps import Frame, What

OFF = "off"
TONE_MS = {"bell": 3000, "chime": 1500, "bowl": 4000, "wood": 600}
"""How long a tone has to itself before the next cue; it rings on beneath what follows."""


def sound(steps: Sequence[Step], _frame: Frame) -> list[Step]:
    """Pass: `[bell]` and `[chime]` become sounds."""
    return [step.become(_sounded(step.what, step.section)) for step in steps]


def lay_beds(steps: Sequence[Step], frame: Frame) -> list[Step]:
    """Pass: `[bed …]` becomes a change of bed. The bed that the listener chose lies beneath everything instead."""
    chosen = frame.chosen.bed
    written = [step.what for step in steps if isinstance(step.what, Bed)]
    for bed in (*written, *filter(None, (chosen, frame.chosen.script_bed))):
        _check(bed, frame)
    if chosen is None:
        laid = [step.become(_laid(step.what, step.section)) for step in steps]
    else:
        laid = [step for step in steps if not isinstance(step.what, Bed)]
    first = chosen or frame.chosen.script_bed
    if first is None or first.name == OFF:
        return laid
    return [Step(BedChange(first.name, first.gain_db, 0, first.place), 0), *laid]


def _sounded(what: What, section: int) -> What:
    if isinstance(what, Tone):
        return Sound(what.name, TONE_MS[what.name], section, what.place)
    return what


def _laid(what: What, section: int) -> What:
    return BedChange(what.name, what.gain_db, section, what.place) if isinstance(what, Bed) else what


def _check(bed: Bed, frame: Frame) -> None:
    """Report a bed that is neither ours nor a file; whether a file is there is seen when it is played."""
    if bed.name == OFF or bed.name in BEDS or PurePath(bed.name).suffix:
        return
    near = difflib.get_close_matches(bed.name, BEDS, n=1)
    frame.report.error(
        "bed-unknown",
        bed.place,
        f'there is no bed "{bed.name}"',
        f"did you mean {near[0]}?" if near else f"use {', '.join(BEDS)}, or the name of a music file such as calm.mp3",
    )

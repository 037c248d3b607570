"""Passes: bells and chimes, and the beds beneath."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.routine.model import Bed, Tone
from holdspace.score.model import BedChange, Sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.score.steps import Frame, Step, What

TONE_MS = {"bell": 3000, "chime": 1500}
"""How long a tone has to itself before the next cue; it rings on beneath what follows."""


def sound(steps: Sequence[Step], _frame: Frame) -> list[Step]:
    """Pass: `[bell]` and `[chime]` become sounds."""
    return [step.become(_sounded(step.what, step.section)) for step in steps]


def lay_beds(steps: Sequence[Step], frame: Frame) -> list[Step]:
    """Pass: `[bed …]` becomes a change of bed, with a warning, because beds are not rendered yet."""
    return [step.become(_laid(step.what, step.section, frame)) for step in steps]


def _sounded(what: What, section: int) -> What:
    if isinstance(what, Tone):
        return Sound(what.name, TONE_MS[what.name], section, what.place)
    return what


def _laid(what: What, section: int, frame: Frame) -> What:
    if not isinstance(what, Bed):
        return what
    if what.name.casefold() != "off":
        frame.report.warning(
            "bed-not-yet",
            what.place,
            f'the bed "{what.name}" is not played yet: this version renders no beds',
            "leave the line in for later versions, or remove it",
        )
    return BedChange(what.name, what.gain_db, section, what.place)

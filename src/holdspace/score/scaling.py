"""How long a hold or rest becomes under the listener's choices, and how that is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from holdspace.routine.model import Duration, Scaling
from holdspace.score.languages import nearest
from holdspace.score.titles import bare_key, exact_key
from holdspace.score.wording import breaths_words, duration_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.score.steps import Entry

LEAST_SCALED_MS = 1000
"""No choice makes a hold or rest shorter than this."""

_UNIT_IN_FULL = re.compile(r"\b(seconds?|minutes?|hours?|breaths?)\b", re.IGNORECASE)
_DIGITS_RUN_ON = re.compile(r"\d[^\W\d_]|:")


@dataclass(frozen=True, slots=True)
class Kept:
    """A length of time after the choices."""

    ms: int
    breaths: int
    """The same in whole breaths, for what the author counted in breaths; 0 for a time."""
    as_written: bool
    """Whether no choice changed it."""


def scaling_for(scalings: Sequence[Scaling], entry: Entry) -> Scaling | None:
    """The one that counts for a section: its own before one for all, and of several the last."""
    own = [scaling for scaling in scalings if scaling.section and names_section(scaling.section, entry)]
    general = [scaling for scaling in scalings if not scaling.section]
    return next(reversed(own or general), None)


def names_section(title: str, entry: Entry) -> bool:
    """Whether a quoted title means this pass: a title without a side means every pass, one with a side only that."""
    wanted = exact_key(title)
    if wanted in {exact_key(entry.section.title), exact_key(entry.name)}:
        return True
    return bare_key(title) == wanted == bare_key(entry.name)


def scaled(duration: Duration, scaling: Scaling | None, factor: Fraction, cycle_ms: int) -> Kept:
    """`duration` under a choice and the factor of a wanted length; a breath lasts `cycle_ms`.

    A time that changes is rounded to whole seconds, at least one, so that what the voice says is true. Breaths that
    are multiplied stay whole breaths, at least one; adding or setting a time makes a time of them.
    """
    written_ms = duration.ms or duration.breaths * cycle_ms
    wanted_ms = _wanted_ms(written_ms, scaling) * factor
    if wanted_ms == written_ms:
        return Kept(written_ms, duration.breaths, as_written=True)
    if duration.breaths and (scaling is None or scaling.kind == "times"):
        breaths = max(1, _nearest(wanted_ms / cycle_ms))
        return Kept(breaths * cycle_ms, breaths, as_written=breaths == duration.breaths)
    ms = max(LEAST_SCALED_MS, _nearest(wanted_ms / 1000) * 1000)
    return Kept(ms, 0, as_written=ms == duration.ms)


def spoken(duration: Duration, kept: Kept, language: str) -> str:
    """How the length is said: in the author's English words while they are true, else in the author's units.

    In other languages a number written in digits may sound otherwise before its unit ("21 Sekunden"), so that the words
    are always our own.
    """
    if kept.as_written and nearest(language) in ("en", "") and _reads_aloud(duration.written):
        return duration.written
    if kept.breaths:
        return breaths_words(kept.breaths, language)
    return duration_words(kept.ms, "" if duration.breaths else duration.written, language)


def _wanted_ms(written_ms: int, scaling: Scaling | None) -> Fraction:
    if scaling is None:
        return Fraction(written_ms)
    match scaling.kind:
        case "times":
            return written_ms * scaling.value
        case "plus":
            return written_ms + scaling.value
        case "set":
            return scaling.value


def _reads_aloud(written: str) -> bool:
    """Whether the author's words can be spoken as they are: "60 seconds" can, "1m30s" and "4:30" are shorthand."""
    return bool(_UNIT_IN_FULL.search(written)) and not _DIGITS_RUN_ON.search(written)


def _nearest(value: Fraction) -> int:
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)

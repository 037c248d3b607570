"""`--length`: the one factor for all holds that brings a session to the wanted length."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from holdspace.diagnostics import Diagnostic
from holdspace.score.choosing import NO_CHOICES
from holdspace.score.composing import Composition, Prepared, finish, prepare, start_of
from holdspace.score.model import BedChange, Breath, Choices, Cue, Say, Score, Utterance
from holdspace.score.scaling import scaled, scaling_for
from holdspace.score.timing import held_duration
from holdspace.timebase import clock

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.routine.model import Duration, Routine, Scaling

LengthOf = Callable[[Utterance], int]
"""The audible length of an utterance in milliseconds."""

LEAST_FACTOR = Fraction(1, 10)
MOST_FACTOR = Fraction(20)
_STEPS = 1_000_000
"""Factors are searched in millionths: for a hold of an hour that is 4 ms, well below the second it is rounded to."""
_TRIES = 8
"""How often the words may change the length enough for another search; two are usual."""

PHASE_MARGIN_MS = 200
"""A breath phase is at least so much longer than its words."""


def fit(routine: Routine, choices: Choices, length_of: LengthOf, settings: Choices = NO_CHOICES) -> Composition:
    """The score whose session comes nearest to the wanted length, if any is wanted; deterministic.

    Every hold is multiplied with one factor between 0.1 and 20 and, where that changes it, rounded to whole seconds,
    so the session may miss the wanted length by half a second a hold. Where it misses by more, the warning
    `length-not-met` names the nearest length that can be reached. `length_of` gives milliseconds.
    """
    prepared = prepare(routine, choices, settings)
    plain = finish(prepared)
    wanted_ms = plain.score.length_ms
    if wanted_ms is None or any(diagnostic.severity == "error" for diagnostic in plain.diagnostics):
        return plain
    holds = _Holds.of(prepared)
    best = _Search(prepared, holds, wanted_ms, length_of).nearest() if holds.count else plain
    reached_ms = score_ms(best.score, length_of)
    if abs(reached_ms - wanted_ms) <= holds.tolerance_ms or clock(reached_ms) == clock(wanted_ms):
        return best
    return replace(best, diagnostics=(*best.diagnostics, _not_met(wanted_ms, reached_ms, holds, routine)))


def score_ms(score: Score, length_of: LengthOf) -> int:
    """The session's length in milliseconds: its cues one after the other."""
    return sum(cue_ms(cue, length_of) for cue in score.cues)


def cue_ms(cue: Cue, length_of: LengthOf) -> int:
    """How long a cue lasts, in milliseconds; a breath phase stretches when its words need more."""
    match cue:
        case Say(utterance=utterance):
            return length_of(utterance)
        case Breath(ms=ms, words=words):
            return ms if words is None else max(ms, length_of(words) + PHASE_MARGIN_MS)
        case BedChange():
            return 0
        case _:
            return cue.ms


@dataclass(frozen=True, slots=True)
class _Holds:
    """All holds of a session, alike ones counted together."""

    counts: Counter[tuple[Duration, Scaling | None]]
    cycle_ms: int
    """One breath."""

    @classmethod
    def of(cls, prepared: Prepared) -> _Holds:
        frame = prepared.frame
        scalings = [scaling_for(frame.chosen.hold, entry) for entry in frame.entries]
        held = ((held_duration(step, frame), scalings[step.section]) for step in prepared.steps)
        counts = Counter((duration, scaling) for duration, scaling in held if duration)
        return cls(counts, frame.chosen.breath.cycle_ms)

    @property
    def count(self) -> int:
        return self.counts.total()

    @property
    def tolerance_ms(self) -> int:
        """By how much a session may miss its length: half a second a hold."""
        return 500 * max(1, self.count)

    def ms(self, factor: Fraction) -> int:
        """What they last together under a factor."""
        return sum(
            scaled(duration, scaling, factor, self.cycle_ms).ms * count
            for (duration, scaling), count in self.counts.items()
        )

    def factors_around(self, wanted_ms: int) -> tuple[Fraction, Fraction]:
        """Two neighbouring factors: the last with which the holds are at most `wanted_ms`, and the first above it."""
        low, high = int(LEAST_FACTOR * _STEPS), int(MOST_FACTOR * _STEPS)
        while high - low > 1:
            middle = (low + high) // 2
            if self.ms(Fraction(middle, _STEPS)) <= wanted_ms:
                low = middle
            else:
                high = middle
        return Fraction(low, _STEPS), Fraction(high, _STEPS)


class _Search:
    """Looks for the factor whose session is nearest to the wanted length.

    Holds can be summed without composing anything. Only the words change a little with the numbers that they name, so
    the search is repeated with the length of the speech just found, until it finds nothing new.
    """

    def __init__(self, prepared: Prepared, holds: _Holds, wanted_ms: int, length_of: LengthOf) -> None:
        self._prepared = prepared
        self._holds = holds
        self._wanted_ms = wanted_ms
        self._length_of = length_of
        self._tried: dict[Fraction, tuple[int, Composition]] = {}

    def nearest(self) -> Composition:
        closest = Fraction(1)
        new = self._try((closest,))
        for _ in range(_TRIES):
            holds_ms = self._wanted_ms - self._speech_ms(closest)
            new = self._try(self._holds.factors_around(holds_ms))
            if not new:
                break
            closest = min(new, key=self._missed_ms)
        self._look_beside()
        best = min(self._tried, key=lambda factor: (self._missed_ms(factor), abs(factor - 1)))
        return self._tried[best][1]

    def _look_beside(self) -> None:
        """Try the next shorter and longer holds as long as the words keep every try off by too much."""
        low, high = self._holds.factors_around(self._holds.ms(min(self._tried, key=self._missed_ms)))
        for _ in range(_TRIES // 2):
            if min(map(self._missed_ms, self._tried)) <= self._holds.tolerance_ms:
                return
            low, _same = self._holds.factors_around(self._holds.ms(low) - 1)
            self._try((low, high))
            _same, high = self._holds.factors_around(self._holds.ms(high))

    def _try(self, factors: Iterable[Fraction]) -> list[Fraction]:
        """Compose with those of the factors that are new, and return them."""
        new = [factor for factor in factors if factor not in self._tried]
        for factor in new:
            composition = finish(self._prepared, factor)
            self._tried[factor] = (score_ms(composition.score, self._length_of), composition)
        return new

    def _missed_ms(self, factor: Fraction) -> int:
        return abs(self._tried[factor][0] - self._wanted_ms)

    def _speech_ms(self, factor: Fraction) -> int:
        """Everything but the holds."""
        return self._tried[factor][0] - self._holds.ms(factor)


def _not_met(wanted_ms: int, reached_ms: int, holds: _Holds, routine: Routine) -> Diagnostic:
    if not holds.count:
        why = "it has no holds that could be made longer or shorter"
    elif reached_ms > wanted_ms:
        why = "its words, pauses, rests and breaths need the time"
    else:
        why = "its holds cannot be stretched further"
    return Diagnostic(
        "length-not-met",
        "warning",
        start_of(routine),
        f"the session cannot be {clock(wanted_ms)} long: {why}; the nearest is {clock(reached_ms)}",
        f"use a length of {clock(reached_ms)}, or change what is said and held",
    )

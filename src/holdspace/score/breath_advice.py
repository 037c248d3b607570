"""A gentle caution where a guided breathing goes beyond what is commonly advised without a teacher beside one.

Nobody here knows the listener, so this is never more than a warning. The bounds, and where they come from:

- Held breath: teachers begin with some 6 to 10 s and let it grow; how long anyone can hold varies widely, and is
  shorter with less air in the lungs (Parkes, Breath-holding and its breakpoint, Experimental Physiology 91, 2006,
  doi:10.1113/expphysiol.2005.031625). So 20 s with full lungs, and 15 s with empty ones.
- 4-7-8: Andrew Weil, who made it known, advises four breaths at a time in the first month and never more than eight.
- Fast breathing lowers carbon dioxide and makes dizzy; beginners of kapalabhati and bhastrika are given rounds of up
  to a minute. 30 breaths a minute is well above the 12 to 20 of an adult at rest.
- Slow breathing is trained at some six breaths a minute, 20 minutes at a time (Lehrer and Gevirtz, Heart rate
  variability biofeedback, Frontiers in Psychology 5, 2014, doi:10.3389/fpsyg.2014.00756). A breath in or out of over
  20 s is far slower, and half an hour at a stretch is long.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from holdspace.score.wording import duration_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdspace.routine.model import Phase

LONGEST_FULL_HOLD_MS = 20_000
LONGEST_EMPTY_HOLD_MS = 15_000
LONGEST_PHASE_MS = 20_000
MOST_ROUNDS_OF_478 = 8
FAST_CYCLE_MS = 2_000
LONGEST_FAST_MS = 60_000
LONGEST_MS = 30 * 60_000


class Caution(NamedTuple):
    """What goes beyond the advice, and how to stay within it."""

    what: str
    mend: str


def caution(phases: Sequence[Phase], breaths: int) -> Caution | None:
    """The first thing to be said of `breaths` breaths of these phases; None when there is nothing."""
    cycle_ms = sum(phase.ms for phase in phases)
    return next(
        chain(
            _holds(phases), _of_478(phases, breaths), _fast(cycle_ms, breaths), _slow(phases), _long(cycle_ms, breaths)
        ),
        None,
    )


def _holds(phases: Sequence[Phase]) -> Iterator[Caution]:
    for before, phase in zip((phases[-1], *phases), phases, strict=False):
        longest_ms = LONGEST_EMPTY_HOLD_MS if before.kind == "out" else LONGEST_FULL_HOLD_MS
        if phase.kind == "hold" and phase.ms > longest_ms:
            lungs = "empty" if before.kind == "out" else "full"
            yield Caution(
                f"a breath held for {_words(phase.ms)} with {lungs} lungs is longer than is advised without a teacher",
                f"hold for {_words(longest_ms)} at most, and tell listeners to breathe whenever they need to",
            )


def _of_478(phases: Sequence[Phase], breaths: int) -> Iterator[Caution]:
    is_478 = [(phase.kind, phase.ms) for phase in phases] == [("in", 4000), ("hold", 7000), ("out", 8000)]
    if is_478 and breaths > MOST_ROUNDS_OF_478:
        yield Caution(
            f"{breaths} rounds of 4-7-8 are more than is advised: four for beginners, eight at most",
            "write 4 rounds, or 8 for listeners who know it well",
        )


def _fast(cycle_ms: int, breaths: int) -> Iterator[Caution]:
    if cycle_ms <= FAST_CYCLE_MS and cycle_ms * breaths > LONGEST_FAST_MS:
        yield Caution(
            f"breathing so fast for {_words(cycle_ms * breaths)} makes many people dizzy",
            f"write {LONGEST_FAST_MS // cycle_ms} rounds at most, with a rest before the next, or a slower breath",
        )


def _slow(phases: Sequence[Phase]) -> Iterator[Caution]:
    for phase in phases:
        if phase.kind != "hold" and phase.ms > LONGEST_PHASE_MS:
            yield Caution(
                f"a breath {phase.kind} of {_words(phase.ms)} is slower than most people can breathe",
                f"write {_words(LONGEST_PHASE_MS)} at most",
            )


def _long(cycle_ms: int, breaths: int) -> Iterator[Caution]:
    if cycle_ms * breaths > LONGEST_MS:
        yield Caution(
            f"{_words(cycle_ms * breaths)} of one guided breath is longer than is advised at a stretch",
            "write 20 minutes at most, or let listeners breathe in their own time in between",
        )


def _words(ms: int) -> str:
    """A length in words; beyond two minutes whole minutes are near enough."""
    return duration_words(ms if ms < 120_000 else round(ms / 60_000) * 60_000, "seconds")

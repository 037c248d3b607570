"""Guided breathing as a person thinks of it: so many rounds of one pattern, not a list of phases.

A timeline holds each phase of each breath. Neighbouring phases are one set as long as they come from the same
direction of the script; its pattern is the shortest sequence of phases that, repeated, is the whole set.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median_low

from holdspace.diagnostics import Place
from holdspace.session.nesting import with_hosts
from holdspace.session.timeline import Event, Timeline
from holdspace.timebase import samples_to_seconds


@dataclass(frozen=True, slots=True)
class BreathSet:
    """Rounds of one breath pattern that follow one another."""

    phases: tuple[Event, ...]
    """Every phase of every round."""
    pattern: tuple[tuple[str, float], ...]
    """One round: each phase ("in", "hold", "out") and its usual length in seconds."""
    worded: tuple[int, ...]
    """The rounds, from 1, in which something is said."""
    sounded: tuple[int, ...]
    """The rounds, from 1, in which a tone leads."""

    @property
    def start(self) -> int:
        """Its first sample."""
        return self.phases[0].start

    @property
    def samples(self) -> int:
        """Its length."""
        return self.phases[-1].end - self.start

    @property
    def rounds(self) -> int:
        """How often the pattern is gone through."""
        return len(self.phases) // len(self.pattern)


def breath_sets(timeline: Timeline) -> list[BreathSet]:
    """The sets of `timeline`, in their order."""
    inner: dict[int, set[str]] = {}
    for event, host in with_hosts(timeline):
        if host is not None and host.kind == "breath":
            inner.setdefault(host.start, set()).add(event.kind)
    return [_breath_set(run, inner) for run in _runs(timeline)]


def levels(pattern: Sequence[str]) -> list[tuple[float, float]]:
    """How full the lungs are at the beginning and the end of each phase, 0 (empty) to 1.

    Inhales rise, holds stay, exhales fall. Where several inhales or exhales follow one another, as in a sigh, each
    takes its part of the way, the first of two inhales 70 %. What comes before the first phase is taken to be its
    opposite.
    """
    now = _opening(pattern)
    found: list[tuple[float, float]] = []
    for at, phase in enumerate(pattern):
        before, now = now, now if phase == "hold" else _level_after(pattern, at, now)
        found.append((before, now))
    return found


def pattern_text(pattern: Sequence[tuple[str, float]]) -> str:
    """A pattern as the script writes it: `in 4, hold 7, out 8`."""
    return ", ".join(f"{phase} {seconds:.1f}".removesuffix(".0") for phase, seconds in pattern)


def _opening(pattern: Sequence[str]) -> float:
    """A first hold belongs to a breath that is full when an exhale follows it."""
    first = next((phase for phase in pattern if phase != "hold"), "in")
    return 1.0 if first == "out" else 0.0


_FIRST_OF_TWO = 0.7


def _level_after(pattern: Sequence[str], at: int, now: float) -> float:
    goal = 1.0 if pattern[at] == "in" else 0.0
    goes_on = at + 1 < len(pattern) and pattern[at + 1] == pattern[at]
    return now + (goal - now) * _FIRST_OF_TWO if goes_on else goal


def _runs(timeline: Timeline) -> Iterator[list[Event]]:
    """Stretches of breath without anything in between, cut where another direction of the script begins."""
    run = _Run()
    for event in timeline.events:
        if not event.spine:
            continue
        if run.phases and (event.kind != "breath" or run.is_another(event)):
            yield run.phases
            run = _Run()
        if event.kind == "breath":
            run.add(event)
    if run.phases:
        yield run.phases


@dataclass(slots=True)
class _Run:
    """Phases that belong together so far."""

    phases: list[Event] = field(default_factory=list)
    places: set[Place] = field(default_factory=set)
    known: set[tuple[str, Place]] = field(default_factory=set)
    has_come_round: bool = False

    def add(self, event: Event) -> None:
        self.has_come_round |= (event.text, event.place) in self.known
        self.known.add((event.text, event.place))
        self.places.add(event.place)
        self.phases.append(event)

    def is_another(self, event: Event) -> bool:
        """Whether `event` begins another set: another section, or a new place once the set has come round."""
        if event.section != self.phases[-1].section:
            return True
        return self.has_come_round and event.place not in self.places


def _breath_set(run: list[Event], inner: dict[int, set[str]]) -> BreathSet:
    period = _period([phase.text for phase in run])
    pattern = tuple(
        (run[at].text, round(samples_to_seconds(median_low(phase.samples for phase in run[at::period])), 1))
        for at in range(period)
    )
    worded, sounded = (_rounds_with(kind, run, period, inner) for kind in ("speech", "tone"))
    return BreathSet(tuple(run), pattern, worded, sounded)


def _period(kinds: list[str]) -> int:
    """How many phases one round has."""
    whole = len(kinds)
    return next(p for p in range(1, whole + 1) if whole % p == 0 and kinds == kinds[:p] * (whole // p))


def _rounds_with(kind: str, run: list[Event], period: int, inner: dict[int, set[str]]) -> tuple[int, ...]:
    return tuple(sorted({at // period + 1 for at, phase in enumerate(run) if kind in inner.get(phase.start, ())}))

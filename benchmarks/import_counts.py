# ruff: noqa: INP001 -- beside a script, not in a package
"""Counting what was read right, missed and made up, kind by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

KINDS = (
    "hold seconds",
    "hold breaths",
    "open holds",
    "ranges",
    "repeats",
    "sets",
    "rests",
    "rounds",
    "sides",
    "paced breath",
)
TIMING = frozenset(KINDS) - {"sides", "paced breath"}


@dataclass
class Tally:
    """Counts for one source or many; adding them up gives the micro average."""

    right: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    measures: Counter[str] = field(default_factory=Counter)
    """Numerators and denominators of the shares that are no facts."""
    misses: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        """Count what OTHER counted, too."""
        for mine, theirs in (
            (self.right, other.right),
            (self.missed, other.missed),
            (self.false, other.false),
            (self.measures, other.measures),
        ):
            mine.update(theirs)
        self.misses += other.misses

    def miss(self, kind: str, where: str, what: object) -> None:
        """A stated fact was not read."""
        self.missed[kind] += 1
        self.misses.append(f"{where}: missed {kind}: {what}")

    def alarm(self, kind: str, where: str, what: object) -> None:
        """A fact was read that is not stated there."""
        self.false[kind] += 1
        self.misses.append(f"{where}: false {kind}: {what}")

    def share(self, name: str, found: bool, missing: str) -> None:
        """One more of the things NAME is a share of, FOUND or not; MISSING is told when it is not."""
        self.measures[f"{name} of"] += 1
        self.measures[name] += found
        if not found:
            self.misses.append(missing)

    def precision(self, kinds: Iterable[str]) -> float | None:
        """The share of the facts read that are stated; None when none was read."""
        return _ratio(self.right, self.false, kinds)

    def recall(self, kinds: Iterable[str]) -> float | None:
        """The share of the facts stated that were read; None when none is stated."""
        return _ratio(self.right, self.missed, kinds)


def _ratio(right: Counter[str], wrong: Counter[str], kinds: Iterable[str]) -> float | None:
    kinds = list(kinds)
    hits = sum(right[kind] for kind in kinds)
    total = hits + sum(wrong[kind] for kind in kinds)
    return hits / total if total else None

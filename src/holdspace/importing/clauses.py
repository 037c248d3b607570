"""Where a number stands in its sentence: its clause, and the ones beside it."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from holdspace.importing import english_rules
from holdspace.importing.quantity import Quantity

CLAUSE = re.compile(english_rules.CLAUSE_PATTERN, re.IGNORECASE)
_COUNTED = frozenset(("time", "breaths", "counts", "rounds", "sets"))


@dataclass(frozen=True, slots=True)
class Place:
    """The clause of a number, and the clauses beside it, empty where they hold a number of their own."""

    clause: str
    before: str
    behind: str

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Whether its own clause does."""
        return bool(pattern.search(self.clause))

    def is_beside(self, pattern: re.Pattern[str]) -> bool:
        """Whether a clause beside it does."""
        return bool(pattern.search(self.before) or pattern.search(self.behind))


def place_of(sentence: str, spans: tuple[Quantity, ...], index: int) -> Place:
    """Where the quantity at `index` of `spans`, all those of `sentence`, stands."""
    marks = (match.start() for match in CLAUSE.finditer(sentence))
    cuts = [0, *(at for at in marks if not any(q.start <= at < q.end for q in spans)), len(sentence)]
    bounds = list(itertools.pairwise(cuts))
    at = next(i for i, (start, end) in enumerate(bounds) if start <= spans[index].start < end)

    def free(where: int) -> str:
        start, end = bounds[where] if 0 <= where < len(bounds) else (0, 0)
        return "" if any(start <= q.start < end and q.kind in _COUNTED for q in spans) else sentence[start:end]

    return Place(sentence[slice(*bounds[at])], free(at - 1), free(at + 1))

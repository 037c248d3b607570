"""How many cues a session would have, counted before it is unrolled: repeats inside repeats grow beyond any memory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.diagnostics import Place
from holdspace.routine.model import Breathe, CallsChange, PaceChange
from holdspace.score.again import Linked, LinkedLoop, LinkedNode, Play, Replay
from holdspace.score.breathing import cue_count
from holdspace.score.passages import Break, Sentence
from holdspace.score.rounds import ToldRounds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.score.choosing import Chosen
    from holdspace.score.reporting import Report

MAX_CUES = 200_000
"""More than any session needs: at two seconds a cue, over four days."""

_MOST_OF_A_HEADING = 4
"""Two announcements, each with the gap beside it."""

_CUES_OF_A_ROUND = 2
"""Its number, and the gap after it."""

_CUES_OF: dict[type, int] = {Sentence: 2, Break: 0, CallsChange: 0, PaceChange: 0}
"""Cues of what is not one cue; a sentence has a gap after it."""


class Weigher:
    """Counts cues without unrolling anything; never fewer than the passes make."""

    def __init__(self, linked: Linked, chosen: Chosen) -> None:
        self._linked = linked
        self._chosen = chosen
        self._chapters: dict[int, int] = {}
        self._rounds = ToldRounds(chosen)
        self._heaviest: tuple[int, Place, str] | None = None

    def check(self, report: Report) -> bool:
        """Whether the session has few enough cues; if not, an error at the innermost repeat that makes too many."""
        total = self._sum(self._linked.nodes)
        if total <= MAX_CUES:
            return True
        weight, place, what = self._heaviest or (total, Place.whole("<text>"), "this routine")
        report.error(
            "too-many-cues",
            place,
            f"{what} makes {weight:,} cues, and the session {total:,}; the most a session can have is {MAX_CUES:,}",
            "repeat fewer times",
        )
        return False

    def _sum(self, nodes: Iterable[LinkedNode]) -> int:
        return sum(map(self._weight, nodes))

    def _weight(self, node: LinkedNode) -> int:
        match node:
            case LinkedLoop(times=times, body=body, place=place):
                told = _CUES_OF_A_ROUND if self._rounds.tells(node) else 0
                return self._noted(times * (self._sum(body) + told), place, "this repeat")
            case Play(number=number):
                return self._chapter(number) * (2 if self._linked.chapters[number].both_sides else 1)
            case Replay(target=target, side=side, place=place):
                passes = 2 if side is None and self._linked.chapters[target].both_sides else 1
                return self._noted(self._chapter(target) * passes, place, "this section once more")
            case Breathe():
                return cue_count(node, self._chosen)
            case _:
                return _CUES_OF.get(type(node), 1)

    def _chapter(self, number: int) -> int:
        if number not in self._chapters:
            self._chapters[number] = _MOST_OF_A_HEADING + self._sum(self._linked.chapters[number].body)
        return self._chapters[number]

    def _noted(self, weight: int, place: Place, what: str) -> int:
        """Remember the heaviest node, but rather one that is too heavy by itself than one around it."""
        known = self._heaviest
        if known is None or (known[0] <= MAX_CUES and weight > known[0]):
            self._heaviest = (weight, place, what)
        return weight

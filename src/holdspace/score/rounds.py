"""Which repeats tell their rounds, as in "Round two of three".

A repeat of whole sections does, and one within a section whose rounds have something to keep to. "Roll. [pause 3s]" ten
times does not: the number would be longer than the movement.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from holdspace.routine.model import Breathe, Duration, Hold, Pause, Rest
from holdspace.score.again import LinkedLoop, LinkedNode, Play, Replay
from holdspace.score.breathing import breathing_ms
from holdspace.score.choosing import duration_ms
from holdspace.score.passages import Held

if TYPE_CHECKING:
    from collections.abc import Iterable

    from holdspace.score.choosing import Chosen

LEAST_TOLD_ROUND_MS = 20_000
"""A round within a section is told where it takes at least so long, its words aside, as written."""
DEEPEST_TOLD = 2
"""Rounds, and sets within a round; nobody can follow numbers of a third kind."""


class ToldRounds:
    """Knows which repeats tell their rounds; each is looked at once."""

    def __init__(self, chosen: Chosen) -> None:
        self._chosen = chosen
        self._known: dict[int, tuple[LinkedLoop, bool]] = {}

    def tells(self, loop: LinkedLoop) -> bool:
        """Whether the second and later rounds of `loop` begin with their number."""
        if id(loop) not in self._known:
            told = loop.times > 1 and self._at_least(loop.body, LEAST_TOLD_ROUND_MS)
            self._known[id(loop)] = loop, told  # the loop is kept so that its id stays its own
        return self._known[id(loop)][1]

    def _at_least(self, body: Iterable[LinkedNode], wanted_ms: int) -> bool:
        """Whether `body` takes so long, or plays a whole section."""
        left_ms = wanted_ms
        for node in body:
            left_ms -= self._ms(node, left_ms)
            if left_ms <= 0:
                return True
        return False

    def _ms(self, node: LinkedNode, enough_ms: int) -> int:
        """How long a node takes without its words; `enough_ms` for all that is longer anyway."""
        match node:
            case Play() | Replay():
                return enough_ms
            case LinkedLoop(times=times, body=body):
                return enough_ms if self._at_least(body, -(-enough_ms // max(1, times))) else 0
            case Breathe():
                return breathing_ms(node, self._chosen)
            case _:
                duration = self._duration(node)
                return duration_ms(duration, self._chosen.breath) if duration else 0

    def _duration(self, node: LinkedNode) -> Duration | None:
        match node:
            case Held(timed=timed):
                return timed.duration
            case Hold(duration=duration):
                return duration or self._chosen.default_hold
            case Rest(duration=duration):
                return duration or self._chosen.default_rest
            case Pause(duration=duration):
                return duration
            case _:
                return None

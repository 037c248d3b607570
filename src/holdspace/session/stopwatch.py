"""How long each phase of a render takes, so that the next bottleneck is seen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Stopwatch:
    """Adds up seconds of wall time by phase; phases may come again, and a phase within another is not counted twice."""

    def __init__(self) -> None:
        self.begun = time.perf_counter()
        self.seconds: dict[str, float] = {}
        """Phase → seconds, in the order in which they first began."""
        self._inner = 0.0

    @contextmanager
    def phase(self, name: str) -> Iterator[None]:
        """Count the block as `name`."""
        self.seconds.setdefault(name, 0.0)
        outer, self._inner = self._inner, 0.0
        begun = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - begun
            self.seconds[name] += took - self._inner
            self._inner = outer + took

    @property
    def total(self) -> float:
        """Seconds since the watch was made."""
        return time.perf_counter() - self.begun

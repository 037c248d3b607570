"""How a render tells how far it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

Stage = Literal["speaking", "writing"]
Progress = Callable[[Stage, float, str], None]
"""Called with the stage, the share that is done (0 to 1) and what is at work now."""


def no_progress(stage: Stage, done: float, what: str) -> None:
    """Say nothing."""

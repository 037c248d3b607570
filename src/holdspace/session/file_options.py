"""What the listener wants of the file, as against the session in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FileOptions:
    """None: what the format usually has."""

    rate_hz: int | None = None
    kbps: int | None = None


PLAIN = FileOptions()
"""Nothing was asked for."""

"""What the listener wants of the file, as against the session in it. Only its variant is remembered in the file."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from holdspace.session.variants import Variant


@dataclass(frozen=True, slots=True)
class FileOptions:
    """None: what the format usually has."""

    rate_hz: int | None = None
    kbps: int | None = None
    vbr: int | None = None
    """Quality of a variable bitrate, 0 (best) to 9; None for a constant one."""
    with_cover: bool = True
    cover: Path | None = None
    """The listener's own picture; None for one of the session."""
    sidecars: tuple[str, ...] = ()
    """Which texts lie beside the file (see `sidecars`)."""
    is_split: bool = False
    """Whether the session becomes a folder of parts."""
    split_minutes: Fraction | None = None
    """About how long a part is; None for a part a section."""
    split_suffix: str = ".mp3"
    """The parts' format."""
    variant: Variant | None = None
    """Which of several sessions of its routine the file is, in a series or a catalogue."""


PLAIN = FileOptions()
"""Nothing was asked for."""

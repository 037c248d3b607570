"""A stretch as it is kept: its MP3 frames, and what was measured of them when they were decoded again."""

from __future__ import annotations

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Gauged:
    """What the decoded frames of a stretch measure."""

    energies: tuple[float, ...]
    """Mean square of the K-weighted sound (BS.1770-4) of each frame."""
    peak: float
    """Highest true peak, 1.0 at full scale."""
    late_samples: int
    """By how much it decodes later than it was put in, beyond what every decoder is late; negative for earlier."""


@dataclass(frozen=True, slots=True)
class Block:
    """Frames of a session."""

    frames: int
    data: bytes
    gauged: Gauged

    def to_bytes(self) -> bytes:
        """A line of JSON, then the frames."""
        head = {
            "frames": self.frames,
            "energies": [float(f"{energy:.4g}") for energy in self.gauged.energies],
            "peak": self.gauged.peak,
            "late": self.gauged.late_samples,
        }
        return json.dumps(head, separators=(",", ":")).encode() + b"\n" + self.data

    @classmethod
    def from_bytes(cls, kept: bytes) -> Block:
        """Read what `to_bytes` wrote; the store answers for its bytes."""
        line, _, data = kept.partition(b"\n")
        head = json.loads(line)
        return cls(head["frames"], data, Gauged(tuple(head["energies"]), head["peak"], head["late"]))

"""How long a tone is heard, for those who need to know without making it."""

from __future__ import annotations

from holdspace.score.model import ToneName
from holdspace.timebase import ms_to_samples

RING_MS: dict[str, int] = {"bell": 4000, "chime": 2000, "bowl": 6500, "wood": 250, "release": 1600, "stir": 1000}
"""What is struck rings out, and a `stir` swells and fades, whatever room it is given; other tones fill their phase."""


def ringing_samples(name: ToneName, samples: int) -> int:
    """The samples for which the tone is heard when it is given `samples` of them."""
    ring_ms = RING_MS.get(name)
    return samples if ring_ms is None else ms_to_samples(ring_ms)

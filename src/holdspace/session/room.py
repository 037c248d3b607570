"""The room tone of a session: faint noise over the whole of it, so that earbuds do not fall asleep in a hold.

As sound it is a loop without a seam. As MP3 frames it is encoded once, as a loop too. A stretch of speech carries noise
of its own: where one noise hands over to the other, the encoder's overlapping windows add up to the same power.
"""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING

from holdspace.audio.standards import ROOM_TONE_VERSION

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Steps = npt.NDArray[np.int16]


LOOP_FRAMES = 980
"""As `audio.room_tone` has it, for those who need no noise."""


class Room:
    """The room tone at a level in dBFS RMS; at minus infinity there is none."""

    def __init__(self, level_dbfs: float) -> None:
        self.level_dbfs = level_dbfs

    @property
    def is_silent(self) -> bool:
        """Whether there is no room tone."""
        return math.isinf(self.level_dbfs)

    @property
    def mark(self) -> str:
        """Two rooms with the same mark are the same samples."""
        return "silent" if self.is_silent else f"room {ROOM_TONE_VERSION} {self.level_dbfs:g}"

    @cached_property
    def loop(self) -> Steps:
        """One round of the noise."""
        from holdspace.audio.room_tone import room_tone

        return room_tone(self.level_dbfs)

    def part(self, first: int, behind: int) -> Steps:
        """The noise from sample `first`, which may be negative, up to, not including, `behind`."""
        import numpy as np

        steps = np.zeros(behind - first, dtype=np.int16)
        done = len(steps) if self.is_silent else 0
        while done < len(steps):
            begin = (first + done) % len(self.loop)
            piece = self.loop[begin : begin + len(steps) - done]
            steps[done : done + len(piece)] = piece
            done += len(piece)
        return steps

    def over(self, sound: Steps, first: int) -> Steps:
        """`sound`, which begins at sample `first`, with the room around it."""
        import numpy as np

        if self.is_silent:
            return sound
        total = np.add(sound, self.part(first, first + len(sound)), dtype=np.int32)
        steps: Steps = np.clip(total, -32_768, 32_767, out=total).astype(np.int16)
        return steps

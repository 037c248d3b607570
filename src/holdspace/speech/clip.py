"""A clip: one utterance as sound, levelled, with its audible edges known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pydub import AudioSegment


@dataclass(frozen=True, slots=True)
class Extent:
    """A clip's name in the store and its lengths in samples: all that placing and naming need of it."""

    key: str
    lead_samples: int
    samples: int
    """Audible length."""
    tail_samples: int


@dataclass(frozen=True, slots=True)
class Clip:
    """One spoken utterance, ready to be placed.

    `audio` is mono, 16 bit, 44 100 Hz. Between its first sample and the first audible sound lie `lead_samples`, after
    the last audible sound `tail_samples`; both are faded margins that lie over the quiet around the utterance. What
    the timeline calls the length of the utterance is the audible part.
    """

    text: str
    """What is really said: the normalised text."""
    audio: AudioSegment
    lead_samples: int
    tail_samples: int

    @property
    def samples(self) -> int:
        """Audible length in samples: the audio without its margins."""
        return int(self.audio.frame_count()) - self.lead_samples - self.tail_samples


def extent_of(key: str, clip: Clip) -> Extent:
    """The extent of a clip that is kept under `key`."""
    return Extent(key, clip.lead_samples, clip.samples, clip.tail_samples)

"""Soft tones that lead the phases of a breath: up with the breath in, down with the breath out, still in between.

They lie between G4 and G5, where the ear is keen enough to hear them softly and a phone's speaker can play them.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from holdspace.audio.ramps import Floats, Indices, ramps
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples, samples_to_seconds

BREATH_LUFS = -38.0
"""Loudness of a breath tone while it sounds: 19 LU below speech."""
HOLD_LUFS = BREATH_LUFS - 4.0
"""The tone of a held breath: nothing happens, so it asks for less."""
_RMS_ABOVE_LUFS_DB = 0.6
"""What the loudness weighting takes off these tones: 0.69 dB, less what it adds at their overtones."""

_Partials = tuple[tuple[float, float], ...]
"""Of each partial: its frequency relative to the pitch, and its amplitude."""


@dataclass(frozen=True, slots=True)
class BreathTone:
    """A tone that fills one phase of a breath."""

    from_hertz: float
    to_hertz: float
    partials: _Partials
    lufs: float
    edge_ms: int = 600
    """It swells and fades over this long, or over 40 % of a short phase."""


_REED: _Partials = ((1, 1.0), (2, 0.22), (3, 0.06))
"""Enough overtones to be heard on a phone's speaker, too few to be sharp."""
_FIFTH: _Partials = ((1, 1.0), (1.5, 0.8))
"""The two ends of the breath's path at once, without overtones: open, hollow, and going nowhere."""

BREATH_TONES: dict[str, BreathTone] = {
    "inhale": BreathTone(392.0, 588.0, _REED, BREATH_LUFS),
    # The second, short breath in of a sigh: on from where the first one ended, and quickly.
    "sip": BreathTone(588.0, 784.0, _REED, BREATH_LUFS, edge_ms=250),
    "exhale": BreathTone(588.0, 392.0, _REED, BREATH_LUFS),
    "hold": BreathTone(392.0, 392.0, _FIFTH, HOLD_LUFS),
}


def glide(sounding: BreathTone, indices: Indices, samples: int) -> Floats:
    """What is heard at `indices` of a phase of `samples`."""
    turns = _turns(sounding, indices, samples)
    power = sum(amplitude**2 for _, amplitude in sounding.partials) / 2
    sound = np.zeros(len(indices))
    for number, amplitude in sounding.partials:
        sound += amplitude * np.sin(2 * np.pi * number * turns)
    edge = max(1, min(ms_to_samples(sounding.edge_ms), samples * 2 // 5))
    rms = 10 ** ((sounding.lufs + _RMS_ABOVE_LUFS_DB) / 20)
    return sound * ramps(indices, samples, edge, edge) * float(rms / np.sqrt(power))


def _turns(sounding: BreathTone, indices: Indices, samples: int) -> Floats:
    """Turns of the wave up to each sample; the pitch moves evenly to the ear, by the same ratio each second."""
    seconds = indices / SAMPLE_RATE_HZ
    ratio = sounding.to_hertz / sounding.from_hertz
    if ratio == 1:
        return np.asarray(sounding.from_hertz * seconds)
    length = samples_to_seconds(samples)
    return np.asarray(sounding.from_hertz * length / np.log(ratio) * (ratio ** (seconds / length) - 1))

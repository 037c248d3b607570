"""Things that are struck and ring: bell, chime, bowl, wood block, and the two notes that end a hold.

Their notes are those of one scale, G major without its half steps, to which the breath tones and the drone belong too:
whatever sounds together agrees.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from holdspace.audio.ramps import Floats, Indices, ramp, ramps
from holdspace.audio.ringing import RING_MS
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples

_SIXTY_DB = float(np.log(1000.0))


@dataclass(frozen=True, slots=True)
class Struck:
    """What is struck, how, and how long it is heard."""

    notes: tuple[tuple[int, float, float], ...]
    """Of each stroke: when it falls (ms), its pitch (Hz) and its strength (1.0 the strongest)."""
    partials: tuple[tuple[float, float, float], ...]
    """Of each partial: frequency relative to the pitch, amplitude, and seconds in which it falls by 60 dB."""
    ms: int
    peak_db: float
    """Peak of the strongest stroke if all its partials met, in dBFS."""
    attack_ms: int = 6
    fade_ms: int = 300
    """At the end, or where the session ends before the sound does."""


STRUCK: dict[str, Struck] = {
    # A hand bell: hum, prime, minor third, fifth and octave, the low ones ringing longest.
    "bell": Struck(
        ((0, 392.0, 1.0),),
        ((0.5, 0.5, 4.0), (1.0, 1.0, 3.6), (1.2, 0.35, 2.6), (1.5, 0.2, 2.0), (2.0, 0.3, 1.6)),
        ms=RING_MS["bell"],
        peak_db=-15.0,
    ),
    # A struck bar: 1, 2.76 and 5.40 are the modes of a free bar.
    "chime": Struck(
        ((0, 659.26, 1.0),),
        ((1.0, 1.0, 1.8), (2.756, 0.18, 0.8), (5.404, 0.04, 0.35)),
        ms=RING_MS["chime"],
        peak_db=-18.0,
    ),
    # A singing bowl: its rim bends in waves of 2, 3, 4 …, at 1, 2.7 and 5 times the pitch. No bowl is quite round, so
    # each of them comes as a pair, and the pairs beat: slowly, about once in two seconds and once in one.
    "bowl": Struck(
        ((0, 293.66, 1.0),),
        (
            *((1.0, 0.60, 11.0), (1.0017, 0.36, 10.0)),
            *((2.71, 0.30, 6.0), (2.7126, 0.17, 5.5)),
            *((5.08, 0.05, 2.2), (5.0847, 0.03, 2.0)),
        ),
        ms=RING_MS["bowl"],
        peak_db=-15.0,
        attack_ms=25,
        fade_ms=1500,
    ),
    # A wood block: it is over before it has a pitch, and its upper modes are over first.
    "wood": Struck(
        ((0, 783.99, 1.0),),
        ((1.0, 1.0, 0.16), (1.62, 0.35, 0.10), (2.71, 0.2, 0.06)),
        ms=RING_MS["wood"],
        peak_db=-16.0,
        attack_ms=2,
        fade_ms=80,
    ),
    # The end of a hold: two soft bars, tuned as a marimba's (1 and 4), a step up like a question answered.
    "release": Struck(
        ((0, 587.33, 0.85), (500, 783.99, 1.0)),
        ((1.0, 1.0, 1.5), (4.0, 0.12, 0.5)),
        ms=RING_MS["release"],
        peak_db=-21.8,
        attack_ms=8,
    ),
}


def ring(struck: Struck, indices: Indices, samples: int) -> Floats:
    """What is heard at `indices` when `samples` of it are left in all."""
    sound = np.zeros(len(indices))
    for at_ms, hertz, strength in struck.notes:
        sound += strength * _stroke(struck, hertz, indices - ms_to_samples(at_ms))
    ends = ramps(indices, samples, 1, ms_to_samples(struck.fade_ms))
    return sound * ends * float(10 ** (struck.peak_db / 20))


def _stroke(struck: Struck, hertz: float, indices: Indices) -> Floats:
    seconds = np.maximum(indices, 0) / SAMPLE_RATE_HZ
    total = sum(amplitude for _, amplitude, _ in struck.partials)
    sound = np.zeros(len(indices))
    for ratio, amplitude, decay in struck.partials:
        wave = np.sin(2 * np.pi * hertz * ratio * seconds)
        sound += amplitude / total * wave * np.exp(-_SIXTY_DB * seconds / decay)
    return np.asarray(sound * ramp(indices, ms_to_samples(struck.attack_ms)))

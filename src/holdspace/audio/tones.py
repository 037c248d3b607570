"""Bell, chime and breath tones, computed sample by sample: the same every time, and any stretch of one on its own.

A tone is a function of the sample index, so a session can ask for the stretch that lies in its current block and a
breath phase of ten minutes needs no more memory than one of four seconds.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from holdspace.score.model import ToneName
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples, samples_to_seconds

Tone = npt.NDArray[np.float32]
_Indices = npt.NDArray[np.int64]
_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Struck:
    """Something struck that rings: a bell or a chime."""

    hertz: float
    partials: tuple[tuple[float, float, float], ...]
    """Of each partial: frequency relative to `hertz`, amplitude, and seconds in which it falls by 60 dB."""
    ms: int
    peak_db: float


@dataclass(frozen=True, slots=True)
class _Glide:
    """A soft tone that leads one breath phase."""

    from_hertz: float
    to_hertz: float
    rms_db: float


_STRUCK: dict[str, _Struck] = {
    # A hand bell: hum, prime, minor third, fifth and octave, the low ones ringing longest.
    "bell": _Struck(
        392.0, ((0.5, 0.5, 4.0), (1.0, 1.0, 3.6), (1.2, 0.35, 2.6), (1.5, 0.2, 2.0), (2.0, 0.3, 1.6)), 4000, -15.0
    ),
    # A struck bar: 1, 2.76 and 5.40 are the modes of a free bar.
    "chime": _Struck(659.26, ((1.0, 1.0, 1.8), (2.756, 0.18, 0.8), (5.404, 0.04, 0.35)), 2000, -18.0),
}
_GLIDES: dict[str, _Glide] = {
    # Some 12 LU below speech: soft, and below the gate of loudness as long as they last a third as long as the speech.
    "inhale": _Glide(196.0, 293.66, -30.0),
    "exhale": _Glide(293.66, 196.0, -30.0),
    "hold": _Glide(246.94, 246.94, -34.0),
}
_ATTACK_MS = 6
_LAST_FADE_MS = 300
_GLIDE_EDGE_SECONDS = 0.6
"""A breath tone swells and fades over this long, or over 40 % of a short phase."""
_OVERTONES = ((1, 1.0), (2, 0.22), (3, 0.06))
"""Number and amplitude: enough to be heard on a phone's speaker, too few to be sharp."""
_SIXTY_DB = float(np.log(1000.0))


def ringing_samples(name: ToneName, samples: int) -> int:
    """How long the tone is heard: a bell or chime rings out whatever its place, a breath tone fills its `samples`."""
    struck = _STRUCK.get(name)
    return ms_to_samples(struck.ms) if struck else samples


def tone(name: ToneName, samples: int) -> Tone:
    """All of a tone, `samples` long, -1…1 at the session's rate; a shortened bell fades out."""
    return tone_part(name, samples, 0, samples)


def tone_part(name: ToneName, samples: int, first: int, behind: int) -> Tone:
    """The samples `first` up to, not including, `behind` of a tone that is `samples` long."""
    indices = np.arange(max(0, first), min(samples, behind), dtype=np.int64)
    struck = _STRUCK.get(name)
    sound = _ring(struck, indices, samples) if struck else _glide(_GLIDES[name], indices, samples)
    return sound.astype(np.float32)


def _ring(struck: _Struck, indices: _Indices, samples: int) -> _Floats:
    seconds = indices / SAMPLE_RATE_HZ
    total = sum(amplitude for _, amplitude, _ in struck.partials)
    sound = np.zeros(len(indices))
    for ratio, amplitude, decay in struck.partials:
        wave = np.sin(2 * np.pi * struck.hertz * ratio * seconds)
        sound += amplitude / total * wave * np.exp(-_SIXTY_DB * seconds / decay)
    envelope = _ramp(indices, ms_to_samples(_ATTACK_MS)) * _ramp(samples - 1 - indices, ms_to_samples(_LAST_FADE_MS))
    return sound * envelope * float(10 ** (struck.peak_db / 20))


def _glide(glide: _Glide, indices: _Indices, samples: int) -> _Floats:
    turns = _turns(glide, indices, samples)
    power = sum(amplitude**2 for _, amplitude in _OVERTONES) / 2
    sound = np.zeros(len(indices))
    for number, amplitude in _OVERTONES:
        sound += amplitude * np.sin(2 * np.pi * number * turns)
    edge = max(1, min(round(_GLIDE_EDGE_SECONDS * SAMPLE_RATE_HZ), samples * 2 // 5))
    envelope = _ramp(indices, edge) * _ramp(samples - 1 - indices, edge)
    return sound * envelope * float(10 ** (glide.rms_db / 20) / np.sqrt(power))


def _turns(glide: _Glide, indices: _Indices, samples: int) -> _Floats:
    """Turns of the wave up to each sample; the pitch moves evenly to the ear, by the same ratio each second."""
    seconds = indices / SAMPLE_RATE_HZ
    ratio = glide.to_hertz / glide.from_hertz
    if ratio == 1:
        return np.asarray(glide.from_hertz * seconds)
    length = samples_to_seconds(samples)
    return np.asarray(glide.from_hertz * length / np.log(ratio) * (ratio ** (seconds / length) - 1))


def _ramp(distance: _Indices, length: int) -> _Floats:
    """Half a cosine: 0 at a distance of 0 samples from the edge, 1 from `length` samples on."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(distance / length, 0, 1)))

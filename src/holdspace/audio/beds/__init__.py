"""Beds: what lies beneath a whole session, made in code, for any stretch of it on its own.

At a gain of 0 dB every bed is as loud as speech, -19 LUFS in a mono file and in each channel of a stereo one.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal, get_args

import numpy as np

from holdspace.audio.beds.drone import BETWEEN_THE_EARS_HZ, DRONE_LUFS, drone_part
from holdspace.audio.beds.weather import WEATHER, weather_part
from holdspace.audio.noise import Floats
from holdspace.audio.standards import TARGET_LUFS
from holdspace.errors import BadChoice

BedName = Literal["rain", "ocean", "stream", "wind", "brown", "drone", "binaural"]
BEDS: tuple[BedName, ...] = get_args(BedName)

_Maker = Callable[[float, int, int, int], Floats]


def bed_part(name: str, first: int, behind: int, channels: int) -> Floats:
    """The samples `first` up to, not including, `behind` of a bed, one column for each of 1 or 2 channels, -1…1.

    Mono is the left channel. The binaural bed, which needs two ears, is the plain drone there. Raises `BadChoice` for a
    bed that is not in `BEDS`.
    """
    make, gain = _maker(name, channels), _gain(name)
    sound = np.empty((max(0, behind - first), channels), dtype=np.float32)
    for channel in range(channels if behind > first else 0):
        sound[:, channel] = make(gain, channel, first, behind)
    return sound


def _maker(name: str, channels: int) -> _Maker:
    if name in WEATHER:
        return partial(weather_part, name)
    if name == "drone" or (name == "binaural" and channels == 1):
        return drone_part
    if name == "binaural":
        return _binaural
    raise BadChoice("bed", f"there is no bed called {name!r}.", f"Choose one of {', '.join(BEDS)}.")


def _binaural(gain: float, channel: int, first: int, behind: int) -> Floats:
    return drone_part(gain, 0, first, behind, higher_hz=BETWEEN_THE_EARS_HZ * channel)


def _gain(name: str) -> float:
    lufs = WEATHER[name].lufs if name in WEATHER else DRONE_LUFS
    return float(10 ** ((TARGET_LUFS - lufs) / 20))

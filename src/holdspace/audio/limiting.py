"""A look-ahead limiter: peaks are lowered by a gain that bends before they come and never cuts into the wave."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from holdspace.audio.loudness import peaks_near, swings_above, true_peak_dbtp

CEILING_DBTP = -2.0
"""True peak of a finished clip. Measured on speech pushed 3 dB into the limiter, LAME at 64 kb/s raises it by 0.1 dB;
with a tone beneath the words the decoded session still stays at or below -1.5 dBTP."""

_REACH_SECONDS = 0.008
"""How far ahead (and behind) of a peak the gain bends: slow enough not to be heard as a click."""
_PASSES = 4
_ACCURACY_DB = 0.01

_Floats = npt.NDArray[np.float64]
_Places = npt.NDArray[np.intp]


def limited(
    samples: npt.NDArray[np.float32], rate_hz: int, ceiling_dbtp: float = CEILING_DBTP
) -> npt.NDArray[np.float32]:
    """`samples` (-1…1 and beyond) with no true peak above `ceiling_dbtp`; the very same array when none is.

    Bending the gain can raise a peak between the samples by a hair, so the result is measured and limited again; what
    is left after four passes is taken off as a whole.
    """
    result = samples
    aim_db = ceiling_dbtp
    for _ in range(_PASSES):
        allowed_db = ceiling_dbtp + (0.0 if result is samples else _ACCURACY_DB)
        if not swings_above(result, _amplitude(allowed_db)):
            return result
        result = _once(result, rate_hz, aim_db)
        aim_db -= _ACCURACY_DB
    excess_db = max(0.0, true_peak_dbtp(result, rate_hz) - ceiling_dbtp)
    return (result * np.float32(_amplitude(-excess_db))).astype(np.float32)


def _once(samples: npt.NDArray[np.float32], rate_hz: int, ceiling_dbtp: float) -> npt.NDArray[np.float32]:
    """`samples` with its peaks lowered; what is further from them than the gain bends is neither touched nor read."""
    ceiling = _amplitude(ceiling_dbtp)
    reach = 2 * max(1, round(rate_hz * _REACH_SECONDS / 2))
    places, peaks = peaks_near(samples, ceiling)
    high = peaks > ceiling
    result = samples.copy()
    for at, levels in _groups(places[high], peaks[high], 4 * reach):
        begin, end = max(0, int(at[0]) - 2 * reach), min(len(samples), int(at[-1]) + 2 + 2 * reach)
        gain = _gain(at - begin, ceiling / levels, end - begin, reach)
        result[begin:end] = samples[begin:end] * gain
    return result


def _groups(places: _Places, peaks: _Floats, apart: int) -> Iterator[tuple[_Places, _Floats]]:
    """Peaks that lie together: the gain is back at 1 between two groups, `apart` samples or more from one another."""
    bounds = [0, *(np.flatnonzero(np.diff(places) > apart + 1) + 1).tolist(), len(places)]
    for first, behind in pairwise(bounds):
        if behind > first:
            yield places[first:behind], peaks[first:behind]


def _gain(places: _Places, lowered: _Floats, samples: int, reach: int) -> _Floats:
    """The gain of so many samples that is `lowered` to these factors at `places`, and bends before and behind them."""
    needed = np.ones(samples)
    needed[places] = lowered
    behind = places[places + 1 < samples] + 1  # what lies between two samples concerns both
    needed[behind] = np.minimum(needed[behind], lowered[: len(behind)])
    return _average(_average(_lowest(needed, reach), reach // 2), reach // 2)


def _amplitude(level_db: float) -> float:
    return float(10 ** (level_db / 20))


def _lowest(values: _Floats, reach: int) -> _Floats:
    """The lowest of `values` within `reach` on either side, by doubling the window: a few whole-array minima."""
    window = 2 * reach + 1
    lowest = np.pad(values, reach, constant_values=1.0)
    width = 1
    while width < window:
        step = min(width, window - width)
        lowest = np.minimum(lowest[:-step], lowest[step:])
        width += step
    return lowest


def _average(values: _Floats, reach: int) -> _Floats:
    """Mean of `values` within `reach` on either side; the ends count on as they are."""
    window = 2 * reach + 1
    sums = np.cumsum(np.pad(values, (reach + 1, reach), mode="edge"))
    means: _Floats = (sums[window:] - sums[:-window]) / window
    return np.minimum(means, 1.0)

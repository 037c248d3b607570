"""A look-ahead limiter: peaks are lowered by a gain that bends before they come and never cuts into the wave."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from holdspace.audio.loudness import peaks_between, true_peak_dbtp

CEILING_DBTP = -2.0
"""True peak of a finished clip. Measured on speech pushed 3 dB into the limiter, LAME at 64 kb/s raises it by 0.1 dB;
with a tone beneath the words the decoded session still stays at or below -1.5 dBTP."""

_REACH_SECONDS = 0.008
"""How far ahead (and behind) of a peak the gain bends: slow enough not to be heard as a click."""
_PASSES = 4
_ACCURACY_DB = 0.01

_Floats = npt.NDArray[np.float64]


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
        excess_db = true_peak_dbtp(result, rate_hz) - ceiling_dbtp
        if excess_db <= (0.0 if result is samples else _ACCURACY_DB):
            return result
        result = _once(result, rate_hz, aim_db)
        aim_db -= _ACCURACY_DB
    excess_db = max(0.0, true_peak_dbtp(result, rate_hz) - ceiling_dbtp)
    return (result * np.float32(10 ** (-excess_db / 20))).astype(np.float32)


def _once(samples: npt.NDArray[np.float32], rate_hz: int, ceiling_dbtp: float) -> npt.NDArray[np.float32]:
    peaks = peaks_between(samples, 10 ** (ceiling_dbtp / 20))
    peaks[1:] = np.maximum(peaks[1:], peaks[:-1])  # what lies between two samples concerns both
    needed = np.minimum(1.0, 10 ** (ceiling_dbtp / 20) / np.maximum(peaks, 1e-9))
    reach = 2 * max(1, round(rate_hz * _REACH_SECONDS / 2))
    gain = _average(_average(_lowest(needed, reach), reach // 2), reach // 2)
    return (samples * gain).astype(np.float32)


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

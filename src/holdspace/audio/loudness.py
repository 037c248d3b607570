"""How loud something is heard: integrated loudness and true peak after ITU-R BS.1770-4."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from holdspace.audio.weighting import k_weighted

_ABSOLUTE_GATE_LUFS = -70.0
"""BS.1770-4, Annex 1, equation 5."""
_RELATIVE_GATE_LU = -10.0
"""BS.1770-4, Annex 1, equation 6."""
_OFFSET_LUFS = -0.691
"""BS.1770-4, Annex 1, equation 2."""
_HOP_SECONDS = 0.1
"""Gating blocks of 400 ms overlap by 75 %, so they begin every 100 ms."""
_HOPS_A_BLOCK = 4
_AT_ONCE = 1 << 18
"""Samples that are weighted at once, with what rings on from before them: what fits into a processor's cache."""
_HISTORY_SECONDS = 0.5
"""Heard before each such stretch; what rang before that has died away (below -200 dB)."""
_OVERSAMPLING = 4
"""BS.1770-4, Annex 2: at least fourfold for 44.1 and 48 kHz."""
_REACH = 24
"""Samples on either side that a value between two of them is worked out from; the standard's own filter takes 6."""
_NEAR = 0.7
_PLACES_AT_ONCE = 1024
"""A product of larger matrices would wake other threads of BLAS, which then spin and gain nothing."""

_Real = npt.NDArray[np.floating]
_Floats = npt.NDArray[np.float64]
Part = Callable[[int, int], _Real]
"""Mono samples (-1…1) from one index up to, not including, another."""


def integrated_lufs(samples: _Real, rate_hz: int) -> float:
    """Gated loudness of mono `samples` (-1…1) in LUFS; -inf for silence and for less than 0.4 s."""
    return gated_lufs(hop_energies(lambda first, behind: samples[first:behind], len(samples), rate_hz))


def gated_lufs(energies: _Floats) -> float:
    """Gated loudness in LUFS of what has these `hop_energies`; of several channels, the sum of theirs."""
    if len(energies) < _HOPS_A_BLOCK:
        return -math.inf
    blocks = np.convolve(energies, np.full(_HOPS_A_BLOCK, 1 / _HOPS_A_BLOCK), mode="valid")
    loud = blocks[blocks > _energy(_ABSOLUTE_GATE_LUFS)]
    if not len(loud):
        return -math.inf
    gate = _energy(_lufs(float(loud.mean())) + _RELATIVE_GATE_LU)
    return _lufs(float(loud[loud > gate].mean()))


def true_peak_dbtp(samples: _Real, rate_hz: int) -> float:  # noqa: ARG001 -- four times any rate is oversampled alike
    """Highest level between and at the samples (-1…1), in dB of full scale; -inf for silence or nothing."""
    peak = true_peak(samples)
    return 20 * math.log10(peak) if peak > 0 else -math.inf


def true_peak(samples: _Real) -> float:
    """Highest value between and at the samples, as an amplitude."""
    highest = _highest(samples)
    return max(highest, float(peaks_near(samples, highest)[1].max(initial=0.0))) if highest else 0.0


def swings_above(samples: _Real, level: float) -> bool:
    """Whether `true_peak` of `samples` is above `level`, an amplitude."""
    return _highest(samples) > level or true_peak(samples) > level


def _highest(samples: _Real) -> float:
    return max(float(samples.max()), -float(samples.min())) if len(samples) else 0.0


def peaks_between(samples: _Real, level: float) -> _Floats:
    """For each sample the highest absolute value on it and until the next, exact for whatever comes near `level`."""
    peaks: _Floats = np.abs(np.asarray(samples, dtype=np.float64))
    places, near = peaks_near(samples, level)
    peaks[places] = near
    return peaks


def peaks_near(samples: _Real, level: float) -> tuple[npt.NDArray[np.intp], _Floats]:
    """The samples with anything near `level` on them or until the next, and the highest absolute value there.

    Fourfold oversampled (BS.1770-4, Annex 2) by a windowed sinc, but only beside samples of at least 70 % of `level`:
    between two lower ones no wave of speech or music swings that high.
    """
    near = np.abs(samples) >= _NEAR * level
    near[:-1] |= near[1:]  # what lies between two samples concerns both
    places = np.flatnonzero(near)
    peaks = np.abs(samples[places]).astype(np.float64)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(samples, (_REACH - 1, _REACH)), 2 * _REACH)
    for first in range(0, len(places), _PLACES_AT_ONCE):
        at = slice(first, first + _PLACES_AT_ONCE)
        between = np.abs(windows[places[at]] @ _BETWEEN)
        peaks[at] = np.maximum(peaks[at], between.max(axis=1))
    return places, peaks


def _between() -> _Floats:
    """Weights of the samples around for each of three points between two samples: shape (2 * reach, 3)."""
    points = np.arange(1, _OVERSAMPLING) / _OVERSAMPLING
    distance = np.arange(1 - _REACH, _REACH + 1)[:, np.newaxis] - points
    weights: _Floats = np.sinc(distance) * np.i0(8.0 * np.sqrt(1 - (distance / (_REACH + 1)) ** 2)) / np.i0(8.0)
    return np.asarray(weights / weights.sum(axis=0))


def _lufs(energy: float) -> float:
    return _OFFSET_LUFS + 10 * math.log10(energy)


def _energy(lufs: float) -> float:
    return float(10 ** ((lufs - _OFFSET_LUFS) / 10))


def hop_energies(part: Part, samples: int, rate_hz: int) -> _Floats:
    """Mean square of the weighted signal in each whole hop of 100 ms, a stretch of `samples` in memory at a time."""
    hops = int(samples / (rate_hz * _HOP_SECONDS) + 1e-9)
    edges = np.rint(np.arange(hops + 1) * (rate_hz * _HOP_SECONDS)).astype(np.int64)
    return _energies_between(part, edges, rate_hz)


def weighted_energies(samples: _Real, rate_hz: int, hop_samples: int) -> _Floats:
    """Mean square of the K-weighted mono `samples` (-1…1) in each whole hop."""
    edges = np.arange(0, len(samples) + 1, hop_samples, dtype=np.int64)
    return _energies_between(lambda first, behind: samples[first:behind], edges, rate_hz)


def _energies_between(part: Part, edges: npt.NDArray[np.int64], rate_hz: int) -> _Floats:
    hops = max(1, (len(edges) - 1) * (_AT_ONCE - int(rate_hz * _HISTORY_SECONDS)) // max(1, int(edges[-1])))
    stretches = [
        _stretch_energies(part, edges[first : first + hops + 1], rate_hz) for first in range(0, len(edges) - 1, hops)
    ]
    return np.concatenate(stretches) if stretches else np.zeros(0)


def _stretch_energies(part: Part, edges: npt.NDArray[np.int64], rate_hz: int) -> _Floats:
    history = min(int(edges[0]), int(rate_hz * _HISTORY_SECONDS))
    weighted = k_weighted(part(int(edges[0]) - history, int(edges[-1])), rate_hz)[history:]
    sums = np.add.reduceat(np.square(weighted, out=weighted), edges[:-1] - edges[0])
    energies: _Floats = sums / np.diff(edges)
    return energies


_BETWEEN = _between()

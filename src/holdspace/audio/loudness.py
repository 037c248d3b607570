"""How loud something is heard: integrated loudness and true peak after ITU-R BS.1770-4.

The two weighting filters are applied to the spectrum, so that no filter loop is needed: their ringing has died away
(below -200 dB) within the half second of history that each stretch is given.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_ABSOLUTE_GATE_LUFS = -70.0
"""BS.1770-4, Annex 1, equation 5."""
_RELATIVE_GATE_LU = -10.0
"""BS.1770-4, Annex 1, equation 6."""
_OFFSET_LUFS = -0.691
"""BS.1770-4, Annex 1, equation 2."""
_HOP_SECONDS = 0.1
"""Gating blocks of 400 ms overlap by 75 %, so they begin every 100 ms."""
_HOPS_A_BLOCK = 4
_TRANSFORM = 1 << 18
"""Samples that are weighted at once, with what rings before and after."""
_HISTORY_SECONDS = 0.5
_OVERSAMPLING = 4
"""BS.1770-4, Annex 2: at least fourfold for 44.1 and 48 kHz."""
_REACH = 24
"""Samples on either side that a value between two of them is worked out from; the standard's own filter takes 6."""
_NEAR = 0.7
_PLACES_AT_ONCE = 16_384

# The analogue prototypes behind the coefficients that BS.1770-4 (Annex 1, tables 1 and 2) lists for 48 kHz.
_SHELF_HZ = 1681.974450955533
_SHELF_Q = 0.7071752369554196
_SHELF_DB = 3.999843853973347
_SHELF_BEND = 0.4996667741545416
_HIGHPASS_HZ = 38.13547087602444
_HIGHPASS_Q = 0.5003270373238773

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
    highest = float(np.abs(samples).max(initial=0.0))
    return float(peaks_between(samples, highest).max(initial=0.0)) if highest else 0.0


def peaks_between(samples: _Real, level: float) -> _Floats:
    """For each sample the highest absolute value on it and until the next, exact for whatever comes near `level`.

    Fourfold oversampled (BS.1770-4, Annex 2) by a windowed sinc, but only beside samples of at least 70 % of `level`:
    between two lower ones no wave of speech or music swings that high.
    """
    whole = np.asarray(samples, dtype=np.float64)
    peaks: _Floats = np.abs(whole)
    near = peaks >= _NEAR * level
    near[:-1] |= near[1:]  # what lies between two samples concerns both
    places = np.flatnonzero(near)
    windows = np.lib.stride_tricks.sliding_window_view(np.pad(whole, (_REACH - 1, _REACH)), 2 * _REACH)
    for first in range(0, len(places), _PLACES_AT_ONCE):
        at = places[first : first + _PLACES_AT_ONCE]
        between = np.abs(windows[at] @ _BETWEEN)
        peaks[at] = np.maximum(peaks[at], between.max(axis=1))
    return peaks


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
    whole = np.asarray(samples, dtype=np.float64)
    edges = np.arange(0, len(whole) + 1, hop_samples, dtype=np.int64)
    return _energies_between(lambda first, behind: whole[first:behind], edges, rate_hz)


def _energies_between(part: Part, edges: npt.NDArray[np.int64], rate_hz: int) -> _Floats:
    hops = max(1, (len(edges) - 1) * (_TRANSFORM - 2 * int(rate_hz * _HISTORY_SECONDS)) // max(1, int(edges[-1])))
    stretches = [
        _stretch_energies(part, edges[first : first + hops + 1], rate_hz) for first in range(0, len(edges) - 1, hops)
    ]
    return np.concatenate(stretches) if stretches else np.zeros(0)


def _stretch_energies(part: Part, edges: npt.NDArray[np.int64], rate_hz: int) -> _Floats:
    history = min(int(edges[0]), int(rate_hz * _HISTORY_SECONDS))
    samples = np.asarray(part(int(edges[0]) - history, int(edges[-1])), dtype=np.float64)
    weighted = _weighted(samples, rate_hz)[history:]
    sums = np.add.reduceat(weighted**2, edges[:-1] - edges[0])
    energies: _Floats = sums / np.diff(edges)
    return energies


def _weighted(samples: _Floats, rate_hz: int) -> _Floats:
    """K-weighted `samples`, padded so that the end of the ringing does not wrap round to the beginning."""
    size = 1 << (len(samples) + int(rate_hz * _HISTORY_SECONDS) - 1).bit_length()
    spectrum = np.fft.rfft(samples.astype(np.float32), size) * _response(size, rate_hz)
    weighted: _Floats = np.fft.irfft(spectrum, size)[: len(samples)].astype(np.float64)
    return weighted


@lru_cache(maxsize=2)
def _response(size: int, rate_hz: int) -> npt.NDArray[np.complex64]:
    """Both stages, at each frequency of a transform of `size` samples."""
    z = np.exp(-2j * np.pi * np.arange(size // 2 + 1) / size)
    return (_shelf(z, rate_hz) * _highpass(z, rate_hz)).astype(np.complex64)


def _shelf(z: npt.NDArray[np.complex128], rate_hz: int) -> npt.NDArray[np.complex128]:
    """First stage: the head's high shelf; `z` is one sample's delay at each frequency."""
    k = math.tan(math.pi * _SHELF_HZ / rate_hz)
    high = 10 ** (_SHELF_DB / 20)
    bend = high**_SHELF_BEND
    above = (high + bend * k / _SHELF_Q + k * k, 2 * (k * k - high), high - bend * k / _SHELF_Q + k * k)
    below = (1 + k / _SHELF_Q + k * k, 2 * (k * k - 1), 1 - k / _SHELF_Q + k * k)
    return _quotient(above, below, z)


def _highpass(z: npt.NDArray[np.complex128], rate_hz: int) -> npt.NDArray[np.complex128]:
    """Second stage: the RLB high-pass.

    The standard writes its upper coefficients as 1, -2, 1, which lifts everything by 0.04 dB at 48 kHz; the same lift
    is kept at every rate.
    """
    k = math.tan(math.pi * _HIGHPASS_HZ / rate_hz)
    at_48k = math.tan(math.pi * _HIGHPASS_HZ / 48_000)
    lift = 1 + at_48k / _HIGHPASS_Q + at_48k * at_48k
    below = (1 + k / _HIGHPASS_Q + k * k, 2 * (k * k - 1), 1 - k / _HIGHPASS_Q + k * k)
    return _quotient((lift, -2 * lift, lift), below, z)


def _quotient(
    above: tuple[float, float, float], below: tuple[float, float, float], z: npt.NDArray[np.complex128]
) -> npt.NDArray[np.complex128]:
    value: npt.NDArray[np.complex128] = (above[0] + above[1] * z + above[2] * z * z) / (
        below[0] + below[1] * z + below[2] * z * z
    )
    return value


_BETWEEN = _between()

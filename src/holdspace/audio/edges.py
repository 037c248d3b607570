"""Where sound begins and ends in a recording."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

AUDIBLE_DBFS = -55.0
"""A window this loud (RMS) is heard; levelled speech lies some 40 dB above."""
WINDOW_SECONDS = 0.010
_STEP_SECONDS = 0.001
_ABOVE_NOISE_DB = 6.0
"""What stands out this far from a steady noise is heard in spite of it."""
_BELOW_LOUDEST_DB = 28.0
"""Nothing within this distance of the loudest window is ever taken for noise: a soft h or s lies 20 to 25 dB below."""
_QUIETEST = (3, 15)
"""Percentiles of the windows' levels that lie close together when the quiet around the words is a steady noise…"""
_STEADY_DB = 3.0
"""…this close. Speech without noise spans tens of decibels there."""
_NOTHING_DBFS = -90.0
"""Digital silence and its rounding, which say nothing about noise."""


@dataclass(frozen=True, slots=True)
class Edges:
    """The audible stretch: from sample `start` up to, not including, sample `end`."""

    start: int
    end: int


def audible_edges(samples: npt.NDArray[np.floating], rate_hz: int) -> Edges | None:
    """The audible stretch of mono `samples` (-1…1), to about a millisecond; None when nothing is audible."""
    step = max(1, round(rate_hz * _STEP_SECONDS))
    powers = _step_powers(samples, step)
    windows = _window_powers(powers, round(WINDOW_SECONDS / _STEP_SECONDS))
    threshold = _threshold(windows)
    first, last = _span(windows, threshold), _span(windows[::-1], threshold)
    if first is None or last is None:
        return None
    width = len(powers) - len(windows) + 1
    start = first + _first_at_least(powers[first : first + width], threshold)
    behind = last + _first_at_least(powers[::-1][last : last + width], threshold)
    return Edges(start * step, min(len(samples), (len(powers) - behind) * step))


def _step_powers(samples: npt.NDArray[np.floating], step: int) -> npt.NDArray[np.float64]:
    """Mean square of each millisecond; the last one is padded with silence."""
    padded = np.zeros((-(-len(samples) // step), step))
    padded.reshape(-1)[: len(samples)] = samples
    powers: npt.NDArray[np.float64] = np.einsum("ij,ij->i", padded, padded) / step
    return powers


def _window_powers(powers: npt.NDArray[np.float64], width: int) -> npt.NDArray[np.float64]:
    """Mean power of each window of `width` steps; one window of what there is when there are fewer."""
    width = max(1, min(width, len(powers)))
    return np.convolve(powers, np.full(width, 1 / width), mode="valid") if len(powers) else powers


def _threshold(windows: npt.NDArray[np.float64]) -> float:
    """The power from which a window counts as audible: -55 dBFS, or more where a steady noise is louder."""
    audible = _power(AUDIBLE_DBFS)
    sounding = windows[windows > _power(_NOTHING_DBFS)]
    if not len(sounding):
        return audible
    quietest, quiet = np.percentile(sounding, _QUIETEST)
    if quiet > quietest * _power(_STEADY_DB):
        return audible
    return max(audible, min(float(quiet) * _power(_ABOVE_NOISE_DB), float(windows.max()) * _power(-_BELOW_LOUDEST_DB)))


def _power(db: float) -> float:
    return float(10 ** (db / 10))


def _span(windows: npt.NDArray[np.float64], threshold: float) -> int | None:
    above = np.flatnonzero(windows >= threshold)
    return int(above[0]) if len(above) else None


def _first_at_least(powers: npt.NDArray[np.float64], threshold: float) -> int:
    """The first step of a window that is as loud as the window has to be; rounding may leave only the loudest."""
    above = np.flatnonzero(powers >= threshold)
    return int(above[0]) if len(above) else int(np.argmax(powers))

"""How a sound begins and ends without a click."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


def ramp(distance: Indices, length: int) -> Floats:
    """Half a cosine: 0 at a distance of 0 samples from the edge, 1 from `length` samples on."""
    return np.asarray(0.5 - 0.5 * np.cos(np.pi * np.clip(distance / length, 0, 1)))


def ramps(indices: Indices, samples: int, into: int, out: int) -> Floats:
    """The gain at `indices` of a sound of `samples` that swells for `into` samples and fades for the last `out`."""
    return ramp(indices, into) * ramp(samples - 1 - indices, out)

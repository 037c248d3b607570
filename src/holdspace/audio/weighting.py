"""K-weighting after ITU-R BS.1770-4: what the ear makes of each pitch, before energies are summed up.

The two filters are recursive, each value worked out from the last: a loop that Python is too slow for, while a Fourier
transform of the same takes more than three times as long as this. A block of sound goes through both at once as one
product of matrices: what the block itself makes, and what rings on from the blocks before it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

_BLOCK = 64
"""Samples that go through the filters in one product."""
_BLOCKS = 48
"""Blocks in one call of BLAS: a larger product would wake its other threads, which then spin and gain nothing."""
_DIED_AWAY = 1e-12
"""Of what rings on from a block, when it counts no more: a second later."""

# The analogue prototypes behind the coefficients that BS.1770-4 (Annex 1, tables 1 and 2) lists for 48 kHz.
_SHELF_HZ = 1681.974450955533
_SHELF_Q = 0.7071752369554196
_SHELF_DB = 3.999843853973347
_SHELF_BEND = 0.4996667741545416
_HIGHPASS_HZ = 38.13547087602444
_HIGHPASS_Q = 0.5003270373238773

_Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Stage:
    """One filter of second order: the weights of the last three values in, and of the last two out."""

    above: tuple[float, float, float]
    below: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Matrices:
    """Both stages on a block of sound; the state is what they remember of all before, two numbers each."""

    sound_of_sound: _Floats
    sound_of_state: _Floats
    state_of_sound: _Floats
    state_of_state: _Floats


def k_weighted(samples: npt.NDArray[np.floating], rate_hz: int) -> _Floats:
    """Mono `samples` as they are weighted, with silence before them."""
    matrices = _matrices(rate_hz)
    blocks = np.zeros((-(-len(samples) // (_BLOCK * _BLOCKS)), _BLOCKS, _BLOCK))
    blocks.reshape(-1)[: len(samples)] = samples
    weighted: _Floats = blocks @ matrices.sound_of_sound
    left = blocks @ matrices.state_of_sound
    states = _states(left.reshape(-1, left.shape[2]), matrices.state_of_state)
    weighted += states.reshape(left.shape) @ matrices.sound_of_state
    return weighted.reshape(-1)[: len(samples)]


def _states(left: _Floats, carried: _Floats) -> _Floats:
    """The state at the beginning of each block, of what each one leaves behind and how that is carried over the next.

    First from one block to the next, then from two to the next two, four, eight: until nothing is left of it.
    """
    states = np.zeros_like(left)
    states[1:] = left[:-1]
    step = 1
    while step < len(states) and np.abs(carried).max() > _DIED_AWAY:
        states[step:] += states[:-step] @ carried
        carried = carried @ carried
        step *= 2
    return states


@lru_cache(maxsize=4)
def _matrices(rate_hz: int) -> _Matrices:
    """What comes of each sample of a block alone, and of each number of the state alone."""
    stages = _stages(rate_hz)
    remembered = 2 * len(stages)
    sound, state = np.eye(_BLOCK + remembered, _BLOCK), np.eye(_BLOCK + remembered, remembered, -_BLOCK)
    for at in range(_BLOCK):
        value = sound[:, at].copy()
        for number, stage in enumerate(stages):
            last, older = state[:, 2 * number], state[:, 2 * number + 1]
            out = stage.above[0] * value + last
            state[:, 2 * number] = stage.above[1] * value - stage.below[0] * out + older
            state[:, 2 * number + 1] = stage.above[2] * value - stage.below[1] * out
            value = out
        sound[:, at] = value
    return _Matrices(sound[:_BLOCK], sound[_BLOCK:], state[:_BLOCK], state[_BLOCK:])


def _stages(rate_hz: int) -> tuple[_Stage, _Stage]:
    return _shelf(rate_hz), _highpass(rate_hz)


def _shelf(rate_hz: int) -> _Stage:
    """First stage: the head's high shelf."""
    k = math.tan(math.pi * _SHELF_HZ / rate_hz)
    high = 10 ** (_SHELF_DB / 20)
    bend = high**_SHELF_BEND
    above = (high + bend * k / _SHELF_Q + k * k, 2 * (k * k - high), high - bend * k / _SHELF_Q + k * k)
    return _stage(above, k, _SHELF_Q)


def _highpass(rate_hz: int) -> _Stage:
    """Second stage: the RLB high-pass.

    The standard writes its upper coefficients as 1, -2, 1, which lifts everything by 0.04 dB at 48 kHz; the same lift
    is kept at every rate.
    """
    k = math.tan(math.pi * _HIGHPASS_HZ / rate_hz)
    at_48k = math.tan(math.pi * _HIGHPASS_HZ / 48_000)
    lift = 1 + at_48k / _HIGHPASS_Q + at_48k * at_48k
    return _stage((lift, -2 * lift, lift), k, _HIGHPASS_Q)


def _stage(above: tuple[float, float, float], k: float, q: float) -> _Stage:
    """The filter with these weights `above`, all divided by the first one below."""
    first = 1 + k / q + k * k
    return _Stage(
        (above[0] / first, above[1] / first, above[2] / first), (2 * (k * k - 1) / first, (1 - k / q + k * k) / first)
    )

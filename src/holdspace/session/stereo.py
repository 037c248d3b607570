"""Which ear a sound is nearer to, in a session of two channels."""

from __future__ import annotations

import math
from collections.abc import Callable

from holdspace.routine.model import Side
from holdspace.score.mirroring import side_words
from holdspace.session.layers import Layer

_LEAN = 2.0
"""A cue for one side is 6 dB softer in the other ear: enough to be felt, and no word is lost on one earbud."""
FAR_EAR = math.sqrt(2 / (1 + _LEAN**2))
"""Both ears together hear as much power as of a cue in the middle, so that it is as loud (BS.1770-4 adds powers)."""
NEAR_EAR = _LEAN * FAR_EAR

Share = Callable[[Layer], float]
"""How much of a layer is heard in one channel; 1 in the middle."""


def ears(channels: int) -> tuple[Share, ...]:
    """The share of each layer for one channel, or for the left and the right one."""
    if channels == 1:
        return (lambda _layer: 1.0,)
    return (lambda layer: _share(layer, Side.LEFT), lambda layer: _share(layer, Side.RIGHT))


def _share(layer: Layer, ear: Side) -> float:
    """What an ear hears of a layer that may speak of one side; one that speaks of both is in the middle."""
    utterance = layer.event.utterance
    sides = {word.side for word in side_words(utterance.text)} if utterance is not None else set()
    if len(sides) != 1:
        return 1.0
    return NEAR_EAR if ear in sides else FAR_EAR

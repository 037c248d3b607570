"""Which ear a sound is nearer to, in a session of two channels."""

from __future__ import annotations

from collections.abc import Callable

from holdspace.routine.model import Side
from holdspace.score.mirroring import names_side
from holdspace.session.layers import Layer

FAR_EAR = 0.5
"""A cue for one side is 6 dB softer in the other ear: enough to be felt, and no word is lost on one earbud."""

Share = Callable[[Layer], float]
"""How much of a layer is heard in one channel, 0 to 1."""


def ears(channels: int) -> tuple[Share, ...]:
    """The share of each layer for one channel, or for the left and the right one."""
    if channels == 1:
        return (lambda _layer: 1.0,)
    return (lambda layer: _share(layer, Side.RIGHT), lambda layer: _share(layer, Side.LEFT))


def _share(layer: Layer, far: Side) -> float:
    """What an ear hears of a layer that may speak of the `far` side."""
    utterance = layer.event.utterance
    return FAR_EAR if utterance is not None and names_side(utterance.text) is far else 1.0

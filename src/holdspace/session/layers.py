"""What sounds in a session, where, and under which name: all that can be known of it without any sound."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, cast

from holdspace.audio.ringing import ringing_samples
from holdspace.audio.standards import TONES_VERSION
from holdspace.session.timeline import Event, Timeline

if TYPE_CHECKING:
    from holdspace.score.model import ToneName, Utterance
    from holdspace.speech.clip import Clip, Extent


class Clips(Protocol):
    """Where the sound of utterances comes from; `Speaker` is one."""

    def clip(self, utterance: Utterance) -> Clip:
        """The sound of `utterance`."""

    def extent(self, utterance: Utterance) -> Extent:
        """The name and the lengths of that sound."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One sound over the quiet of a session."""

    start: int
    """Its first sample, margin included; may lie before the session."""
    end: int
    """The sample after its last, margin included."""
    event: Event
    mark: str
    """Two layers with the same mark are the same samples."""


def layers_of(timeline: Timeline, clips: Clips) -> list[Layer]:
    """Every sound of `timeline`, by its first sample."""
    layers = [_layer(event, timeline, clips) for event in timeline.events if event.kind in {"speech", "tone"}]
    return sorted(layers, key=lambda layer: layer.start)


def _layer(event: Event, timeline: Timeline, clips: Clips) -> Layer:
    if event.utterance is not None:
        extent = clips.extent(event.utterance)
        whole = event.start + extent.samples + extent.tail_samples
        end = min(whole, timeline.samples)
        cut = "" if end == whole else f" {end - event.start}"
        return Layer(event.start - extent.lead_samples, end, event, f"clip {extent.key}{cut}")
    ringing = ringing_samples(cast("ToneName", event.text), event.samples)
    samples = min(ringing, timeline.samples - event.start)
    return Layer(event.start, event.start + samples, event, f"tone {TONES_VERSION} {event.text} {samples}")

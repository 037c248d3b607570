"""What players that cut silence would take out of a session, after the rules in their sources.

A podcast player with "trim silence" switched on shortens what it holds for silence, and with it every hold that is
quiet. Both rules look at single samples, not at loudness: a run of samples that all stay beneath a threshold is silent.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from holdspace.timebase import SAMPLE_RATE_HZ, samples_to_seconds


@dataclass(frozen=True, slots=True)
class SkippingRule:
    """When a player holds a stretch for silent, and how much of it is left."""

    player: str
    threshold: int
    """Samples up to this, of 32 768, are silent; with several channels, all of them have to be."""
    shortest_seconds: float
    """Shorter silences are left alone."""
    kept_share: float
    """Of a longer one this share is kept…"""
    kept_at_most_seconds: float
    """…but no more than this…"""
    kept_at_least_seconds: float = 0.0
    """…and no less than this."""


POCKET_CASTS = (
    SkippingRule("Pocket Casts, mild", 250, 0.416, 0.0, 60.0, 2 * 0.291),
    SkippingRule("Pocket Casts, medium", 250, 0.300, 0.0, 60.0, 2 * 0.225),
    SkippingRule("Pocket Casts, mad max", 250, 0.083, 0.0, 60.0),
)
"""`ShiftyTrimSilenceProcessor` for Android: its three settings, with the silence kept on both sides of each cut."""
EXOPLAYER = SkippingRule("ExoPlayer", 1024, 0.100, 0.2, 2.0)
"""`SilenceSkippingAudioProcessor` of androidx.media3, inside most Android players."""


def pocket_casts_seconds(samples: npt.NDArray[np.int16], rate_hz: int = SAMPLE_RATE_HZ) -> float:
    """Seconds that Pocket Casts would take out of 16-bit `samples` at the setting that takes most."""
    return max(removed_seconds(samples, rule, rate_hz) for rule in POCKET_CASTS)


def exoplayer_seconds(samples: npt.NDArray[np.int16], rate_hz: int = SAMPLE_RATE_HZ) -> float:
    """Seconds that ExoPlayer would take out of 16-bit `samples`."""
    return removed_seconds(samples, EXOPLAYER, rate_hz)


def removed_seconds(samples: npt.NDArray[np.int16], rule: SkippingRule, rate_hz: int = SAMPLE_RATE_HZ) -> float:
    """Seconds that `rule` would take out of 16-bit `samples`: one channel, or one column for each."""
    silences = silences_in(samples, rule.threshold) / rate_hz
    long = silences[silences >= rule.shortest_seconds]
    kept = np.clip(long * rule.kept_share, rule.kept_at_least_seconds, rule.kept_at_most_seconds)
    return float(np.maximum(0.0, long - kept).sum())


def silences_in(samples: npt.NDArray[np.int16], threshold: int) -> npt.NDArray[np.int64]:
    """The lengths, in samples, of all runs in which no sample's size is above `threshold`."""
    loud = np.abs(samples.astype(np.int32)) > threshold
    heard = loud if loud.ndim == 1 else loud.any(axis=1)
    edges = np.flatnonzero(np.concatenate([[True], heard, [True]]))
    lengths = np.diff(edges) - 1
    return np.asarray(lengths[lengths > 0], dtype=np.int64)


def longest_silence_seconds(samples: npt.NDArray[np.int16], threshold: int, rate_hz: int = SAMPLE_RATE_HZ) -> float:
    """The longest run in which no sample's size is above `threshold`, in seconds: how near a rule is to cutting."""
    return samples_to_seconds(int(silences_in(samples, threshold).max(initial=0)), rate_hz)

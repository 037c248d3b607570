"""No sound of an engine is believed before it is checked.

Engines return empty files, silence, half a sentence or the wrong one, and say nothing about it.
"""

from __future__ import annotations

from collections.abc import Callable

from holdspace.audio.edges import audible_edges
from holdspace.audio.segments import AudioSegment, to_samples
from holdspace.errors import EngineCrashed, EngineTimeout, Unspeakable
from holdspace.score.estimating import estimate_ms
from holdspace.speech.legible import quoted

LEAST_AUDIBLE_MS = 150
"""At a voice's own pace no word is shorter; "a" takes some 200 ms."""
_LEAST_SHARE, _MOST_SHARE = 0.25, 5.0
"""Of the estimate: voices differ by a factor of two, and short words by more."""
_MS_PER_DIGIT = 700
"""Room above for digits, which take a word each, or several."""
_MEND = "Put it into other words, or choose another voice with --voice."


def believed(speak: Callable[[], AudioSegment], text: str, pace: float) -> AudioSegment:
    """What `speak` returns, checked against `text`; tried a second time when it fails or cannot be believed.

    Raises what the second try raised: `Unspeakable`, `EngineTimeout` or `EngineCrashed`.
    """
    try:
        return checked(speak(), text, pace)
    except (Unspeakable, EngineTimeout, EngineCrashed):
        return checked(speak(), text, pace)


def checked(sound: AudioSegment, text: str, pace: float) -> AudioSegment:
    """`sound` itself. Raises `Unspeakable` when it is silent or its length impossible for `text` at `pace`."""
    audible_ms = _audible_ms(sound)
    if audible_ms == 0:
        raise Unspeakable(f"the voice makes no sound of {quoted(text)}.", _MEND, text)
    estimate = estimate_ms(text, pace)
    least = max(LEAST_AUDIBLE_MS / max(1.0, pace), estimate * _LEAST_SHARE)
    most = estimate * _MOST_SHARE + sum(map(str.isdigit, text)) * _MS_PER_DIGIT / pace
    if not least <= audible_ms <= most:
        much = "little" if audible_ms < least else "much"
        raise Unspeakable(
            f"the voice makes too {much} sound of {quoted(text)}: {audible_ms / 1000:.2f} s, where {least / 1000:.2f} "
            f"to {most / 1000:.2f} s can be believed.",
            _MEND,
            text,
        )
    return sound


def _audible_ms(sound: AudioSegment) -> float:
    edges = audible_edges(to_samples(sound), sound.frame_rate)
    return 0.0 if edges is None else (edges.end - edges.start) * 1000 / sound.frame_rate

"""Measures a voice: the gain with which it is as loud in a session as it should be."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from holdspace.audio.finishing import Silent, finish
from holdspace.audio.loudness import integrated_lufs
from holdspace.audio.room_tone import room_tone
from holdspace.audio.segments import AudioSegment, to_samples
from holdspace.audio.standards import MP3_GAIN_DB, TARGET_LUFS
from holdspace.errors import Unspeakable
from holdspace.speech.delivery import Delivery
from holdspace.speech.engine import Engine, Voice
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples

_QUIET_MS = 1500
"""Between the lines. BS.1770 measures 400 ms at a time, and where a line begins or ends such a stretch is half
quiet: a passage without gaps measures up to 0.8 LU louder than the same lines in a session."""
_HOLD_MS = 20_000
"""After them: most of a session is quiet, and its room tone lowers the gate below which what is soft does not count."""
_AROUND_WORDS_DB = -0.46
"""What breaths before words, the sounds that end holds and bells take off the loudness of a whole session: the middle
between the least and the most in the eight ready routines, with hibari's heart and espeak-ng."""
_PASSES = 3
"""Measure, correct, and again: the limiter takes a little off what the first gain was meant to add."""
_SETTLED_DB = 0.005
"""A correction this small ends it: gains are kept to a hundredth."""

_FULL_SCALE = 32_768
_Sound = npt.NDArray[np.float32]


def measured_gain(engine: Engine, voice: Voice, delivery: Delivery) -> float:
    """The gain in dB with which `voice`, limited as every clip is, has the target loudness in a finished session.

    Raises what the engine raises when it cannot speak, and `Unspeakable` for a voice without sound.
    """
    spoken = [engine.speak(text, voice.name, delivery.passage_pace) for text in delivery.passage]
    room = np.asarray(room_tone() / _FULL_SCALE, dtype=np.float32)
    gain_db = 0.0
    for _ in range(_PASSES):
        session = _session_of(spoken, gain_db, voice, room)
        loudness = integrated_lufs(session, SAMPLE_RATE_HZ) + MP3_GAIN_DB + _AROUND_WORDS_DB
        if not math.isfinite(loudness):
            raise Unspeakable(f"the voice {voice.id} is too soft to be levelled.", "Choose another one with --voice.")
        gain_db += TARGET_LUFS - loudness
        if abs(TARGET_LUFS - loudness) < _SETTLED_DB:
            break
    return gain_db


def _session_of(spoken: list[AudioSegment], gain_db: float, voice: Voice, room: _Sound) -> _Sound:
    """The passage as it would stand in a session: each line finished with `gain_db`, quiet and a hold in `room`."""
    quiet = np.zeros(ms_to_samples(_QUIET_MS), dtype=np.float32)
    pieces = [quiet]
    for raw in spoken:
        try:
            pieces += [to_samples(finish(raw, gain_db).audio), quiet]
        except Silent as error:
            raise Unspeakable(f"the voice {voice.id} makes no sound.", "Choose another one with --voice.") from error
    whole = np.concatenate([*pieces, np.zeros(ms_to_samples(_HOLD_MS), dtype=np.float32)])
    return np.asarray(whole + np.resize(room, len(whole)), dtype=np.float32)

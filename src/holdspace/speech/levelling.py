"""One constant gain for each voice and manner of speaking, so that all voices are equally loud.

Gain is never set by the clip: a whispered "inhale" would be blown up to the loudness of a sentence, and one word would
be loud today and soft tomorrow.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from holdspace.audio.standards import FINISHING_VERSION, TARGET_LUFS
from holdspace.speech.chorus import Job, spoken_side_by_side
from holdspace.speech.delivery import Delivery
from holdspace.speech.engine import Engine, Voice, sound_version
from holdspace.speech.store import ClipStore, key_of

_MEASURING_VERSION = "5"
"""Part of the name of every measured gain; raised whenever measuring finds another."""


def gain_for(engine: Engine, voice: Voice, store: ClipStore, delivery: Delivery) -> float:
    """The gain in dB, to a hundredth, with which `voice` is as loud as `delivery` asks; measured once, kept in `store`.

    Raises what the engine raises when it cannot speak.
    """
    known = known_gain(engine, voice, store, delivery)
    if known is not None:
        return known
    from holdspace.speech.measuring import measured_gain  # late: a voice is measured once

    gain_db = round(measured_gain(engine, voice, delivery), 2)
    store.put_note(_key(engine, voice, delivery), {"gain_db": gain_db})
    return round(gain_db + delivery.level_lu, 2)


def measure(manners: Iterable[tuple[Engine, Voice, Delivery]], store: ClipStore) -> None:
    """Measure all that were never heard here, side by side; one that cannot be is left to `gain_for` to tell.

    Raises what ends any speaking: `MachineError`.
    """
    unknown = {_key(*manner): manner for manner in manners if known_gain(*manner[:2], store, manner[2]) is None}
    spoken_side_by_side([_job(*manner, store) for manner in unknown.values()])


def _job(engine: Engine, voice: Voice, delivery: Delivery, store: ClipStore) -> Job:
    def measured_by(other: Engine) -> None:
        gain_for(other, voice, store, delivery)

    return Job(engine, " ".join(delivery.passage), measured_by)


def known_gain(engine: Engine, voice: Voice, store: ClipStore, delivery: Delivery) -> float | None:
    """The gain in dB when no measuring is needed; None otherwise."""
    if voice.kind == "test":
        return delivery.level_lu
    note = store.get_note(_key(engine, voice, delivery)) or {}
    gain_db = note.get("gain_db")
    if not isinstance(gain_db, (int, float)) or not math.isfinite(gain_db):
        return None
    return round(gain_db + delivery.level_lu, 2)


def _key(engine: Engine, voice: Voice, delivery: Delivery) -> str:
    return key_of(
        what="gain in a session",
        engine=engine.name,
        version=sound_version(engine, voice),
        voice=voice.name,
        passage=delivery.passage,
        pace=delivery.passage_pace,
        finishing=FINISHING_VERSION,
        target_lufs=TARGET_LUFS,
        measuring=_MEASURING_VERSION,
    )

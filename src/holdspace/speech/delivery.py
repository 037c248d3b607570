"""How each kind of cue is spoken. One rate for everything is what makes guidance tire the ear.

A breath word leads slowly and lies a little below the instructions; a title is set off by being clearer, which is
slower; calls come at a voice's own rate, since the numbers of a countdown have a second each.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.speech.pace import FASTEST, SLOWEST

if TYPE_CHECKING:
    from holdspace.score.model import Utterance, UtteranceKind

DELIVERY_VERSION = "1"
"""Part of every stored clip's key; raised whenever something here changes the sound that its pace and gain, which are
in the key too, do not tell."""

PASSAGE = (
    "Begin on your hands and knees, with your shoulders over your wrists.",
    "Exhale, and round your spine toward the ceiling.",
    "Slowly walk your arms out in front of you, and let your neck release.",
    "Hold this for about sixty seconds.",
)
"""What every voice reads once to be measured for sentences."""
CALLS = ("Halfway.", "Ten seconds.", "Five.", "Four.", "Three.", "Two.", "One.")
"""The same for calls."""
BREATHS = ("Inhale.", "Exhale.", "Hold.", "Exhale.", "Two. Inhale.", "Three. Inhale.")
"""The same for the words of guided breathing."""

MOST_BREATH_WORDS = 2
"""A breath cue of more words ("Inhale: lift your chest", "Last one. Inhale.") is an instruction rather than a lead, and
its phase has no time to spare."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a cue is spoken."""

    passage: tuple[str, ...] = PASSAGE
    """What the voice is measured by. Single words measure up to 2.5 LU softer than sentences with the same gain, since
    BS.1770 looks at 400 ms at a time: a session of little else would be as much too soft."""
    passage_pace: float = 1.0
    """The pace it is read at; a slower word measures louder."""
    pace: float = 1.0
    """Factor of the session's pace."""
    level_lu: float = 0.0
    """Above the loudness that speech is brought to, in LU."""


DELIVERIES: dict[UtteranceKind, Delivery] = {
    "narration": Delivery(),
    "title": Delivery(pace=0.94),
    "call": Delivery(CALLS, level_lu=0.9),
    "breath": Delivery(BREATHS, 0.85, pace=0.85, level_lu=-0.4),
}
"""At 0.85 a lone "Inhale." takes an eighth longer with hibari's heart and a sixth with espeak-ng; at 0.9 hibari, which
gives each sound whole frames, hardly differs from 1, and at 0.8 it drawls. The levels bring the eight ready routines,
from nothing but sentences to little but counting or breathing, within half a LU of -19 LUFS with either voice."""
MOVEMENT = Delivery(level_lu=-0.1)
"""A breath cue of many words."""


def delivery_of(utterance: Utterance) -> Delivery:
    """How `utterance` is spoken."""
    if utterance.kind == "breath" and len(utterance.text.split()) > MOST_BREATH_WORDS:
        return MOVEMENT
    return DELIVERIES[utterance.kind]


def pace_of(utterance: Utterance, session_pace: float) -> float:
    """The pace to speak `utterance` at, 0.5 to 2.0: the session's, the script's own and its kind's, multiplied."""
    own = session_pace * (utterance.pace or 1.0) * delivery_of(utterance).pace
    return round(min(FASTEST, max(SLOWEST, own)), 3)

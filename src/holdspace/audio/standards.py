"""What every clip is made to, for those who need to know without making any sound."""

from __future__ import annotations

FINISHING_VERSION = "2"
"""Part of every stored clip's key; raised whenever anything in its finishing changes the sound."""

BEDS_BELOW_SPEECH_DB = {
    "rain": 18.0,
    "ocean": 16.0,
    "stream": 18.0,
    "wind": 16.0,
    "brown": 17.5,
    "drone": 19.5,
    "binaural": 19.5,
}
"""How far each bed lies below speech unless told otherwise.

As soft as it can be while players that cut silence still find none in an hour of it, with half a decibel to spare for
what an MP3 takes off. The calmer a bed, the less of it is needed; the ocean's lulls need most.
"""

MUSIC_BELOW_SPEECH_DB = 20.0
"""How far music lies below speech unless told otherwise. It may have pauses, so no level keeps its silences safe."""

MP3_GAIN_DB = -0.43
"""LAME takes a twentieth off everything that it encodes, so that what is rounded has room."""

TARGET_LUFS = -19.0
"""Speech in a mono file; heard as -16 on two ears, which is what podcast players expect."""

TONES_VERSION = "2"
"""Part of the name of every stretch with a tone in it; raised whenever a tone sounds otherwise."""

ROOM_TONE_VERSION = "2"
"""Part of the name of everything with room tone in it; raised whenever the noise is another."""

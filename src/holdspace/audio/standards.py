"""What every clip is made to, for those who need to know without making any sound."""

from __future__ import annotations

FINISHING_VERSION = "2"
"""Part of every stored clip's key; raised whenever anything in its finishing changes the sound."""

MP3_GAIN_DB = -0.43
"""LAME takes a twentieth off everything that it encodes, so that what is rounded has room."""

TARGET_LUFS = -19.0
"""Speech in a mono file; heard as -16 on two ears, which is what podcast players expect."""

TONES_VERSION = "2"
"""Part of the name of every stretch with a tone in it; raised whenever a tone sounds otherwise."""

ROOM_TONE_VERSION = "1"
"""Part of the name of everything with room tone in it; raised whenever the noise is another."""

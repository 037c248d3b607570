"""Engines for tests: scripted, counting, and real only where they must be."""

from __future__ import annotations

from dataclasses import replace

from holdspace.audio.segments import AudioSegment
from holdspace.errors import UnknownVoice
from holdspace.speech.engine import Voice
from holdspace.speech.engines.silent import SilentEngine


class ScriptedEngine:
    """An engine with given voices that speaks as the silent one does, `gain_db` louder, and remembers what it spoke."""

    def __init__(self, name: str, voices: list[Voice], gain_db: float = 0.0) -> None:
        self.name = name
        self.spoken: list[tuple[str, str, float]] = []
        self.asked = 0
        self.closed = 0
        self.version = "1"
        self.gain_db = gain_db
        self._voices = [replace(voice, engine=name) for voice in voices]

    def voices(self) -> list[Voice]:
        self.asked += 1
        return list(self._voices)

    def speak(self, text: str, voice: str, pace: float) -> AudioSegment:
        if voice not in [v.name for v in self._voices]:
            raise UnknownVoice(f"{self.name}:{voice}")
        self.spoken.append((text, voice, pace))
        return SilentEngine().speak(text, "tone", pace).apply_gain(self.gain_db)

    def close(self) -> None:
        self.closed += 1


def neural(*voices: Voice, gain_db: float = 0.0) -> ScriptedEngine:
    """A natural engine; by default with a working heart and an emma that is not here."""
    return ScriptedEngine(
        "hibari",
        list(voices)
        or [
            Voice("", "heart", "en-us", "female", "neural", "Heart, American"),
            Voice(
                "", "emma", "en-gb", "female", "neural", "Emma", works=False, reason="It is not downloaded: fetch it."
            ),
        ],
        gain_db,
    )


def system(*names: str, gain_db: float = 0.0) -> ScriptedEngine:
    """An engine of system voices, each named after its language."""
    listed = names or ("af", "de", "en-gb-scotland", "en", "en-us", "fr-be", "fr", "pt", "pt-br", "cmn", "nb")
    tags = {"en": "en-gb", "fr": "fr-fr"}
    labels = {"de": "German"}
    return ScriptedEngine("pyttsx3", [Voice("", n, tags.get(n, n), label=labels.get(n, "")) for n in listed], gain_db)

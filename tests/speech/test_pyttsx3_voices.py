"""The system's descriptions of its voices, on systems that are not at hand."""

from __future__ import annotations

import pytest

from holdspace.speech.engines.pyttsx3_voices import voices_from


def row(identifier: str, name: str, language: str = "", gender: str = "") -> dict[str, object]:
    return {"id": identifier, "name": name, "languages": [language] if language else [], "gender": gender}


WINDOWS = "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Speech\\Voices\\Tokens\\"


@pytest.mark.parametrize(
    ("described", "name", "language", "gender"),
    [
        (row("gmw/en-us", "English (America)", "en-us", "Male"), "en-us", "en-us", "male"),
        (row("gmw/en-us", "English (America)", "\x05en-us"), "en-us", "en-us", ""),
        (row("eu", "Basque", "", "Female"), "eu", "eu", "female"),
        (
            row(
                WINDOWS + "TTS_MS_EN-US_ZIRA_11.0",
                "Microsoft Zira Desktop - English (United States)",
                "en-US",
                "Female",
            ),
            "zira",
            "en-us",
            "female",
        ),
        (row(WINDOWS + "TTS_X", "Microsoft Hedda - German", "Unknown Locale: 99"), "hedda", "und", ""),
        (
            row("com.apple.voice.compact.en-US.Samantha", "Samantha", "en_US", "VoiceGenderFemale"),
            "samantha",
            "en-us",
            "female",
        ),
        (row("com.apple.eloquence.de-DE.Flo", "Flo (German (Germany))", "de_DE"), "flo", "de-de", ""),
        (row("com.apple.x.Amelie", "Amélie", "fr_CA", "VoiceGenderFemale"), "amelie", "fr-ca", "female"),
    ],
)
def test_names_and_languages(described: dict[str, object], name: str, language: str, gender: str) -> None:
    """Whatever the system calls it, a voice gets a short name without spaces, a clean tag and its gender."""
    ((voice, identifier),) = voices_from([described]).values()
    assert (voice.name, voice.language, voice.gender) == (name, language, gender)
    assert identifier == described["id"]


def test_names_are_unique() -> None:
    """Voices of one name are numbered; each keeps the system's own id."""
    named = voices_from([row("com.a.de.Flo", "Flo", "de_DE"), row("com.a.en.Flo", "Flo", "en_US")])
    assert {name: identifier for name, (_, identifier) in named.items()} == {
        "flo": "com.a.de.Flo",
        "flo-2": "com.a.en.Flo",
    }


def test_jokes_come_last() -> None:
    """The novelty voices of macOS are listed last, so that none is ever taken for the best."""
    named = voices_from([row("com.a.Bells", "Bells", "en_US"), row("com.a.Alex", "Alex", "en_US")])
    assert list(named) == ["alex", "bells"]

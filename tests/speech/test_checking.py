"""Believing an engine's sound, or not."""

from __future__ import annotations

import numpy as np
import pytest

from holdspace.audio.segments import AudioSegment, from_samples
from holdspace.errors import EngineCrashed, EngineTimeout, HoldspaceError, MissingLibrary, Unspeakable
from holdspace.speech.checking import believed, checked

TEXT = "Keep your back as flat as you can."


def tone(seconds: float, level: float = 0.1) -> AudioSegment:
    """A tone with a little silence around it."""
    rate = 16_000
    wave = level * np.sin(2 * np.pi * 440 / rate * np.arange(int(seconds * rate)))
    return from_samples(np.concatenate([np.zeros(800), wave, np.zeros(800)]), rate)


@pytest.mark.parametrize("seconds", [1.0, 2.4, 6.0])
def test_a_likely_length_is_believed(seconds: float) -> None:
    """A sound of a length such as the text may have is passed on as it is."""
    sound = tone(seconds)
    assert checked(sound, TEXT, 1.0) is sound


@pytest.mark.parametrize(
    ("sound", "words"),
    [
        (tone(0), "no sound"),
        (tone(2, 0.0001), "no sound"),
        (tone(0.3), "too little sound"),
        (tone(30), "too much sound"),
    ],
)
def test_an_impossible_sound_is_not(sound: AudioSegment, words: str) -> None:
    """Silence, a stump and endless noise are refused with the text."""
    with pytest.raises(Unspeakable, match=words) as caught:
        checked(sound, TEXT, 1.0)
    assert TEXT in caught.value.what
    assert caught.value.text == TEXT


def test_letters_need_a_seventh_of_a_second() -> None:
    """A text with letters that sounds for less than 0.15 s is not believed."""
    with pytest.raises(Unspeakable, match="too little"):
        checked(tone(0.13), "A", 1.0)
    checked(tone(0.17), "A", 1.0)


def test_digits_may_take_long() -> None:
    """A number takes as many words as it has digits, and more."""
    checked(tone(6), "123456789", 1.0)


def test_pace_counts() -> None:
    """What is too short for a slow voice is right for a fast one."""
    with pytest.raises(Unspeakable):
        checked(tone(0.8), TEXT, 0.5)
    checked(tone(0.8), TEXT, 2.0)


@pytest.mark.parametrize("error", [Unspeakable("a", "b"), EngineTimeout("a", "b"), EngineCrashed("a", "b"), None])
def test_a_failure_is_tried_once_more(error: HoldspaceError | None) -> None:
    """After an error or a sound that cannot be believed, the second try counts."""
    tries = []

    def speak() -> AudioSegment:
        tries.append(1)
        if len(tries) == 1 and error is not None:
            raise error
        return tone(0 if len(tries) == 1 else 2)

    assert believed(speak, TEXT, 1.0).duration_seconds > 2
    assert len(tries) == 2


def test_what_the_machine_lacks_is_not_tried_again() -> None:
    """A missing library does not appear by asking twice."""
    tries = []

    def speak() -> AudioSegment:
        tries.append(1)
        raise MissingLibrary("espeak-ng", "a", "b")

    with pytest.raises(MissingLibrary):
        believed(speak, TEXT, 1.0)
    assert len(tries) == 1

"""Scores and clips without an engine, for tests of the session room."""

from __future__ import annotations

import io
import subprocess
import wave
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.audio.segments import from_samples
from holdspace.diagnostics import Place
from holdspace.score.model import Call, Cue, Keep, Quiet, Say, Score, Section, Utterance
from holdspace.session.timeline import Event, Timeline
from holdspace.speech.clip import Clip
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples

LEAD, TAIL = ms_to_samples(40), ms_to_samples(80)


def utterance(text: str, line: int = 1) -> Utterance:
    """`text` from line `line` of a script."""
    return Utterance(text, place=Place("routine.md", line, 1, max(1, len(text))))


def score(*cues: Cue, sections: Sequence[str] = ("Main",), title: str = "Test") -> Score:
    """A score of these cues."""
    whole = tuple(Section(name, Place("routine.md", 1, 1)) for name in sections)
    return Score(title, "en", None, 1.0, whole, cues)


def say(text: str, section: int = 0) -> Say:
    """A sentence on the spine."""
    return Say(utterance(text), section)


def quiet(ms: int, section: int = 0, *, written: bool = False) -> Quiet:
    """A pause."""
    return Quiet(ms, section, written)


def keep(ms: int, *calls: tuple[str, int, int], section: int = 0) -> Keep:
    """A hold with calls given as (text, at_ms, importance)."""
    return Keep("hold", ms, section, tuple(Call(utterance(text), at, weight) for text, at, weight in calls))


def lengths(table: dict[str, int] | None = None, otherwise: int = 44_100) -> Callable[[Utterance], int]:
    """`length_of` from a table of samples by text."""
    return lambda wanted: (table or {}).get(wanted.text, otherwise)


def text_of(wanted: Utterance) -> str:
    """The words as they are."""
    return wanted.text


def clip(sound: npt.NDArray[np.floating], text: str = "", lead: int = 0, tail: int = 0) -> Clip:
    """A clip of `sound`, whose first `lead` and last `tail` samples are margins."""
    return Clip(text, from_samples(sound, SAMPLE_RATE_HZ), lead, tail)


def click_clip(samples: int, text: str = "") -> Clip:
    """A clip that begins with a sharp click of 5 ms and goes on with a soft tone; with margins."""
    t = np.arange(samples) / SAMPLE_RATE_HZ
    sound = 0.02 * np.sin(2 * np.pi * 300 * t)
    click = min(samples, 220)
    sound[:click] = 0.7 * np.sin(2 * np.pi * 1500 * t[:click]) * np.hanning(click)
    whole = np.concatenate([np.zeros(LEAD), sound, np.zeros(TAIL)])
    return clip(whole, text, LEAD, TAIL)


def clicks(samples: int = 22_050) -> Callable[[Utterance], Clip]:
    """`clip_of` that gives every utterance the same click."""
    ready = click_clip(samples)
    return lambda _wanted: ready


def timeline(*events: Event, samples: int, sections: Sequence[tuple[str, int]] = (("Main", 0),)) -> Timeline:
    """A timeline of these events."""
    return Timeline(
        "Test",
        tuple(Section(name) for name, _ in sections),
        tuple(start for _, start in sections),
        events,
        samples,
    )


def speech(text: str, start: int, samples: int = 22_050) -> Event:
    """A speech event."""
    return Event("speech", start, samples, text, 0, spine=True, utterance=utterance(text))


class Shelf(dict[str, bytes]):
    """A store of encoded sound in memory."""

    def get_block(self, key: str) -> bytes | None:
        """The block under `key`, or None."""
        return self.get(key)

    def put_block(self, key: str, block: bytes) -> None:
        """Keep `block` under `key`."""
        self[key] = block


def decoded(file: Path) -> npt.NDArray[np.int16]:
    """Every sample of `file`, decoded by ffmpeg."""
    command = [str(ffmpeg_path()), "-v", "error", "-nostdin", "-i", file_url(file), "-f", "s16le", "-ac", "1"]
    done = subprocess.run([*command, "-ar", str(SAMPLE_RATE_HZ), "pipe:1"], capture_output=True, check=True)
    assert done.stderr == b"", done.stderr
    return np.frombuffer(done.stdout, dtype="<i2")


def wav_bytes(samples: npt.NDArray[np.floating]) -> bytes:
    """A WAV file in memory."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as out:
        out.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", ""))
        out.writeframes(from_samples(samples, SAMPLE_RATE_HZ).raw_data)
    return stream.getvalue()

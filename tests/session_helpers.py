"""Scores and clips without an engine, for tests of the session room."""

from __future__ import annotations

import hashlib
import io
import subprocess
import wave
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import numpy.typing as npt

from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.audio.segments import AudioSegment, from_samples
from holdspace.diagnostics import Place
from holdspace.score.model import NO_ROOM_TONE, Call, Cue, Keep, Quiet, Say, Score, Section, Utterance
from holdspace.session.block import Block
from holdspace.session.room import LOOP_FRAMES
from holdspace.session.timeline import BedSpan, Event, Timeline
from holdspace.speech.clip import Clip, Extent, extent_of
from holdspace.timebase import SAMPLE_RATE_HZ, ms_to_samples

Steps = npt.NDArray[np.int16]
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


class Spoken:
    """Clips made by a function of the utterance, each named after its very samples, as `Speaker` and the store do."""

    def __init__(self, make: Callable[[Utterance], Clip]) -> None:
        self._make = make
        self._extents: dict[str, Extent] = {}
        self.asked: list[str] = []
        """The texts whose sound was asked for, in order; lengths alone are not noted."""

    def clip(self, wanted: Utterance) -> Clip:
        """The sound of `wanted`."""
        self.asked.append(wanted.text)
        return self._make(wanted)

    def extent(self, wanted: Utterance) -> Extent:
        """The name and the lengths of that sound."""
        if wanted.text not in self._extents:
            ready = self._make(wanted)
            facts = f"{ready.lead_samples} {ready.tail_samples} ".encode()
            key = hashlib.sha256(facts + ready.audio.raw_data).hexdigest()
            self._extents[wanted.text] = extent_of(key, ready)
        return self._extents[wanted.text]


def clicks(samples: int = 22_050) -> Spoken:
    """The same click for every utterance."""
    return always(click_clip(samples))


def always(ready: Clip) -> Spoken:
    """The same clip for every utterance."""
    return Spoken(lambda _wanted: ready)


def timeline(
    *events: Event,
    samples: int,
    sections: Sequence[tuple[str, int]] = (("Main", 0),),
    room_tone_db: float = NO_ROOM_TONE,
    beds: tuple[BedSpan, ...] = (),
    stereo: bool = False,
) -> Timeline:
    """A timeline of these events, ordered by their starts; without room tone unless one is given."""
    return Timeline(
        "Test",
        tuple(Section(name) for name, _ in sections),
        tuple(start for _, start in sections),
        tuple(sorted(events, key=lambda event: (event.start, not event.spine))),
        samples,
        beds=beds,
        room_tone_db=room_tone_db,
        stereo=stereo,
    )


def laid(samples: int, sounds: dict[int, Steps], room_tone_db: float = NO_ROOM_TONE) -> tuple[Timeline, Spoken]:
    """A session of these sounds, by their first samples, and its clips; equal sounds are one clip."""
    texts = {sound.tobytes(): str(start) for start, sound in sounds.items()}
    by_text = {texts[sound.tobytes()]: sound for sound in sounds.values()}
    events = [speech(texts[sound.tobytes()], start, len(sound)) for start, sound in sounds.items()]
    spoken = Spoken(lambda wanted: Clip(wanted.text, as_audio(by_text[wanted.text]), 0, 0))
    return timeline(*events, samples=samples, room_tone_db=room_tone_db), spoken


def as_audio(steps: Steps) -> AudioSegment:
    """16-bit samples as a segment."""
    data = steps.astype("<i2").tobytes()
    return AudioSegment(data=data, sample_width=2, frame_rate=SAMPLE_RATE_HZ, channels=1)


def tone_event(name: str, start: int, samples: int) -> Event:
    """A tone over the spine."""
    return Event("tone", start, samples, name, 0, spine=False)


def speech(text: str, start: int, samples: int = 22_050) -> Event:
    """A speech event."""
    return Event("speech", start, samples, text, 0, spine=True, utterance=utterance(text))


class Shelf(dict[str, bytes]):
    """A store of encoded sound in memory; a room that any test has encoded is there for all of them."""

    _rooms: ClassVar[dict[str, bytes]] = {}

    def bring_blocks(self, keys: Iterable[str]) -> None:
        """There is nowhere to fetch anything from."""

    def has_block(self, key: str) -> bool:
        """Whether there is a block under `key`."""
        return key in self

    def get_block(self, key: str) -> bytes | None:
        """The block under `key`, or None."""
        if key in self._rooms:
            self.setdefault(key, self._rooms[key])
        return self.get(key)

    def put_block(self, key: str, block: bytes) -> None:
        """Keep `block` under `key`."""
        self[key] = block
        if block.startswith(b"{") and Block.from_bytes(block).frames == LOOP_FRAMES:
            self._rooms[key] = block


def decoded(file: Path, channels: int = 1) -> Steps:
    """Every sample of `file`, decoded by ffmpeg; of two channels as two columns."""
    command = [str(ffmpeg_path()), "-v", "error", "-nostdin", "-i", file_url(file), "-f", "s16le"]
    command += ["-ac", str(channels), "-ar", str(SAMPLE_RATE_HZ), "pipe:1"]
    done = subprocess.run(command, capture_output=True, check=True)
    assert done.stderr == b"", done.stderr
    sound = np.frombuffer(done.stdout, dtype="<i2")
    return sound if channels == 1 else sound.reshape(-1, channels)


def wav_bytes(samples: npt.NDArray[np.floating]) -> bytes:
    """A WAV file in memory."""
    stream = io.BytesIO()
    with wave.open(stream, "wb") as out:
        out.setparams((1, 2, SAMPLE_RATE_HZ, 0, "NONE", ""))
        out.writeframes(from_samples(samples, SAMPLE_RATE_HZ).raw_data)
    return stream.getvalue()

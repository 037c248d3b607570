"""Sessions of a few seconds in every format, made by the whole way from a script, for tests of the files."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
from mutagen.id3 import GEOB, ID3

from command_helpers import House
from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.score.model import Choices
from holdspace.session.drafting import Placed, draft
from holdspace.session.file_options import PLAIN, FileOptions

SCRIPT = """---
title: Śavāsana 🧘 slowly
artist: Ann
description: Seven steps.
---

Lie down.

## Table top
Come to all fours. [pause 1s]

## Hips
Sit back. Hold for {7 seconds}.

## Rest [silent]
[bell]
Let go of everything.
"""
VOICE = "silent:tone"
BARE = FileOptions(with_cover=False)
KINDS = ("mp3", "m4b", "opus", "flac", "wav")


@dataclass(frozen=True)
class Session:
    """A session that was written."""

    file: Path
    placed: Placed

    @property
    def seconds(self) -> float:
        """Its planned length."""
        return self.placed.timeline.samples / 44_100

    @property
    def starts(self) -> list[float]:
        """Where its sections begin, in seconds."""
        return [start / 44_100 for start in self.placed.timeline.section_starts]

    @property
    def titles(self) -> list[str]:
        """Their titles."""
        return [section.title for section in self.placed.timeline.sections]


def written(
    house: House, name: str, options: FileOptions = PLAIN, script: str | Path = SCRIPT, **choices: Any
) -> Session:
    """Render a script into the house's folder as `name`."""
    chosen = Choices(**{"voice": VOICE, **choices})
    path = house.script(script)
    target = house.folder / name
    target.parent.mkdir(parents=True, exist_ok=True)
    house.workshop.render(path, chosen, Choices(), target, options=options)
    return Session(target, house.workshop.place(draft(path, chosen, Choices()), chosen, Choices()))


def heard(file: Path) -> np.ndarray:
    """Every sample of the file at 44.1 kHz, mono, in -1..1, as ffmpeg decodes it without a complaint."""
    command = [str(ffmpeg_path()), "-v", "error", "-nostdin", "-i", file_url(file), "-map", "0:a", "-f", "s16le"]
    done = subprocess.run([*command, "-ac", "1", "-ar", "44100", "pipe:1"], capture_output=True, check=True)
    assert done.stderr == b"", done.stderr
    return np.frombuffer(done.stdout, "<i2").astype(np.float32) / 32_768


def again(house: House, file: Path, name: str, **choices: Any) -> Path:
    """Render a session's file once more, with further choices and without its script."""
    target = house.folder / name
    house.workshop.render(file, Choices(**choices), Choices(), target, options=BARE)
    return target


def embed(file: Path, memory: bytes) -> None:
    """Put a memory into the tag of an MP3, in the place of its own."""
    tags = ID3(file)
    tags.delall("GEOB")
    tags.add(GEOB(encoding=0, mime="application/x-holdspace", filename="", desc="holdspace", data=memory))
    tags.save(file, v2_version=3)


def chapter_track(file: Path) -> list[tuple[float, str]]:
    """The QuickTime text track: each sample is a length in two bytes, then so much text."""
    found = []
    with av.open(str(file), options={"ignore_chapters": "1"}) as container:
        (track,) = (stream for stream in container.streams if stream.type not in {"audio", "video"})
        for packet in container.demux(track):
            data = bytes(packet)
            if data:
                text = data[2 : 2 + int.from_bytes(data[:2], "big")].decode()
                found.append((float(packet.pts * packet.time_base), text))
    return found

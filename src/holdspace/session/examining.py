"""What this machine has: everything that a render needs, each tried for real."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from holdspace import __version__
from holdspace.audio.ffmpeg import ffmpeg_path, run
from holdspace.errors import HoldspaceError
from holdspace.folders import voices_folder
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.checking import checked
from holdspace.speech.downloading import is_damaged
from holdspace.speech.engine import Voice
from holdspace.speech.packs import packs
from holdspace.speech.piper_list import pinned_packs
from holdspace.speech.store import default_store

_SENTENCE = "Breathe in, and breathe out."
Status = Literal["ok", "missing", "optional"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was tried."""

    what: str
    status: Status
    """`missing` keeps sessions from being made; `optional` would only make them nicer."""
    detail: str
    mend: str = ""


def examine() -> list[Finding]:
    """Try everything a render needs and say what was found; never raises for what is merely missing."""
    catalogue = Catalogue()
    try:
        return [
            Finding("holdspace", "ok", f"{__version__} on Python {platform.python_version()}, {sys.platform}"),
            _try("ffmpeg", _ffmpeg),
            *_voices(catalogue),
            *fetched_voices(),
            _store(),
        ]
    finally:
        catalogue.close()


def _try(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, "ok", look())
    except HoldspaceError as error:
        return Finding(what, "missing", error.what, error.mend)


def _ffmpeg() -> str:
    version = run(["-version"]).stdout.decode(errors="replace").split("\n")[0]
    return f"{ffmpeg_path()} ({' '.join(version.split()[:3])})"


def _store() -> Finding:
    """Without a store sessions are made all the same, only that every sentence is spoken anew each time."""
    folder = default_store().folder
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return Finding("clip store", "ok", f"{folder} can be written")
    except OSError as error:
        reason = f"{folder} cannot be written: {error.strerror or error}."
        return Finding("clip store", "optional", reason, "Name another folder in HOLDSPACE_CACHE.")


def _voices(catalogue: Catalogue) -> list[Finding]:
    """One finding for each engine; a machine without any voice that speaks is a machine that lacks something."""
    by_engine: dict[str, list[Voice]] = {}
    for voice in catalogue.voices():
        if voice.kind != "test":
            by_engine.setdefault(voice.engine, []).append(voice)
    speaking = any(v.works for voices in by_engine.values() for v in voices)
    return [_engine(catalogue, name, voices, speaking) for name, voices in by_engine.items()]


def fetched_voices() -> list[Finding]:
    """Whether the voices that were fetched are what they were then; nothing where there are none.

    A damaged voice is only one of many, so it keeps no session from being made.
    """
    folder = voices_folder()
    here = {pack.name: pack for pack in (*packs(), *pinned_packs(folder)) if not pack.missing(folder)}
    damaged = {name: [file.name for file in pack.files if is_damaged(file, folder)] for name, pack in here.items()}
    bad = [
        Finding(f"files of {name}", "optional", f"{', '.join(files)} is damaged", f"holdspace voices get {name}")
        for name, files in damaged.items()
        if files
    ]
    sound = [name for name, files in damaged.items() if not files]
    return [*([Finding("fetched voices", "ok", f"{', '.join(sound)}: as fetched")] if sound else []), *bad]


def _engine(catalogue: Catalogue, name: str, voices: list[Voice], speaking: bool) -> Finding:
    working = [v for v in voices if v.works]
    what = f"voices of {name}"
    if not working:
        reason = voices[0].reason or "no voice works"
        return Finding(what, "optional" if speaking else "missing", reason)
    try:
        usual = catalogue.find(name)
        checked(catalogue.engine(name).speak(_SENTENCE, usual.name, 1.0), _SENTENCE, 1.0)
    except HoldspaceError as error:
        return Finding(what, "optional" if speaking else "missing", error.what, error.mend)
    return Finding(what, "ok", f"{len(working)} of {len(voices)} work; {usual.id} spoke a sentence")

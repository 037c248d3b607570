"""What every render makes before its first word, made once for all tests that are not about the making of it."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path
from unittest.mock import patch

VOICES = ("pyttsx3:en-us", "hibari:heart")
"""Those that most tests speak with; which of them are here depends on the machine."""


def furnish(store: Path) -> None:
    """Put the parser, the loop of room tone and the gains of `VOICES` into a clip store that is not there yet.

    No clip and no block of words is among them: what a test counts as spoken or encoded, it still speaks and encodes.
    """
    if not store.exists():
        shutil.copytree(_furniture(), store)


@cache
def _furniture() -> Path:
    """The folder of what is ready, which all processes of one run of the tests share."""
    ready = Path(os.environ["HOLDSPACE_TESTS_FURNITURE"])
    if not ready.exists():
        made = Path(tempfile.mkdtemp(dir=ready.parent))
        _make(made)
        with suppress(OSError):  # another process of this run was first
            made.rename(ready)
    return ready


def _make(folder: Path) -> None:
    from holdspace.routine.grammar import parser

    with patch.dict(os.environ, {"HOLDSPACE_CACHE": str(folder)}):
        parser()
    _make_room(folder)
    _measure_voices(folder)


def _make_room(folder: Path) -> None:
    """Render a session in which nothing is said."""
    from holdspace.score.model import Choices
    from holdspace.session.file_options import FileOptions
    from holdspace.session.making import Workshop
    from holdspace.speech.catalogue import Catalogue
    from holdspace.speech.store import ClipStore

    with tempfile.TemporaryDirectory() as elsewhere:
        script = Path(elsewhere) / "quiet.md"
        script.write_text("[pause 30s]\n", encoding="utf-8")
        bare = FileOptions(with_cover=False)
        with Workshop(Catalogue(), ClipStore(folder)) as workshop:
            workshop.render(script, Choices(voice="silent:tone"), Choices(), script.with_suffix(".mp3"), options=bare)
    (folder / "renders.json").unlink()  # a new store has seen none


def _measure_voices(folder: Path) -> None:
    from holdspace.errors import HoldspaceError
    from holdspace.speech.catalogue import Catalogue
    from holdspace.speech.delivery import DELIVERIES
    from holdspace.speech.levelling import measure
    from holdspace.speech.store import ClipStore

    with Catalogue() as catalogue:
        for name in VOICES:
            with suppress(HoldspaceError):
                voice = catalogue.find(name)
                engine = catalogue.engine(voice.engine)
                measure([(engine, voice, delivery) for delivery in DELIVERIES.values()], ClipStore(folder))

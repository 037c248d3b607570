"""Whether the voices that a script names can be heard on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from holdspace.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from holdspace.routine.model import Block, Routine


def missing_voices(routine: Routine) -> tuple[Diagnostic, ...]:
    """A warning for each voice that the script names and nobody here knows; the engines are asked only if there is one.

    It is a warning since the script may be meant for another machine.
    """
    wanted = [*_front(routine), *_changes(routine.blocks)]
    if not wanted:
        return ()
    from holdspace.errors import MachineError, UnknownVoice
    from holdspace.speech.catalogue import Catalogue

    found = []
    catalogue = Catalogue()
    try:
        for name, place in wanted:
            try:
                catalogue.find(name, routine.front.language or "en")
            except UnknownVoice as error:
                what = f"{error.what.rstrip('.')} on this machine"
                found.append(Diagnostic("unknown-voice", "warning", place, what, error.mend.rstrip(".")))
            except MachineError as error:
                what, mend = error.what.rstrip("."), error.mend.rstrip(".")
                found.append(Diagnostic("voice-not-here", "warning", place, what, mend))
    finally:
        catalogue.close()
    return tuple(found)


def _front(routine: Routine) -> Iterator[tuple[str, Place]]:
    if routine.front.voice:
        yield routine.front.voice, Place.whole(routine.file)


def _changes(blocks: Iterable[Block]) -> Iterator[tuple[str, Place]]:
    from holdspace.routine.model import Include, Paragraph, VoiceChange

    for block in blocks:
        for item in block.items if isinstance(block, Paragraph) else ():
            if isinstance(item, VoiceChange) and item.name.lower() != "default":
                yield item.name, item.place
            elif isinstance(item, Include):
                yield from _changes(item.blocks)

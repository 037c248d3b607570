"""Whether the voices that a script names can be heard on this machine, and say what it wants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from holdspace.diagnostics import Diagnostic, Place

if TYPE_CHECKING:
    from holdspace.routine.model import Block, Routine
    from holdspace.score.model import Score
    from holdspace.speech.engine import Voice


def voice_warnings(routine: Routine, score: Score) -> tuple[Diagnostic, ...]:
    """A warning for each voice that the script names and nobody here knows, and for phonemes that it does not take.

    They are warnings since the script may be meant for another machine. The engines are asked only if there is a voice.
    """
    wanted = [*_front(routine), *_changes(routine.blocks)]
    if not wanted:
        return ()
    from holdspace.errors import MachineError, UnknownVoice
    from holdspace.session.unheard import unheard_phonemes
    from holdspace.speech.catalogue import Catalogue

    found: list[Diagnostic] = []
    known: dict[str | None, Voice] = {}
    catalogue = Catalogue()
    try:
        for name, place in wanted:
            try:
                known[name] = catalogue.find(name, routine.front.language or "en")
            except UnknownVoice as error:
                what = f"{error.what.rstrip('.')} on this machine"
                found.append(Diagnostic("unknown-voice", "warning", place, what, error.mend.rstrip(".")))
            except MachineError as error:
                what, mend = error.what.rstrip("."), error.mend.rstrip(".")
                found.append(Diagnostic("voice-not-here", "warning", place, what, mend))
    finally:
        catalogue.close()
    return (*found, *unheard_phonemes(score, lambda utterance: known.get(utterance.voice or score.voice)))


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

"""One file in which each voice says its number and name and reads the same passage, a chapter a voice."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from holdspace.errors import MissingLibrary
from holdspace.score.model import Cue, Quiet, Say, Score, Section, Utterance
from holdspace.score.wording import number_words
from holdspace.session.audition_passage import Passage, spoken_by
from holdspace.session.captions import captions_of
from holdspace.session.chapters import chapters_of
from holdspace.session.making import Receipt, Workshop, spoken_timeline, write_timeline
from holdspace.session.playing import Track
from holdspace.session.progress import Progress, no_progress
from holdspace.session.stopwatch import Stopwatch
from holdspace.session.tags import Tags
from holdspace.session.writing import check_target
from holdspace.speech.engine import Voice

MOST_BY_DEFAULT = 8
"""How many voices are heard when none is named: more are hard to keep apart."""


@dataclass(frozen=True, slots=True)
class Audition:
    """An audition that was written."""

    receipt: Receipt
    voices: tuple[Voice, ...]
    """In the order of the chapters."""
    track: Track
    """The file with its chapters and what is said."""


def audition_voices(
    workshop: Workshop,
    names: list[str],
    passage: Passage,
    target: Path,
    *,
    pace: float,
    force: bool,
    progress: Progress = no_progress,
) -> Audition:
    """Write the audition of the voices `names` (the best of the language when empty) to `target`.

    Raises `UnknownVoice` for a name that no engine knows and `MissingLibrary` when no voice works.
    """
    check_target(target, force=force)
    chosen = [workshop.catalogue.find(name, passage.language) for name in names] or best_voices(
        workshop, passage.language
    )
    score = audition_score(chosen, passage, pace)
    speaker, watch = workshop.speaker(score, chosen[0]), Stopwatch()
    timeline = spoken_timeline(speaker, score, progress, watch)
    receipt = write_timeline(
        workshop, timeline, speaker, Tags(title=score.title), target, force=force, progress=progress, watch=watch
    )
    track = Track(target, score.title, receipt.seconds, tuple(chapters_of(timeline)), tuple(captions_of(timeline)))
    return Audition(receipt, tuple(chosen), track)


def best_voices(workshop: Workshop, language: str) -> list[Voice]:
    """The working voices of the language, neural ones first, at most `MOST_BY_DEFAULT`."""
    wanted = language.lower().split("-")[0]
    working = [v for v in workshop.catalogue.voices() if v.works and v.kind != "test"]
    speaking = [v for v in working if v.language.lower().split("-")[0] == wanted]
    if not speaking:
        raise MissingLibrary(language, f"no voice here speaks {language!r}.", "`holdspace voices` lists what there is.")
    return sorted(speaking, key=lambda v: v.kind != "neural")[:MOST_BY_DEFAULT]


def audition_score(chosen: list[Voice], passage: Passage, pace: float) -> Score:
    """A section for each voice: its number and name, then the passage."""
    cues: list[Cue] = [Quiet(1000, 0, written=False)]
    for number, voice in enumerate(chosen):
        name = voice.label or voice.name.replace("-", " ").replace("_", " ")
        spoken = number_words(number + 1, passage.language)
        heading = Utterance(f"{spoken[:1].upper()}{spoken[1:]}. {name}.", voice=voice.id)
        cues += [Say(heading, number), Quiet(500, number, written=False)]
        cues += [*spoken_by(passage, voice.id, number), Quiet(1200, number, written=False)]
    sections = tuple(Section(voice.id) for voice in chosen)
    return Score("Voice audition", passage.language, chosen[0].id, pace, sections, tuple(cues), passage.say)

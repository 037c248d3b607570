"""One file in which each voice says its name and reads the same lines."""

from __future__ import annotations

from pathlib import Path

from holdspace.errors import MissingLibrary
from holdspace.routine.loading import load, require_valid
from holdspace.score.composing import compose
from holdspace.score.model import Choices, Cue, Quiet, Say, Score, Section, Utterance
from holdspace.score.sentences import split_sentences
from holdspace.session.making import Receipt, Workshop, render_score
from holdspace.session.progress import Progress, no_progress
from holdspace.session.tags import Tags
from holdspace.speech.engine import Voice

DEFAULT_LINES = (
    "Extend your right leg, and cross the right knee over the left.",
    "Hold this for about sixty seconds, and let your breath calm you.",
)
MOST_BY_DEFAULT = 8
"""How many voices are heard when none is named: more are hard to keep apart."""
_LINES_OF_A_SCRIPT = 2


def lines_of(text: str | None) -> tuple[str, ...]:
    """The lines that each voice reads: the given text, the opening of the given script, or two of our own."""
    if text is None:
        return DEFAULT_LINES
    path = Path(text)
    if path.suffix.lower() in (".md", ".txt") and (path.exists() or len(text.split()) == 1):
        score = compose(require_valid(load(path)), Choices()).score
        spoken = [
            cue.utterance.text for cue in score.cues if isinstance(cue, Say) and cue.utterance.kind == "narration"
        ]
        return tuple(spoken[:_LINES_OF_A_SCRIPT]) or DEFAULT_LINES
    return tuple(split_sentences(text))


def audition_voices(
    workshop: Workshop,
    names: list[str],
    lines: tuple[str, ...],
    target: Path,
    *,
    language: str,
    pace: float,
    force: bool,
    progress: Progress = no_progress,
) -> Receipt:
    """Write the audition of the voices `names` (the best of the language when empty) to `target`.

    Raises `UnknownVoice` for a name that no engine knows and `MissingLibrary` when no voice works.
    """
    chosen = [workshop.catalogue.find(name, language) for name in names] or best_voices(workshop, language)
    score = audition_score(chosen, lines, language, pace)
    speaker = workshop.speaker(score, chosen[0])
    return render_score(workshop, score, speaker, Tags(title=score.title), target, force=force, progress=progress)


def best_voices(workshop: Workshop, language: str) -> list[Voice]:
    """The working voices of the language, neural ones first, at most `MOST_BY_DEFAULT`."""
    wanted = language.lower().split("-")[0]
    working = [v for v in workshop.catalogue.voices() if v.works and v.kind != "test"]
    speaking = [v for v in working if v.language.lower().split("-")[0] == wanted]
    if not speaking:
        raise MissingLibrary(language, f"no voice here speaks {language!r}.", "`holdspace voices` lists what there is.")
    return sorted(speaking, key=lambda v: v.kind != "neural")[:MOST_BY_DEFAULT]


def audition_score(chosen: list[Voice], lines: tuple[str, ...], language: str, pace: float) -> Score:
    """A section for each voice: its number and name, then the lines."""
    cues: list[Cue] = [Quiet(1000, 0, written=False)]
    for number, voice in enumerate(chosen):
        name = voice.label or voice.name.replace("-", " ").replace("_", " ")
        texts = (f"{number + 1}. {name}.", *lines)
        for text in texts:
            cues += [Say(Utterance(text, voice=voice.id), number), Quiet(500, number, written=False)]
        cues.append(Quiet(1200, number, written=False))
    sections = tuple(Section(voice.id) for voice in chosen)
    return Score("Voice audition", language, chosen[0].id, pace, sections, tuple(cues))

"""From a script to its score and its estimated timeline, without any sound: neither numpy nor pydub is loaded here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.diagnostics import Diagnostic, Place
from holdspace.errors import ScriptError
from holdspace.routine.loading import load
from holdspace.routine.model import Routine
from holdspace.score.composing import Composition, compose
from holdspace.score.estimating import estimate_ms
from holdspace.score.fitting import fit
from holdspace.score.model import Choices, Score, Utterance
from holdspace.session.placing import place
from holdspace.session.stopwatch import Stopwatch
from holdspace.session.timeline import Timeline
from holdspace.session.waking import woken
from holdspace.speech.delivery import pace_of
from holdspace.speech.normalising import spoken_form
from holdspace.speech.own_lexicon import pronunciations
from holdspace.timebase import ms_to_samples


@dataclass(frozen=True, slots=True)
class Draft:
    """A script read and composed with the listener's choices; nothing is spoken yet."""

    routine: Routine
    composition: Composition
    diagnostics: tuple[Diagnostic, ...]
    """Everything said about the script so far, errors and warnings."""

    @property
    def score(self) -> Score:
        """The composed score."""
        return self.composition.score


@dataclass(frozen=True, slots=True)
class Placed:
    """A script with its exact or estimated timeline."""

    score: Score
    timeline: Timeline
    voice: str | None
    """The id of the session's voice; for an estimate the voice that was asked for, None where none was."""
    diagnostics: tuple[Diagnostic, ...]


_CONSEQUENCES = {
    "breathe-without-rounds",
    "empty-routine",
    "end-without-repeat",
    "repeat-without-count",
    "repeat-without-end",
    "side-without-partner",
}
"""What may only seem wrong because something else in the script could not be read."""


def draft(script: Path, choices: Choices, settings: Choices, watch: Stopwatch | None = None) -> Draft:
    """Read and compose `script`. Raises `ScriptError` with all diagnostics when it has errors."""
    watch = watch or Stopwatch()
    with watch.phase("parse"):
        parsed = load(script)
    with watch.phase("compose"):
        if parsed.errors:
            composed = compose(parsed.routine, choices, settings=settings).diagnostics
            certain = tuple(d for d in composed if d.severity == "error" and d.code not in _CONSEQUENCES)
            _refuse_errors(merged(parsed.diagnostics, certain), parsed.routine.file)
        return draft_routine(parsed.routine, choices, settings, parsed.diagnostics)


def draft_routine(
    routine: Routine, choices: Choices, settings: Choices, diagnostics: tuple[Diagnostic, ...] = ()
) -> Draft:
    """Compose a routine that was read before. Raises `ScriptError` with all diagnostics when it has errors."""
    composition = compose(routine, choices, settings=settings)
    everything = merged(diagnostics, composition.diagnostics)
    _refuse_errors(everything, routine.file)
    return Draft(routine, composition, everything)


def estimate(drafted: Draft, choices: Choices, settings: Choices) -> Placed:
    """The timeline with estimated lengths of speech: no engine, no audio, in milliseconds."""

    def length_ms(utterance: Utterance) -> int:
        return estimate_ms(text_of(utterance), pace_of(utterance, drafted.score.pace))

    def text_of(utterance: Utterance) -> str:
        return spoken_form(utterance.text, say, drafted.score.language)

    say = pronunciations(drafted.score.say)
    composition = fitted(drafted, choices, settings, length_ms)
    placed = place(
        composition.score, lambda u: ms_to_samples(length_ms(u)), text_of, estimated=True, grid=FRAME_SAMPLES
    )
    timeline = woken(placed, grid=FRAME_SAMPLES)
    diagnostics = merged(drafted.diagnostics, composition.diagnostics, timeline.diagnostics)
    return Placed(composition.score, timeline, drafted.score.voice, diagnostics)


def fitted(drafted: Draft, choices: Choices, settings: Choices, length_of: Callable[[Utterance], int]) -> Composition:
    """The composition at the wanted length, where one is wanted; `length_of` gives milliseconds."""
    if drafted.score.length_ms is None:
        return drafted.composition
    return fit(drafted.routine, choices, length_of, settings=settings)


def merged(*groups: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """All diagnostics in the order of their places; what two rooms say of one place is said once."""
    first: dict[tuple[str, Place], Diagnostic] = {}
    for group in groups:
        for diagnostic in group:
            first.setdefault((diagnostic.code, diagnostic.place), diagnostic)
    return tuple(sorted(first.values(), key=lambda diagnostic: diagnostic.place))


def _refuse_errors(diagnostics: tuple[Diagnostic, ...], file: str) -> None:
    errors = [d for d in diagnostics if d.severity == "error"]
    if errors:
        raise ScriptError(f"{file} has errors.", errors[0].mend, errors[0].place, diagnostics)

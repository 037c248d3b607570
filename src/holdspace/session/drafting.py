"""From a script to its score and its estimated timeline, without any sound: neither numpy nor pydub is loaded here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.diagnostics import Diagnostic, Place
from holdspace.errors import ScriptError
from holdspace.routine.loading import load, load_enclosed
from holdspace.routine.model import Routine
from holdspace.routine.parser import Parsed
from holdspace.score.composing import Composition, compose, finish, prepare
from holdspace.score.estimating import estimate_ms
from holdspace.score.fitting import fit
from holdspace.score.model import Choices, Score, Utterance
from holdspace.session.music_files import missing_music
from holdspace.session.placing import place
from holdspace.session.recalling import is_session, recall
from holdspace.session.remembering import Memory, utterance_key
from holdspace.session.stopwatch import Stopwatch
from holdspace.session.timeline import Timeline
from holdspace.session.variants import Variant
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
    sources: tuple[tuple[str, bytes], ...] = field(default=(), repr=False)
    """The script and what it includes, by their paths within its folder, as they were read."""
    again: tuple[Variant, Choices] | None = None
    """Of a draft of a session's file: which of several that is, and the choices that it was made with."""

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
    """Read and compose `script`, which may be a session that remembers its own.

    For one of these `choices` and `settings` are those that `recalling.combined` gives. Raises `ScriptError` with all
    diagnostics when it has errors, `BadChoice` for a chosen bed of music that is not there.
    """
    watch = watch or Stopwatch()
    if is_session(script):
        return _draft_again(script, choices, settings, watch)
    with watch.phase("parse"):
        parsed = load(script)
    drafted = _drafted(parsed, choices, settings, watch)
    _refuse_errors(merged(drafted.diagnostics, missing_music(drafted.score)), parsed.routine.file)
    return drafted


def _drafted(parsed: Parsed, choices: Choices, settings: Choices, watch: Stopwatch) -> Draft:
    with watch.phase("compose"):
        if parsed.errors:
            composed = compose(parsed.routine, choices, settings=settings).diagnostics
            certain = tuple(d for d in composed if d.severity == "error" and d.code not in _CONSEQUENCES)
            _refuse_errors(merged(parsed.diagnostics, certain), parsed.routine.file)
        drafted = draft_routine(parsed.routine, choices, settings, parsed.diagnostics)
        return replace(drafted, sources=parsed.sources)


def _draft_again(session: Path, choices: Choices, settings: Choices, watch: Stopwatch) -> Draft:
    """The draft of a session's own script, spoken as its maker's was: by its voice unless another is chosen."""
    with watch.phase("parse"):
        memory = recall(session)
        parsed = load_enclosed(memory.sources, session)
    drafted = _drafted(parsed, choices, settings, watch)
    is_same_voice = choices.voice is None and memory.voice
    voice = memory.voice if is_same_voice else drafted.score.voice
    score = replace(drafted.score, voice=voice, own_say=memory.own_say)
    composition = replace(drafted.composition, score=score)
    return replace(drafted, composition=composition, again=(memory.variant, memory.choices))


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

    say = pronunciations(drafted.score.say, drafted.score.own_say)
    composition = fitted(drafted, choices, settings, length_ms)
    placed = place(
        composition.score, lambda u: ms_to_samples(length_ms(u)), text_of, estimated=True, grid=FRAME_SAMPLES
    )
    timeline = woken(placed, grid=FRAME_SAMPLES)
    diagnostics = merged(drafted.diagnostics, composition.diagnostics, timeline.diagnostics)
    return Placed(composition.score, timeline, drafted.score.voice, diagnostics)


def placed_again(session: Path) -> Placed:
    """The timeline of a session's file from the lengths that it remembers: exact, without engine and audio.

    It is estimated, with a warning, where these do not fit to what this holdspace makes of the script. Raises
    `NotRemembered`, and `ScriptError` for a script that can no longer be read.
    """
    memory = recall(session)
    drafted = draft(session, memory.choices, memory.settings)
    exact = _placed_exactly(drafted, memory)
    if exact is not None:
        return exact
    placed = estimate(drafted, memory.choices, memory.settings)
    what = f"{session} was made by another version of holdspace, so its times are estimates"
    warning = Diagnostic("made-by-another-version", "warning", Place.whole(str(session)), what, "render it again")
    return replace(placed, diagnostics=merged(placed.diagnostics, (warning,)))


def _placed_exactly(drafted: Draft, memory: Memory) -> Placed | None:

    def text_of(utterance: Utterance) -> str:
        return spoken_form(utterance.text, say, drafted.score.language)

    say = pronunciations(drafted.score.say, drafted.score.own_say)
    composition = drafted.composition
    if composition.score.length_ms is not None:
        prepared = prepare(drafted.routine, memory.choices, memory.settings)
        composition = finish(prepared, memory.hold_factor)
    try:
        placed = place(
            composition.score, lambda utterance: memory.lengths[utterance_key(utterance)], text_of, grid=FRAME_SAMPLES
        )
    except KeyError:
        return None
    timeline = woken(placed, grid=FRAME_SAMPLES)
    diagnostics = merged(drafted.diagnostics, composition.diagnostics, timeline.diagnostics)
    found = Placed(composition.score, timeline, memory.voice, diagnostics)
    return found if timeline.samples == memory.samples else None


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

"""The whole way from a script to its session: what the commands and the page both call."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from types import TracebackType
from typing import Self

from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.diagnostics import Diagnostic
from holdspace.errors import BadChoice, MachineError, ScriptError, SpeechError
from holdspace.routine.model import NOWHERE
from holdspace.score.model import Choices, Score, Utterance
from holdspace.score.utterances import distinct_utterances, utterances
from holdspace.session.contents import Tags, tags_of
from holdspace.session.drafting import Draft, Placed, draft, fitted, merged
from holdspace.session.file_options import PLAIN, FileOptions
from holdspace.session.listening import Listening, listen
from holdspace.session.measuring import Measures
from holdspace.session.placing import place
from holdspace.session.progress import Progress, no_progress
from holdspace.session.pronouncing import carried
from holdspace.session.recalling import combined, is_session, refuse_music
from holdspace.session.remembering import Memory, factor_of, lengths_of, packed
from holdspace.session.stopwatch import Stopwatch
from holdspace.session.timeline import Timeline
from holdspace.session.unheard import unheard_phonemes
from holdspace.session.variants import THE_ONLY_ONE, Variant, rendered_again
from holdspace.session.waking import woken
from holdspace.session.writing import check_options, check_target, write_session
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.engine import Voice
from holdspace.speech.speaking import Speaker
from holdspace.speech.store import ClipStore, default_store
from holdspace.timebase import samples_to_ms, samples_to_seconds


@dataclass(frozen=True, slots=True)
class Receipt:
    """What a render did."""

    file: Path
    """A folder where the session was split."""
    seconds: float
    voice: str
    cues: int
    """How many utterances are heard."""
    synthesized: int
    """How many distinct sentences were spoken by an engine for this render."""
    reused: int
    """How many distinct sentences came from the clip store."""
    wall_seconds: float
    left_out: tuple[str, ...] = ()
    """One sentence for each call that did not fit."""
    measures: Measures | None = None
    """What the written file measures, or all parts of it together."""
    notes: tuple[str, ...] = ()
    """What the score made of the script that is worth knowing, such as a time rounded to whole breaths."""
    listening: Listening | None = None
    """What a listener gets to hear, in figures."""
    kbps: float | None = None
    """The bitrate that came of it, where the encoder only aims at one: in quiet it needs less."""
    verified: bool = False
    """Whether it was measured by decoding all of it."""
    parts: tuple[Path, ...] = ()
    """The files of a split session, as they are played."""
    phases: tuple[tuple[str, float], ...] = field(default=(), repr=False)
    """Seconds of each phase, in the order in which they begin."""
    diagnostics: tuple[Diagnostic, ...] = field(default=(), repr=False)


class Workshop:
    """Voices and clips for any number of scripts, so that an engine is loaded once; a context manager."""

    def __init__(self, catalogue: Catalogue | None = None, store: ClipStore | None = None) -> None:
        self.catalogue = catalogue or Catalogue()
        self.store = store or default_store()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the engines' processes."""
        self.catalogue.close()

    def voice_for(self, score: Score, choices: Choices) -> tuple[Voice, tuple[Diagnostic, ...]]:
        """The session's voice: the chosen one, else the most natural for the language.

        A voice that only the script names and this machine lacks gives way with a warning, since scripts travel.
        Raises `UnknownVoice` for a name that no engine knows, `MachineError` when nothing here can speak.
        """
        try:
            return self.catalogue.find(score.voice, score.language), ()
        except MachineError as error:
            if choices.voice is not None or score.voice is None:
                raise
            voice = self.catalogue.find(None, score.language)
            return voice, (_voice_not_here(score, voice, error),)

    def speaker(self, score: Score, voice: Voice) -> Speaker:
        """A speaker for `score` with `voice`."""
        return Speaker(
            self.catalogue, self.store, voice=voice, pace=score.pace,
            say=score.say, own_say=score.own_say, language=score.language,
        )  # fmt: skip

    def fit(
        self, drafted: Draft, choices: Choices, settings: Choices, progress: Progress = no_progress
    ) -> tuple[Score, Speaker, tuple[Diagnostic, ...]]:
        """The score fitted to the wanted length, its speaker, and everything said about the script so far."""
        voice, warnings = self.voice_for(drafted.score, choices)
        speaker = self.speaker(drafted.score, voice)
        warnings += unheard_phonemes(drafted.score, speaker.voice_of)
        if drafted.score.length_ms is not None:
            speak_all(speaker, drafted.score, progress)  # side by side, before lengths are asked for one by one
        composition = fitted(
            drafted, choices, settings, lambda utterance: round(samples_to_ms(speaker.samples(utterance)))
        )
        return composition.score, speaker, merged(drafted.diagnostics, warnings, composition.diagnostics)

    def place(self, drafted: Draft, choices: Choices, settings: Choices, progress: Progress = no_progress) -> Placed:
        """Speak everything and place it. Raises `ScriptError` with every line that could not be spoken."""
        score, speaker, diagnostics = self.fit(drafted, choices, settings, progress)
        timeline = spoken_timeline(speaker, score, progress)
        return Placed(score, timeline, speaker.voice.id, merged(diagnostics, timeline.diagnostics))

    def render(
        self,
        script: Path,
        choices: Choices,
        settings: Choices,
        target: Path,
        *,
        options: FileOptions = PLAIN,
        force: bool = False,
        verify: bool = False,
        progress: Progress = no_progress,
    ) -> Receipt:
        """Render `script` to `target`; its old content stays untouched until the new file is whole and checked.

        With `verify` the written file is decoded and measured from end to end.

        Raises `ScriptError` with all diagnostics, `OutputExists` unless `force`, and `MachineError`.
        """
        watch = Stopwatch()
        _refuse_itself(script, target, force=force)
        choices, settings = combined(script, choices, settings)
        drafted = draft(script, choices, settings, watch)
        if is_session(script):
            refuse_music(drafted.score, choices, script)
        _check(target, options, force=force)
        check_options(target, options, stereo=drafted.score.stereo, force=force)
        with watch.phase("lookup"):
            score, speaker, diagnostics = self.fit(drafted, choices, settings, progress)
        timeline = spoken_timeline(speaker, score, progress, watch)
        variant = _variant(drafted, choices, options)
        memory = _memory(drafted.sources, (choices, settings), score, speaker, timeline, variant)
        write = write_split if options.is_split else write_timeline
        receipt = write(
            self,
            timeline,
            speaker,
            replace(tags_of(drafted.routine, variant), memory=memory),
            target,
            options=options,
            force=force,
            verify=verify,
            progress=progress,
            watch=watch,
        )
        return replace(receipt, notes=score.notes, diagnostics=merged(diagnostics, receipt.diagnostics))


def _refuse_itself(script: Path, target: Path, *, force: bool) -> None:
    """A session may be made again from a file, but not take its place unasked."""
    if is_session(script) and not force and target.exists() and script.exists() and target.samefile(script):
        what = f"the new session would take the place of {script}, from which it is made."
        raise BadChoice("-o", what, "Choose another name with -o, or add --force.")


def _variant(drafted: Draft, choices: Choices, options: FileOptions) -> Variant:
    """Which of several sessions of its routine is made."""
    if drafted.again is None:
        return options.variant or THE_ONLY_ONE
    first, before = drafted.again
    return rendered_again(first, before, choices, options.variant)


def _memory(
    sources: tuple[tuple[str, bytes], ...],
    chosen: tuple[Choices, Choices],
    score: Score,
    speaker: Speaker,
    timeline: Timeline,
    variant: Variant,
) -> bytes:
    """What the session's file remembers; `chosen` are the choices and the settings."""
    lengths = lengths_of(score, speaker.samples)
    own_say = carried(speaker.own_say, score, dict(sources))
    voice, samples, factor = speaker.voice.id, timeline.samples, factor_of(score)
    return packed(Memory(dict(sources), *chosen, voice, samples, factor, lengths, own_say, variant))


def _check(target: Path, options: FileOptions, *, force: bool) -> None:
    if options.is_split:
        from holdspace.session.split_writing import check_folder  # late: few ask for it

        check_folder(target)
    else:
        check_target(target, force=force)


def render_score(
    workshop: Workshop,
    score: Score,
    speaker: Speaker,
    tags: Tags,
    target: Path,
    *,
    options: FileOptions = PLAIN,
    force: bool = False,
    verify: bool = False,
    progress: Progress = no_progress,
    watch: Stopwatch | None = None,
) -> Receipt:
    """Speak, place and write a composed score. Raises `ScriptError` for lines that cannot be spoken."""
    watch = watch or Stopwatch()
    check_target(target, force=force)
    timeline = spoken_timeline(speaker, score, progress, watch)
    return write_timeline(
        workshop, timeline, speaker, tags, target,
        options=options, force=force, verify=verify, progress=progress, watch=watch,
    )  # fmt: skip


def write_timeline(
    workshop: Workshop,
    timeline: Timeline,
    speaker: Speaker,
    tags: Tags,
    target: Path,
    *,
    options: FileOptions = PLAIN,
    force: bool = False,
    verify: bool = False,
    progress: Progress = no_progress,
    watch: Stopwatch,
) -> Receipt:
    """Write what was spoken and placed."""
    written = write_session(
        timeline,
        speaker,
        target,
        tags,
        store=workshop.store,
        options=options,
        force=force,
        verify=verify,
        progress=lambda done: progress("writing", done, str(target)),
        watch=watch,
    )
    receipt = _receipt(workshop, timeline, speaker, target, watch)
    seconds = samples_to_seconds(written.samples)
    return replace(receipt, seconds=seconds, measures=written.measures, kbps=written.kbps, verified=verify)


def write_split(
    workshop: Workshop,
    timeline: Timeline,
    speaker: Speaker,
    tags: Tags,
    target: Path,
    *,
    options: FileOptions,
    force: bool = False,  # noqa: ARG001 - as `write_timeline` has it; a folder is never replaced by force
    verify: bool = False,
    progress: Progress = no_progress,
    watch: Stopwatch,
) -> Receipt:
    """Write what was spoken and placed as a folder of parts."""
    from holdspace.session.split_writing import write_parts  # late: few ask for it

    written = write_parts(
        timeline,
        speaker,
        target,
        tags,
        store=workshop.store,
        options=options,
        verify=verify,
        progress=lambda done: progress("writing", done, str(target)),
        watch=watch,
    )
    receipt = _receipt(workshop, timeline, speaker, target, watch)
    return replace(receipt, measures=written.measures, kbps=written.kbps, verified=verify, parts=written.files)


def _receipt(workshop: Workshop, timeline: Timeline, speaker: Speaker, target: Path, watch: Stopwatch) -> Receipt:
    workshop.store.note_render(speaker.reused, speaker.synthesized)
    return Receipt(
        file=target,
        seconds=samples_to_seconds(timeline.samples),
        voice=speaker.voice.id,
        cues=sum(1 for event in timeline.events if event.kind == "speech"),
        synthesized=speaker.synthesized,
        reused=speaker.reused,
        wall_seconds=watch.total,
        left_out=timeline.left_out,
        listening=listen(timeline),
        phases=tuple(watch.seconds.items()),
        diagnostics=timeline.diagnostics,
    )


def spoken_timeline(
    speaker: Speaker, score: Score, progress: Progress = no_progress, watch: Stopwatch | None = None
) -> Timeline:
    """Speak everything in the score and place it. Raises `ScriptError` for lines that cannot be spoken."""
    watch = watch or Stopwatch()
    speak_all(speaker, score, progress, watch)
    with watch.phase("place"):
        return woken(place(score, speaker.samples, speaker.spoken_text, grid=FRAME_SAMPLES), grid=FRAME_SAMPLES)


def speak_all(speaker: Speaker, score: Score, progress: Progress = no_progress, watch: Stopwatch | None = None) -> None:
    """Speak every distinct utterance once, side by side; clips are kept as they are made.

    A line that cannot be spoken does not stop the others: raises one `ScriptError` that names all of them.
    """
    watch = watch or Stopwatch()
    with watch.phase("lookup"):
        lookup = speaker.look_up(distinct_utterances(score))
    with watch.phase("synthesize"):
        failures = speaker.speak(lookup, lambda done, text: progress("speaking", done, text))
    progress("speaking", 1.0, "")
    if failures:
        diagnostics = tuple(_unspeakable(error) for error in failures)
        raise ScriptError(failures[0].what, failures[0].mend, failures[0].place, diagnostics) from failures[0]


def missing_clips(speaker: Speaker, score: Score) -> list[Utterance]:
    """The distinct utterances that an engine would have to speak."""
    return [utterance for utterance in distinct_utterances(score) if not speaker.is_ready(utterance)]


def count_cues(score: Score) -> int:
    """How many utterances the score asks for."""
    return sum(1 for _ in utterances(score))


def _unspeakable(error: SpeechError) -> Diagnostic:
    return Diagnostic("unspeakable", "error", error.place or NOWHERE, error.what.rstrip("."), error.mend.rstrip("."))


def _voice_not_here(score: Score, voice: Voice, error: MachineError) -> Diagnostic:
    place = score.sections[0].place
    return Diagnostic(
        "voice-not-here",
        "warning",
        place,
        f"the script asks for the voice {score.voice!r}, which cannot speak here; {voice.id} takes its place",
        error.mend.rstrip("."),
    )

"""The way from a routine and its listener's choices to the score: which passes there are, and in which order."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from holdspace.diagnostics import Diagnostic, Place
from holdspace.routine.model import Routine
from holdspace.score.again import link
from holdspace.score.breathing import breathe
from holdspace.score.calling import call
from holdspace.score.choosing import NO_CHOICES, Chosen, choose
from holdspace.score.evenness import check_evenness
from holdspace.score.model import BedChange, Breath, Choices, Cue, Keep, Quiet, Say, Score, Section, Sound
from holdspace.score.outline import outline
from holdspace.score.phrases import phrases_for
from holdspace.score.reporting import Report
from holdspace.score.scaling import names_section
from holdspace.score.sides import mirror
from holdspace.score.sounding import lay_beds, sound
from holdspace.score.spacing import space
from holdspace.score.speaking import announce, change_voices, narrate, set_paces
from holdspace.score.steps import Entry, Frame, Pass, Step
from holdspace.score.timing import time
from holdspace.score.unfolding import unfold
from holdspace.score.unmirrored import check_sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PASSES: tuple[Pass, ...] = (
    change_voices,  # first, so that whatever speaks knows its voice
    mirror,  # before any text is put together
    time,  # braces become words, so before the narration
    announce,
    narrate,
    breathe,
    sound,
    lay_beds,
    call,  # needs to see what is spoken after a hold
    set_paces,  # after everything that is spoken has come into being
    space,  # last: it looks at neighbours
)


@dataclass(frozen=True, slots=True)
class Composition:
    """A score and what there is to say about it; with errors among the diagnostics the score is incomplete."""

    score: Score
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A routine unrolled under its choices: everything that the factor of a wanted length does not change."""

    routine: Routine
    frame: Frame
    steps: tuple[Step, ...]


def compose(routine: Routine, choices: Choices, settings: Choices = NO_CHOICES) -> Composition:
    """The score of a routine under the listener's choices; a wanted length is left to `fitting.fit`.

    `settings` are the user's own defaults and count less than the script's front matter. Never raises for what a
    routine contains: whatever is wrong with it is in the diagnostics.
    """
    return finish(prepare(routine, choices, settings))


def prepare(routine: Routine, choices: Choices, settings: Choices = NO_CHOICES) -> Prepared:
    """Unroll a routine; its diagnostics gather in `frame.report`."""
    report = Report()
    chosen = choose(routine.front, choices, settings)
    phrases = phrases_for(chosen.language, start_of(routine), report)
    linked = link(outline(routine, report), report)
    unfolded = unfold(linked, chosen, phrases, report)
    check_sides(linked, unfolded.entries, report)
    _check_scalings(choices, unfolded.entries, start_of(routine), report)
    entries = unfolded.entries or (Entry(Section(routine.title, start_of(routine)), routine.title, None, None),)
    return Prepared(routine, Frame(chosen, entries, phrases, report), unfolded.steps)


def finish(prepared: Prepared, hold_factor: Fraction = Fraction(1)) -> Composition:
    """Run the passes, every hold multiplied by `hold_factor`."""
    report = Report()
    report.extend(prepared.frame.report.diagnostics())
    chosen = replace(prepared.frame.chosen, hold_factor=hold_factor)
    frame = replace(prepared.frame, chosen=chosen, report=report)
    steps: Sequence[Step] = prepared.steps
    for one_pass in PASSES:
        steps = one_pass(steps, frame)
    if not any(diagnostic.severity == "error" for diagnostic in report.diagnostics()):
        check_evenness(steps, frame)  # with errors, some of the steps may be missing
    sections, cues = _pruned([entry.section for entry in frame.entries], [_cue(step) for step in steps])
    _check_content(cues, prepared.routine, report)
    score = _score(prepared.routine, chosen, sections, cues, report.notes())
    return Composition(score, report.diagnostics())


def start_of(routine: Routine) -> Place:
    """Where to point for what concerns the whole script."""
    return Place.whole(routine.file)


def _score(
    routine: Routine, chosen: Chosen, sections: tuple[Section, ...], cues: tuple[Cue, ...], notes: tuple[str, ...]
) -> Score:
    return Score(
        title=routine.title,
        language=chosen.language,
        voice=chosen.voice,
        pace=chosen.pace,
        sections=sections,
        cues=cues,
        say=routine.front.say,
        notes=notes,
        length_ms=chosen.length_ms,
        hold_factor=float(chosen.hold_factor),
        room_tone_db=chosen.room_tone_db,
        stereo=chosen.stereo,
    )


def _cue(step: Step) -> Cue:
    """What a step has become; a kind of step that no pass knows would otherwise be lost in silence."""
    if isinstance(step.what, (Say, Quiet, Keep, Breath, Sound, BedChange)):
        return step.what
    message = f"no pass knows what to do with {step.what!r}"
    raise TypeError(message)


def _pruned(sections: Sequence[Section], cues: Sequence[Cue]) -> tuple[tuple[Section, ...], tuple[Cue, ...]]:
    """The sections that have any cue, and the cues with their new indices."""
    used = sorted({cue.section for cue in cues})
    if len(used) == len(sections):
        return tuple(sections), tuple(cues)
    position = {section: at for at, section in enumerate(used)}
    return tuple(sections[at] for at in used), tuple(replace(cue, section=position[cue.section]) for cue in cues)


def _check_content(cues: Iterable[Cue], routine: Routine, report: Report) -> None:
    if not any(isinstance(cue, (Say, Keep, Breath, Sound)) or (isinstance(cue, Quiet) and cue.written) for cue in cues):
        report.error(
            "empty-routine",
            start_of(routine),
            "there is nothing to say in this routine",
            "write what the listener is to do, for example: Sit down and close your eyes. [hold 30s]",
        )


def _check_scalings(choices: Choices, entries: Sequence[Entry], place: Place, report: Report) -> None:
    """Warn of a choice for a section that is not there; the user's settings may speak of other routines."""
    for scaling in (*choices.hold, *choices.rest):
        if scaling.section and not any(names_section(scaling.section, entry) for entry in entries):
            report.warning(
                "scaling-unused",
                place,
                f"there is no section “{scaling.section}” for “{scaling.written or 'the choice'}” to change",
                "use one of: " + ", ".join(f"“{title}”" for title in dict.fromkeys(entry.name for entry in entries)),
            )

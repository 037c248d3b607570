"""Routines in a few words, and scores as lines that read like a script; for tests of `score/`.

score = composed(h("Pigeon ", R), p("Fold over your ", R, " leg. Hold for ", t(60), "."), both)
assert lines(score) == ["# Pigeon right", "title Pigeon right.", "gap 800", …]
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from holdspace.diagnostics import Diagnostic, Place
from holdspace.routine.model import (
    Again,
    BothSides,
    Breathe,
    BreathPattern,
    Count,
    Duration,
    End,
    FrontMatter,
    Heading,
    Hold,
    Movement,
    Paragraph,
    Pause,
    Phase,
    Repeat,
    Rest,
    Routine,
    Scaling,
    Side,
    SideWord,
    Silent,
    Timed,
    Tone,
    Words,
)
from holdspace.score.composing import Composition, compose
from holdspace.score.model import BedChange, Breath, Choices, Cue, Keep, Quiet, Say, Score, Sound

R = SideWord(Side.RIGHT, "right")
L = SideWord(Side.LEFT, "left")
end = End()
bell = Tone("bell")
chime = Tone("chime")
silent = Silent()
_both = BothSides()

QUIET = Choices(countdown="off", halfway=False)
"""No calls in holds, so that a test about something else stays short."""


def words(text: str, line: int = 1, column: int = 1) -> Words:
    return Words(text, text, Place("<text>", line, column, len(text)))


def _items(items: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(words(item) if isinstance(item, str) else item for item in items)


def p(*items: Any) -> Paragraph:
    """A paragraph; strings are narration."""
    return Paragraph(_items(items))


def h(*items: Any, level: int = 2, line: int = 1) -> Heading:
    """A heading."""
    return Heading(level, _items(items), Place("<text>", line, 1))


both = p(_both)
"""A line with `[both sides]`."""


def seconds(amount: float, written: str | None = None) -> Duration:
    return Duration(ms=round(amount * 1000), written=f"{amount:g} seconds" if written is None else written)


def breaths(amount: int) -> Duration:
    return Duration(breaths=amount, written=f"{amount} breaths")


def t(amount: float | Duration, written: str | None = None) -> Timed:
    """`{60 seconds}`."""
    return Timed(amount if isinstance(amount, Duration) else seconds(amount, written))


def hold(amount: float | Duration | None = None) -> Hold:
    return Hold(seconds(amount) if isinstance(amount, (int, float)) else amount)


def rest(amount: float | None = None) -> Rest:
    return Rest(None if amount is None else seconds(amount))


def pause(amount: float) -> Pause:
    return Pause(seconds(amount))


def times(amount: int, unit: str = "times") -> Count:
    """`{10 times}`."""
    return Count(amount, unit, f"{amount} {unit}")


def repeat(amount: int | None, line: int = 1) -> Repeat:
    return Repeat(amount, Place("<text>", line, 1))


def again(title: str, side: Side | None = None, line: int = 1) -> Again:
    return Again(title, side, Place("<text>", line, 1))


def pattern(written: str) -> BreathPattern:
    """`pattern("in 4, hold 7, out 8")`."""
    pairs = [phase.split() for phase in written.split(", ")]
    return BreathPattern(tuple(Phase(kind, round(float(length) * 1000)) for kind, length in pairs), written)  # type: ignore[arg-type]  # test data


def move(phase: str, *parts: Any) -> Movement:
    return Movement(phase, _items(parts), phase)  # type: ignore[arg-type]  # test data


def breathe(
    rounds: int | None = None,
    *movements: Movement,
    breath: str | None = None,
    duration: Duration | None = None,
) -> Breathe:
    return Breathe(pattern(breath) if breath else None, rounds, duration, movements)


def scaling(written: str, section: str = "") -> Scaling:
    """`1.5x`, `+15s`, `-5s`, `=90s`."""
    if written.endswith("x"):
        return Scaling("times", Fraction(written[:-1]), section, written)
    kind = "set" if written.startswith("=") else "plus"
    return Scaling(kind, Fraction(written.strip("=+s")) * 1000, section, written)  # type: ignore[arg-type]  # one of two


def routine(*blocks: Any, **front: Any) -> Routine:
    """A routine called "Test" unless told otherwise."""
    return Routine(FrontMatter(**{"title": "Test", **front}), tuple(blocks))


def composition(*blocks: Any, choices: Choices = QUIET, settings: Choices | None = None, **front: Any) -> Composition:
    made = routine(*blocks, **front)
    return compose(made, choices) if settings is None else compose(made, choices, settings)


def composed(*blocks: Any, choices: Choices = QUIET, settings: Choices | None = None, **front: Any) -> Score:
    """The score of a routine that must have no errors."""
    made = composition(*blocks, choices=choices, settings=settings, **front)
    assert errors(made.diagnostics) == []
    return made.score


def errors(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics if diagnostic.severity == "error"]


def warnings(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    return [diagnostic.code for diagnostic in diagnostics if diagnostic.severity == "warning"]


def lines(score: Score, *, edges: bool = False, gaps: bool = True) -> list[str]:
    """The score, one cue a line; `# TITLE` where a section begins. Without the head and the tail unless `edges`."""
    cues = score.cues if edges else score.cues[1:-1]
    shown: list[str] = []
    section = None
    for cue in cues:
        if cue.section != section:
            section = cue.section
            shown.append(f"# {score.sections[section].title}")
        if gaps or not isinstance(cue, Quiet) or cue.written:
            shown.append(_line(cue))
    return shown


def spoken(score: Score) -> list[str]:
    """Narration and titles, in order."""
    return [cue.utterance.text for cue in score.cues if isinstance(cue, Say)]


def holds(score: Score) -> list[int]:
    """The lengths of all holds, in order."""
    return [cue.ms for cue in score.cues if isinstance(cue, Keep) and cue.kind == "hold"]


def calls(score: Score) -> list[tuple[int, str]]:
    """Moment and words of every call, hold after hold."""
    return [(call.at_ms, call.utterance.text) for cue in score.cues if isinstance(cue, Keep) for call in cue.calls]


def _line(cue: Cue) -> str:
    match cue:
        case Say(utterance=utterance):
            by = f" ({utterance.voice})" if utterance.voice else ""
            kind = "title" if utterance.kind == "title" else "say"
            return f"{kind} {utterance.text}{by}"
        case Quiet():
            return f"{'pause' if cue.written else 'gap'} {cue.ms}"
        case Keep():
            inside = "".join(f" | {call.at_ms} {call.utterance.text}" for call in cue.calls)
            return f"{cue.kind} {cue.ms}{inside}"
        case Breath():
            told = f" {cue.words.text!r}" if cue.words else ""
            tone = f" ~{cue.tone}" if cue.tone else ""
            return f"{cue.phase} {cue.ms} {cue.round}/{cue.rounds}{told}{tone}"
        case Sound():
            return f"{cue.name} {cue.ms}"
        case BedChange():
            return f"bed {cue.name}"

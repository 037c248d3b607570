"""Pass: guided breathing, one cue for each phase of each breath.

Words fade over the rounds: two rounds with the full movements, then "Inhale." and "Exhale.", then, where there are too
many rounds to count aloud, tones; the last round is announced and has words again.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.routine.model import Breathe, BreathPattern, Movement, Phase
from holdspace.score.choosing import duration_ms
from holdspace.score.model import Breath, ToneName, Utterance
from holdspace.score.passages import written_text
from holdspace.score.wording import number_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdspace.diagnostics import Place
    from holdspace.score.choosing import Chosen
    from holdspace.score.phrases import Phrases
    from holdspace.score.steps import Frame, Step

FULL_ROUNDS = 2
"""Rounds that speak the movements."""
FIRST_TONE_ROUND = 7
"""From this round on tones lead instead of words, unless the rounds are counted: a number alone over a tone is easily
missed."""
MOST_COUNTED_ROUNDS = 12
"""Up to so many rounds each is counted aloud; beyond, numbers would only disturb."""
MAX_ROUNDS = 5000
"""Nobody breathes for longer under guidance: at ten seconds a breath, almost fourteen hours."""

_TONES: dict[str, ToneName] = {"in": "inhale", "hold": "hold", "out": "exhale"}


@dataclass(frozen=True, slots=True)
class _Round:
    """One round: usually one breath, several when the movements go over more than one."""

    phases: tuple[Phase, ...]
    movements: tuple[Movement | None, ...]
    """For each phase what is done in it."""

    @property
    def ms(self) -> int:
        return sum(phase.ms for phase in self.phases)


def cue_count(breathe: Breathe, chosen: Chosen) -> int:
    """How many cues a guided breathing becomes."""
    one = _round(breathe, chosen)
    return _round_count(breathe, one, chosen) * len(one.phases)


def breathing_ms(breathe: Breathe, chosen: Chosen) -> int:
    """How long a guided breathing lasts, as long as no word stretches a phase."""
    one = _round(breathe, chosen)
    return _round_count(breathe, one, chosen) * one.ms


def breathe(steps: Sequence[Step], frame: Frame) -> list[Step]:
    """Pass: `[breathe …]` becomes `Breath` cues."""
    breathed: list[Step] = []
    for step in steps:
        if isinstance(step.what, Breathe):
            _check(step.what, frame)
            breathed += [step.become(cue) for cue in _breaths(step, step.what, frame)]
        else:
            breathed.append(step)
    return breathed


def _breaths(step: Step, breathe: Breathe, frame: Frame) -> Iterator[Breath]:
    one = _round(breathe, frame.chosen)
    rounds = _round_count(breathe, one, frame.chosen)
    for number in range(1, rounds + 1):
        for at, phase in enumerate(one.phases):
            lead = _lead(number, rounds, frame.phrases) if at == 0 else ""
            is_led_by_tone = rounds > MOST_COUNTED_ROUNDS and FIRST_TONE_ROUND <= number < rounds
            text = _text(lead, "" if is_led_by_tone else _told(phase, one.movements[at], number, frame.phrases))
            place = _place(breathe, one.movements[at])
            words = Utterance(text, "breath", step.voice, place) if text else None
            tone = _TONES[phase.kind] if is_led_by_tone else None
            yield Breath(phase.kind, phase.ms, step.section, number, rounds, words, tone, place)


def _round(breathe: Breathe, chosen: Chosen) -> _Round:
    """The phases of one round, beginning with the first movement's, and what is done in each."""
    pattern = breathe.pattern or chosen.breath
    phases = _rotated(pattern, breathe.movements) * _breaths_a_round(pattern, breathe.movements)
    waiting = {kind: [m for m in breathe.movements if m.phase == kind] for kind in ("in", "hold", "out")}
    movements = tuple(waiting[phase.kind].pop(0) if waiting[phase.kind] else None for phase in phases)
    return _Round(phases, movements)


def _rotated(pattern: BreathPattern, movements: Sequence[Movement]) -> tuple[Phase, ...]:
    kinds = [phase.kind for phase in pattern.phases]
    first = kinds.index(movements[0].phase) if movements and movements[0].phase in kinds else 0
    return pattern.phases[first:] + pattern.phases[:first]


def _breaths_a_round(pattern: BreathPattern, movements: Sequence[Movement]) -> int:
    """How many breaths it takes until every movement has had its turn; one for the usual list."""
    room = Counter(phase.kind for phase in pattern.phases)
    wanted = Counter(movement.phase for movement in movements)
    return max((-(-count // room[kind]) for kind, count in wanted.items() if room[kind]), default=1)


def _round_count(breathe: Breathe, one: _Round, chosen: Chosen) -> int:
    return min(MAX_ROUNDS, _wanted_rounds(breathe, one, chosen))


def _wanted_rounds(breathe: Breathe, one: _Round, chosen: Chosen) -> int:
    """The rounds asked for; a length of time is rounded to whole rounds, at least one, halves up."""
    if breathe.duration is None:
        return max(1, breathe.rounds or 1)
    if breathe.duration.breaths:
        return breathe.duration.breaths
    wanted_ms = duration_ms(breathe.duration, chosen.breath)
    return max(1, (2 * wanted_ms + one.ms) // (2 * one.ms))


def _check(breathe: Breathe, frame: Frame) -> None:
    """Report movements that no phase can carry, and absurd numbers of rounds."""
    pattern = breathe.pattern or frame.chosen.breath
    kinds = {phase.kind for phase in pattern.phases}
    for movement in breathe.movements:
        if movement.phase not in kinds:
            frame.report.error(
                "movement-without-phase",
                movement.place,
                f'the breath "{pattern.written}" has no phase for this "{movement.written}"',
                "give the breath such a phase, or the movement another one",
            )
    rounds = _wanted_rounds(breathe, _round(breathe, frame.chosen), frame.chosen)
    if rounds > MAX_ROUNDS:
        frame.report.error(
            "too-many-rounds",
            breathe.place,
            f"this breathing has {rounds:,} rounds; the most is {MAX_ROUNDS:,}",
            "write fewer rounds or a shorter time",
        )


def _lead(number: int, rounds: int, phrases: Phrases) -> str:
    """What is said of the round itself, before its first phase."""
    if number == 1:
        return ""
    if number == rounds:
        return phrases.last_round
    if rounds <= MOST_COUNTED_ROUNDS:
        return number_words(number, phrases.language).capitalize()
    return ""


def _told(phase: Phase, movement: Movement | None, number: int, phrases: Phrases) -> str:
    """What leads a phase in words: its own word, and in the first rounds the movement."""
    what = written_text(movement.parts) if movement and number <= FULL_ROUNDS else ""
    return f"{phrases.phase(phase.kind)}: {what}" if what else phrases.phase(phase.kind)


def _text(lead: str, told: str) -> str:
    """The cue as it is said.

    Engines rest at a full stop for half a second, which sets a number off from the word that follows; where a movement
    follows too, the phase cannot spare that.
    """
    if lead and told:
        text = f"{lead}, {told[0].lower()}{told[1:]}" if ":" in told else f"{lead}. {told}"
    else:
        text = lead or told
    return text if not text or text[-1] in ".!?…" else f"{text}."


def _place(breathe: Breathe, movement: Movement | None) -> Place:
    return movement.place if movement else breathe.place

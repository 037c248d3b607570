"""Pass: guided breathing, one cue for each phase of each breath.

Words fade over the rounds: two rounds with the full movements, then "Inhale." and "Exhale.", then tones, as soon as no
round is counted aloud; the last round is announced and has words again. In a style without words tones lead from the
second round on.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from holdspace.routine.model import Breathe, BreathPattern, Movement, Phase
from holdspace.score.breath_advice import caution
from holdspace.score.choosing import duration_ms
from holdspace.score.model import Breath, ToneName, Utterance
from holdspace.score.passages import written_text
from holdspace.score.wording import number_words
from holdspace.timebase import clock

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from holdspace.score.choosing import Chosen
    from holdspace.score.model import CountStyle
    from holdspace.score.phrases import Phrases
    from holdspace.score.steps import Frame, Step

FULL_ROUNDS = 2
"""Rounds that speak the movements."""
FIRST_TONE_ROUND = 7
"""From this round on tones lead instead of words, unless the round is counted: a number alone over a tone is easily
missed."""
MOST_COUNTED_ROUNDS = 12
"""Up to so many rounds each is counted aloud; beyond, numbers would only disturb."""
LAST_COUNTED_DOWN = 10
"""Of more rounds than that so many of the last are counted, where they are counted down."""
RESTFUL_PHASE_MS = 3000
"""A phase from this length on has time for the half second that a voice rests at the full stop after a number."""
MAX_ROUNDS = 5000
"""Nobody breathes for longer under guidance: at ten seconds a breath, almost fourteen hours."""

_TONES: dict[str, ToneName] = {"in": "inhale", "sip": "sip", "hold": "hold", "out": "exhale"}


@dataclass(frozen=True, slots=True)
class _Leg:
    """One phase of a round and what is done in it."""

    phase: Phase
    kind: str
    """As the phase's, or "sip" for a second breath in on top of the first."""
    movement: Movement | None = None


@dataclass(frozen=True, slots=True)
class _Round:
    """One round: usually one breath, several when the movements go over more than one."""

    legs: tuple[_Leg, ...]
    breaths: int

    @property
    def ms(self) -> int:
        return sum(leg.phase.ms for leg in self.legs)


@dataclass(frozen=True, slots=True)
class _Telling:
    """How the rounds of one breathing are told."""

    rounds: int
    count: CountStyle
    words: bool
    """Whether words lead beyond the first round."""
    phrases: Phrases

    def lead(self, number: int) -> str:
        """What is said of a round itself, before its first phase."""
        if not self.words or self.rounds == 1:
            return ""
        if number == self.rounds:
            return self.phrases.last_round
        told = self._number(number)
        return number_words(told, self.phrases.language).capitalize() if told else ""

    def in_tones(self, number: int) -> bool:
        """Whether tones lead a round instead of words."""
        if not self.words:
            return number > 1
        return number >= FIRST_TONE_ROUND and not self.lead(number)

    def _number(self, number: int) -> int:
        """What is counted before a round: it, or how many are left with it; 0 for nothing."""
        left = self.rounds - number + 1
        if self.count == "down":
            return left if self.rounds <= MOST_COUNTED_ROUNDS or left <= LAST_COUNTED_DOWN else 0
        is_counted = self.count == "rounds" and self.rounds <= MOST_COUNTED_ROUNDS
        return number if is_counted and number > 1 else 0


def cue_count(breathe: Breathe, chosen: Chosen) -> int:
    """How many cues a guided breathing becomes."""
    one = _round(breathe, chosen)
    return _round_count(breathe, one, chosen) * len(one.legs)


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
    style = frame.chosen.style_in(step.calls)
    telling = _Telling(rounds, frame.chosen.count, style.breath_words, frame.phrases)
    for number in range(1, rounds + 1):
        in_tones = telling.in_tones(number)
        for at, leg in enumerate(one.legs):
            lead = telling.lead(number) if at == 0 else ""
            text = _text(lead, "" if in_tones else _told(leg, number, frame.phrases), leg.phase)
            place = leg.movement.place if leg.movement else breathe.place
            words = Utterance(text, "breath", step.voice, place) if text else None
            tone = _TONES[leg.kind] if in_tones else None
            yield Breath(leg.phase.kind, leg.phase.ms, step.section, number, rounds, words, tone, place)


def _round(breathe: Breathe, chosen: Chosen) -> _Round:
    """The phases of one round, beginning with the first movement's, and what is done in each."""
    pattern = breathe.pattern or chosen.breath
    breaths = _breaths_a_round(pattern, breathe.movements)
    waiting = {kind: [m for m in breathe.movements if m.phase == kind] for kind in ("in", "hold", "out")}
    legs = tuple(
        _Leg(leg.phase, leg.kind, waiting[leg.phase.kind].pop(0) if waiting[leg.phase.kind] else None)
        for leg in _rotated(_legs(pattern), breathe.movements) * breaths
    )
    return _Round(legs, breaths)


def _legs(pattern: BreathPattern) -> tuple[_Leg, ...]:
    """The phases of one breath as written; a breath in right after a breath in is a sip."""
    kinds = [phase.kind for phase in pattern.phases]
    return tuple(
        _Leg(phase, "sip" if at and phase.kind == kinds[at - 1] == "in" else phase.kind)
        for at, phase in enumerate(pattern.phases)
    )


def _rotated(legs: tuple[_Leg, ...], movements: Sequence[Movement]) -> tuple[_Leg, ...]:
    kinds = [leg.phase.kind for leg in legs]
    first = kinds.index(movements[0].phase) if movements and movements[0].phase in kinds else 0
    return legs[first:] + legs[:first]


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
    """Report movements that no phase can carry, absurd numbers of rounds, and what is beyond common advice."""
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
    one = _round(breathe, frame.chosen)
    rounds = _wanted_rounds(breathe, one, frame.chosen)
    if rounds > MAX_ROUNDS:
        frame.report.error(
            "too-many-rounds",
            breathe.place,
            f"this breathing has {rounds:,} rounds; the most is {MAX_ROUNDS:,}",
            "write fewer rounds or a shorter time",
        )
        return
    advice = caution(pattern.phases, rounds * one.breaths)
    if advice:
        frame.report.warning("breath-beyond-advice", breathe.place, advice.what, advice.mend)
    _note_rounding(breathe, rounds, one, frame)


def _note_rounding(breathe: Breathe, rounds: int, one: _Round, frame: Frame) -> None:
    """Say how long a breathing became whose time is no whole number of rounds."""
    if breathe.duration and breathe.duration.ms and breathe.duration.ms != rounds * one.ms:
        told = "round" if rounds == 1 else "rounds"
        frame.report.note(
            breathe.place,
            f"{breathe.duration.written or clock(breathe.duration.ms)} of breathing becomes {rounds} whole {told}, "
            f"{clock(rounds * one.ms)}",
        )


def _told(leg: _Leg, number: int, phrases: Phrases) -> str:
    """What leads a phase in words: its own word, and in the first rounds the movement."""
    what = written_text(leg.movement.parts) if leg.movement and number <= FULL_ROUNDS else ""
    return f"{phrases.phase(leg.kind)}: {what}" if what else phrases.phase(leg.kind)


def _text(lead: str, told: str, phase: Phase) -> str:
    """The cue as it is said.

    Engines rest at a full stop for half a second, which sets a number off from the word that follows; where a movement
    follows too, or the phase is short, there is no time for that.
    """
    if lead and told:
        hurried = ":" in told or phase.ms < RESTFUL_PHASE_MS
        text = f"{lead}, {told[0].lower()}{told[1:]}" if hurried else f"{lead}. {told}"
    else:
        text = lead or told
    return text if not text or text[-1] in ".!?…" else f"{text}."

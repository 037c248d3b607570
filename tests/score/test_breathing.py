from __future__ import annotations

import pytest

from holdspace.diagnostics import Place
from holdspace.routine.model import Movement
from holdspace.score.breathing import MAX_ROUNDS
from holdspace.score.model import Breath, Choices
from score_helpers import breathe, breaths, composed, composition, errors, h, lines, move, p, pattern, seconds


def phases(*args: object, **kwargs: object) -> list[str]:
    return lines(composed(p(breathe(*args, **kwargs))))[1:]  # type: ignore[arg-type]  # handed on


def test_words_fade_over_the_rounds() -> None:
    """Full movements for two rounds, then one word with the number; the last is announced."""
    assert phases(10, move("out", "Round your spine."), move("in", "Arch your back.")) == [
        "out 6000 1/10 'Exhale: Round your spine.'",
        "in 4000 1/10 'Inhale: Arch your back.'",
        "out 6000 2/10 'Two, exhale: Round your spine.'",
        "in 4000 2/10 'Inhale: Arch your back.'",
        "out 6000 3/10 'Three. Exhale.'",
        "in 4000 3/10 'Inhale.'",
        "out 6000 4/10 'Four. Exhale.'",
        "in 4000 4/10 'Inhale.'",
        "out 6000 5/10 'Five. Exhale.'",
        "in 4000 5/10 'Inhale.'",
        "out 6000 6/10 'Six. Exhale.'",
        "in 4000 6/10 'Inhale.'",
        "out 6000 7/10 'Seven. Exhale.'",
        "in 4000 7/10 'Inhale.'",
        "out 6000 8/10 'Eight. Exhale.'",
        "in 4000 8/10 'Inhale.'",
        "out 6000 9/10 'Nine. Exhale.'",
        "in 4000 9/10 'Inhale.'",
        "out 6000 10/10 'Last one. Exhale.'",
        "in 4000 10/10 'Inhale.'",
    ]


def test_without_movements_the_phases_are_named() -> None:
    """4-7-8 is led by one word a phase, each exactly as long as its phase."""
    assert phases(2, breath="in 4, hold 7, out 8") == [
        "in 4000 1/2 'Inhale.'",
        "hold 7000 1/2 'Hold.'",
        "out 8000 1/2 'Exhale.'",
        "in 4000 2/2 'Last one. Inhale.'",
        "hold 7000 2/2 'Hold.'",
        "out 8000 2/2 'Exhale.'",
    ]


def test_many_rounds_are_not_counted() -> None:
    """Twelve rounds are counted aloud, thirteen are not, and their tone rounds are without any word."""
    twelve, thirteen = phases(12), phases(13)
    assert twelve[2 * 10] == "in 4000 11/12 'Eleven. Inhale.'"
    assert thirteen[2:4] == ["in 4000 2/13 'Inhale.'", "out 6000 2/13 'Exhale.'"]
    assert thirteen[2 * 10] == "in 4000 11/13 ~inhale"
    assert thirteen[2 * 12 :] == ["in 4000 13/13 'Last one. Inhale.'", "out 6000 13/13 'Exhale.'"]


def test_a_single_round_is_not_the_last_one() -> None:
    """One round speaks its movements and no number."""
    assert phases(1, move("in", "Reach up.")) == ["in 4000 1/1 'Inhale: Reach up.'", "out 6000 1/1 'Exhale.'"]


def test_the_pattern_begins_with_the_first_movement() -> None:
    """A box that begins with its exhale keeps the order of its phases; each hold has its own movement."""
    box = "in 4, hold 3, out 5, hold 2"
    assert phases(1, move("out", "A."), move("hold", "B."), move("in", "C."), breath=box) == [
        "out 5000 1/1 'Exhale: A.'",
        "hold 2000 1/1 'Hold: B.'",
        "in 4000 1/1 'Inhale: C.'",
        "hold 3000 1/1 'Hold.'",
    ]


def test_movements_over_two_breaths_make_one_round() -> None:
    """Where a list names a phase twice, a round is two breaths, so that no movement is lost."""
    flow = (move("in", "Reach."), move("out", "Fold."), move("in", "Lift."), move("out", "Step back."))
    assert phases(2, *flow)[:5] == [
        "in 4000 1/2 'Inhale: Reach.'",
        "out 6000 1/2 'Exhale: Fold.'",
        "in 4000 1/2 'Inhale: Lift.'",
        "out 6000 1/2 'Exhale: Step back.'",
        "in 4000 2/2 'Last one, inhale: Reach.'",
    ]


def test_a_movement_that_no_phase_can_carry_is_an_error() -> None:
    """A hold movement under a breath without a hold is an error at the movement."""
    movement = Movement("hold", (), "hold", Place("<text>", 7, 1, 6))
    made = composition(p(breathe(2, movement)))
    assert [(d.code, d.place.line) for d in made.diagnostics] == [("movement-without-phase", 7)]
    assert made.diagnostics[0].what == 'the breath "in 4, out 6" has no phase for this "hold"'


@pytest.mark.parametrize(("length", "rounds"), [(300, 30), (4, 1), (14.999, 1), (15, 2), (34, 3), (36, 4)])
def test_a_time_is_rounded_to_whole_breaths(length: float, rounds: int) -> None:
    """Five minutes of ten-second breaths are thirty; a rest of a breath is rounded, and there is at least one."""
    assert len(phases(duration=seconds(length))) == 2 * rounds


def test_breaths_as_a_length_are_rounds() -> None:
    """`[breathe 5 breaths]` is five rounds."""
    assert phases(duration=breaths(5))[-1] == "out 6000 5/5 'Exhale.'"


def test_the_breath_is_the_directions_then_the_choice_then_the_scripts() -> None:
    """A pattern in the direction stands; else the listener's, else the front matter's."""
    slow, fast = pattern("in 5, out 7"), pattern("in 2, out 2")
    own = composed(p(breathe(1, breath="in 3, out 3")), breath=slow, choices=Choices(breath=fast))
    assert [cue.ms for cue in own.cues if isinstance(cue, Breath)] == [3000, 3000]
    chosen = composed(p(breathe(1)), breath=slow, choices=Choices(breath=fast))
    assert [cue.ms for cue in chosen.cues if isinstance(cue, Breath)] == [2000, 2000]
    scripted = composed(p(breathe(1)), breath=slow)
    assert [cue.ms for cue in scripted.cues if isinstance(cue, Breath)] == [5000, 7000]


def test_absurd_numbers_of_rounds_are_refused() -> None:
    """A million rounds are an error, and are not composed."""
    made = composition(p(breathe(1_000_000)))
    assert errors(made.diagnostics) == ["too-many-rounds"]
    assert len(made.score.cues) == 2 * MAX_ROUNDS + 2


def test_breaths_follow_speech_after_a_gap_and_are_followed_at_once() -> None:
    """The gap after a sentence stands before the first breath; the next word starts when the last breath ends."""
    score = composed(p("Begin."), p(breathe(1), "Rest."), h("B"), p("Lie down."))
    assert lines(score)[1:6] == [
        "say Begin.",
        "gap 900",
        "in 4000 1/1 'Inhale.'",
        "out 6000 1/1 'Exhale.'",
        "say Rest.",
    ]


def test_words_in_a_breath_point_to_their_movement() -> None:
    """A breath with a movement has the movement's place, so that a line too long for its phase can be found."""
    movement = Movement("in", move("in", "Reach.").parts, "inhale", Place("<text>", 12, 1, 20))
    score = composed(p(breathe(1, movement)))
    first = score.cues[1]
    assert isinstance(first, Breath)
    assert first.words is not None
    assert first.words.place.line == first.place.line == 12
    assert first.words.kind == "breath"

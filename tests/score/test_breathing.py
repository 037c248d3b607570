from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.diagnostics import Place
from holdspace.routine.model import Breathe, BreathPattern, Duration, Movement, Phase
from holdspace.score.breathing import MAX_ROUNDS
from holdspace.score.model import Breath, CallStyle, Choices, CountStyle
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


def led(rounds: int, *, count: CountStyle = "rounds", calls: CallStyle = "guide") -> list[str]:
    """How the first phase of each round is led."""
    score = composed(p(breathe(rounds)), choices=Choices(count=count, calls=calls))
    cues = [cue for cue in score.cues if isinstance(cue, Breath) and cue.phase == "in"]
    return [cue.words.text if cue.words else f"~{cue.tone}" for cue in cues]


def test_rounds_may_be_counted_down() -> None:
    """Each round tells how many are left with it, from the first on, down to the last one."""
    assert led(4, count="down") == ["Four. Inhale.", "Three. Inhale.", "Two. Inhale.", "Last one. Inhale."]
    assert led(1, count="down") == ["Inhale."]
    assert led(12, count="down")[:2] == ["Twelve. Inhale.", "Eleven. Inhale."]


def test_of_many_rounds_the_last_ten_are_counted_down() -> None:
    """Words, then tones, then words again with the last ten numbers."""
    told = led(20, count="down")
    assert told[:6] == ["Inhale."] * 6
    assert told[6:10] == ["~inhale"] * 4
    assert told[10:12] == ["Ten. Inhale.", "Nine. Inhale."]
    assert told[18:] == ["Two. Inhale.", "Last one. Inhale."]


def test_rounds_may_go_uncounted() -> None:
    """Without numbers words fade to tones after six rounds, and the last round is still announced."""
    assert led(9, count="none") == [*["Inhale."] * 6, "~inhale", "~inhale", "Last one. Inhale."]


def test_the_silent_style_leads_the_breath_with_tones() -> None:
    """One round in words, so that one knows the breath; then tones alone, however it is counted."""
    assert led(4, calls="silent") == ["Inhale.", "~inhale", "~inhale", "~inhale"]
    assert led(3, calls="silent", count="down") == ["Inhale.", "~inhale", "~inhale"]


def test_a_sigh_breathes_in_twice() -> None:
    """The second breath in has words of its own, a tone of its own, and its own item in a list."""
    sigh = "in 2, in 1, out 6"
    assert phases(2, breath=sigh)[:4] == [
        "in 2000 1/2 'Inhale.'",
        "in 1000 1/2 'And in.'",
        "out 6000 1/2 'Exhale.'",
        "in 2000 2/2 'Last one, inhale.'",
    ]
    assert phases(14, breath=sigh)[3 * 7 : 3 * 8] == [
        "in 2000 8/14 ~inhale",
        "in 1000 8/14 ~sip",
        "out 6000 8/14 ~exhale",
    ]
    listed = phases(1, move("out", "Sigh."), move("in", "Nose."), move("in", "More."), breath=sigh)
    assert listed == ["out 6000 1/1 'Exhale: Sigh.'", "in 2000 1/1 'Inhale: Nose.'", "in 1000 1/1 'And in: More.'"]


def test_a_breath_in_after_a_hold_or_a_breath_out_is_no_sip() -> None:
    """Only a breath in right on top of another is its second half, not the first of the next breath."""
    held = phases(2, breath="in 2, hold 2, in 2, out 4")
    assert [line.partition("'")[2] for line in held[:4]] == ["Inhale.'", "Hold.'", "Inhale.'", "Exhale.'"]
    assert phases(2, breath="in 2, out 4, in 1")[3] == "in 2000 2/2 'Last one, inhale.'"


def test_a_number_runs_on_where_the_phase_is_short() -> None:
    """Below three seconds there is no time for a rest between the number and the word."""
    assert phases(3, breath="in 2.9, out 4")[2] == "in 2900 2/3 'Two, inhale.'"
    assert phases(3, breath="in 3, out 4")[2] == "in 3000 2/3 'Two. Inhale.'"


def test_a_rounded_time_says_what_became_of_it() -> None:
    """A time that is no whole number of breaths is told with its place; one that is, and rounds, are not."""
    place = Place("<text>", 5, 1, 20)
    five = Breathe(pattern("in 5.5, out 5.5"), None, seconds(300, "5 minutes"), place=place)
    score = composed(p(five, breathe(duration=seconds(300)), breathe(3)))
    assert score.notes == ("<text>:5:1: 5 minutes of breathing becomes 27 whole rounds, 4:57.",)
    once = composed(p(breathe(duration=seconds(7))))
    assert once.notes == ("<text>:1:1: 7 seconds of breathing becomes 1 whole round, 0:10.",)


lengths = st.integers(250, 30_000)
breath_patterns = st.lists(st.tuples(st.sampled_from(["in", "hold", "out"]), lengths), max_size=4).flatmap(
    lambda between: st.tuples(lengths, lengths).map(
        lambda ends: BreathPattern(tuple(Phase(kind, ms) for kind, ms in [("in", ends[0]), *between, ("out", ends[1])]))  # type: ignore[arg-type]  # literals
    )
)


@given(
    breath_patterns,
    st.one_of(st.integers(1, 30), st.integers(1, 900).map(seconds)),
    st.sampled_from(get_args(CountStyle)),
    st.sampled_from(get_args(CallStyle)),
)
def test_a_set_is_whole_breaths_each_led_by_something(
    pattern: BreathPattern, length: int | Duration, count: CountStyle, calls: CallStyle
) -> None:
    """Whatever the pattern and style: whole breaths as written, words or a tone in each, nearest to its time."""
    rounds, duration = (length, None) if isinstance(length, int) else (None, length)
    score = composed(p(Breathe(pattern, rounds, duration)), choices=Choices(count=count, calls=calls))
    cues = [cue for cue in score.cues if isinstance(cue, Breath)]
    made = len(cues) // len(pattern.phases)
    assert [(cue.phase, cue.ms) for cue in cues] == [(phase.kind, phase.ms) for phase in pattern.phases] * made
    assert all(cue.words or cue.tone for cue in cues)
    assert all(cue.rounds == made for cue in cues)
    if duration:
        assert abs(made * pattern.cycle_ms - duration.ms) * 2 <= pattern.cycle_ms or made == 1
    else:
        assert made == rounds

from __future__ import annotations

from fractions import Fraction

import pytest

from holdspace.routine.model import Duration, Rest, Scaling, Side
from holdspace.score.model import Choices, Keep
from holdspace.score.scaling import scaled
from score_helpers import (
    QUIET,
    R,
    again,
    both,
    breathe,
    breaths,
    composed,
    h,
    hold,
    holds,
    lines,
    p,
    pattern,
    pause,
    rest,
    scaling,
    seconds,
    spoken,
    t,
    times,
)


def chosen(*hold_choices: Scaling, rest: tuple[Scaling, ...] = ()) -> Choices:
    return Choices(hold=hold_choices, rest=rest, countdown="off", halfway=False)


def test_spoken_numbers_follow_the_hold() -> None:
    """Holds 1.5 times longer: the voice says "ninety seconds" and holds ninety; everything else stays."""
    blocks = (p("Hold for ", t(60), ". ", pause(4), "Breathe ", times(10), "."), p(breathe(1)), p("Rest. ", rest(20)))
    assert lines(composed(*blocks, choices=chosen(scaling("1.5x")))) == [
        "# Test",
        "say Hold for ninety seconds.",
        "hold 90000",
        "pause 4000",
        "say Breathe 10 times.",
        "gap 900",
        "in 4000 1/1 'Inhale.'",
        "out 6000 1/1 'Exhale.'",
        "say Rest.",
        "rest 20000",
    ]


@pytest.mark.parametrize(
    ("choice", "length_ms", "words"),
    [
        ("1x", 60_000, "60 seconds"),
        ("2x", 120_000, "two minutes"),
        ("0.5x", 30_000, "thirty seconds"),
        ("0.01x", 1_000, "one second"),
        ("1.01x", 61_000, "sixty-one seconds"),
        ("1.001x", 60_000, "60 seconds"),
        ("+15s", 75_000, "seventy-five seconds"),
        ("+-50s", 10_000, "ten seconds"),
        ("+-90s", 1_000, "one second"),
        ("=45s", 45_000, "forty-five seconds"),
        ("=60s", 60_000, "60 seconds"),
    ],
)
def test_a_hold_of_a_minute_under_choices(choice: str, length_ms: int, words: str) -> None:
    """Whole seconds, never below one, and the author's words whenever they are still true."""
    score = composed(p("Hold for ", t(60), "."), choices=chosen(scaling(choice)))
    assert (holds(score), spoken(score)) == ([length_ms], [f"Hold for {words}."])


def test_an_unscaled_hold_is_exactly_what_the_author_wrote() -> None:
    """Only what changes is rounded to whole seconds."""
    assert holds(composed(p("Stay. ", hold(2.6)))) == [2600]
    assert holds(composed(p("Stay. ", hold(2.6)), choices=chosen(scaling("2x")))) == [5000]


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a minute and a half", "a minute and a half"),
        ("1m30s", "one minute and thirty seconds"),
        ("1:30", "one minute and thirty seconds"),
    ],
)
def test_shorthand_is_spoken_in_words(written: str, words: str) -> None:
    """A brace is spoken as written when it reads aloud, and in words when it is shorthand."""
    assert spoken(composed(p("Hold for ", t(90, written), "."))) == [f"Hold for {words}."]


def test_a_count_in_shorthand_is_spoken_in_words() -> None:
    """`{x10}` is said "ten times"."""
    from holdspace.routine.model import Count

    assert spoken(composed(p("Do it ", Count(10, "times", "x10"), "."), p(breathe())))[0] == "Do it ten times."


def test_a_brace_at_the_beginning_of_a_sentence_gets_its_capital() -> None:
    """A number in words begins its sentence like any word."""
    score = composed(p(t(60), " here."), choices=chosen(scaling("1.5x")))
    assert spoken(score) == ["Ninety seconds here."]


@pytest.mark.parametrize(
    ("choice", "length_ms", "words"),
    [
        ("1x", 50_000, "5 breaths"),
        ("1.5x", 80_000, "eight breaths"),
        ("0.1x", 10_000, "one breath"),
        ("+15s", 65_000, "sixty-five seconds"),
        ("=30s", 30_000, "thirty seconds"),
    ],
)
def test_breaths_stay_breaths_when_multiplied(choice: str, length_ms: int, words: str) -> None:
    """Breaths are whole breaths under a factor; a time added or set makes seconds of them."""
    score = composed(p("Stay for ", t(breaths(5)), "."), choices=chosen(scaling(choice)))
    assert (holds(score), spoken(score)) == ([length_ms], [f"Stay for {words}."])


def test_a_breath_is_one_cycle_of_the_routines_pattern() -> None:
    """Holds and pauses in breaths last whole cycles of the breath in force."""
    score = composed(p("Stay. ", hold(breaths(3))), breath=pattern("in 4, hold 7, out 8"))
    assert holds(score) == [57_000]


def test_one_section_only() -> None:
    """A choice for a section changes its holds in every pass and no other; sides need not be named."""
    blocks = (h("Pigeon ", R), both, p("Fold. ", hold(60)), h("Cat"), p("Arch. ", hold(60)))
    assert holds(composed(*blocks, choices=chosen(scaling("=90s", "pigeon")))) == [90_000, 90_000, 60_000]
    assert holds(composed(*blocks, choices=chosen(scaling("=90s", "Pigeon left")))) == [60_000, 90_000, 60_000]
    assert holds(composed(*blocks, choices=chosen(scaling("=90s", "Cat")))) == [60_000, 60_000, 90_000]


def test_a_section_keeps_its_choice_wherever_it_is_played() -> None:
    """The other side without a brace and a section played again are the same section."""
    blocks = (h("Pigeon"), both, p("Right leg. ", hold(60)), h("B"), p(again("Pigeon", Side.LEFT)), p("On. ", hold(60)))
    assert holds(composed(*blocks, choices=chosen(scaling("2x", "Pigeon")))) == [120_000, 120_000, 120_000, 60_000]


def test_the_opening_is_named_by_the_routines_title() -> None:
    """What stands before the first heading is the section of the routine's title."""
    assert holds(composed(p("Sit. ", hold(10)), choices=chosen(scaling("2x", "Test")))) == [20_000]


def test_which_choice_counts() -> None:
    """A section's own choice beats one for all wherever it stands; of two alike the later wins."""
    blocks = (h("A"), p("Fold. ", hold(60)), h("B"), p("Arch. ", hold(60)))
    own, other, general, later = scaling("=90s", "A"), scaling("=80s", "A"), scaling("2x"), scaling("3x")
    assert holds(composed(*blocks, choices=chosen(general, own))) == [90_000, 120_000]
    assert holds(composed(*blocks, choices=chosen(own, general))) == [90_000, 120_000]
    assert holds(composed(*blocks, choices=chosen(own, other))) == [80_000, 60_000]
    assert holds(composed(*blocks, choices=chosen(general, later))) == [180_000, 180_000]


def test_rests_have_a_choice_of_their_own() -> None:
    """`--rest` changes rests, bare ones too, and no holds."""
    score = composed(
        p("Jump. ", hold(30), rest(20), Rest(None)), choices=chosen(rest=(scaling("0.5x"),)), rest=seconds(14)
    )
    assert [(cue.kind, cue.ms) for cue in score.cues if isinstance(cue, Keep)] == [
        ("hold", 30_000),
        ("rest", 10_000),
        ("rest", 7_000),
    ]


def test_bare_holds_are_scaled_too() -> None:
    """The default length is scaled like a written one."""
    assert holds(composed(p("Stay. ", hold()), hold=breaths(4), choices=chosen(scaling("0.5x")))) == [20_000]


def test_the_factor_of_a_length_comes_after_the_choice() -> None:
    """A wanted length multiplies what the choices made of a hold, and rounds once."""
    kept = scaled(Duration(ms=60_000), scaling("=45s"), Fraction(3, 2), 10_000)
    assert (kept.ms, kept.breaths, kept.as_written) == (68_000, 0, False)


def test_settings_scale_until_a_choice_speaks_for_all() -> None:
    """The user's settings hold for a routine until the command line scales everything."""
    settings = Choices(hold=(scaling("2x"),))
    fold = p("Fold. ", hold(60))
    assert holds(composed(fold, choices=QUIET, settings=settings)) == [120_000]
    assert holds(composed(fold, choices=chosen(scaling("3x")), settings=settings)) == [180_000]
    one = chosen(scaling("=30s", "A"))
    assert holds(composed(fold, h("A"), fold, choices=one, settings=settings)) == [120_000, 30_000]

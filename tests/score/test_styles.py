"""What each style of calls says in holds and rests, and how their ends sound."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.routine.parser import parse
from holdspace.score.composing import compose
from holdspace.score.model import CallStyle, Choices, Keep, Score
from holdspace.score.styles import STYLES
from score_helpers import bell, breathe, calls, composed, h, hold, p, pause, rest, routine

CALM, GUIDE, COACH, SILENT = (Choices(calls=style) for style in get_args(CallStyle))


def in_hold(style: Choices, seconds: float) -> list[tuple[int, str]]:
    """The calls in a hold after which another section follows, in seconds."""
    score = composed(h("Fold"), p("Stay. ", hold(seconds)), h("Twist"), p("Turn. ", hold(1)), choices=style)
    return [(at_ms // 1000, text) for at_ms, text in calls(score)]


def in_rest(style: Choices, seconds: float) -> list[tuple[int, str]]:
    score = composed(h("Hop"), p("Go. ", hold(1), rest(seconds)), h("Twist"), p("Turn. ", hold(1)), choices=style)
    return [(at_ms // 1000, text) for at_ms, text in calls(score)]


def ends(score: Score) -> list[str | None]:
    return [cue.ends_with for cue in score.cues if isinstance(cue, Keep)]


def test_every_style_has_its_row() -> None:
    """The table has a row for each style that can be chosen, and no other."""
    assert set(STYLES) == set(get_args(CallStyle))


def test_calm_lets_holds_be_quiet() -> None:
    """A calm hold has only its half, and that only from a minute and a half on; its rests are quiet."""
    assert in_hold(CALM, 89) == []
    assert in_hold(CALM, 90) == [(45, "Halfway.")]
    assert in_hold(CALM, 300) == [(150, "Halfway.")]
    assert in_rest(CALM, 60) == []


def test_guide_calls_the_half_the_last_ten_seconds_and_what_comes_next() -> None:
    """The style of a class is what is called when nobody chooses."""
    assert in_hold(GUIDE, 60) == [(30, "Halfway."), (50, "Ten seconds."), (54, "Next: Twist.")]
    assert in_hold(Choices(), 60) == in_hold(GUIDE, 60)
    assert in_rest(GUIDE, 20) == [(14, "Next: Twist.")]


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [
        (30, [(15, "Halfway."), (20, "Ten seconds.")]),
        (59, [(29, "Halfway."), (49, "Ten seconds.")]),
        (60, [(30, "Halfway."), (50, "Ten seconds.")]),
        (90, [(30, "One minute left."), (45, "Halfway."), (60, "Thirty seconds left."), (80, "Ten seconds.")]),
        (120, [(30, "Ninety seconds left."), (60, "Halfway."), (90, "Thirty seconds left."), (110, "Ten seconds.")]),
        (
            300,
            [
                (30, "Four and a half minutes left."),
                (60, "Four minutes left."),
                (90, "Three and a half minutes left."),
                (120, "Three minutes left."),
                (150, "Halfway."),
                (180, "Two minutes left."),
                (210, "Ninety seconds left."),
                (240, "One minute left."),
                (270, "Thirty seconds left."),
                (290, "Ten seconds."),
            ],
        ),
    ],
)
def test_coach_tells_what_is_left_and_counts(seconds: int, expected: list[tuple[int, str]]) -> None:
    """Every half minute what is left; then the name of what is next, and three, two, one."""
    last = [(-6, "Next: Twist."), (-3, "Three."), (-2, "Two."), (-1, "One.")]
    assert in_hold(COACH, seconds) == [*expected, *((seconds + at, text) for at, text in last)]


def test_coach_leads_through_a_rest() -> None:
    """A rest says at once what is next, then to get ready, then counts; short rests have room for less."""
    count = [(7, "Three."), (8, "Two."), (9, "One.")]
    assert in_rest(COACH, 10) == [(1, "Next: Twist."), (5, "Get ready."), *count]
    assert [text for _, text in in_rest(COACH, 9.9)] == ["Next: Twist.", "Three.", "Two.", "One."]
    assert in_rest(COACH, 7.9) == []


def test_coach_says_get_ready_only_before_something_to_do() -> None:
    """A rest before more words, or before the end, does not call for effort."""

    def ready(*after: object) -> bool:
        score = composed(h("Hop"), p("Go. ", hold(1), rest(10)), *after, choices=COACH)
        return "Get ready." in [text for _, text in calls(score)]

    assert ready(p("Once more. ", hold(20)))
    assert ready(h("Twist"), p("Turn. ", hold(20)))
    assert ready(h("Twist"), p("Turn."), p(breathe(3)))
    assert not ready(h("Done"), p("Well done."), h("Later"), p("Lie down. ", hold(20)))
    assert not ready()


def test_silent_says_nothing_in_holds_and_rests() -> None:
    """Not a word, however long the hold."""
    assert in_hold(SILENT, 600) == in_rest(SILENT, 60) == []


def test_a_point_changes_any_style() -> None:
    """A listener may have the calm style with a count, or the silent one with its half."""
    counted = [(50, "Ten seconds."), (57, "Three."), (58, "Two."), (59, "One.")]
    assert in_hold(Choices(calls="calm", countdown="3"), 60) == counted
    assert in_hold(Choices(calls="silent", halfway=True), 60) == [(30, "Halfway.")]
    left = [text for _, text in in_hold(Choices(calls="coach", halfway=False), 60)]
    assert left[0] == "Thirty seconds left."


@pytest.mark.parametrize("style", [CALM, GUIDE, SILENT])
def test_the_end_of_a_hold_or_rest_sounds(style: Choices) -> None:
    """From five seconds on every hold and rest ends with the sound that means release, spoken to or not."""
    score = composed(p("Stay. ", hold(60), rest(20), hold(5), hold(4.999)), choices=style)
    assert ends(score) == ["release", "release", "release", None]


def test_a_counted_hold_ends_with_its_sound_too() -> None:
    """The end sounds the same whether its last seconds are counted or not; only very short holds have no sound."""
    assert ends(composed(p("Stay. ", hold(60), rest(20), hold(4)), choices=COACH)) == ["release", "release", None]


def test_the_authors_own_bell_marks_the_end_itself() -> None:
    """A bell right behind a hold is its end; after a pause it is something else."""
    score = composed(p("Stay. ", hold(60)), p(bell, "Rise. ", hold(60), pause(2), bell), choices=GUIDE)
    assert ends(score) == [None, "release"]


@given(st.sampled_from(get_args(CallStyle)), st.integers(1, 1200), st.booleans())
@settings(max_examples=200)
def test_no_call_lies_outside_its_hold(style: CallStyle, seconds: int, is_rest: bool) -> None:
    """In every style and length each call begins inside, no two at one moment, and none is the length changed."""
    keep = rest(seconds) if is_rest else hold(seconds)
    blocks = (h("A"), p("x. ", keep), h("B"), p("y. ", hold(1)))
    (first, _) = (cue for cue in compose(routine(*blocks), Choices(calls=style)).score.cues if isinstance(cue, Keep))
    assert first.ms == seconds * 1000
    moments = [call.at_ms for call in first.calls]
    assert moments == sorted(set(moments))
    assert all(0 < at_ms < first.ms for at_ms in moments)


def called(script: str, choices: Choices = Choices()) -> list[list[str]]:  # noqa: B008 - it cannot be changed
    """The calls of every hold and rest of a script."""
    parsed = parse(script)
    assert parsed.diagnostics == ()
    score = compose(parsed.routine, choices).score
    return [[call.utterance.text for call in cue.calls] for cue in score.cues if isinstance(cue, Keep)]


GUIDED, CALMED, COACHED = ["Halfway.", "Ten seconds."], [], ["Halfway.", "Ten seconds.", "Three.", "Two.", "One."]


def test_a_direction_changes_the_style_to_the_end_of_its_section() -> None:
    """From `[calls …]` on the section has another style; before it, and in the next section, nothing has changed."""
    script = "## A\nStay. [hold 40s]\n[calls coach]\nMore. [hold 40s]\nCome up.\n\n## B\nStay. [hold 40s]\nGo."
    assert called(script) == [GUIDED, COACHED, GUIDED]


def test_before_the_first_heading_it_holds_for_the_script() -> None:
    """A script that begins with `[calls …]` has that style everywhere but where a section asks for another."""
    script = (
        "[calls calm]\n\n## A\nStay. [hold 40s]\n\n## B\n[calls coach] Stay. [hold 40s]\nGo.\n\n## C\nStay. [hold 40s]"
    )
    assert called(script) == [CALMED, COACHED, CALMED]
    assert called("Stay. [hold 40s]\n[calls coach]\nStay. [hold 40s]") == [GUIDED, COACHED]


def test_a_section_done_again_keeps_its_style() -> None:
    """Both sides, repeats and `[again …]` have the style of the section that is done, not of where it is called."""
    first = "## A {right} [both sides]\n[calls coach]\nStay. [hold 40s]\nUp.\n\n"
    script = f"{first}## B\n[calls calm]\n[again A, right]\nStay. [hold 40s]"
    assert called(script) == [COACHED, COACHED, COACHED, CALMED]


def test_the_listeners_style_comes_before_every_direction() -> None:
    """`--calls` counts in every section; `--countdown` changes its point in a section's style too."""
    script = "## A\n[calls coach]\nStay. [hold 40s]"
    assert called(script, SILENT) == [[]]
    assert called(script, Choices(countdown="off")) == [["Halfway."]]


def test_a_sections_style_is_not_bound_by_the_front_matter() -> None:
    """The front matter's countdown belongs to the front matter's style."""
    script = (
        "---\ncountdown: 5\n---\n\n## A\n[calls calm]\nStay. [hold 40s]\nUp.\n\n## B\nStay. [hold 6s]\nGo. [hold 12s]"
    )
    assert called(script) == [[], [], ["Five.", "Four.", "Three.", "Two.", "One."]]

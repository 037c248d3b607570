from __future__ import annotations

import pytest

from holdspace.routine.model import Side
from holdspace.score.model import Choices, Keep
from score_helpers import (
    R,
    again,
    bell,
    both,
    breathe,
    breaths,
    calls,
    composed,
    end,
    h,
    hold,
    p,
    pause,
    repeat,
    rest,
    silent,
)

NEXT_ONLY = Choices(countdown="off", halfway=False)


@pytest.mark.parametrize(
    ("length", "expected"),
    [
        (19.999, []),
        (20, [(10_000, "Ten seconds.")]),
        (29, [(19_000, "Ten seconds.")]),
        (30, [(15_000, "Halfway."), (20_000, "Ten seconds.")]),
        (60, [(30_000, "Halfway."), (50_000, "Ten seconds.")]),
    ],
)
def test_calls_in_a_hold_by_default(length: float, expected: list[tuple[int, str]]) -> None:
    """From 20 seconds on the last ten are called, from 30 on the half."""
    assert calls(composed(p("Stay. ", hold(length)), choices=Choices())) == expected


@pytest.mark.parametrize(
    ("countdown", "length", "expected"),
    [
        ("off", 60, []),
        ("3", 8, [(5000, "Three."), (6000, "Two."), (7000, "One.")]),
        ("3", 7.9, []),
        ("5", 9.9, [(6900, "Three."), (7900, "Two."), (8900, "One.")]),
        ("10", 7.9, []),
        ("5", 10, [(5000, "Five."), (6000, "Four."), (7000, "Three."), (8000, "Two."), (9000, "One.")]),
    ],
)
def test_the_last_seconds_counted_aloud(countdown: str, length: float, expected: list[tuple[int, str]]) -> None:
    """Each number begins exactly so many seconds before the end, and five seconds come before the first.

    In a shorter hold a shorter count takes its place, of five or three.
    """
    choices = Choices(countdown=countdown, halfway=False)
    assert calls(composed(p("Stay. ", hold(length)), choices=choices)) == expected


def test_a_count_comes_with_the_ten_seconds() -> None:
    """A count of three is in addition to the call at ten seconds; a count of ten takes its place."""
    three = calls(composed(p("Stay. ", hold(20)), choices=Choices(countdown="3")))
    assert three == [(10_000, "Ten seconds."), (17_000, "Three."), (18_000, "Two."), (19_000, "One.")]
    ten = calls(composed(p("Stay. ", hold(20)), choices=Choices(countdown="10")))
    assert ten[0] == (10_000, "Ten.")
    assert len(ten) == 10


@pytest.mark.parametrize(
    ("countdown", "length", "expected"),
    [
        (
            "30, 15, 3",
            60,
            [(30, "Thirty seconds."), (45, "Fifteen seconds."), (57, "Three."), (58, "Two."), (59, "One.")],
        ),
        ("30, 15, 3", 39.9, [(24, "Fifteen seconds."), (36, "Three."), (37, "Two."), (38, "One.")]),
        ("30, 15, 3", 7, []),
        ("60, ten", 90, [(30, "One minute."), (80, "Ten seconds.")]),
        ("90, 7", 100, [(10, "Ninety seconds."), (93, "Seven seconds.")]),
    ],
)
def test_marks_of_ones_own(countdown: str, length: float, expected: list[tuple[int, str]]) -> None:
    """Each mark is called that long before the end if ten seconds come before it; a last 3, 5 or 10 is counted."""
    score = composed(p("Stay. ", hold(length)), choices=Choices(countdown=countdown, halfway=False))
    assert [(at_ms // 1000, text) for at_ms, text in calls(score)] == expected


def test_marks_belong_to_holds() -> None:
    """In a rest only the count is heard, as with a single number."""
    score = composed(p("Stay. ", rest(60)), choices=Choices(countdown="30, 15, 3"))
    assert [text for _, text in calls(score)] == ["Three.", "Two.", "One."]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Noch dreißig Sekunden."),
        ("fr", "Trente secondes."),
        ("es", "Treinta segundos."),
        ("pt", "Trinta segundos."),
        ("pt-br", "Trinta segundos."),
    ],
)
def test_marks_in_every_language(language: str, text: str) -> None:
    """A mark is worded as the ten seconds are, in each language."""
    score = composed(p("Stay. ", hold(60)), choices=Choices(countdown="30, ten", halfway=False, language=language))
    assert calls(score)[0] == (30_000, text)


def test_a_coach_does_not_say_the_same_twice() -> None:
    """At a mark of the countdown the mark is called and "thirty seconds left" is not; the half gives way to a mark."""
    choices = Choices(calls="coach", countdown="60, 30, 3")
    score = composed(p("Stay. ", hold(120)), choices=choices)
    (keep,) = [cue for cue in score.cues if isinstance(cue, Keep)]
    assert [(call.at_ms, call.utterance.text, call.importance) for call in keep.calls[:-3]] == [
        (30_000, "Ninety seconds left.", 10),
        (60_000, "One minute.", 25),
        (60_000, "Halfway.", 20),
        (90_000, "Thirty seconds.", 25),
    ]


def test_calls_carry_their_importance() -> None:
    """Numbers matter most, then the next section, then ten seconds, then the half."""
    score = composed(h("A"), p("Stay. ", hold(60)), h("B"), p("Go."), choices=Choices(countdown="3"))
    (keep,) = [cue for cue in score.cues if isinstance(cue, Keep)]
    assert [(call.utterance.text, call.importance) for call in keep.calls] == [
        ("Halfway.", 20),
        ("Ten seconds.", 30),
        ("Next: B.", 40),
        ("Three.", 50),
        ("Two.", 50),
        ("One.", 50),
    ]
    assert {call.utterance.kind for call in keep.calls} == {"call"}


def next_calls(*blocks: object, choices: Choices = NEXT_ONLY) -> list[tuple[int, str]]:
    return calls(composed(*blocks, choices=choices))


def test_the_next_section_is_named_in_the_last_hold() -> None:
    """The last hold of a section names the next one six seconds before its end, from fifteen seconds on."""
    after = (h("Child's pose"), p("Rest. ", hold(90)))
    assert next_calls(h("A"), p("One. ", hold(60), "Two. ", hold(15)), *after) == [(9000, "Next: Child's pose.")]
    assert next_calls(h("A"), p("One. ", hold(14.9)), *after) == []


@pytest.mark.parametrize(("countdown", "at_ms"), [("off", 54_000), ("3", 54_000), ("5", 52_000), ("10", 47_000)])
def test_the_next_section_is_named_before_the_count(countdown: str, at_ms: int) -> None:
    """A long count moves the next section's name before its first number."""
    choices = Choices(countdown=countdown, halfway=False)
    score = composed(h("A"), p("One. ", hold(60)), h("B"), p("Two."), choices=choices)
    assert (at_ms, "Next: B.") in calls(score)


def test_only_the_last_hold_of_a_section_names_the_next() -> None:
    """Words, a rest or breaths after a hold keep it from naming the next section; pauses and bells do not."""
    after = (h("B"), p("Go."))
    named = [(24_000, "Next: B.")]
    assert next_calls(h("A"), p("Fold. ", hold(30), "Come up."), *after) == []
    assert next_calls(h("A"), p("Fold. ", hold(30), breathe(1)), *after) == []
    assert next_calls(h("A"), p("Fold. ", hold(30), pause(5), bell), *after) == named
    assert next_calls(h("A"), p("Fold. ", hold(30), rest(20)), *after) == [(14_000, "Next: B.")]


def test_the_next_section_is_named_without_its_number() -> None:
    """A numbered heading is announced by its words."""
    assert next_calls(h("1. A"), p("Fold. ", hold(30)), h("2. B"), p("Go.")) == [(24_000, "Next: B.")]


def test_nothing_is_next_after_the_last_section() -> None:
    """The last hold of a session names nothing."""
    assert next_calls(h("A"), p("Fold. ", hold(30))) == []


def test_a_section_that_begins_without_a_word_is_not_named() -> None:
    """Silent headings, silent chapters and a section that goes on are not named before they begin."""
    fold = (h("A"), p("Fold. ", hold(30)))
    assert next_calls(*fold, h("B ", silent), p("Go.")) == []
    silent_chapters = Choices(countdown="off", halfway=False, chapters_spoken=False)
    assert next_calls(*fold, h("B"), p("Go."), choices=silent_chapters) == []
    on = (h("A ", R), p("Fold. ", hold(30)), h("B"), p("One. ", again("A", Side.LEFT)), p("Two."))
    assert next_calls(*on) == [(24_000, "Next: B.")]


def test_the_other_side_is_next() -> None:
    """Before a second pass the mirrored title is named, or the other side where the heading has no brace."""
    assert next_calls(h("Pigeon ", R), both, p("Fold. ", hold(30))) == [(24_000, "Next: Pigeon left.")]
    assert next_calls(h("Pigeon"), both, p("Right leg. ", hold(30))) == [(24_000, "Next: other side.")]


def test_every_round_names_what_follows_it() -> None:
    """In a repeat of sections the last hold of a round names the first section of the next."""
    blocks = (p(repeat(2)), h("A"), p("One. ", hold(20)), h("B"), p("Two. ", hold(20)), p(end))
    assert [text for _, text in next_calls(*blocks)] == ["Next: B.", "Next: A.", "Next: B."]


def test_a_rest_has_the_next_section_and_the_count() -> None:
    """Rests are counted and name what follows, without the half and the ten seconds."""
    score = composed(h("A"), p("Jump. ", rest(40)), h("B"), p("Go."), choices=Choices(countdown="3"))
    assert calls(score) == [(34_000, "Next: B."), (37_000, "Three."), (38_000, "Two."), (39_000, "One.")]


def test_a_hold_in_breaths_is_called_like_any_other() -> None:
    """Six breaths of ten seconds have their half and their last ten seconds."""
    score = composed(p("Stay. ", hold(breaths(6))), choices=Choices())
    assert calls(score) == [(30_000, "Halfway."), (50_000, "Ten seconds.")]


def test_calls_never_leave_their_hold() -> None:
    """Every call begins inside its hold, whatever the length and the count."""
    for length in range(1, 70):
        for countdown in ("off", "ten", "3", "5", "10"):
            score = composed(h("A"), p("x. ", hold(length)), h("B"), p("y."), choices=Choices(countdown=countdown))
            assert all(0 <= at_ms < length * 1000 for at_ms, _ in calls(score))

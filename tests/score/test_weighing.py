from __future__ import annotations

import time

import pytest

from holdspace.score.composing import compose
from holdspace.score.weighing import MAX_CUES
from score_helpers import QUIET, R, again, both, breathe, composition, end, errors, h, hold, p, repeat, routine


def test_too_many_cues_name_the_innermost_repeat_that_makes_them() -> None:
    """A repeat that alone exceeds the limit is named, not the one around it."""
    made = composition(
        p(repeat(10, line=1)),
        p(repeat(1_000_000, line=2)),
        p("Hop. ", hold(1)),
        p(end),
        p(repeat(2, line=5)),
        p("x."),
        p(end, end),
    )
    assert [(d.code, d.place.line) for d in made.diagnostics] == [("too-many-cues", 2)]
    assert made.diagnostics[0].what == (
        "this repeat makes 3,000,000 cues, and the session 30,000,064; the most a session can have is 200,000"
    )


def test_repeats_that_multiply_are_found_without_being_unrolled() -> None:
    """Twenty nested repeats of a thousand are refused at once."""
    started = time.perf_counter()
    made = composition(*[p(repeat(1000))] * 20, p("Hop."), *[p(end)] * 20)
    assert errors(made.diagnostics) == ["too-many-cues"]
    assert time.perf_counter() - started < 2


def test_a_refused_session_keeps_its_beginning() -> None:
    """With too many cues the score is cut short, so that looking at it stays quick."""
    made = composition(p(repeat(10**9), "Hop. ", end))
    assert 100 < len(made.score.cues) < 5000


def test_a_large_session_is_composed_whole() -> None:
    """A session just below the limit has all of its cues."""
    made = composition(p(repeat(10_000), "Hop. ", hold(1), end))
    assert made.diagnostics == ()
    assert len(made.score.cues) == 2 + 2 * 10_000


@pytest.mark.parametrize(
    "blocks",
    [
        (p(repeat(7), "One. Two. ", end),),
        (p(repeat(3)), h("A ", R), both, p("One."), p(repeat(4), "Two. ", hold(1), end), p(end)),
        (h("A"), p("One."), p(breathe(9)), h("B"), p(repeat(5), again("A"), end)),
    ],
)
def test_the_weight_is_never_below_the_cues(blocks: tuple[object, ...], monkeypatch: pytest.MonkeyPatch) -> None:
    """What passes the limit has no more cues than the limit, the head and tail aside."""
    cues = len(compose(routine(*blocks), QUIET).score.cues) - 2
    monkeypatch.setattr("holdspace.score.weighing.MAX_CUES", cues - 1)
    assert "too-many-cues" in errors(compose(routine(*blocks), QUIET).diagnostics)
    assert cues < MAX_CUES

"""Both sides of the body get as many turns and as much time, or the author is told."""

from __future__ import annotations

import pytest

from holdspace.routine.model import Side
from holdspace.score.composing import Composition
from holdspace.score.model import Choices
from score_helpers import (
    L,
    R,
    again,
    both,
    breathe,
    composition,
    end,
    h,
    hold,
    p,
    repeat,
    scaling,
    t,
    warnings,
)

PIGEON = (h("Pigeon ", R, line=3), p("Fold over your ", R, " leg. Hold for ", t(60), "."))


def uneven(made: Composition) -> list[str]:
    assert set(warnings(made.diagnostics)) <= {"sides-uneven"}
    return [diagnostic.what for diagnostic in made.diagnostics]


def test_a_side_too_many_is_told() -> None:
    """`[both sides]` and an `[again …]` for one of them do one side twice."""
    made = composition(*PIGEON, both, h("Cat"), p(breathe(3), again("Pigeon", Side.LEFT)))
    assert uneven(made) == ["“Pigeon right” is done once on the right side and twice on the left"]
    assert made.diagnostics[0].place.line == 3
    assert "[both sides]" in made.diagnostics[0].mend


def test_a_choice_for_one_side_is_told() -> None:
    """Holds made longer on one side only are uneven; a choice for the bare title changes both."""
    blocks = (*PIGEON, h("Cat"), p(breathe(3), again("Pigeon", Side.LEFT)))
    one = composition(*blocks, choices=Choices(hold=(scaling("1.5x", "Pigeon left"),)))
    assert uneven(one) == [
        "“Pigeon right” is held for sixty seconds on the right side and for ninety seconds on the left"
    ]
    assert uneven(composition(*blocks, choices=Choices(hold=(scaling("1.5x", "Pigeon"),)))) == []
    assert uneven(composition(*blocks, choices=Choices(hold=(scaling("1.5x"),)))) == []


def test_sides_written_out_are_compared() -> None:
    """Two sections of one title, one for each side, are a pair, whatever their numbers."""

    def written(left: int) -> Composition:
        right, other = (h(f"{number}. Pigeon ", side) for number, side in ((1, R), (2, L)))
        return composition(right, p("Fold. ", hold(60)), other, p("Fold. ", hold(left)))

    assert uneven(written(60)) == []
    assert len(uneven(written(45))) == 1


@pytest.mark.parametrize(
    "blocks",
    [
        (*PIGEON, both),
        (*PIGEON, both, h("B"), p(again("Pigeon"))),
        (*PIGEON, h("B"), p(again("Pigeon", Side.LEFT), again("Pigeon", Side.LEFT), again("Pigeon", Side.RIGHT))),
        (p(repeat(3)), *PIGEON, both, p(end)),
        (h("Wrists"), p("Your left hand. ", hold(15), "Your right hand. ", hold(10)), p("Left foot. ", hold(9))),
        (
            h("Lunge ", R),
            p("Step your ", R, " foot back."),
            h("B"),
            p(again("Lunge", Side.LEFT), again("Lunge", Side.LEFT)),
        ),
    ],
)
def test_what_is_even_or_holds_nothing_is_otheralone(blocks: tuple[object, ...]) -> None:
    """Even turns, sections that do both sides themselves, and steps that are not held draw no warning."""
    made = composition(*blocks)
    assert "sides-uneven" not in warnings(made.diagnostics)

"""Which rounds of repeats are told, and how."""

from __future__ import annotations

from typing import get_args

import pytest

from holdspace.score.model import CallStyle, Choices
from score_helpers import again, breathe, composed, end, h, hold, lines, p, pause, repeat, rest, spoken


def told(*blocks: object, choices: Choices = Choices()) -> list[str]:  # noqa: B008 - it cannot be changed
    """The announcements of rounds, in order."""
    return [text for text in spoken(composed(*blocks, choices=choices)) if text.startswith(("Round", "Set"))]


def test_the_rounds_of_a_circuit_are_told() -> None:
    """From the second on each round of a repeat of sections begins with its number, before the section's name."""
    blocks = (p(repeat(3)), h("Squats"), p("Down. ", hold(1)), h("Plank"), p("Still. ", hold(1)), p(end))
    assert spoken(composed(*blocks)) == [
        *["Squats.", "Down.", "Plank.", "Still."],
        *["Round two of three.", "Squats.", "Down.", "Plank.", "Still."],
        *["Round three of three.", "Squats.", "Down.", "Plank.", "Still."],
    ]


def test_a_round_belongs_to_the_section_that_it_begins() -> None:
    """A chapter begins with its round, so that skipping to it tells where one is."""
    score = lines(composed(h("Plank"), p(repeat(2)), h("Squats"), p("Down. ", hold(1)), p(end)))
    at = score.index("title Round two of two.")
    assert score[at - 2 : at + 4] == [
        "hold 1000",
        "# Squats",
        "title Round two of two.",
        "gap 450",
        "title Squats.",
        "gap 800",
    ]


def test_rounds_within_a_section_are_told_where_they_take_time() -> None:
    """A plank of half a minute is a round; a shoulder roll of three seconds is not worth its number."""
    planks = p(repeat(2), "Plank. ", hold(15), rest(5), end)
    assert lines(composed(planks), gaps=False)[1:] == [
        *["say Plank.", "hold 15000", "rest 5000"],
        *["title Round two of two.", "say Plank.", "hold 15000", "rest 5000"],
    ]
    assert told(p(repeat(10), "Roll. ", pause(3), end)) == []
    assert told(p(repeat(2), "Sit. ", hold(15), rest(4.9), end)) == []
    assert told(p(repeat(2), breathe(2), end)) == ["Round two of two."]
    assert told(p(repeat(2), repeat(7), "Roll. ", pause(3), end, end)) == ["Round two of two."]


def test_a_repeat_of_one_is_not_told() -> None:
    """Once is no round, and does not make the repeat inside it a second kind."""
    blocks = (p(repeat(1)), p(repeat(2)), h("A"), p("Go. ", hold(1)), p(end), p(end))
    assert told(*blocks) == ["Round two of two."]


def test_repeats_within_repeats_are_rounds_of_sets() -> None:
    """The inner numbers are of another word, and a third kind is not told at all."""
    plank = ("Plank. ", hold(20))
    nested = (p(repeat(2)), h("A"), p("Go."), p(repeat(3), *plank, end), p(end))
    sets = ["Set two of three.", "Set three of three."]
    assert told(*nested) == [*sets, "Round two of two.", *sets]
    deep = p(repeat(2), repeat(2), repeat(2), *plank, end, end, end)
    assert told(deep) == ["Set two of two.", "Round two of two.", "Set two of two."]


def test_a_section_done_again_counts_as_time() -> None:
    """Repeating a section by name is a round too."""
    blocks = (h("A"), p("Go."), h("B"), p(repeat(2), again("A"), end))
    assert told(*blocks) == ["Round two of two."]


@pytest.mark.parametrize("style", get_args(CallStyle))
def test_the_style_decides_whether_rounds_are_told(style: CallStyle) -> None:
    """A class and a gym hear their rounds; in calm and silence the sections alone say where one is."""
    blocks = (p(repeat(2)), h("A"), p("Go. ", hold(1)), p(end))
    assert bool(told(*blocks, choices=Choices(calls=style))) == (style in {"guide", "coach"})


def test_what_stands_between_the_rounds_comes_first() -> None:
    """A round is told after the gap that ends the paragraph before it, in the voice that speaks there."""
    score = lines(composed(p(repeat(2)), p("Plank. ", hold(20), "Down."), p(end), p("Rest.")))
    at = score.index("title Round two of two.")
    assert score[at - 2 : at + 3] == ["say Down.", "gap 900", "title Round two of two.", "gap 800", "say Plank."]

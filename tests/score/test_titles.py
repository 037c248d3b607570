from __future__ import annotations

import pytest

from holdspace.routine.model import Side
from holdspace.score.titles import bare_key, exact_key, nearest, side_in, unnumbered


@pytest.mark.parametrize(
    ("title", "exact", "bare"),
    [
        ("Deep hip stretch", "deep hip stretch", "deep hip stretch"),
        ("  DEEP  Hip-stretch, {Right} ", "deep hip stretch right", "deep hip stretch"),
        ("Child’s pose", "child s pose", "child s pose"),
        ("Left", "left", "left"),
        ("Śavāsana", "śavāsana", "śavāsana"),
        ("🧘", "🧘", "🧘"),
    ],
)
def test_titles_are_compared_by_their_words(title: str, exact: str, bare: str) -> None:
    """Case, spaces and punctuation never count; in the bare key sides do not, unless they are all there is."""
    assert (exact_key(title), bare_key(title)) == (exact, bare)


def test_accents_are_the_same_however_they_are_written() -> None:
    """Composed and decomposed letters make the same title."""
    assert exact_key("S\u0301ava\u0304sana") == exact_key("Śavāsana")


def test_the_side_in_a_title() -> None:
    """The first side word counts, as a word of its own only."""
    assert side_in("Pigeon {left}, right foot back") is Side.LEFT
    assert side_in("Bright leftovers") is None


def test_the_nearest_title() -> None:
    """A slip of the pen finds its title, something else finds none."""
    assert nearest("cat and caw", ["Cat and cow", "Child's pose"]) == "Cat and cow"
    assert nearest("headstand", ["Cat and cow", "Child's pose"]) is None
    assert nearest("hip stretch", ["Hip opener", "Deep hip stretch for runners"]) == "Deep hip stretch for runners"


def test_the_number_of_a_list_is_no_part_of_a_name() -> None:
    """Numbers before a stop go; numbers that belong to the name stay."""
    titles = ["2. Low lunge", "3) Rest", "4-7-8 breathing", "7 minutes", "10."]
    assert [unnumbered(title) for title in titles] == ["Low lunge", "Rest", "4-7-8 breathing", "7 minutes", "10."]

"""What a batch is to make, and under which names."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from batch_helpers import orders
from holdspace.errors import BadChoice
from holdspace.routine.durations import parse_scaling
from holdspace.score.model import Choices
from holdspace.session.naming import LONGEST_BYTES, safe_name
from holdspace.session.ordering import Wishes, name_of, orders_for
from holdspace.session.variants import Variant, titled, track_of


def test_names_tell_routine_voice_holds_and_week() -> None:
    """Each file's name says all that sets it apart, and no more than that."""
    made = orders([Path("morning.md")], Path("out"), ["hibari:heart", "piper:joe"], ["1x", "1.5x"])
    assert [order.target.name for order in made] == [
        "morning_heart_1x.wav", "morning_heart_1.5x.wav", "morning_joe_1x.wav", "morning_joe_1.5x.wav",
    ]  # fmt: skip
    assert [order.target.name for order in orders([Path("a.md")], Path(), [], weeks=2)] == [
        "a_week01.wav",
        "a_week02.wav",
    ]
    same = orders([Path("a.md")], Path(), ["hibari:heart", "kokoro:heart"])
    assert [order.target.stem for order in same] == ["a_hibari-heart", "a_kokoro-heart"]


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=200), st.lists(st.text(max_size=60), max_size=2), st.integers(0, 52))
def test_names_are_safe_everywhere(stem: str, traits: list[str], week: int) -> None:
    """Whatever a routine or a hold is called, the name is one that every player's file system takes."""
    script = Path("/somewhere") / (safe_name(stem) + ".md")
    name = name_of(script, Variant(week, 52, tuple(traits)))
    assert 0 < len(name.encode()) <= LONGEST_BYTES
    assert safe_name(name) == name


def test_a_long_routine_keeps_its_variants_apart() -> None:
    """What is cut is the routine's name, never the voice and the week."""
    name = name_of(Path("a very long name of a routine, " * 5 + ".md"), Variant(3, 4, ("heart",)))
    assert name.endswith("_heart_week03")
    assert len(name.encode()) <= LONGEST_BYTES


def test_two_files_of_one_name_are_refused() -> None:
    """Also where only the case of letters differs; both routines are named."""
    with pytest.raises(BadChoice, match=r"a/Morning\.md.* and .*b/morning\.md"):
        orders([Path("a/Morning.md"), Path("b/morning.md")], Path("out"), [])


def test_a_series_grows_from_what_the_settings_say() -> None:
    """Week 1 is what `render` makes; later weeks grow from the user's own holds, unless the command says others."""
    wishes = Wishes(settings=Choices(hold=(parse_scaling("2x"),)), weeks=3)
    first, second, third = orders_for([Path("a.md")], wishes, Path())
    assert first.choices.hold == ()
    assert [float(order.choices.hold[-1].value) for order in (second, third)] == [2.2, 2.42]
    said = orders_for(
        [Path("a.md")], Wishes(wishes.choices, wishes.settings, holds=(parse_scaling("3x"),), weeks=2), Path()
    )
    assert float(said[1].choices.hold[-1].value) == 3.3


def test_titles_and_tracks_say_which_week() -> None:
    """In the routine's language, before the title, since a small screen shows only the beginning."""
    week = Variant(2, 4, ("heart", "1.5x"))
    assert titled("Morning", week, "en-GB") == "Week 2: Morning (heart, 1.5x)"
    assert titled("Morgen", week, "de").startswith("Woche 2: ")
    assert track_of(week) == (2, 4)
    assert track_of(Variant(traits=("heart",))) is None

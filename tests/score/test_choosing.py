from __future__ import annotations

import pytest

from holdspace.routine.model import DEFAULT_BREATH, FrontMatter
from holdspace.score.choosing import DEFAULT_HOLD, DEFAULT_REST, choose
from holdspace.score.model import CallStyle, Choices
from score_helpers import breaths, pattern, scaling, seconds

FRONT = FrontMatter(
    voice="script",
    pace=0.9,
    language="en-GB",
    breath=pattern("in 5, out 5"),
    length=seconds(600),
    countdown="3",
    halfway=False,
    calls="calm",
    count="down",
    room_tone=-60.0,
    chapters="silent",
)
ASKED = Choices(
    voice="asked",
    pace=1.1,
    length_ms=1000,
    breath=pattern("in 2, out 2"),
    countdown="off",
    halfway=True,
    calls="silent",
    count="none",
    room_tone_db=-50.0,
    chapters_spoken=True,
    language="en-US",
)
SETTINGS = Choices(
    voice="settings",
    pace=1.2,
    length_ms=2000,
    breath=pattern("in 3, out 3"),
    countdown="10",
    halfway=False,
    calls="coach",
    count="rounds",
    room_tone_db=-55.0,
    chapters_spoken=False,
    language="de",
)
FIELDS = (
    "voice",
    "pace",
    "length_ms",
    "breath",
    "countdown",
    "halfway",
    "calls",
    "count",
    "room_tone_db",
    "chapters_spoken",
    "language",
)


@pytest.mark.parametrize("name", FIELDS)
def test_the_listener_beats_the_script_beats_the_settings(name: str) -> None:
    """Each choice is taken from the first that says anything: command line, front matter, settings."""
    in_front = {"length_ms": 600_000, "room_tone_db": -60.0, "chapters_spoken": False}.get(
        name, getattr(FRONT, name, None)
    )
    assert getattr(choose(FRONT, ASKED, SETTINGS), name) == getattr(ASKED, name)
    assert getattr(choose(FRONT, Choices(), SETTINGS), name) == in_front
    assert getattr(choose(FrontMatter(), Choices(), SETTINGS), name) == getattr(SETTINGS, name)


def test_what_holds_when_nobody_says_anything() -> None:
    """The defaults: the best voice at its own pace, ten seconds and the half called, chapters spoken, English."""
    chosen = choose(FrontMatter(), Choices())
    assert (chosen.voice, chosen.pace, chosen.length_ms, chosen.breath) == (None, 1.0, None, DEFAULT_BREATH)
    assert (chosen.countdown, chosen.halfway, chosen.chapters_spoken, chosen.language) == ("ten", True, True, "en")
    assert (chosen.default_hold, chosen.default_rest) == (DEFAULT_HOLD, DEFAULT_REST)
    assert (DEFAULT_HOLD.ms, DEFAULT_REST.ms) == (30_000, 20_000)


def test_no_is_an_answer() -> None:
    """A choice of False, or of an empty countdown, is a choice and not a gap to fill."""
    front = FrontMatter(halfway=True, chapters="spoken")
    chosen = choose(front, Choices(halfway=False, chapters_spoken=False))
    assert (chosen.halfway, chosen.chapters_spoken) == (False, False)


def test_a_wanted_length_in_breaths() -> None:
    """A length in breaths is whole cycles of the breath that holds for the session."""
    assert choose(FrontMatter(length=breaths(30)), Choices()).length_ms == 300_000
    assert choose(FrontMatter(length=breaths(30)), Choices(breath=pattern("in 2, out 2"))).length_ms == 120_000


def test_a_choice_for_one_section_leaves_the_settings_in_force() -> None:
    """Only a choice for all sections replaces the settings' own."""
    general, own, setting = scaling("2x"), scaling("=90s", "A"), scaling("1.5x")
    assert choose(FrontMatter(), Choices(hold=(own,)), Choices(hold=(setting,))).hold == (setting, own)
    assert choose(FrontMatter(), Choices(hold=(general,)), Choices(hold=(setting,))).hold == (general,)
    assert choose(FrontMatter(), Choices(), Choices(rest=(setting,))).rest == (setting,)


@pytest.mark.parametrize(
    ("countdown", "seconds_counted"),
    [("off", 0), ("ten", 0), ("3", 3), ("5", 5), ("10", 10), ("30, 15, 5", 5), ("20, 7", 0)],
)
def test_how_many_seconds_are_counted(countdown: str, seconds_counted: int) -> None:
    """The countdown `ten` is one call and counts nothing aloud; a number counts that many seconds."""
    assert choose(FrontMatter(), Choices(countdown=countdown)).style.counted_seconds == seconds_counted


@pytest.mark.parametrize(
    ("style", "countdown", "halfway"),
    [("calm", "off", True), ("guide", "ten", True), ("coach", "3", True), ("silent", "off", False)],
)
def test_a_style_brings_its_countdown_and_its_half(style: CallStyle, countdown: str, halfway: bool) -> None:
    """Where nobody says how the end and the half are called, the style does."""
    chosen = choose(FrontMatter(calls=style), Choices())
    assert (chosen.countdown, chosen.halfway) == (countdown, halfway)


def test_points_of_a_style_can_be_changed() -> None:
    """A countdown or half said beside the style, or by someone who comes before, changes that point of it alone."""
    beside = choose(FrontMatter(calls="coach", halfway=False), Choices())
    assert (beside.countdown, beside.halfway) == ("3", False)
    before = choose(FrontMatter(calls="calm", countdown="ten"), Choices(countdown="5"))
    assert (before.calls, before.countdown, before.halfway) == ("calm", "5", True)


def test_a_style_is_not_bound_by_the_points_of_those_who_come_after() -> None:
    """`--calls coach` counts even where the script has switched its own countdown off, and so for the settings."""
    chosen = choose(FrontMatter(countdown="off", halfway=False), Choices(calls="coach"))
    assert (chosen.countdown, chosen.halfway) == ("3", True)
    scripted = choose(FrontMatter(calls="calm"), Choices(), Choices(calls="coach", countdown="10"))
    assert (scripted.calls, scripted.countdown) == ("calm", "off")

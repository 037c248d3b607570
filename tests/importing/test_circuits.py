"""How often a circuit is gone through, and which steps it holds, wherever the page says so."""

from __future__ import annotations

import pytest
from importing_helpers import imported

from holdspace.importing.facts import Imported

ITEMS = "- 10 squats\n- 8 push-ups\n- 30 sec plank\n"


def groups(result: Imported) -> list[tuple[int, int, int, float | None]]:
    """First, last, rounds and rest of each group."""
    return [(g.first, g.last, g.rounds, g.rest_seconds) for g in result.groups]


OVER = f"# Legs\n\nWarm up: jog on the spot, 3 min\n\nThen 4 rounds of:\n\n{ITEMS}\nRest 45 sec between rounds\n"
BEHIND = (
    f"# Legs\n\n## Warm-up\n\nMarch on the spot for 3 minutes.\n\n## Circuit\n\n{ITEMS}\n"
    "Complete 4 rounds, resting 45 seconds between rounds.\n"
)


@pytest.mark.parametrize("source", [OVER, BEHIND], ids=["heading over the list", "sentence behind it"])
def test_rounds_leave_the_warm_up_out(source: str) -> None:
    """The circuit begins behind the warm-up, which is done once, and has its rest."""
    assert groups(imported(source)) == [(1, 3, 4, 45)]


def test_rounds_told_before_everything() -> None:
    """Rounds of an introduction are of all the exercises, but not of what warms up and cools down."""
    moves = "\n\n".join(f"## {name}\n\nDo 10 slow reps." for name in ("Squat", "Lunge", "Bridge"))
    source = (
        "# Legs\n\nTake it easy today. Rest for 60 seconds after each round, and do three rounds in total.\n\n"
        f"## Warm-up\n\nMarch on the spot for 2 minutes.\n\n{moves}\n\n## Cool-down\n\nFold forward for 40 seconds.\n"
    )
    assert groups(imported(source)) == [(1, 3, 3, 60)]


def test_tagline_is_no_exercise() -> None:
    """The minutes of the whole in a heading under the title are no hold."""
    source = f"# Legs at home\n\n## Two chairs, fifteen minutes, no noise\n\n## Moves\n\n{ITEMS}"
    assert len(imported(source).steps) == 3


def test_exported_chat_keeps_the_teacher() -> None:
    """Of a chat with stamps, the words of the one who sends the workout stay, also where they take many lines."""
    chat = (
        "[02/05/2024, 08:01:10] Ana: morning!\n[02/05/2024, 08:02:11] Bo: here you go\nBus stop workout\n"
        f"{ITEMS}- 20 sec side plank\n- 12 calf raises\n- 10 step-ups\n[02/05/2024, 08:04:00] Ana: 12?? too many\n"
    )
    result = imported(chat)
    assert result.title == "Bus stop workout"
    assert [s.repeats for s in result.steps] == [10, 8, None, None, 12, 10]


def test_rest_told_before_the_rounds() -> None:
    """“Rest for 50 seconds. Complete three rounds.” behind a list rests between the rounds."""
    assert groups(imported(f"# Legs\n\n{ITEMS}\nRest for 50 seconds. Complete three rounds.\n")) == [(0, 2, 3, 50)]

"""The title of plain text is the line that names the routine, and not the site's name or a file's."""

from __future__ import annotations

import pytest
from importing_helpers import imported

BODY = "\n\n1. Shrug\nLift your shoulders. Hold for 5 seconds.\n\n2. Nod\nLower your chin. Hold for 5 seconds.\n"


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            "Reed & Rush\nPlans\nStories\n\n5-Minute Neck Routine for Drivers\nOla Reed\n",
            "5-Minute Neck Routine for Drivers",
        ),
        ("Surgical Outpatients\nExercises after your operation\n", "Exercises after your operation"),
        (
            "RushFit\nHome   Plans   Store\n\nNeck Stretches: 2 Moves for Drivers\n",
            "Neck Stretches: 2 Moves for Drivers",
        ),
        ("ola\n\nHip stretches for long drives\n", "Hip stretches for long drives"),
        ("What helps a stiff neck on the road?\n\nasked by road_reed\n", "What helps a stiff neck on the road"),
        ("Neck exercises\nNorth Shore Physiotherapy Department\n", "Neck exercises"),
    ],
)
def test_title_names_the_routine(head: str, title: str) -> None:
    """Letterheads, menus and names of sites above it are passed over; a question may be a title."""
    result = imported(head + BODY)
    assert result.title == title
    assert len(result.steps) == 2


def test_headlines_of_other_pages_stay_out() -> None:
    """Lines under “Next on your list”, which may hold orders and seconds, belong to other pages."""
    others = "\nNext on your list\nWhy Necks Crack\nCan You Plank Daily? Hold It for 20 Seconds, Says a Coach\n"
    assert len(imported("Neck stretches for drivers" + BODY + others).steps) == 2

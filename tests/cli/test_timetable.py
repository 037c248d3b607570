"""The table of `holdspace show`."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.cli.timetable import heading, timetable
from holdspace.score.model import Choices
from holdspace.session.drafting import Placed, draft, estimate

SCRIPT = """\
---
title: Evening
---
## Bridge \\[bold\\] [silent]
Lift slowly. [pause 5s] Lower. And once more, as high as it goes today, and no higher.
Hold for {40 seconds}.
"""


@pytest.fixture
def placed(tmp_path: Path) -> Placed:
    """The script with estimated lengths of speech."""
    script = tmp_path / "a.md"
    script.write_text(SCRIPT, encoding="utf-8")
    return estimate(draft(script, Choices(), Choices()), Choices(), Choices())


def columns(placed: Placed) -> list[list[str]]:
    return [line.text.split(maxsplit=3)[2:] for line in timetable(placed) if line.text and not line.is_title]


def test_the_heading_says_what_it_knows(placed: Placed) -> None:
    """Title and estimated length; no voice where none was looked for."""
    assert heading(placed).startswith("Evening, about 0:5")
    assert "unknown" not in heading(placed)


def test_every_event_has_a_line_but_the_natural_gaps(placed: Placed) -> None:
    """Words, written pauses, holds and the calls within them, in their order; a title keeps its brackets."""
    assert columns(placed) == [
        ["speech", "Lift slowly."],
        ["pause"],
        ["speech", "Lower."],
        ["speech", "And once more, as high as it goes today, and no higher."],
        ["speech", "Hold for forty seconds."],
        ["hold"],
        ["speech", "Halfway."],
        ["speech", "Ten seconds."],
    ]
    assert [line.text for line in timetable(placed) if line.is_title] == ["Bridge [bold]"]


def test_lines_are_wrapped_on_a_terminal_alone(placed: Placed) -> None:
    """No line is wider than the terminal, however narrow; in a pipe one event is one line."""
    assert max(len(line.text) for line in timetable(placed, 60)) <= 60
    assert any(len(line.text) > 60 for line in timetable(placed))
    assert "".join("".join(line.text.split()) for line in timetable(placed, 10)) == "".join(
        "".join(line.text.split()) for line in timetable(placed)
    )


def test_no_line_ends_in_blanks(placed: Placed) -> None:
    """Nothing is padded on its right."""
    assert all(line.text == line.text.rstrip() for line in timetable(placed))

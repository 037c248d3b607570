"""The table of `holdspace show`."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.cli.timetable import closing, heading, timetable
from holdspace.score.model import Choices
from holdspace.session.drafting import Placed, draft, estimate
from holdspace.session.listening import listen

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
    return estimated(SCRIPT, tmp_path)


def estimated(text: str, folder: Path) -> Placed:
    script = folder / "a.md"
    script.write_text(text, encoding="utf-8")
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
        ["tone", "stir"],
        ["speech", "Halfway."],
        ["tone", "stir"],
        ["speech", "Ten seconds."],
        ["tone", "release"],
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


def test_a_set_of_breaths_is_one_row(tmp_path: Path) -> None:
    """Forty rounds take a line that has the curve, the pattern, and which rounds are led by what."""
    placed = estimated("## Breathe\n[breathe 4-7-8, 40 rounds]\n", tmp_path)
    (row,) = [line.text for line in timetable(placed) if "breath  " in line.text]
    assert (
        "▂▄▆█████████▇▆▅▄▃▂▁  in 4, hold 7, out 8, 40 rounds, words in rounds 1 to 6 and 40, tones in rounds 7" in row
    )
    assert row.endswith(": Inhale. Hold. Exhale.")
    assert all(line.text.isascii() for line in timetable(placed, plain=True))


def test_all_lists_every_breath(tmp_path: Path) -> None:
    """With `every`, each phase and each word has its own row again."""
    placed = estimated("[breathe in 4, out 6, 3 rounds]\n", tmp_path)
    kinds = [line.text.split()[2] for line in timetable(placed, every=True) if line.text and not line.is_title]
    assert (kinds.count("breath"), kinds.count("speech")) == (6, 6)


def test_breaths_fit_a_narrow_terminal(tmp_path: Path) -> None:
    """No line of a set is wider than the terminal either, and what is said is cut rather than filling the screen."""
    words = "- inhale: Reach up, and up, and up once more, until your ribs open wide.\n- exhale: Fold.\n"
    placed = estimated(f"[breathe in 20, out 20, 3 rounds]\n{words}", tmp_path)
    lines = [line.text for line in timetable(placed, 50)]
    assert max(map(len, lines)) <= 50
    assert any(line.endswith("...") for line in lines)
    assert len(lines) < 12


def test_the_closing_lines_tell_what_is_heard(placed: Placed) -> None:
    """Words inside holds, the longest silence and its place; wrapped like the rest."""
    first, second = closing(listen(placed.timeline))
    assert "4.5 a minute inside holds" in first  # "Halfway." and "Ten seconds." in forty seconds
    assert second.startswith("longest without a cue: ")
    assert second.endswith("(Bridge [bold])")
    assert max(map(len, closing(listen(placed.timeline), 40))) <= 40

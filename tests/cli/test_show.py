"""`holdspace show` as a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_helpers import at_once, holdspace
from picture_helpers import hints


def test_a_picture_leaves_stdout_to_the_json(tmp_path: Path) -> None:
    """`--plot` beside `--json`: the picture is drawn, stdout is the JSON alone, with the listener's figures in it."""
    (tmp_path / "a.md").write_text("## Sit\nSit. [hold 30s]\n[breathe in 4, out 6, 3 rounds]\n", encoding="utf-8")
    ran = at_once("show", "--no-audio", "a.md", "--json", "--plot", "new/a.svg", folder=tmp_path)
    told = ran.json()
    assert told["listening"]["times"]["hold"]["seconds"] == pytest.approx(30, abs=0.02)
    assert told["listening"]["cues"]["breath"] == 6
    assert sum(event["kind"] == "breath" for event in told["events"]) == 6
    assert any("hold, 30.0 s" in hint for hint in hints((tmp_path / "new" / "a.svg").read_text(encoding="utf-8")))


def test_beds_are_told_with_their_levels_and_times(tmp_path: Path) -> None:
    """In the table and in the JSON: one with its own level from where it begins, then music by its file name alone."""
    lines = [
        "## Sit",
        "[pause 10s]",
        "[bed rain]",
        "[hold 30s]",
        '[bed "my music.mp3" -24dB]',
        "[hold 20s]",
        "[bed off]",
        "[pause 9s]",
    ]
    (tmp_path / "a.md").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "my music.mp3").touch()
    table = at_once("show", "--no-audio", "a.md", folder=tmp_path).out
    told = [line for line in table.splitlines() if line.startswith("bed: ")]
    beds = at_once("show", "--no-audio", "a.md", "--json", folder=tmp_path).json()["beds"]
    assert [(bed["name"], bed["level_db"]) for bed in beds] == [("rain", -15.0), ("my music.mp3", -24.0)]
    assert [bed["seconds"] for bed in beds] == pytest.approx([30, 20], abs=0.1)
    assert beds[0]["start"] + beds[0]["seconds"] == pytest.approx(beds[1]["start"])
    assert [line.split(", ")[2:] for line in told] == [
        ["-15 dB relative to the speech", "-18 dB beneath it"],
        ["-24 dB relative to the speech", "-27 dB beneath it"],
    ]
    clocks = [line.split(", ")[1].split(" to ") for line in told]
    assert clocks[0][1] == clocks[1][0]


def test_an_old_terminal_gets_a_table_it_can_print(tmp_path: Path) -> None:
    """In an encoding without blocks the curve is drawn with slopes, and the figures close the table."""
    (tmp_path / "a.md").write_text("## Sit\n[breathe box, 3 rounds]\n", encoding="utf-8")
    ran = holdspace("show", "--no-audio", "a.md", folder=tmp_path, PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert "////----\\\\\\\\____  in 4, hold 4, out 4, hold 4, 3 rounds" in ran.out
    assert ran.out.splitlines()[-1].startswith("longest without a cue: ")


def test_a_wrong_target_is_told_before_the_work(tmp_path: Path) -> None:
    """A suffix of no picture is wrong usage, even where the script could not be read."""
    assert ".svg, .png or .html" in at_once("show", "none.md", "--plot", "a.gif", folder=tmp_path, status=2).err

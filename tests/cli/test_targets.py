"""Where sessions go when several are made at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_helpers import at_once


@pytest.mark.parametrize("command", [["render"], ["render", "--split", "sections"], ["batch"]], ids=" ".join)
@pytest.mark.parametrize("other", ["-morning.md", "Morning.md", "morning .md", "evening/morning.md"])
def test_no_session_takes_the_place_of_another_one(command: list[str], other: str, tmp_path: Path) -> None:
    """Two scripts whose names would be one file's, on any system, are refused with both names; nothing is spoken."""
    for name in ("morning.md", other):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Stand tall.\n", encoding="utf-8")
    (tmp_path / "clips").mkdir()  # empty: it would have a voice's gains in it otherwise
    ran = at_once(*command, "morning.md", f"./{other}", folder=tmp_path, status=2)
    assert f"morning.md and {other} would both become output" in ran.err
    assert not (tmp_path / "output").exists()
    assert not list((tmp_path / "clips").rglob("*"))

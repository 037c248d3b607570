"""`holdspace batch`, from its arguments to its files."""

from __future__ import annotations

from pathlib import Path

import pytest
from mutagen.id3 import ID3

from batch_helpers import scripts_in
from command_helpers import at_once


@pytest.fixture(autouse=True)
def quick_voice(tmp_path: Path) -> None:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "settings.toml").write_text('voice = "silent:tone"\n', encoding="utf-8")


def test_a_series_tells_its_weeks_in_names_titles_and_tracks(tmp_path: Path) -> None:
    """Two weeks of one routine, the second longer by the growth of its holds; a table on stdout, the rest on stderr."""
    (script,) = scripts_in(tmp_path, 1)
    ran = at_once("batch", script, "--weeks", "2", "--grow", "50%", "-o", "out", "--no-cover", folder=tmp_path)
    first, second = (line.split() for line in ran.out.splitlines())
    assert [Path(line[0]).name for line in (first, second)] == ["routine-0_week01.mp3", "routine-0_week02.mp3"]
    assert first[2:] == ["silent:tone", "week", "1"]
    assert second[2:] == ["silent:tone", "1.5x", "week", "2"]
    assert "2 files" in ran.err
    tags = [ID3(tmp_path / line[0]) for line in (first, second)]
    assert [str(tag["TIT2"]) for tag in tags] == ["Week 1: Routine one", "Week 2: Routine one"]
    assert [(str(tag["TRCK"]), str(tag["TALB"])) for tag in tags] == [("1/2", "Routine one"), ("2/2", "Routine one")]
    words = [
        at_once("show", tmp_path / line[0], "--json", folder=tmp_path).json()["events"] for line in (first, second)
    ]
    holds = [[event["seconds"] for event in events if event["kind"] == "hold"] for events in words]
    assert [round(seconds) for (seconds,) in holds] == [4, 6]


def test_json_is_alone_on_stdout_and_a_failure_is_in_it(tmp_path: Path) -> None:
    """One script of two has an error: the other is made, both are told, and the exit status is 1."""
    good, bad = scripts_in(tmp_path, 2)
    bad.write_text("Stand. [puase 3s]\n", encoding="utf-8")
    ran = at_once("batch", good, bad, "--json", "-f", "wav", "-j", "1", folder=tmp_path, status=1)
    told = ran.json()
    assert [Path(row["file"]).name for row in told["files"]] == ["routine-0.wav"]
    assert [Path(row["script"]).name for row in told["failed"]] == ["routine-1.md"]
    assert told["spoken"] == told["sentences"] > 0
    assert "routine-1.md:1:8" in ran.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--grow", "10%"], "--weeks"),
        (["--weeks", "2", "--grow", "ten"], "10%"),
        (["--voices", "nobody-at-all"], "nobody-at-all"),
        (["--dask", "tcp://127.0.0.1:9", "--jobs", "2"], "--jobs"),
    ],
    ids=["grow-alone", "grow-words", "voice", "dask-jobs"],
)
def test_wrong_usage_is_told_before_anything_is_made(arguments: list[str], words: str, tmp_path: Path) -> None:
    """Exit status 2 and no file."""
    (script,) = scripts_in(tmp_path, 1)
    assert words in at_once("batch", script, *arguments, folder=tmp_path, status=2).err
    assert not (tmp_path / "output").exists()

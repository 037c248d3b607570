"""`holdspace cache` and `holdspace render --profile`."""

from __future__ import annotations

from pathlib import Path

import pytest

from command_helpers import at_once, holdspace
from holdspace.cli.cache import size_words

SCRIPT = "# Short\n\nBreathe in. [hold 2s]\n\nBreathe out. [hold 3s]\n"


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "short.md"
    path.write_text(SCRIPT)
    return path


def render(script: Path, *more: str) -> str:
    return at_once(
        "render", script, "-o", script.with_suffix(".mp3"), "--voice", "silent", *more, folder=script.parent
    ).err


def test_the_store_from_empty_to_cleared(script: Path) -> None:
    """The command tells what renders left and how often it helped; prune and clear say what they removed.

    Beside the two stretches of speech the room tone and the cover are kept as blocks.
    """
    folder = script.parent
    (folder / "clips").mkdir()
    empty = at_once("cache", "--json", folder=folder).json()
    assert (empty["clips"], empty["blocks"], empty["bytes"], empty["hit_rate"]) == (0, 0, 0, None)
    assert empty["folder"] == str(folder / "clips")
    render(script)
    render(script)
    full = at_once("cache", "--json", folder=folder).json()
    assert (full["clips"], full["blocks"], full["renders"], full["hit_rate"]) == (2, 4, 2, 0.5)
    told = at_once("cache", folder=folder).out
    assert str(folder / "clips") in told
    assert "2 clips, 4 encoded blocks" in told
    assert "50% of the sentences of the last 2 renders" in told
    assert "removed 0 entries" in at_once("cache", "prune", folder=folder).out
    assert "removed 6 entries" in at_once("cache", "prune", "--to", "0", folder=folder).out
    render(script)
    assert at_once("cache", "clear", folder=folder, status=2).err.count("--yes") == 1
    assert "removed 6 entries" in at_once("cache", "clear", "--yes", folder=folder).out
    assert list((folder / "clips").iterdir()) == []


def test_a_shared_store_is_told_of(script: Path) -> None:
    """With its URL but no password, and why it cannot be used; without one there is no word of it."""
    folder = script.parent
    assert len(at_once("cache", folder=folder).out.splitlines()) == 3
    good, bad = (folder / "common").as_uri(), "sftp://me:secret@127.0.0.1:9/clips"
    assert f"shared   {good}, can be used" in at_once("cache", folder=folder, HOLDSPACE_SHARED_CACHE=good).out
    told = at_once("cache", "--json", folder=folder, HOLDSPACE_SHARED_CACHE=bad).json()["shared"]
    assert told["url"] == "sftp://127.0.0.1:9/clips"
    assert told["trouble"]


def test_a_small_limit_is_kept_after_each_render(script: Path) -> None:
    """With a limit of nothing no clip outlives its render, and the session is whole all the same."""
    (script.parent / "clips").mkdir()
    at_once(
        "render", script, "-o", script.with_suffix(".mp3"), "--voice", "silent",
        folder=script.parent, HOLDSPACE_CACHE_LIMIT="0",
    )  # fmt: skip
    assert script.with_suffix(".mp3").stat().st_size > 40_000
    assert at_once("cache", "--json", folder=script.parent).json()["bytes"] == 0


def test_the_profile_names_every_phase(script: Path) -> None:
    """The phases and the total are told on stderr in seconds, and the phases add up to no more than the total."""
    told = render(script, "--profile", "--quiet").splitlines()
    rows = {line.split()[0]: float(line.split()[1]) for line in told}
    assert list(rows) == [
        "parse",
        "compose",
        "lookup",
        "synthesize",
        "place",
        "tag",
        "encode",
        "assemble",
        "check",
        "write",
        "total",
    ]
    assert 0 < sum(rows.values()) - rows["total"] <= rows["total"] + 0.01


def test_a_store_that_cannot_be_written_is_told_in_one_line(script: Path) -> None:
    """The warning is one plain line, without a place in our source."""
    blocked = script.parent / "blocked"
    blocked.write_text("a file")
    told = holdspace(
        "render", script, "-o", script.with_suffix(".mp3"), "--voice", "silent", "--quiet",
        folder=script.parent, HOLDSPACE_CACHE=str(blocked),
    ).err  # fmt: skip
    assert told.startswith("holdspace: Clips cannot be kept in ")
    assert len(told.splitlines()) == 1


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 bytes"),
        (999, "999 bytes"),
        (3450, "3.5 kB"),
        (999_960, "1.0 MB"),
        (1 << 30, "1.1 GB"),
        (5 * 10**12, "5000.0 GB"),
    ],
)
def test_sizes_are_told_in_words(size: int, words: str) -> None:
    """Sizes are told as disks are sold, to a tenth."""
    assert size_words(size) == words

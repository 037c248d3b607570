"""A pasted blog page becomes a routine that can be rendered as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from importing_helpers import GARDEN, lengths

from holdspace.importing.reading import read
from holdspace.importing.writing import script_of
from holdspace.routine.parser import parse

SEED = Path(os.environ.get("HOLDSPACE_SEED", "nowhere"))


def test_steps_come_with_their_times_sides_and_breath() -> None:
    """Seven glued steps: a hold of 45 seconds, eight breath-paced rounds, the left side later, an open hold."""
    result = read(GARDEN)
    assert [lengths(step) for step in result.steps] == [[], [], [45], [], [], [], ["open"]]
    assert result.steps[4].paced is not None
    assert result.steps[4].repeats == 8
    assert result.steps[5].again is not None
    assert (result.steps[5].again.first, result.steps[5].again.last, result.steps[5].sides) == (1, 3, "left")


def test_the_page_around_it_stays_out() -> None:
    """Greeting, byline, views, comments and the writer's beans are dropped, and listed as dropped."""
    result = read(GARDEN)
    told = " ".join(step.text for step in result.steps)
    for words in ("start of page", "Ada Moss", "beans", "favourites", "12 views", "Comments", "Let me know"):
        assert words not in told
        assert any(words in d.text for d in result.dropped)


def test_the_script_is_canonical_and_has_no_mistakes() -> None:
    """Its sections are named by the page's own words, the second side is called by name, and nothing is wrong in it."""
    script = script_of(read(GARDEN))
    assert parse(script).diagnostics == ()
    headings = [line for line in script.split("\n") if line.startswith("## ")]
    assert headings == ["## Table top", "## Shin fold {right}", "## Cat/cow", "## Child's pose"]
    assert '[again "Shin fold", left]' in script
    assert "{45 seconds}" in script
    assert "[breathe 8 rounds]\n- exhale: Round your back." in script


def test_slips_of_the_pen_are_repaired_and_told() -> None:
    """“stiz” and “you chin” are read right, and a doubt tells of each."""
    result = read(GARDEN)
    assert "sitz bones" in result.steps[1].text
    assert "Tuck your chin" in result.steps[4].text
    assert {"stiz", "you chin"} <= {doubt.text for doubt in result.doubts}


def test_each_step_knows_its_lines() -> None:
    """The lines of the source are counted from one and never fall."""
    lines = [step.line for step in read(GARDEN).steps]
    assert lines == sorted(lines)
    assert lines[0] > 5


@pytest.mark.skipif(not SEED.is_file(), reason="HOLDSPACE_SEED names no page")
def test_the_first_page_of_all_imports_without_edits() -> None:
    """Table top, the hip stretch for sixty seconds, cat and cow ten times, the left side, an open child's pose."""
    result = read(SEED.read_text(encoding="utf-8"))
    script = script_of(result)
    assert parse(script).errors == ()
    assert result.steps[0].section == "Table top"
    assert [60] in [lengths(step) for step in result.steps]
    assert any(step.paced and step.repeats == 10 for step in result.steps)
    assert '[again "Deep hip stretch", left]' in script
    assert lengths(result.steps[-1]) == ["open"]
    assert "runners" not in script

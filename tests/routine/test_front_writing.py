"""A voice written into a script's front matter."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.errors import ScriptError
from holdspace.routine.front_writing import with_voice
from holdspace.routine.parser import parse


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Stand.\n", "---\nvoice: a:b\n---\n\nStand.\n"),
        ("---\ntitle: T  # mine\n---\nStand.\n", "---\ntitle: T  # mine\nvoice: a:b\n---\nStand.\n"),
        ("---\nvoice: old  # why\ntitle: T\n---\n", "---\nvoice: a:b  # why\ntitle: T\n---\n"),
        ("\n---\r\nVoice : old\r\n---\r\nStand.\r\n", "\n---\r\nvoice: a:b\r\n---\r\nStand.\r\n"),
    ],
    ids=["none", "added", "replaced", "windows"],
)
def test_one_line_changes_and_nothing_else(before: str, after: str) -> None:
    """Comments, order, line ends and the script itself stay."""
    assert with_voice(before, "a:b") == after


@settings(max_examples=40)
@given(st.text("abz:é'\"#{}[]&*!|>%@`-+.,\\", min_size=1))
def test_whatever_a_voice_is_called_is_read_back(voice: str) -> None:
    """Also names that YAML would take for something else."""
    assert parse(with_voice("---\ntitle: T\n---\nStand.\n", voice)).routine.front.voice == voice


def test_a_form_that_cannot_be_written_is_told() -> None:
    """With the line to write by hand."""
    with pytest.raises(ScriptError, match="voice: a:b"):
        with_voice("---\n{title: T}\n---\nStand.\n", "a:b")

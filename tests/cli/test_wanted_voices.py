"""`check` looks for the voices that a script names."""

from __future__ import annotations

import pytest

from holdspace.cli.wanted_voices import missing_voices
from holdspace.routine.parser import parse
from holdspace.speech import catalogue


def test_a_voice_that_nobody_here_has_is_a_warning_in_its_place() -> None:
    """Each is found where it is named; voices that are here, and the way back to the default, are fine."""
    script = "---\nvoice: nobody-at-all\n---\nSit. [voice silent:tone] Up. [voice nobody-else] Go. [voice default] So."
    found = missing_voices(parse(script, "a.md").routine)
    assert [(d.code, d.severity, d.place.line) for d in found] == [("unknown-voice", "warning", n) for n in (1, 4)]
    assert "nobody-else" in found[1].what


def test_no_engine_is_asked_when_no_voice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script without voices is checked without loading any."""
    monkeypatch.setattr(catalogue, "Catalogue", None)
    assert missing_voices(parse("Sit. [pause 5s]").routine) == ()

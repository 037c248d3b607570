# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""`check` looks for the voices that a script names."""

from __future__ import annotations

import pytest

from holdspace.cli.wanted_voices import voice_warnings
from holdspace.diagnostics import Diagnostic
from holdspace.routine.parser import parse
from holdspace.score.composing import compose
from holdspace.score.model import Choices
from holdspace.speech import catalogue


def warnings_for(script: str) -> tuple[Diagnostic, ...]:
    routine = parse(script, "a.md").routine
    return voice_warnings(routine, compose(routine, Choices(), settings=Choices()).score)


def test_a_voice_that_nobody_here_has_is_a_warning_in_its_place() -> None:
    """Each is found where it is named; voices that are here, and the way back to the default, are fine."""
    script = "---\nvoice: nobody-at-all\n---\nSit. [voice silent:tone] Up. [voice nobody-else] Go. [voice default] So."
    found = warnings_for(script)
    assert [(d.code, d.severity, d.place.line) for d in found] == [("unknown-voice", "warning", n) for n in (1, 4)]
    assert "nobody-else" in found[1].what


def test_no_engine_is_asked_when_no_voice_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script without voices is checked without loading any."""
    monkeypatch.setattr(catalogue, "Catalogue", None)
    assert warnings_for("Sit. [pause 5s]") == ()


def test_phonemes_that_the_voice_does_not_take_are_told_once() -> None:
    """Only those that are said, that have no spelling beside them, and for a voice that is named and takes none."""
    front = "---\nvoice: {}\nsay:\n  Zorba: /ˈzɔːrbə/\n  Vajra: vudge-ra /ˈvʌdʒrə/\n  Nobody: /x/\n---\n"
    body = "Zorba, Vajra. [pause 5s] Zorba again. [pause 5s]\n"
    (told,) = warnings_for(front.format("silent:tone") + body)
    assert (told.code, told.severity, told.place.line) == ("phonemes-unheard", "warning", 8)
    assert "given to silent:tone: “Zorba” is said" in told.what
    assert "phonemes-unheard" not in [d.code for d in warnings_for(front.format("hibari:heart") + body)]
    assert warnings_for(front.format("silent:tone") + "Vajra. [pause 5s]\n") == ()

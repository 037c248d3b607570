"""What goes to stderr, and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.cli.guarding import status_of
from holdspace.cli.printing import count, print_diagnostics, print_error, say
from holdspace.diagnostics import Diagnostic, Place
from holdspace.errors import BadChoice, OutputUnwritable, ScriptError, UnknownVoice

PLACE = Place("a.md", 2, 6, 3)


def test_an_error_without_a_place_is_one_line_and_its_mend(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing goes to stdout."""
    print_error(BadChoice("--pace", "too fast.", "Slow down."))
    out, err = capsys.readouterr()
    assert (out, err) == ("", "holdspace: too fast.\n    mend: Slow down.\n")


def test_an_error_with_a_place_is_a_diagnostic(capsys: pytest.CaptureFixture[str]) -> None:
    """It has the code of its kind, and no stop where other diagnostics have none."""
    print_error(UnknownVoice("emma").at(PLACE))
    assert capsys.readouterr().err.startswith(
        "a.md:2:6: error: there is no voice called 'emma' [unknown-voice]\n    mend: `holdspace voices` lists all"
    )


def test_a_script_error_prints_all_its_diagnostics(capsys: pytest.CaptureFixture[str]) -> None:
    """Not the first alone."""
    found = [Diagnostic(f"code-{n}", "error", PLACE, "wrong", "mend it", "Sit down.") for n in (1, 2)]
    print_error(ScriptError("a.md has errors.", "Mend them.", diagnostics=found))
    err = capsys.readouterr().err
    assert err.count("Sit down.") == 2
    assert "code-1" in err
    assert "code-2" in err


def test_a_diagnostic_about_the_whole_script_shows_no_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Its place is the file as a whole; other places get their line from the file."""
    script = tmp_path / "a.md"
    script.write_text("Sit down.\nStand up.\n", encoding="utf-8")
    whole, line = Place.whole(str(script)), Place(str(script), 2, 1, 5)
    print_diagnostics(
        [Diagnostic("whole", "warning", whole, "too long", ""), Diagnostic("one", "error", line, "no", "")]
    )
    err = capsys.readouterr().err
    assert "Sit down." not in err
    assert "    Stand up.\n    ^^^^^\n" in err


def test_one_character_at_the_very_beginning_shows_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first character of a file is a place like any other."""
    script = tmp_path / "a.md"
    script.write_text("😀 Sit down.\n", encoding="utf-8")
    print_diagnostics([Diagnostic("one", "error", Place(str(script), 1, 1), "no", "")])
    assert "    😀 Sit down.\n    ^^\n" in capsys.readouterr().err


def test_a_place_in_a_script_makes_it_the_scripts_error() -> None:
    """A voice that the script names is wrong in the script (1), one of the command line in its usage (2)."""
    assert status_of(UnknownVoice("emma")) == 2
    assert status_of(UnknownVoice("emma").at(PLACE)) == 1
    assert status_of(OutputUnwritable("full.", "Make room.", PLACE)) == 3


def test_no_color_is_honoured(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """With NO_COLOR set not even an empty style is written."""
    monkeypatch.setenv("NO_COLOR", "1")
    say("Sit.", colour="red", bold=True)
    assert capsys.readouterr().out == "Sit.\n"


def test_numbers_have_their_noun() -> None:
    """One is singular."""
    assert [count(n, "error") for n in (0, 1, 2)] == ["0 errors", "1 error", "2 errors"]

"""What is told while a render is at work."""

from __future__ import annotations

import sys

import pytest

from holdspace.cli.progress import shown


def test_quiet_says_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Neither on stdout nor on stderr."""
    with shown(quiet=True) as progress:
        progress("speaking", 0.5, "Sit.")
    assert capsys.readouterr() == ("", "")


def test_a_log_stays_short(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a terminal each stage begins with a line and has one a quarter, on stderr alone."""
    with shown() as progress:
        for done in range(101):
            progress("speaking", done / 100, f"Sentence {done}.")
        progress("writing", 0.0, "a.mp3")
    out, err = capsys.readouterr()
    assert out == ""
    assert [line[:13].rstrip() for line in err.splitlines()] == [
        "Speaking   0%", "Speaking  25%", "Speaking  50%", "Speaking  75%", "Speaking 100%", "Writing   0%:",
    ]  # fmt: skip


def test_long_sentences_are_cut_in_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    """A sentence never takes more than a line, whatever breaks it holds."""
    with shown() as progress:
        progress("speaking", 0.0, "Sit tall\nand breathe " * 20)
    (line,) = capsys.readouterr().err.splitlines()
    assert line.endswith("…")
    assert len(line) < 70


def test_a_terminal_gets_a_bar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what is at work, brackets included, and leaves nothing behind on stdout."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.setenv("FORCE_COLOR", "1")
    with shown() as progress:
        progress("speaking", 0.5, "Sit [bold]tall[/bold].")
    out, err = capsys.readouterr()
    assert out == ""
    assert "Speaking" in err
    assert "Sit [bold]tall[/bold]." in err

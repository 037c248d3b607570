"""`holdspace import` writes a script beside its source; `holdspace render` takes a page as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from importing_helpers import GARDEN
from typer.testing import CliRunner, Result

from command_helpers import holdspace
from holdspace.cli.app import app


def run(*args: str | Path, text: str | None = None) -> Result:
    return CliRunner().invoke(app, ["import", *map(str, args)], input=text)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(GARDEN, encoding="utf-8")
    return path


def test_a_script_is_written_beside_its_source_and_never_over_another(page: Path) -> None:
    """The title names it; a second import refuses to replace it, and --force does."""
    first = run(page)
    script = page.parent / "evening-stretches-after-digging.md"
    assert first.stdout.strip() == str(script)
    assert "read: 7 steps" in first.stderr
    script.write_text("mine", encoding="utf-8")
    assert run(page).exit_code == 2
    assert script.read_text(encoding="utf-8") == "mine"
    assert run(page, "--force").exit_code == 0
    assert "## Table top" in script.read_text(encoding="utf-8")


def test_standard_input_goes_to_standard_output() -> None:
    """With - for both, a page becomes a script in a pipe."""
    assert run("-", "-o", "-", text=GARDEN).stdout.startswith("---\ntitle: Evening stretches after digging\n---\n")


def test_what_holds_no_steps_is_refused(tmp_path: Path) -> None:
    """A poem, a binary file, an empty one and a missing one end in a message each."""
    for name, data in (("poem.txt", b"The moon is late tonight."), ("a.bin", b"\0\1\2\xff" * 99), ("empty.txt", b" ")):
        (tmp_path / name).write_bytes(data)
        result = run(tmp_path / name)
        assert result.exit_code == 1
        assert "mend:" in result.stderr
    assert run(tmp_path / "missing.html").exit_code == 1


def test_a_page_is_fetched_only_when_asked_for() -> None:
    """An address in place of a file is refused with the right command; private places need a word of their own."""
    assert "--url https://example.org/x" in run("https://example.org/x").stderr
    for address in ("http://127.0.0.1:9/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/"):
        result = run("--url", address)
        assert result.exit_code == 2
        assert "private" in result.stderr
    assert "no web address" in run("--url", "file:///etc/passwd").stderr


def test_doubts_can_be_settled_one_by_one(tmp_path: Path) -> None:
    """An answer to a doubt replaces the middle of a range by what the person wants."""
    source = tmp_path / "s.txt"
    source.write_text(
        "1. Lift your leg. Hold for 20-30 seconds.\n2. Fold forward. Stay for 1-2 minutes.\n", encoding="utf-8"
    )
    result = run(source, "--review", "-o", "-", text="40s\n\n")
    assert "[hold 40s]" in result.stdout
    assert "[hold 90s]" in result.stdout
    assert "[note" not in result.stdout


def test_a_page_is_rendered_and_its_script_kept(tmp_path: Path) -> None:
    """`render page.html` does both steps; the script beside the audio passes a check."""
    (tmp_path / "p.html").write_text(
        "<html><body><h1>Short</h1><ol><li>Sit tall. Hold for 2 seconds.</li><li>Lie down.</li></ol></body></html>",
        encoding="utf-8",
    )
    holdspace("render", "p.html", "-o", "out/p.mp3", "--voice", "silent:silence", folder=tmp_path, status=None)
    script = tmp_path / "out" / "p.md"
    assert "{2 seconds}" in script.read_text(encoding="utf-8")
    assert CliRunner().invoke(app, ["check", str(script)]).exit_code == 0

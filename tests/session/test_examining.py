"""What this machine has."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.session.examining import Finding, examine


def found(name: str) -> Finding:
    return next(finding for finding in examine() if finding.what == name)


@pytest.fixture(autouse=True)
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOLDSPACE_CACHE", str(tmp_path / "clips"))


def test_everything_is_really_tried() -> None:
    """Here all is well: ffmpeg told its version, a voice of each engine spoke, the store could be written."""
    findings = {finding.what: finding for finding in examine()}
    assert {finding.status for finding in findings.values()} <= {"ok", "optional"}
    assert "ffmpeg version" in findings["ffmpeg"].detail
    assert "spoke a sentence" in findings["voices of pyttsx3"].detail


def test_a_missing_ffmpeg_is_found_with_its_mend(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is raised; the finding says which program is not there and what to do."""
    monkeypatch.setenv("HOLDSPACE_FFMPEG", "/nowhere/ffmpeg")
    finding = found("ffmpeg")
    assert finding.status == "missing"
    assert "/nowhere/ffmpeg" in finding.detail
    assert finding.mend


def test_an_engine_without_voices_is_only_missed_when_no_other_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the speech library heart still speaks, so it is optional; the command that installs it is there."""
    monkeypatch.setenv("HOLDSPACE_ESPEAK", "none")
    finding = found("voices of pyttsx3")
    assert finding.status == ("optional" if found("voices of hibari").status == "ok" else "missing")
    assert "python -m pip install espeakng-loader" in f"{finding.detail} {finding.mend}"


def test_a_store_that_cannot_be_made_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plain file in the store's place is told with another way; sessions are made without a store all the same."""
    (tmp_path / "file").write_text("mine")
    monkeypatch.setenv("HOLDSPACE_CACHE", str(tmp_path / "file" / "clips"))
    finding = found("clip store")
    assert finding.status == "optional"
    assert str(tmp_path / "file" / "clips") in finding.detail
    assert "HOLDSPACE_CACHE" in finding.mend

"""Music beneath a session is looked for before anything is spoken."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.errors import BadChoice, ScriptError
from holdspace.routine.model import Bed
from holdspace.score.model import Choices
from holdspace.session.drafting import draft


@pytest.fixture
def script(tmp_path: Path) -> Path:
    path = tmp_path / "rest.md"
    path.write_text('## Rest\n\nLie down. [bed "calm.mp3"]\n\nStay. [hold 30s]\n', encoding="utf-8")
    return path


def test_music_that_is_not_there_is_an_error_at_its_line(script: Path) -> None:
    """The error stands where the script asks for the music, and names a file beside it that may be meant."""
    (script.parent / "clam.mp3").touch()
    with pytest.raises(ScriptError) as caught:
        draft(script, Choices(), Choices())
    (found,) = caught.value.diagnostics
    assert (found.code, found.place.line, found.place.column) == ("bed-missing", 3, 11)
    assert found.mend == "did you mean clam.mp3?"


def test_music_is_named_from_the_folder_of_its_script(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From wherever the command runs; and what a listener plays instead is all that is needed."""
    with pytest.raises(ScriptError):
        draft(script, Choices(bed=None), Choices())
    assert draft(script, Choices(bed=Bed("rain")), Choices()).score.cues
    (script.parent / "calm.mp3").touch()
    elsewhere = script.parent / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert draft(script, Choices(), Choices()).diagnostics == ()


def test_chosen_music_that_is_not_there_is_the_options_error(script: Path) -> None:
    """It is said of the option, not of a place in the script."""
    with pytest.raises(BadChoice) as caught:
        draft(script, Choices(bed=Bed(str(script.parent / "gone.flac"))), Choices())
    assert caught.value.place is None
    assert 'there is no music "gone.flac"' in caught.value.what

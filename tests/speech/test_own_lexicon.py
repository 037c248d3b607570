# ruff: noqa: RUF001 -- the signs of the phonetic alphabet look like others
"""The user's own pronunciations."""

from __future__ import annotations

from pathlib import Path

import pytest

from holdspace.errors import BadChoice
from holdspace.score.model import Utterance
from holdspace.speech.catalogue import Catalogue
from holdspace.speech.own_lexicon import pronunciations
from holdspace.speech.speaking import Speaker
from holdspace.speech.store import ClipStore
from voices_helpers import ScriptedEngine, neural

MINE = "# mine\n\nSavasana\tsha va asana\nMālāsana   garland\nZorba\tzorr-ba\nw/u\twarm up\n"


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's file; it does not exist yet."""
    monkeypatch.setenv("HOLDSPACE_CONFIG", str(tmp_path / "settings"))
    (tmp_path / "settings").mkdir()
    return tmp_path / "settings" / "lexicon.tsv"


def speaker(folder: Path, engine: ScriptedEngine, say: tuple[tuple[str, str], ...] = ()) -> Speaker:
    catalogue = Catalogue({engine.name: engine})
    return Speaker(catalogue, ClipStore(folder / "clips"), voice=catalogue.find(None), pace=1.0, say=say)


def test_script_before_user_before_shipped(lexicon: Path, tmp_path: Path) -> None:
    """The user's entry beats the shipped one, and the script's beats both, whatever capitals and accents."""
    lexicon.write_text(MINE, "utf-8")
    engine = neural()
    speak = speaker(tmp_path, engine, say=(("malasana", "squat"),))
    clip = speak.clip(Utterance("W/u for Śavāsana, Malasana, Zorba, Balasana."))
    assert engine.spoken[-1][0] == "warm up for sha va asana, squat, zorr-ba, bah-lahsunna."
    assert clip.text == "warm up for Savasana, Malasana, Zorba, Balasana."


def test_phonemes_may_stand_beside_the_spelling_or_in_its_place(lexicon: Path, tmp_path: Path) -> None:
    """In the same column, as in a script, or in one of their own, as in the shipped lexicon."""
    lexicon.write_text("Zorba\tzorr-ba\t/ˈzɔːrbə/\nVajra  vudge-ra /ˈvʌdʒrə/\nBar\t/bɑːr/\n", "utf-8")
    assert pronunciations(()) == (("Zorba", "zorr-ba /ˈzɔːrbə/"), ("Vajra", "vudge-ra /ˈvʌdʒrə/"), ("Bar", "/bɑːr/"))
    engine = neural()
    speaker(tmp_path, engine).clip(Utterance("Zorba, Vajra, bar."))
    assert engine.spoken[-1][0] == "zorr-ba, vudge-ra, bar."


def test_without_a_file_there_is_the_scripts_own(lexicon: Path) -> None:
    """No file, no entries."""
    assert not lexicon.exists()
    assert pronunciations((("a", "b"),)) == (("a", "b"),)


def test_a_changed_entry_speaks_just_its_lines_again(lexicon: Path, tmp_path: Path) -> None:
    """After a change in the file only the lines with that word are spoken anew."""
    lines = [Utterance("Come into Malasana."), Utterance("Come into Zorba."), Utterance("Rest.")]
    lexicon.write_text("Zorba\tzorr-ba\n", "utf-8")
    speaker(tmp_path, neural()).prepare(lines)
    lexicon.write_text("Zorba\tzor-bah\n", "utf-8")
    later = speaker(tmp_path, neural())
    later.prepare(lines)
    assert (later.synthesized, later.reused) == (1, 2)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("Zorba zorr-ba", 1, "no tab"),
        ("# fine\n\nZorba\tzorr\tba", 3, "3 columns"),
        ("Zorba\t...", 1, "nothing to say"),
        ("Zorba\t/ZORBA/", 1, "no sign of the phonetic"),
        ("Zorba\tzorr-ba\t/ZORBA/", 1, "no sign of the phonetic"),
        ("Zorba\tzorr-ba\nBar\tbar\nzorba\tzor", 3, "line 1 already"),
    ],
)
def test_mistakes_name_file_and_line(lexicon: Path, text: str, line: int, what: str) -> None:
    """A line that cannot be read is an error with its file, its number and the form of a line."""
    lexicon.write_text(text, "utf-8")
    with pytest.raises(BadChoice, match=what) as caught:
        pronunciations(())
    assert str(caught.value).startswith(f"{lexicon}:{line}:")
    assert caught.value.mend


def test_what_is_no_text_is_refused(lexicon: Path) -> None:
    """A file in another encoding, or a folder in its place, is an error that names it."""
    lexicon.write_bytes("Zörba\tzor".encode("latin-1"))
    with pytest.raises(BadChoice, match="UTF-8"):
        pronunciations(())
    lexicon.unlink()
    lexicon.mkdir()
    with pytest.raises(BadChoice, match="cannot be read"):
        pronunciations(())

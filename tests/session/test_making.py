"""The whole way from a script to its session."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from command_helpers import House, said
from holdspace.errors import MissingLibrary, OutputExists, ScriptError, UnknownVoice
from holdspace.routine.model import Scaling
from holdspace.score.model import Choices
from holdspace.session.drafting import draft, estimate
from holdspace.session.making import count_cues, missing_clips
from holdspace.session.tags import tags_of
from voices_helpers import ScriptedEngine, neural, system

SCRIPT = (
    "---\ntitle: Morning\nartist: Ann\nyear: 2024\n---\n\n## Stand\n\nStand tall. [pause 1s]\nHold for {4 seconds}.\n"
)


@pytest.fixture
def engines() -> dict[str, ScriptedEngine]:
    return {"hibari": neural(), "pyttsx3": system()}


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store in which the natural voice has been measured, and has said nothing else."""
    folder = tmp_path_factory.mktemp("measured")
    with House(folder, {"hibari": neural()}) as house:
        house.place(SCRIPT, None)
    for clip in (folder / "clips").rglob("*.clip"):
        clip.unlink()
    return folder / "clips"


@pytest.fixture
def house(engines: dict[str, ScriptedEngine], measured: Path, tmp_path: Path) -> Iterator[House]:
    shutil.copytree(measured, tmp_path / "clips")
    with House(tmp_path, engines) as house:
        yield house


def test_the_receipt_tells_what_was_done(house: House) -> None:
    """File, length, voice, cues; each sentence is spoken once, and taken from the store the next time."""
    first = house.make(SCRIPT, None).receipt
    assert (first.voice, first.cues, first.synthesized, first.reused) == ("hibari:heart", 3, 3, 0)
    made = house.make(SCRIPT, None)
    assert (made.receipt.synthesized, made.receipt.reused) == (0, 3)
    assert made.receipt.seconds == pytest.approx(len(made.samples) / 44_100)


def test_every_line_that_cannot_be_spoken_is_told_at_once(house: House, engines: dict[str, ScriptedEngine]) -> None:
    """One error carries all of them with their places; the good lines are spoken and kept all the same."""
    with pytest.raises(ScriptError) as caught:
        house.make("漢字\n\nStand tall.\n\nनमस्ते\n", None)
    assert [(d.code, d.place.line) for d in caught.value.diagnostics] == [("unspeakable", 1), ("unspeakable", 5)]
    assert "Stand tall." in [text for text, _, _ in engines["hibari"].spoken]
    assert not (house.folder / "session.wav").exists()


def test_a_foreign_file_is_refused_before_anything_is_spoken(house: House, engines: dict[str, ScriptedEngine]) -> None:
    """The target is looked at first, since speaking may take minutes."""
    target = house.folder / "mine.mp3"
    target.write_bytes(b"mine")
    with pytest.raises(OutputExists):
        house.workshop.render(house.script(SCRIPT), Choices(), Choices(), target)
    assert engines["hibari"].spoken == []
    assert target.read_bytes() == b"mine"


def test_a_script_with_errors_is_refused_with_all_of_them(house: House) -> None:
    """Its errors and warnings travel in one error, in the order of the script."""
    with pytest.raises(ScriptError) as caught:
        draft(house.script("Stand. [puase 3s]\n\nHold {0 seconds}.\n"), Choices(), Choices())
    assert [d.place.line for d in caught.value.diagnostics if d.severity == "error"] == [1, 3]


def test_a_voice_of_the_script_that_is_not_here_gives_way(house: House) -> None:
    """With a warning that names both; asked for by the listener the same voice is an error, with the mend."""
    text = "---\nvoice: hibari:emma\n---\n\nStand tall. [pause 1s]\n"
    placed = house.place(text, None)
    (warning,) = (d for d in placed.diagnostics if d.code == "voice-not-here")
    assert placed.voice == "hibari:heart"
    assert "hibari:emma" in warning.what
    assert "hibari:heart" in warning.what
    with pytest.raises(MissingLibrary, match="fetch it"):
        house.place(text, "hibari:emma")


def test_a_voice_that_nobody_knows_never_gives_way(house: House) -> None:
    """A mistyped name in the script is an error, not a silent default."""
    with pytest.raises(UnknownVoice, match="hibari:hart"):
        house.place("---\nvoice: hibari:hart\n---\n\nStand tall.\n", None)


def test_an_estimate_asks_no_engine(house: House, engines: dict[str, ScriptedEngine]) -> None:
    """Its holds are exact, its speech is marked as estimated, and its words are those of the session."""
    drafted = draft(house.script(SCRIPT), Choices(), Choices())
    placed = estimate(drafted, Choices(), Choices())
    assert placed.timeline.estimated
    assert said(placed) == said(house.place(SCRIPT, None))
    holds = [event.samples for event in placed.timeline.events if event.kind == "hold"]
    assert holds == pytest.approx([4 * 44_100], abs=1)
    engines["hibari"].spoken.clear()
    estimate(drafted, Choices(), Choices())
    assert engines["hibari"].spoken == []


def test_a_wanted_length_is_met(house: House) -> None:
    """With real lengths of speech the holds are fitted, so that the session has the length asked for."""
    plain = house.place(SCRIPT, None)
    wanted = round(plain.timeline.samples / 44.1) + 20_000
    placed = house.place(SCRIPT, None, length_ms=wanted)
    assert placed.timeline.samples / 44.1 == pytest.approx(wanted, abs=550)
    assert "Hold for twenty-four seconds." in said(placed)


def test_choices_scale_the_holds(house: House) -> None:
    """Twice the hold is spoken and held; the pause stays."""
    placed = house.place(SCRIPT, None, hold=(Scaling("times", Fraction(2), "", "2x"),))
    assert said(placed)[-1] == "Hold for eight seconds."


def test_what_is_missing_is_told_before(house: House) -> None:
    """Before a render every sentence is missing from the store, after it none."""
    drafted = draft(house.script(SCRIPT), Choices(), Choices())
    speaker = house.workshop.speaker(drafted.score, house.workshop.catalogue.find(None))
    assert len(missing_clips(speaker, drafted.score)) == count_cues(drafted.score) == 3
    house.make(SCRIPT, None)
    assert missing_clips(speaker, drafted.score) == []


def test_tags_come_from_the_front_matter(house: House) -> None:
    """Title, artist and year as written; what is not there keeps its default."""
    tags = tags_of(draft(house.script(SCRIPT), Choices(), Choices()).routine)
    assert (tags.title, tags.artist, str(tags.year)) == ("Morning", "Ann", "2024")
    assert tags.genre == "Speech"


def test_mistakes_of_language_and_of_composition_are_told_together(tmp_path: Path) -> None:
    """A mistyped direction and a missing section are reported in one go, and nothing that follows from them."""
    script = tmp_path / "bad.md"
    script.write_text('[puase 5s]\n\n[again "Nowhere", left]\n', encoding="utf-8")
    with pytest.raises(ScriptError) as caught:
        draft(script, Choices(), Choices())
    assert [d.code for d in caught.value.diagnostics] == ["unknown-direction", "unknown-section"]

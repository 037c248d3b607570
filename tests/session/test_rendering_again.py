"""What goes along in a session's file, so that it can be rendered again anywhere: pronunciations, week, voice."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from mutagen.id3 import ID3

from command_helpers import House, at_once
from file_helpers import BARE, VOICE, again, embed, written
from holdspace.routine.durations import parse_scaling
from holdspace.routine.loading import load
from holdspace.score.model import Choices
from holdspace.session.describing import describe
from holdspace.session.drafting import placed_again
from holdspace.session.ordering import Wishes, orders_for
from holdspace.session.recalling import recall
from holdspace.session.remembering import packed
from holdspace.session.variants import Variant, rendered_again


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("again")) as house:
        yield house


ZORBA = "Come into Zorbas, w/u first. Hold for {60 seconds}.\n"
LEXICON = "Zorba\tzorr-ba-ha\nw/u\twarm yourself up\nninety\tnine tee\nNobody\tno bo dy\n"


@pytest.fixture
def lexicon(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own pronunciations on this machine."""
    monkeypatch.setenv("HOLDSPACE_CONFIG", str(tmp_path))
    file = tmp_path / "lexicon.tsv"
    file.write_text(LEXICON, encoding="utf-8")
    return file


@pytest.mark.parametrize("elsewhere", [None, "Zorba\tsomething else altogether\n"])
def test_the_makers_pronunciations_go_along(house: House, lexicon: Path, elsewhere: str | None) -> None:
    """On a machine without them or with others the longer version has the same bytes, a number's own word included."""
    longer = (parse_scaling("1.5x"),)
    first = written(house, "mine.mp3", BARE, ZORBA).file
    direct = written(house, "mine-longer.mp3", BARE, ZORBA, hold=longer).file.read_bytes()
    assert [entry[0] for entry in recall(first).own_say or ()] == ["Zorba", "w/u", "ninety"]
    shown = describe(placed_again(first).timeline, VOICE)
    lexicon.unlink()
    if elsewhere:
        lexicon.write_text(elsewhere, encoding="utf-8")
    assert written(house, "theirs.mp3", BARE, ZORBA, hold=longer).file.read_bytes() != direct
    assert again(house, first, "mine-again.mp3", hold=longer).read_bytes() == direct
    assert describe(placed_again(first).timeline, VOICE) == shown
    assert "warm yourself up" in str(shown)


def test_a_week_of_a_series_stays_that_week(house: House, tmp_path: Path) -> None:
    """The file of week 2 makes itself again, byte for byte; with other holds it is still week 2, track 2 of 3."""
    script = tmp_path / "morning.md"
    script.write_text("---\ntitle: Morning\n---\nStand tall. [hold 4s]\n", encoding="utf-8")
    wishes = Wishes(Choices(voice=VOICE), holds=(parse_scaling("1.5x"),), weeks=3, options=BARE)
    week = orders_for([script], wishes, tmp_path)[1]
    house.workshop.render(script, week.choices, Choices(), week.target, options=week.options)
    assert str(ID3(week.target)["TIT2"]) == "Week 2: Morning (1.5x)"
    assert again(house, week.target, "week-again.mp3").read_bytes() == week.target.read_bytes()
    for choices, title in (
        ({"hold": (parse_scaling("3x"),)}, "Week 2: Morning (3x)"),
        ({"hold": (parse_scaling("Hips: 3x"),)}, "Week 2: Morning (1.5x)"),
    ):
        tags = ID3(again(house, week.target, "week-other.mp3", **choices))
        assert [str(tags[name]) for name in ("TIT2", "TALB", "TRCK")] == [title, "Morning", "2/3"]


def test_a_file_of_a_catalogue_tells_the_voice_that_it_has_now() -> None:
    """A title never names the voice or the holds of the file that a session was made from in the place of its own."""
    heart = Choices(voice="hibari:heart", hold=(parse_scaling("1.5x"),))
    first = Variant(traits=("heart", "1.5x"))
    assert rendered_again(first, heart, heart, None) == first
    assert rendered_again(first, heart, replace(heart, voice="kokoro:af_sky"), None).traits == ("af_sky", "1.5x")
    assert rendered_again(first, heart, heart, Variant(1, 2, ("2x",))) == Variant(1, 2, ("2x",))
    assert rendered_again(Variant(2, 4), heart, heart, Variant(traits=("2x",))) == Variant(2, 4, ("2x",))


@pytest.mark.usefixtures("lexicon")
def test_a_file_from_before_pronunciations_were_kept(house: House) -> None:
    """It is spoken with those of whoever renders it, as it was then."""
    file = written(house, "early.mp3", BARE, ZORBA).file
    before = json.loads(zlib.decompress(packed(recall(file))))
    del before["say"]
    same = file.read_bytes()
    embed(file, zlib.compress(json.dumps(before).encode()))
    assert recall(file).own_say is None
    assert again(house, file, "early-again.mp3").read_bytes() == same


def test_what_extract_leaves_out_is_told(house: House, lexicon: Path) -> None:
    """The script comes without its maker's pronunciations; as they are told they can be put into its front matter."""
    file = written(house, "told.mp3", BARE, ZORBA).file
    ran = at_once("extract", file, "-o", "back.md", folder=lexicon.parent)
    say = ran.err[ran.err.index("say:") :]
    again = house.folder / "again.md"
    again.write_text(f"---\n{say}---\n{(lexicon.parent / 'back.md').read_text(encoding='utf-8')}", encoding="utf-8")
    assert load(again).routine.front.say == recall(file).own_say

"""Listening to a file: where it is, what is said there, and moving in it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from batch_helpers import NO_COVER
from command_helpers import House, said
from holdspace.errors import BadChoice, MachineError, MissingLibrary, ScriptError
from holdspace.score.model import Choices
from holdspace.session import players
from holdspace.session.captions import Caption
from holdspace.session.chapters import Chapter
from holdspace.session.players import Program, ProgramPlayer, player_for
from holdspace.session.playing import Playback, Track, track_of
from holdspace.session.sound_device import DevicePlayer

CHAPTERS = (Chapter("One", 0, 10_000), Chapter("Two", 10_000, 20_000), Chapter("Three", 20_000, 30_000))
CAPTIONS = (Caption("Stand.", 1_000, 2_000), Caption("Sit.", 11_000, 12_000))
TRACK = Track(Path("a.mp3"), "Test", 30.0, CHAPTERS, CAPTIONS)


class Deck:
    """A player whose time a test sets."""

    def __init__(self) -> None:
        self.position = 0.0
        self.playing = False
        self.ended = False

    def play(self, seconds: float) -> None:
        self.position, self.playing = seconds, True

    def stop(self) -> None:
        self.playing = False


@pytest.fixture
def deck() -> Deck:
    return Deck()


@pytest.fixture
def playback(deck: Deck) -> Playback:
    playback = Playback(TRACK, deck)
    playback.begin()
    return playback


def test_it_tells_the_chapter_and_what_was_said_last(playback: Playback, deck: Deck) -> None:
    """Nothing before the first word; then each cue from its first sound until the next."""
    assert playback.cue is None
    for second, title, text in ((1.0, "One", "Stand."), (10.9, "Two", "Stand."), (11.0, "Two", "Sit.")):
        deck.position = second
        assert playback.chapter is not None
        assert (playback.chapter.title, playback.cue and playback.cue.text) == (title, text)


def test_a_pause_keeps_its_place(playback: Playback, deck: Deck) -> None:
    """It is silent, stays where it is, and goes on from there; a jump in the pause stays paused."""
    deck.position = 12.5
    playback.pause_or_go_on()
    assert (playback.paused, deck.playing, playback.seconds) == (True, False, 12.5)
    playback.next_chapter()
    assert (deck.playing, playback.seconds) == (False, 20.0)
    playback.pause_or_go_on()
    assert (deck.playing, deck.position) == (True, 20.0)


def test_chapters_are_gone_to_as_every_player_does(playback: Playback, deck: Deck) -> None:
    """On to the next; back to the beginning, and from there to the one before; never beyond the ends."""
    playback.next_chapter()
    assert deck.position == 10.0
    deck.position = 15.0
    playback.previous_chapter()
    assert deck.position == 10.0
    playback.previous_chapter()
    playback.previous_chapter()
    assert deck.position == 0.0
    playback.to_chapter(2)
    playback.next_chapter()
    assert deck.position == 20.0
    playback.skip(100)
    assert deck.position == 30.0
    playback.skip(-100)
    assert deck.position == 0.0


def test_a_file_of_ours_tells_its_cues_and_a_strangers_only_its_length(tmp_path: Path) -> None:
    """The cues are those of the timeline; after tags are lost the file still plays; no sound is an error."""
    with House(tmp_path) as house:
        script = house.script("## Stand\n\nStand tall.\n\n## Sit\n\nSit down. [pause 2s]\n")
        choices, target = Choices(voice="silent:tone"), tmp_path / "session.mp3"
        receipt = house.workshop.render(script, choices, Choices(), target, options=NO_COVER)
        said_by_it = said(house.place(script))
    track = track_of(tmp_path / "session.mp3")
    assert [chapter.title for chapter in track.chapters] == ["Stand", "Sit"]
    assert [caption.text for caption in track.captions] == said_by_it
    assert track.seconds == pytest.approx(receipt.seconds, abs=0.1)
    from mutagen.id3 import ID3

    ID3(tmp_path / "session.mp3").delete()
    bare = track_of(tmp_path / "session.mp3")
    assert (bare.title, bare.captions) == ("session", ())
    for name in ("missing.mp3", "text.md", "text.mp3"):
        (tmp_path / "text.md").write_text("Stand.", encoding="utf-8")
        (tmp_path / "text.mp3").write_text("Stand.", encoding="utf-8")
        with pytest.raises(ScriptError, match=name):
            track_of(tmp_path / name)


def _python(code: str) -> Program:
    return Program("fake", lambda file, at: ["-c", code, str(file), str(at)])


def test_a_program_is_started_at_the_position_and_ended_to_pause(tmp_path: Path) -> None:
    """Its position goes on with the clock while it runs, stands still after, and it knows when the program is done."""
    told = tmp_path / "told"
    code = f"import sys, time; open({str(told)!r}, 'a').write(sys.argv[2] + ' '); time.sleep(100 - float(sys.argv[2]))"
    player = ProgramPlayer(_python(code), sys.executable, Path("a.mp3"), 100.0)
    player.play(60.0)
    time.sleep(0.2)
    player.stop()
    at = player.position
    assert 60.1 < at < 75
    assert player.position == at
    player.play(99.99)
    until = time.monotonic() + 30
    while not player.ended and time.monotonic() < until:
        time.sleep(0.02)
    assert player.ended
    assert told.read_text().split()[-1] == "99.99"


def test_a_program_that_fails_is_told(tmp_path: Path) -> None:
    """Such as one that finds no sound device, or that cannot be started at all."""
    player = ProgramPlayer(_python("raise SystemExit(3)"), sys.executable, Path("a.mp3"), 10.0)
    player.play(0.0)
    with pytest.raises(MachineError, match="status 3"):  # noqa: PT012 - it takes a moment to fail
        until = time.monotonic() + 30
        while not player.ended and time.monotonic() < until:
            time.sleep(0.02)
    with pytest.raises(MachineError, match="fake cannot play"):
        ProgramPlayer(_python(""), str(tmp_path / "gone"), Path("a.mp3"), 10.0).play(0.0)


def test_a_program_that_plays_nothing_has_failed() -> None:
    """Some end at once with status 0 when there is no sound device; in the last second of a file that is its end."""
    player = ProgramPlayer(_python("pass"), sys.executable, Path("a.mp3"), 125.0)
    player.play(60.0)
    with pytest.raises(MachineError, match="at once, at 1:00 of 2:05"):  # noqa: PT012 - it takes a moment to end
        until = time.monotonic() + 30
        while not player.ended and time.monotonic() < until:
            time.sleep(0.02)
    assert player.position < 65  # the clock stands still


def test_an_end_before_the_files_is_known(playback: Playback, deck: Deck) -> None:
    """Such as that of a player whose window was closed; not the one of the file, or a pause."""
    deck.position = 12.0
    assert (playback.ended, playback.ended_early) == (False, False)
    deck.ended = True
    assert (playback.ended, playback.ended_early) == (True, True)
    deck.position = 29.9
    assert (playback.ended, playback.ended_early) == (True, False)


def test_without_any_player_one_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A name that is no player is wrong usage; a player that is not here is something the machine lacks."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(players, "can_play", lambda: False)
    with pytest.raises(MissingLibrary, match=r"pip install .*miniaudio"):
        player_for(Path("a.mp3"), 1.0)
    with pytest.raises(MissingLibrary, match="mpv"):
        player_for(Path("a.mp3"), 1.0, "mpv")
    with pytest.raises(BadChoice, match="gramophone"):
        player_for(Path("a.mp3"), 1.0, "gramophone")


def test_the_sound_device_plays_from_a_position_to_the_end(tmp_path: Path) -> None:
    """On a device that nobody hears: it goes on with the sound, stands still when stopped, and ends."""
    miniaudio = pytest.importorskip("miniaudio")
    with House(tmp_path) as house:
        seconds = house.make("Stand tall. [pause 4s]\n", name="session.wav").receipt.seconds
    player = DevicePlayer(tmp_path / "session.wav", seconds, [miniaudio.Backend.NULL])
    player.play(1.0)
    time.sleep(0.5)
    player.stop()
    at = player.position
    assert 1.0 < at < seconds
    assert player.position == at
    player.play(seconds - 0.3)
    until = time.monotonic() + 30
    while not player.ended and time.monotonic() < until:
        time.sleep(0.02)
    assert player.ended
    assert player.position == pytest.approx(seconds, abs=0.1)
    player.stop()

"""Texts beside a session, each read back by its own rules."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from mutagen.id3 import ID3, Encoding

from command_helpers import House
from file_helpers import Session, written
from holdspace.errors import BadChoice, OutputExists
from holdspace.session.chapters import Chapter
from holdspace.session.contents import Tags
from holdspace.session.file_options import FileOptions
from holdspace.session.sidecars import KINDS, Told, cue, sidecar_path, sidecars_from, vtt

ALL = FileOptions(sidecars=tuple(KINDS), with_cover=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("sidecars")) as house:
        yield house


@pytest.fixture(scope="module")
def session(house: House) -> Session:
    return written(house, "a.mp3", ALL)


def text_of(session: Session, kind: str) -> str:
    """A sidecar's text."""
    return sidecar_path(session.file, kind).read_text(encoding="utf-8")


def spoken(session: Session) -> list[tuple[float, float, str]]:
    """Start, end and words of everything that is said, in seconds."""
    events = [event for event in session.placed.timeline.events if event.kind == "speech"]
    return [(event.start / 44_100, event.end / 44_100, event.text) for event in events]


def seconds(clock: str) -> float:
    """`HH:MM:SS.mmm`, or the same with a comma, in seconds."""
    hours, minutes, rest = clock.replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(rest)


def lines_with_times(text: str) -> list[tuple[float, str]]:
    """The lines of an LRC text that have a time."""
    found = re.findall(r"^\[(\d\d+):(\d\d\.\d\d)\](.*)$", text, re.MULTILINE)
    return [(int(minutes) * 60 + float(rest), words) for minutes, rest, words in found]


def test_lyrics_hold_every_step_in_order(session: Session) -> None:
    """USLT and the .lrc have all that is said, in order, each at its time to a hundredth of a second."""
    (frame,) = ID3(session.file).getall("USLT")
    told = [(pytest.approx(start, abs=0.0101), text) for start, _, text in spoken(session)]
    assert len(told) == 7
    assert lines_with_times(str(frame)) == told
    assert lines_with_times(text_of(session, "lrc")) == told
    assert frame.encoding == Encoding.LATIN1


@pytest.mark.parametrize("kind", ["vtt", "srt"])
def test_captions_last_as_long_as_the_words(kind: str, session: Session) -> None:
    """Each cue begins and ends with its words, to the millisecond; none overlaps the next."""
    found = re.findall(r"^(\S+) --> (\S+)\n(.+)$", text_of(session, kind), re.MULTILINE)
    assert [(seconds(start), seconds(end), text) for start, end, text in found] == [
        (pytest.approx(start, abs=0.001), pytest.approx(end, abs=0.001), text) for start, end, text in spoken(session)
    ]
    assert (kind == "vtt") == text_of(session, kind).startswith("WEBVTT\n\n")


def test_what_looks_like_markup_is_text() -> None:
    """WebVTT would read `<b>` and `&amp;` as markup."""
    from holdspace.session.captions import Caption

    assert "a &lt;b&gt; &amp;amp;" in vtt(Told(Path("a.mp3"), Tags("T"), [Caption("a <b> &amp;", 0, 9)], []))


def test_chapters_match_the_file(session: Session) -> None:
    """chapters.txt, chapters.json and the cue sheet give each chapter's name and start as the tag does."""
    tag = ID3(session.file)
    chapters = [tag[f"CHAP:{name}"] for name in tag["CTOC:toc"].child_element_ids]
    told = [(chapter.start_time, str(chapter.sub_frames["TIT2"])) for chapter in chapters]
    lines = [line.split(" ", 1) for line in text_of(session, "chapters.txt").splitlines()]
    assert [(round(seconds(time) * 1000), title) for time, title in lines] == told
    table = json.loads(text_of(session, "chapters.json"))
    assert table["version"] == "1.2.0"
    assert [(round(row["startTime"] * 1000), row["title"]) for row in table["chapters"]] == told
    sheet = text_of(session, "cue")
    assert f'FILE "{session.file.name}" MP3' in sheet
    tracks = re.findall(r'TRACK \d\d AUDIO\n {4}TITLE "(.*)"\n {4}INDEX 01 (\d\d+):(\d\d):(\d\d)', sheet)
    starts = [int(m) * 60_000 + int(s) * 1000 + int(f) * 1000 / 75 for _, m, s, f in tracks]
    assert starts == pytest.approx([start for start, _ in told], abs=14)
    assert [title for title, *_ in tracks] == [title for _, title in told]


def test_a_cue_sheet_has_at_most_99_tracks() -> None:
    """Of 150 chapters neighbours are put together; each is called as the section that it begins with."""
    chapters = [Chapter(f"Step {n}", n * 1000, n * 1000 + 1000) for n in range(150)]
    sheet = cue(Told(Path("a.mp3"), Tags("T"), [], chapters))
    tracks = re.findall(r'TRACK (\d\d) AUDIO\n {4}TITLE "Step (\d+)"\n {4}INDEX 01 (\d\d):(\d\d):00\n', sheet)
    assert [int(number) for number, *_ in tracks] == list(range(1, 100))
    assert all(int(step) == int(minutes) * 60 + int(seconds) for _, step, minutes, seconds in tracks)


def test_the_texts_of_others_stay(house: House) -> None:
    """A text that is not ours stops the render before anything is made; ours are replaced."""
    session = written(house, "own.mp3", ALL)
    before = session.file.read_bytes()
    for kind in ("lrc", "vtt", "cue", "chapters.json"):
        path = sidecar_path(session.file, kind)
        ours = path.read_bytes()
        path.write_text("my own words", encoding="utf-8")
        with pytest.raises(OutputExists):
            written(house, "own.mp3", ALL)
        path.write_bytes(ours)
    assert session.file.read_bytes() == before
    written(house, "own.mp3", ALL)
    sidecar_path(house.folder / "other.mp3", "srt").write_text("1\n", encoding="utf-8")
    with pytest.raises(OutputExists):
        written(house, "other.mp3", FileOptions(sidecars=("srt",)))


def test_the_list_of_sidecars() -> None:
    """Names come with or without a dot, once each; a wrong one is told all the right ones."""
    assert sidecars_from(".LRC, vtt,lrc") == ("lrc", "vtt")
    with pytest.raises(BadChoice, match="no sidecar 'ass'"):
        sidecars_from("lrc,ass")

"""Tags and chapters as old players want them."""

from __future__ import annotations

import re
import struct
import subprocess
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3, Encoding, ParseID3v1
from mutagen.wave import WAVE

from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.routine.model import FrontMatter, Routine
from holdspace.session.chapters import Chapter, merged_chapters
from holdspace.session.tags import HINT, Tags, chapters_of, made_by_holdspace, tags_of
from holdspace.session.writing import write_session
from holdspace.timebase import ms_to_samples
from session_helpers import Shelf, clicks, timeline

PLAIN = Tags("Lower back", "Ann", "Evenings", 2024, "Speech", "Seven steps.")


def session(
    folder: Path, tags: Tags = PLAIN, sections: list[tuple[str, int]] | None = None, suffix: str = "mp3"
) -> Path:
    """A silent session of 20 s with these tags, and sections given as (title, start in ms)."""
    starts = [(title, ms_to_samples(ms)) for title, ms in (sections or [("One", 0), ("Two", 5_000)])]
    target = folder / f"a.{suffix}"
    write_session(timeline(samples=20 * 44_100, sections=starts), clicks(), target, tags, store=Shelf())
    return target


def every_frame(frames: Any) -> list[Any]:
    """All frames, those inside chapters too."""
    found = []
    for frame in frames.values():
        found.append(frame)
        found += every_frame(frame.sub_frames) if hasattr(frame, "sub_frames") else []
    return found


def raw_frames(file: Path) -> list[tuple[str, bytes]]:
    """Names and bodies of all ID3v2.3 frames, read by hand, those inside chapters too."""
    data = file.read_bytes()
    assert data[:5] == b"ID3\x03\x00"
    size = sum(byte << shift for byte, shift in zip(data[6:10], (21, 14, 7, 0), strict=True))
    return list(_frames_in(data[10 : 10 + size]))


def _frames_in(data: bytes) -> Any:
    while len(data) > 10 and data[0]:
        name, (size,) = data[:4].decode("ascii"), struct.unpack(">I", data[4:8])
        body, data = data[10 : 10 + size], data[10 + size :]
        yield name, body
        if name == "CHAP":
            yield from _frames_in(body[body.index(b"\0") + 17 :])
        elif name == "CTOC":
            rest = body[body.index(b"\0") + 3 :]
            for _ in range(body[body.index(b"\0") + 2]):
                rest = rest[rest.index(b"\0") + 1 :]
            yield from _frames_in(rest)


def test_tags_read_back(tmp_path: Path) -> None:
    """Title, artist, album, year, genre and comment read back from ID3v2.3."""
    id3 = ID3(session(tmp_path), translate=False)
    assert id3.version == (2, 3, 0)
    texts = {name: str(id3[name]) for name in ("TIT2", "TPE1", "TALB", "TYER", "TCON")}
    assert texts == {"TIT2": "Lower back", "TPE1": "Ann", "TALB": "Evenings", "TYER": "2024", "TCON": "Speech"}
    assert str(id3["COMM::eng"]) == f"Seven steps. {HINT} Plan: 0:00 One, 0:05 Two; 0:20 in all."


def test_defaults(tmp_path: Path) -> None:
    """With a title alone the artist is holdspace, the album the title, the genre Speech, and there is no year."""
    id3 = ID3(session(tmp_path, Tags("Box breathing")), translate=False)
    assert (str(id3["TPE1"]), str(id3["TALB"]), str(id3["TCON"])) == ("holdspace", "Box breathing", "Speech")
    assert "TYER" not in id3
    assert str(id3["COMM::eng"]).startswith(HINT)


def test_version_one_reads_back(tmp_path: Path) -> None:
    """The last 128 bytes are an ID3v1.1 tag, in ASCII, with track 1 and the genre Speech."""
    tail = session(tmp_path, Tags("Śavāsana 🧘 and a very long rest indeed", "Ann", year=2024)).read_bytes()[-128:]
    old = ParseID3v1(tail)
    assert old is not None
    assert tail[:33] == b"TAGSavasana ? and a very long res"
    assert (str(old["TPE1"]), str(old["TDRC"]), str(old["TRCK"]), old["TCON"].genres) == (
        "Ann",
        "2024",
        "1",
        ["Speech"],
    )
    assert max(tail[:-1]) < 128


@pytest.mark.parametrize("title", ["Plain", "Grüße", "Śavāsana 🧘", "仰卧", "a/b\\c"])
def test_titles_round_trip_without_utf8(title: str, tmp_path: Path) -> None:
    """Any title comes back as it was, in Latin-1 where it fits, else in UTF-16, in chapters too; never in UTF-8."""
    file = session(tmp_path, Tags(title, title), [(title, 0), ("Plain", 9_000)])
    id3 = ID3(file)
    assert {str(id3["TIT2"]), str(id3["TPE1"]), str(id3["TALB"]), str(id3["CHAP:chp0"].sub_frames["TIT2"])} == {title}
    fits = all(ord(c) < 256 for c in title)
    assert id3["TIT2"].encoding == (Encoding.LATIN1 if fits else Encoding.UTF16)
    assert id3["CHAP:chp1"].sub_frames["TIT2"].encoding == Encoding.LATIN1
    encodings = {body[0] for name, body in raw_frames(file) if name.startswith("T") or name == "COMM"}
    assert encodings <= {0, 1}
    assert len([name for name, _ in raw_frames(file) if name == "TIT2"]) == 4


def test_accents_are_composed_for_latin1(tmp_path: Path) -> None:
    """A title typed with combining accents is composed, so that it fits Latin-1."""
    id3 = ID3(session(tmp_path, Tags("Gru\u0308\u00dfe")))
    assert (str(id3["TIT2"]), id3["TIT2"].encoding) == ("Grüße", Encoding.LATIN1)


@given(st.text(max_size=60))
@settings(max_examples=20, deadline=None)
def test_any_text_makes_a_valid_tag(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    """Whatever is typed, the tag is readable, of one line, and free of control characters."""
    id3 = ID3(session(tmp_path_factory.mktemp("t"), Tags(text or "x", text, text, None, text, text), [(text, 0)]))
    for frame in every_frame(id3):
        for value in getattr(frame, "text", []):
            assert not re.search(r"[\x00-\x1f\x7f-\x9f]", str(value))


def test_lone_surrogates_and_nul_are_dropped(tmp_path: Path) -> None:
    """Halves of characters and NUL bytes do not reach the file."""
    id3 = ID3(session(tmp_path, Tags("a\ud800b\0c\nd")))
    assert str(id3["TIT2"]) == "a b c d"


def test_chapters_follow_the_sections(tmp_path: Path) -> None:
    """Each section is a chapter that ends where the next begins; the table of contents is titled, ordered, on top."""
    id3 = ID3(session(tmp_path, sections=[("Table top", 0), ("Hips", 5_000), ("Rest", 12_345)]))
    contents = id3["CTOC:toc"]
    assert (contents.flags, contents.child_element_ids) == (3, ["chp0", "chp1", "chp2"])
    assert str(contents.sub_frames["TIT2"]) == "Lower back"
    chapters = [id3[f"CHAP:{name}"] for name in contents.child_element_ids]
    assert [(str(c.sub_frames["TIT2"]), c.start_time, c.end_time) for c in chapters] == [
        ("Table top", 0, 5_000),
        ("Hips", 5_000, 12_345),
        ("Rest", 12_345, 20_000),
    ]
    assert {(c.start_offset, c.end_offset) for c in chapters} == {(0xFFFFFFFF, 0xFFFFFFFF)}


def test_ffmpeg_shows_the_same_chapters(tmp_path: Path) -> None:
    """Another reader, ffmpeg, finds the chapters within a millisecond."""
    file = session(tmp_path, sections=[("A", 0), ("B", 3_333), ("C", 16_001)])
    done = subprocess.run([str(ffmpeg_path()), "-i", file_url(file)], capture_output=True, text=True, check=False)
    shown = re.findall(r"Chapter #0:\d+: start ([\d.]+), end ([\d.]+)", done.stderr)
    starts = [float(start) for start, _ in shown]
    assert starts == pytest.approx([0.0, 3.333, 16.001], abs=0.001)
    assert float(shown[-1][1]) == pytest.approx(20.0, abs=0.001)


@pytest.mark.parametrize("suffix", ["mp3", "wav"])
def test_chapters_stand_in_their_order(suffix: str, tmp_path: Path) -> None:
    """Readers that take chapters as they come in the tag get them by their times, however long their titles are."""
    titles = ["Long, long name " * n for n in (3, 1, 30, 2, 4)]
    file = session(tmp_path, sections=[(title, n * 1000) for n, title in enumerate(titles)], suffix=suffix)
    tags = WAVE(file).tags if suffix == "wav" else ID3(file)
    assert tags is not None
    assert [chapter.start_time for chapter in tags.getall("CHAP")] == [0, 1000, 2000, 3000, 4000]
    data = file.read_bytes()
    assert data.rindex(b"USLT" if b"USLT" in data else b"COMM") < data.index(b"CHAP\0\0")


@pytest.mark.parametrize("count", [1, 199, 200, 201, 254, 255, 256, 300, 2000])
def test_at_most_two_hundred_chapters(count: int, tmp_path: Path) -> None:
    """Beyond 200 sections neighbours share a chapter; the chapters still cover the session without a gap."""
    id3 = ID3(session(tmp_path, sections=[(f"Step {i}", i * 10) for i in range(count)]))
    chapters = id3.getall("CHAP")
    names = id3["CTOC:toc"].child_element_ids
    assert len(chapters) == len(names) == min(count, 200)
    ordered = [id3[f"CHAP:{name}"] for name in names]
    edges = [(c.start_time, c.end_time) for c in ordered]
    assert [end for _, end in edges[:-1]] == [start for start, _ in edges[1:]]
    assert (edges[0][0], edges[-1][1]) == (0, 20_000)
    told = {str(chapter.sub_frames["TIT2"]): chapter.start_time for chapter in ordered}
    assert told == {f"Step {start // 10}": start for start, _ in edges}  # each is called as the section it begins with


def test_long_sections_keep_their_chapters_and_names() -> None:
    """Of neighbours the shortest are put together, and those of one name before all others."""
    chapters = [Chapter(f"Step {n}", n * 1000, n * 1000 + 1000) for n in range(10)]
    chapters += [Chapter("Long", 10_000, 40_000), Chapter("Twice", 40_000, 80_000), Chapter("Twice", 80_000, 99_000)]
    assert [(c.title, c.end_ms) for c in merged_chapters(chapters, 12)][-2:] == [("Long", 40_000), ("Twice", 99_000)]
    few = merged_chapters(chapters, 4)
    assert [c.title for c in few] == ["Step 0", "Step 4", "Long", "Twice"]
    assert [(c.start_ms, c.end_ms) for c in few] == [(0, 4000), (4000, 10_000), (10_000, 40_000), (40_000, 99_000)]


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 9)), min_size=1, max_size=40), st.integers(1, 45))
def test_merged_chapters_cover_what_they_did(lengths: list[tuple[str, int]], most: int) -> None:
    """As many as are allowed, without a gap, each with name and beginning of a chapter that there was."""
    ends = list(accumulate(length for _, length in lengths))
    chapters = [Chapter(title, end - length, end) for (title, length), end in zip(lengths, ends, strict=True)]
    merged = merged_chapters(chapters, most)
    assert len(merged) == min(most, len(chapters))
    assert [c.start_ms for c in merged] == [0, *(c.end_ms for c in merged[:-1])]
    assert merged[-1].end_ms == ends[-1]
    assert {(c.title, c.start_ms) for c in merged} <= {(c.title, c.start_ms) for c in chapters}


def test_sections_without_time_or_title() -> None:
    """A section that lasts no time is no chapter; one without a title bears the session's."""
    plan = timeline(samples=44_100, sections=[("A", 0), ("empty", 22_050), ("", 22_050)])
    assert [(c.title, c.start_ms, c.end_ms) for c in chapters_of(plan)] == [("A", 0, 500), ("Test", 500, 1000)]


def test_no_sections_no_chapters(tmp_path: Path) -> None:
    """Without sections there is neither CHAP nor CTOC."""
    target = tmp_path / "a.mp3"
    write_session(timeline(samples=44_100, sections=[]), clicks(), target, PLAIN, store=Shelf())
    id3 = ID3(target)
    assert id3.getall("CHAP") == id3.getall("CTOC") == []


def test_a_wav_has_the_same_tags(tmp_path: Path) -> None:
    """A WAV carries the same frames in its id3 chunk, and its mark."""
    tags = WAVE(session(tmp_path, suffix="wav")).tags
    assert tags is not None
    assert (tags.version, str(tags["TIT2"]), len(tags.getall("CHAP"))) == ((2, 3, 0), "Lower back", 2)


@pytest.mark.parametrize("suffix", ["mp3", "wav"])
def test_our_files_bear_our_mark(suffix: str, tmp_path: Path) -> None:
    """A session is known as ours; other files, empty and missing ones are not."""
    file = session(tmp_path, suffix=suffix)
    assert made_by_holdspace(file)
    for content in (b"", b"RIFF", b"ID3\x03\0\0\0\0\0\0", b"nothing of the kind" * 100):
        other = tmp_path / f"other.{suffix}"
        other.write_bytes(content)
        assert not made_by_holdspace(other)
    assert not made_by_holdspace(tmp_path / f"missing.{suffix}")


def test_front_matter_becomes_tags() -> None:
    """What the author wrote in the front matter is in the tags; the rest are defaults."""
    front = FrontMatter(title="Hips", artist="Ann", year=2023, description="Slow.")
    assert tags_of(Routine(front, ())) == Tags("Hips", "Ann", "", 2023, "Speech", "Slow.")
    assert tags_of(Routine(FrontMatter(), (), "box-breathing.md")) == Tags("Box breathing")

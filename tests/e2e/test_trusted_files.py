"""The trusted cases about files (32 to 41), through the real command."""

from __future__ import annotations

import io
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from mutagen import File
from mutagen.id3 import ID3, Encoding, ParseID3v1
from mutagen.mp3 import MP3, BitrateMode
from mutagen.mp4 import MP4
from PIL import Image

from command_helpers import at_once, decoded
from file_helpers import chapter_track
from holdspace.audio.ffmpeg import ffmpeg_path, file_url

SCRIPT = """---
title: Śavāsana 🧘
---
Lie down.

## Rest
Let go. [hold 4s]
"""
SECTIONS = ("Śavāsana 🧘", "Rest")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a script, a voice that takes no time, and a rendered session."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "config").mkdir()
    (folder / "config" / "settings.toml").write_text('voice = "silent:tone"\n', encoding="utf-8")
    (folder / "rest.md").write_text(SCRIPT, encoding="utf-8")
    at_once("render", "rest.md", "--sidecar", "lrc,vtt", folder=folder)
    return folder


def test_case_32_the_default_file(folder: Path) -> None:
    """MPEG-1 Layer III, 44.1 kHz, mono, constant bitrate, and a length that mutagen and ffmpeg agree on."""
    file = folder / "output" / "rest.mp3"
    info = MP3(file).info
    assert (info.version, info.layer, info.sample_rate, info.channels) == (1, 3, 44_100, 1)
    assert info.bitrate_mode == BitrateMode.CBR
    assert info.length == pytest.approx(len(decoded(file)) / 44_100, abs=0.1)


def test_case_33_the_tags(folder: Path) -> None:
    """ID3v2.3 and v1.1; the title comes back whole, and no frame is UTF-8."""
    file = folder / "output" / "rest.mp3"
    tags = ID3(file, translate=False)
    assert (tags.version, str(tags["TIT2"])) == ((2, 3, 0), "Śavāsana 🧘")
    old = ParseID3v1(file.read_bytes()[-128:])
    assert old is not None
    assert str(old["TIT2"]) == "Savasana ?"
    assert all(getattr(frame, "encoding", 0) in {0, 1} for frame in tags.values())


def test_case_34_and_38_chapters_and_words(folder: Path) -> None:
    """Ffmpeg shows the chapters of the CTOC, and the words beside the file begin within them."""
    file = folder / "output" / "rest.mp3"
    tags = ID3(file)
    assert (tags["CTOC:toc"].flags, len(tags.getall("CHAP"))) == (3, len(tags["CTOC:toc"].child_element_ids))
    told = subprocess.run(
        [str(ffmpeg_path()), "-i", file_url(file)], capture_output=True, text=True, check=False
    ).stderr
    starts = [float(start) for start in re.findall(r"Chapter #0:\d+: start ([\d.]+)", told)]
    assert starts == pytest.approx([chapter.start_time / 1000 for chapter in tags.getall("CHAP")], abs=0.001)
    lines = re.findall(r"\[(\d+):([\d.]+)\](.+)", (folder / "output" / "rest.lrc").read_text(encoding="utf-8"))
    at = {words: int(minutes) * 60 + float(seconds) for minutes, seconds, words in lines}
    assert list(at) == ["Lie down.", "Rest.", "Let go."]
    assert at["Lie down."] < starts[1] <= at["Rest."] + 0.01
    assert "Let go." in (folder / "output" / "rest.vtt").read_text(encoding="utf-8")


def test_the_file_is_enough(folder: Path) -> None:
    """`show`, `extract` and `render` work on the file alone, and the longer version equals the script's to the byte."""
    assert "Let go." in at_once("show", "output/rest.mp3", folder=folder).out
    assert at_once("extract", "output/rest.mp3", folder=folder).out == SCRIPT
    at_once("extract", "output/rest.mp3", "-o", "back/", folder=folder)
    assert (folder / "back" / "rest.md").read_bytes() == (folder / "rest.md").read_bytes()
    refused = at_once("extract", "output/rest.mp3", "-o", "output/rest.lrc", folder=folder, status=2)
    assert "--force" in refused.err
    at_once("render", "output/rest.mp3", "--hold", "1.5x", "-o", "longer.mp3", folder=folder)
    at_once("render", "rest.md", "--hold", "1.5x", "-o", "longer-too.mp3", folder=folder)
    assert (folder / "longer.mp3").read_bytes() == (folder / "longer-too.mp3").read_bytes()
    assert "from which it is made" in at_once("render", "output/rest.mp3", folder=folder, status=2).err


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--split", "5", "-o", "a.mp3"], "folder"),
        (["-o", "-", "--sidecar", "lrc"], "-o"),
    ],
)
def test_wrong_options_of_the_file_are_told_before_any_work(options: list[str], told: str, folder: Path) -> None:
    """Exit status 2, what is possible in one line, and no file."""
    before = sorted(folder.rglob("*.mp3"))
    assert told in at_once("render", "rest.md", *options, folder=folder, status=2).err
    assert sorted(folder.rglob("*.mp3")) == before


def test_case_36_an_m4b_with_its_cover(folder: Path) -> None:
    """Index before sound, one list of chapters in both tables, and of all warnings the one that any cover gives.

    Ffmpeg says of every MP4 with a cover, also of one that it has written itself, that its timescale is not set.
    """
    file = folder / "rest.m4b"
    at_once("render", "rest.md", "-o", file.name, folder=folder)
    data = file.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    tagged = MP4(file)
    assert tagged.tags is not None
    assert len(tagged.tags["covr"]) == 1
    shown = at_once("show", file.name, "--json", folder=folder).json()
    starts = [min(e["start"] for e in shown["events"] if e["section"] == name) for name in SECTIONS]
    nero = [(chapter.start, chapter.title) for chapter in tagged.chapters]
    assert nero == [(pytest.approx(start, abs=0.001), name) for start, name in zip(starts, SECTIONS, strict=True)]
    assert chapter_track(file) == [(pytest.approx(start, abs=0.001), name) for start, name in nero]
    command = [str(ffmpeg_path()), "-v", "warning", "-nostdin", "-i", file_url(file), "-map", "0:a", "-f", "null", "-"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr.splitlines()
    assert all(line.endswith("stream 0, timescale not set") for line in told)
    assert len(decoded(file)) == pytest.approx(shown["seconds"] * 44_100, abs=0.05 * 44_100)


def test_case_37_a_cover_of_20_megabytes(folder: Path) -> None:
    """It goes into the file as a baseline JPEG of 600 by 600 pixels, under an empty Latin-1 description."""
    picture = folder / "large.bmp"
    Image.effect_noise((2600, 2600), 90).convert("RGB").save(picture)
    assert picture.stat().st_size > 20_000_000
    at_once("render", "rest.md", "-o", "covered.mp3", "--cover", picture, folder=folder)
    (frame,) = ID3(folder / "covered.mp3").getall("APIC")
    assert (frame.encoding, frame.desc, frame.mime, frame.type) == (Encoding.LATIN1, "", "image/jpeg", 3)
    image = Image.open(io.BytesIO(frame.data))
    assert (image.format, image.size, "progressive" in image.info) == ("JPEG", (600, 600), False)
    assert len(frame.data) <= 200_000
    (folder / "text.jpg").write_text("no picture", encoding="utf-8")
    refused = at_once("render", "rest.md", "-o", "no.mp3", "--cover", "text.jpg", folder=folder, status=2)
    assert "no picture" in refused.err
    assert not (folder / "no.mp3").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a script cannot have such a name there")
def test_case_39_and_40_names(folder: Path) -> None:
    """Whatever scripts and titles are called, each gets a file of its own that FAT32 takes, and its title unchanged."""
    titles = {
        "Morning: 10 min R&L?": "Morning: 10 min / R&L?", "..": "..", "-x": "-x", "CON": "CON", "x" * 250: "x" * 300,
        "y" * 249 + "1": "", "y" * 249 + "2": "a / b", "🧘": "🧘", "🌞": "🌞",
    }  # fmt: skip
    scripts = folder / "scripts"
    scripts.mkdir()
    for name, title in titles.items():
        text = f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n---\nLie down.\n" if title else "Lie down.\n"
        (scripts / f"{name}.md").write_text(text, encoding="utf-8")
    ran = at_once(
        "render", *(f"scripts/{name}.md" for name in titles), "-o", "named", "--no-cover", "--json", folder=folder
    )
    files = [Path(row["file"]) for row in ran.json()]
    assert sorted(path.name for path in (folder / "named").iterdir()) == sorted(file.name for file in files)
    assert len({file.name.casefold() for file in files}) == len(titles)
    assert files[0].name == "Morning 10 min R&L.mp3"
    for file, (name, title) in zip(files, titles.items(), strict=True):
        assert 1 <= len(file.stem.encode()) <= 64
        assert not set(file.stem) & set('\\/:*?"<>|')
        assert file.stem[0] not in " .-"
        assert file.stem.lower() != "con"
        assert str(ID3(folder / file)["TIT2"]) == (title or f"Y{name[1:]}")


@pytest.mark.parametrize("kind", ["mp3", "opus"])
def test_case_41_split(kind: str, folder: Path) -> None:
    """Numbered parts that sort as they are played, with rising times, their numbers, and the length of the whole."""
    single = folder / f"single.{kind}"
    at_once("render", "rest.md", "-o", single.name, "--no-cover", folder=folder)
    arguments = ("--split", "sections", "--format", kind, "-o", f"parts-{kind}", "--json")
    told = at_once("render", "rest.md", *arguments, folder=folder).json()
    assert [Path(part).name for part in told["parts"]] == [f"01 Śavāsana.{kind}", f"02 Rest.{kind}"]
    parts = sorted((folder / told["file"]).iterdir())
    assert parts == [folder / part for part in told["parts"]]
    times = [part.stat().st_mtime for part in parts]
    assert all(then - now >= 2 for now, then in pairwise(times))  # the step of FAT32
    tags = [File(part).tags for part in parts]
    numbers = [str(tag["TRCK"]) if kind == "mp3" else f"{tag['TRACKNUMBER'][0]}/{tag['TRACKTOTAL'][0]}" for tag in tags]
    assert numbers == ["1/2", "2/2"]
    assert sum(len(decoded(part)) for part in parts) == pytest.approx(len(decoded(single)), abs=0.1 * 44_100)

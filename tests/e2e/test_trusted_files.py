"""The trusted cases about files (32 to 41), through the real command."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from mutagen.id3 import ID3, ParseID3v1
from mutagen.mp3 import MP3, BitrateMode

from command_helpers import decoded, holdspace
from holdspace.audio.ffmpeg import ffmpeg_path, file_url

SCRIPT = """---
title: Śavāsana 🧘
---
Lie down.

## Rest
Let go. [hold 4s]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a script, a voice that takes no time, and a rendered session."""
    folder = tmp_path_factory.mktemp("files")
    (folder / "config").mkdir()
    (folder / "config" / "settings.toml").write_text('voice = "silent:tone"\n', encoding="utf-8")
    (folder / "rest.md").write_text(SCRIPT, encoding="utf-8")
    holdspace("render", "rest.md", "--sidecar", "lrc,vtt", folder=folder)
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
    assert "Let go." in holdspace("show", "output/rest.mp3", folder=folder).out
    assert holdspace("extract", "output/rest.mp3", folder=folder).out == SCRIPT
    holdspace("extract", "output/rest.mp3", "-o", "back/", folder=folder)
    assert (folder / "back" / "rest.md").read_bytes() == (folder / "rest.md").read_bytes()
    refused = holdspace("extract", "output/rest.mp3", "-o", "output/rest.lrc", folder=folder, status=2)
    assert "--force" in refused.err
    holdspace("render", "output/rest.mp3", "--hold", "1.5x", "-o", "longer.mp3", folder=folder)
    holdspace("render", "rest.md", "--hold", "1.5x", "-o", "longer-too.mp3", folder=folder)
    assert (folder / "longer.mp3").read_bytes() == (folder / "longer-too.mp3").read_bytes()
    assert "from which it is made" in holdspace("render", "output/rest.mp3", folder=folder, status=2).err


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
    assert told in holdspace("render", "rest.md", *options, folder=folder, status=2).err
    assert sorted(folder.rglob("*.mp3")) == before


def test_case_41_split(folder: Path) -> None:
    """A folder of numbered parts in any format, named in the JSON as they are played."""
    told = holdspace("render", "rest.md", "--split", "sections", "--format", "opus", "--json", folder=folder).json()
    assert [Path(part).name for part in told["parts"]] == ["01 Śavāsana.opus", "02 Rest.opus"]
    assert sorted((folder / told["file"]).iterdir()) == [folder / part for part in told["parts"]]

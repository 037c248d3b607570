"""Every format that a session can be written in, read back by others."""

from __future__ import annotations

import base64
import random
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from mutagen.flac import Picture
from mutagen.id3 import COMM, Encoding
from mutagen.mp3 import MP3, BitrateMode
from mutagen.mp4 import MP4
from PIL import Image

from command_helpers import House, rms_dbfs
from file_helpers import BARE, KINDS, SCRIPT, VOICE, Session, chapter_track, heard, written
from holdspace.audio.ffmpeg import ffmpeg_path, file_url
from holdspace.errors import BadChoice, EncoderFailed, HoldspaceError, OutputExists
from holdspace.score.model import Choices
from holdspace.session.averages import average_kbps
from holdspace.session.captions import captions_of, lyrics
from holdspace.session.drafting import placed_again
from holdspace.session.encoding import count_samples
from holdspace.session.file_options import FileOptions
from holdspace.session.formats import Coding, coding_of, format_of, suffix_of
from holdspace.session.recalling import recall
from holdspace.session.sinks import sink
from holdspace.session.tags import made_by_holdspace, opened
from holdspace.session.writing import check_target


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("formats")) as house:
        yield house


@pytest.fixture(scope="module")
def options(house: House) -> FileOptions:
    """A cover of the listener's own: the smallest JPEG that is a whole one as far as players' limits go."""
    path = house.folder / "own.jpg"
    Image.new("RGB", (300, 300), (40, 90, 120)).save(path, "JPEG")
    return FileOptions(cover=path)


@pytest.fixture(scope="module", params=KINDS)
def session(request: pytest.FixtureRequest, house: House, options: FileOptions) -> Session:
    return written(house, f"a.{request.param}", options)


def test_every_format_lasts_as_planned(session: Session) -> None:
    """Decoded by ffmpeg to the last sample, each is as long as the plan within 50 ms, and a mono file."""
    assert len(heard(session.file)) / 44_100 == pytest.approx(session.seconds, abs=0.05)
    with av.open(str(session.file)) as container:
        assert container.streams.audio[0].codec_context.channels == 1
        assert container.duration is not None
        assert container.duration / 1e6 == pytest.approx(session.seconds, abs=0.1)


def test_every_format_has_title_and_chapters(session: Session) -> None:
    """PyAV, which is FFmpeg's libraries, finds the title and every section's name and start within a millisecond."""
    with av.open(str(session.file)) as container:
        tags = {name.lower(): text for name, text in {**container.metadata, **_stream_tags(container)}.items()}
        assert tags["title"] == "Śavāsana 🧘 slowly"
        chapters = container.chapters()
    assert [chapter["metadata"]["title"] for chapter in chapters] == session.titles
    starts = [float(chapter["start"] * chapter["time_base"]) for chapter in chapters]
    assert starts == pytest.approx(session.starts, abs=0.001)


def _stream_tags(container: Any) -> dict[str, str]:
    """An Ogg file's tags belong to its stream."""
    return dict(container.streams.audio[0].metadata)


def test_every_format_is_the_same_file_again(session: Session, house: House, options: FileOptions) -> None:
    """Written twice, under another name and in another folder, the bytes are the same: no date, no random number."""
    again = written(house, f"elsewhere/b{session.file.suffix}", options)
    assert again.file.read_bytes() == session.file.read_bytes()


def test_every_format_knows_its_own(session: Session, tmp_path: Path) -> None:
    """A session of ours is written over; with our mark gone it is a stranger's and stays, unless forced."""
    check_target(session.file)
    assert made_by_holdspace(session.file)
    other = tmp_path / f"other{session.file.suffix}"
    other.write_bytes(session.file.read_bytes().replace(b"holdspace", b"otherhand").replace(b"HOLDSPACE", b"OTHERHAND"))
    with pytest.raises(OutputExists):
        check_target(other)
    check_target(other, force=True)


def test_every_format_carries_the_words(session: Session) -> None:
    """The lyrics tag of each format has every step with its time."""
    tags = opened(session.file, format_of(session.file)).tags
    name = {".m4b": "\xa9lyr", ".wav": "USLT::eng", ".mp3": "USLT::eng"}.get(session.file.suffix, "LYRICS")
    text = str(tags[name]) if name.startswith("USLT") else tags[name][0]
    assert text == lyrics(captions_of(session.placed.timeline))


def test_every_format_shows_the_cover(session: Session, options: FileOptions) -> None:
    """The picture comes out of each format as it went in; in ID3 with the Latin-1 description that cars want."""
    tagged = opened(session.file, format_of(session.file))
    if session.file.suffix in {".mp3", ".wav"}:
        (frame,) = tagged.tags.getall("APIC")
        assert (frame.encoding, frame.desc, frame.mime, frame.type) == (Encoding.LATIN1, "", "image/jpeg", 3)
        data = frame.data
    elif session.file.suffix == ".m4b":
        data = bytes(tagged.tags["covr"][0])
    elif session.file.suffix == ".flac":
        data = tagged.pictures[0].data
    else:
        data = Picture(base64.b64decode(tagged.tags["METADATA_BLOCK_PICTURE"][0])).data
    assert options.cover is not None
    assert data == options.cover.read_bytes()


def test_every_format_remembers(session: Session, tmp_path: Path) -> None:
    """The script comes back byte for byte, with its voice, also after another program wrote tags."""
    memory = recall(session.file)
    assert (dict(memory.sources), memory.voice) == ({"routine.md": SCRIPT.encode()}, VOICE)
    copy = tmp_path / session.file.name
    copy.write_bytes(session.file.read_bytes())
    tagged = opened(copy, format_of(copy))
    if session.file.suffix in {".mp3", ".wav"}:
        tagged.tags.add(COMM(encoding=3, lang="eng", desc="x", text=["y"]))
        tagged.save(v2_version=4)
    else:
        tagged.tags["\xa9wrt" if session.file.suffix == ".m4b" else "COMPOSER"] = ["somebody"]
        tagged.save()
    assert recall(copy) == memory


def test_damaged_files_end_in_our_own_errors(session: Session, tmp_path: Path) -> None:
    """With bytes changed, cut out or put in anywhere near the tags, a file is read or refused, never worse."""
    whole = session.file.read_bytes()
    file = tmp_path / session.file.name
    chance = random.Random(session.file.suffix)
    near = [0, whole.find(b"olds"), whole.rfind(b"olds"), whole.rfind(b"OLDSPACE_M")]
    read = 0
    for _ in range(40):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = min(max(0, chance.choice(near) + chance.randint(-40, 900)), len(data) - 1)
            piece = bytes(chance.choice((0, 255, chance.randrange(256))) for _ in range(chance.randint(0, 5)))
            data[at : at + chance.randint(0, 5)] = piece
        file.write_bytes(data)
        try:
            placed_again(file)
            read += 1
        except HoldspaceError:
            pass
    assert read < 40


def test_holds_keep_their_floor_in_every_format(session: Session) -> None:
    """In the middle of a hold the room tone is at -62 dBFS, whatever codec it went through."""
    hold = next(event for event in session.placed.timeline.events if event.kind == "hold")
    quiet = heard(session.file)[hold.start + 44_100 : hold.end - 3 * 44_100]
    assert rms_dbfs(quiet) == pytest.approx(-62, abs=2)


def test_an_m4b_can_be_played_while_it_loads(house: House) -> None:
    """Its index stands before its sound, both of its tables of chapters say the same, and ffmpeg has no complaint."""
    session = written(house, "apple.m4a", BARE)
    data = session.file.read_bytes()
    assert 0 < data.index(b"moov") < data.index(b"mdat")
    nero = [(chapter.start, chapter.title) for chapter in MP4(session.file).chapters]
    assert nero == [(pytest.approx(s, abs=0.001), t) for s, t in zip(session.starts, session.titles, strict=True)]
    assert chapter_track(session.file) == [(pytest.approx(start, abs=0.001), title) for start, title in nero]
    command = [str(ffmpeg_path()), "-v", "warning", "-nostdin", "-i", file_url(session.file), "-f", "null", "-"]
    assert subprocess.run(command, capture_output=True, check=True).stderr == b""


@pytest.mark.parametrize(
    ("kind", "channels", "rate_hz", "kbps"),
    [
        ("mp3", 1, 24_000, 160), ("mp3", 2, 22_050, 32), ("mp3", 2, 48_000, 320), ("m4b", 1, 44_100, 192),
        ("m4b", 2, 16_000, 128), ("opus", 1, 8_000, 6), ("opus", 2, 48_000, 512), ("flac", 2, 48_000, None),
        ("wav", 1, 22_050, None),
    ],
)  # fmt: skip
def test_the_extremes_are_really_written(
    kind: Any, channels: int, rate_hz: int, kbps: int | None, tmp_path: Path
) -> None:
    """What is allowed is what is written: the file says so itself, and is as long as what went in."""
    file = tmp_path / "a.part"
    sound = (np.random.default_rng(1).normal(size=(22_050, channels)) * 3000).astype("<i2")
    coding = coding_of(kind, channels, rate_hz, kbps)
    with sink(file, coding, []) as write:
        write(sound.tobytes())
    assert abs(count_samples(file, coding, 22_050) - 22_050) <= 2


@pytest.mark.parametrize(
    ("kind", "rate_hz", "kbps", "told"),
    [
        ("mp3", 24_000, 192, "144 or 160"), ("mp3", 48_000, 100, "96, 112"), ("mp3", 11_025, None, "16, 22.05, 24"),
        ("m4b", 44_100, 256, "160 or 192"), ("opus", 44_100, None, "24 or 48"), ("opus", None, 5, "6 to 256"),
        ("flac", None, 128, "mp3, m4b or opus"), ("wav", 96_000, None, "44.1 or 48"), ("m4b", 22_050, 128, "80 or 96"),
    ],
)  # fmt: skip
def test_nothing_is_put_in_the_place_of_what_was_asked(kind: Any, rate_hz: int, kbps: int, told: str) -> None:
    """What a format does not have is refused with the list of what it has."""
    with pytest.raises(BadChoice) as caught:
        coding_of(kind, 1, rate_hz, kbps)
    assert told in caught.value.mend


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 24_000, 32_000, 44_100, 48_000])
def test_every_aac_bitrate_can_be_reached(rate_hz: int, tmp_path: Path) -> None:
    """Sound that needs all there is gets the highest bitrate that is offered, so none is a number without effect."""
    file = tmp_path / "a.part"
    with pytest.raises(BadChoice) as caught:
        coding_of("m4b", 1, rate_hz, 1000)
    highest = max(map(int, re.findall(r"\d+", caught.value.mend)))
    coding = coding_of("m4b", 1, rate_hz, highest)
    with sink(file, coding, []) as write:
        write((np.random.default_rng(1).normal(size=44_100) * 6000).astype("<i2").tobytes())
    assert average_kbps(file, coding, 44_100) == pytest.approx(highest, rel=0.08)


@pytest.mark.parametrize(("suffix", "asked"), [("m4a", 128), ("opus", 64), ("mp3", None)])
def test_the_receipt_tells_the_bitrate_that_came_of_it(suffix: str, asked: int | None, house: House) -> None:
    """Of long quiet an encoder makes less than it was offered: what it made is told, as packets of sound add up to."""
    target = house.folder / f"average.{suffix}"
    script = house.script("Stand tall. [hold 20s]\n\nSit down. [hold 20s]\n")
    options = replace(BARE, kbps=asked, vbr=None if asked else 4)
    receipt = house.workshop.render(script, Choices(voice=VOICE), Choices(), target, options=options)
    with av.open(str(target)) as container:
        bits = sum(packet.size for packet in container.demux(container.streams.audio[0])) * 8
    assert receipt.kbps == pytest.approx(bits / 1000 / receipt.seconds, rel=0.03)
    assert receipt.kbps < (asked or 1000)
    plain = house.workshop.render(script, Choices(voice=VOICE), Choices(), house.folder / "exact.mp3", options=BARE)
    assert plain.kbps is None


def test_an_encoder_that_does_something_else_is_found_out(tmp_path: Path) -> None:
    """A file of another bitrate, rate or number of channels than was asked for is thrown away."""
    file = tmp_path / "a.part"
    with sink(file, Coding("mp3", 1, 44_100, 64), []) as write:
        write(bytes(2 * 44_100))
    for coding in (Coding("mp3", 1, 44_100, 96), Coding("mp3", 2, 44_100, 64)):
        with pytest.raises(EncoderFailed, match="64, 44100, 1 instead of"):
            count_samples(file, coding, 44_100)
    with sink(file, Coding("flac", 1, 48_000, None), []) as write:
        write(bytes(2 * 44_100))
    with pytest.raises(EncoderFailed, match="48000, 1 instead of 44100, 1"):
        count_samples(file, Coding("flac", 1, 44_100, None), 44_100)


@pytest.mark.parametrize("kind", ["m4b", "opus", "flac"])
def test_a_file_cut_short_is_found_out(kind: Any, tmp_path: Path) -> None:
    """Half a file is never taken for a whole one."""
    file = tmp_path / "a.part"
    coding = coding_of(kind, 1)
    with sink(file, coding, []) as write:
        write((np.random.default_rng(1).normal(size=88_200) * 3000).astype("<i2").tobytes())
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])
    with pytest.raises(EncoderFailed):
        count_samples(file, coding, 88_200)


def test_suffixes_and_names_of_formats() -> None:
    """A suffix or a name tells the format, in any case; others are refused with the list."""
    assert (format_of(Path("a.M4A")), format_of(Path("a.ogg")), suffix_of("OPUS")) == ("m4b", "opus", ".opus")
    for wrong in (lambda: format_of(Path("a.zip")), lambda: format_of(Path("a")), lambda: suffix_of("aac")):
        with pytest.raises(BadChoice) as caught:
            wrong()
        assert "m4b, " in caught.value.mend


def test_options_change_the_file(house: House) -> None:
    """`--bitrate` and `--rate` are what the file then has; asked for, the usual ones give the usual file."""
    file = written(house, "high.mp3", replace(BARE, rate_hz=48_000, kbps=128)).file
    with av.open(str(file)) as container:
        assert container.streams.audio[0].codec_context.sample_rate == 48_000
        assert container.bit_rate == pytest.approx(128_000, rel=0.1)
    usual = written(house, "usual.mp3", replace(BARE, rate_hz=44_100, kbps=64)).file
    assert usual.read_bytes() == written(house, "plain.mp3", BARE).file.read_bytes()


@pytest.mark.parametrize(("quality", "rate_hz"), [(0, None), (4, 48_000), (9, 22_050)])
def test_a_variable_bitrate(quality: int, rate_hz: int | None, house: House) -> None:
    """An MP3 of variable bitrate tells its exact length in a Xing header, and decodes to the plan."""
    made = written(house, f"v{quality}.mp3", replace(BARE, rate_hz=rate_hz, vbr=quality))
    info = MP3(made.file).info
    assert info.bitrate_mode == BitrateMode.VBR
    assert info.length == pytest.approx(made.seconds, abs=0.1)  # mutagen counts padding in
    assert len(heard(made.file)) / 44_100 == pytest.approx(made.seconds, abs=0.05)


def test_only_an_mp3_has_a_variable_bitrate() -> None:
    """Everything else is refused with what to do."""
    for kind in ("m4b", "opus", "flac", "wav"):
        with pytest.raises(BadChoice, match=rf"only mp3 has a variable bitrate, not {kind}\."):
            coding_of(kind, 1, vbr=4)  # type: ignore[arg-type]  # a plain string

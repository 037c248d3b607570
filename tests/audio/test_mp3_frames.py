"""MP3 frames as bytes."""

from __future__ import annotations

import io
import subprocess
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutagen.mp3 import MP3, BitrateMode

from holdspace.audio.ffmpeg import ffmpeg_path
from holdspace.audio.mp3_frames import (
    Header,
    crc16,
    frames_for,
    info_frame,
    lengthened,
    read_header,
    reservoir_bytes,
    silent_frame,
    split_frames,
    stream_samples,
)

RATES_HZ = {1: (32_000, 44_100, 48_000), 2: (16_000, 22_050, 24_000)}
BITRATES_KBPS = {
    1: (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
EVERY_KIND = [
    Header(version, kbps, rate, padded, mono)
    for version in (1, 2)
    for kbps in BITRATES_KBPS[version]
    for rate in RATES_HZ[version]
    for padded in (False, True)
    for mono in (False, True)
]
PLAIN = Header(version=1, bitrate_kbps=64, rate_hz=44_100, padded=False, mono=True)
LONG = replace(PLAIN, padded=True)


def stream(frames: list[bytes], samples: int, header: Header = PLAIN) -> bytes:
    """A whole stream: its Info frame and these frames."""
    return info_frame(header, len(frames), samples, sum(map(len, frames))) + b"".join(frames)


def counted(data: bytes) -> int:
    """The samples of a stream that is all there is."""
    return stream_samples(io.BytesIO(data), len(data))


def decode(data: bytes, *more: str) -> bytes:
    """What ffmpeg makes of an MP3 stream; a single warning fails."""
    command = [str(ffmpeg_path()), "-v", "warning", "-nostdin", "-f", "mp3", "-i", "-", *more, "-f", "s16le", "-"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert done.stderr == b"", done.stderr
    return done.stdout


def test_every_header_reads_back() -> None:
    """Each rate, bitrate, padding and channel mode of MPEG-1 and MPEG-2 survives four bytes, all different."""
    assert [read_header(header.to_bytes()) for header in EVERY_KIND] == EVERY_KIND
    assert len({header.to_bytes() for header in EVERY_KIND}) == len(EVERY_KIND) == 2 * 14 * 3 * 2 * 2


@pytest.mark.parametrize(
    ("header", "length", "samples", "raw"),
    [
        (PLAIN, 208, 1152, "fffb50c4"),
        (LONG, 209, 1152, "fffb52c4"),
        (Header(1, 128, 44_100, padded=False, mono=False), 417, 1152, "fffb9004"),
        (Header(2, 64, 22_050, padded=False, mono=True), 208, 576, "fff380c4"),
        (Header(2, 8, 16_000, padded=True, mono=True), 37, 576, "fff31ac4"),
    ],
)
def test_known_headers(header: Header, length: int, samples: int, raw: str) -> None:
    """Lengths and bytes are those of the standard's formula, written out by hand."""
    assert (header.length, header.samples, header.to_bytes().hex()) == (length, samples, raw)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "fffb50",
        "49443303",
        "fffa50",
        "7ffb50c4",
        "fffd50c4",
        "ffeb50c4",
        "ffe350c4",
        "fffb00c4",
        "fffbf0c4",
        "fffb5cc4",
    ],
)
def test_what_is_no_header(raw: str) -> None:
    """Cut off, no sync, another layer or version, free format, forbidden bitrate or rate: none is taken for a frame."""
    with pytest.raises(ValueError, match="no MP3 frame at byte 2"):
        read_header(b"\xff\xfb" + bytes.fromhex(raw), 2)


@given(st.lists(st.sampled_from(EVERY_KIND), max_size=30))
def test_a_stream_comes_apart_where_it_was_joined(kinds: list[Header]) -> None:
    """Whatever frames follow one another, they are found again."""
    frames = [silent_frame(header) for header in kinds]
    assert split_frames(b"".join(frames)) == frames


@given(st.lists(st.sampled_from(EVERY_KIND), min_size=1, max_size=5), st.integers(1, 20))
def test_a_cut_off_stream_is_noticed(kinds: list[Header], missing: int) -> None:
    """A stream whose last bytes are missing is refused."""
    data = b"".join(silent_frame(header) for header in kinds)
    with pytest.raises(ValueError, match=r"cut off|no MP3 frame"):
        split_frames(data[:-missing])


@pytest.mark.parametrize(
    "header",
    [kind for kind in EVERY_KIND if not kind.padded and kind.bitrate_kbps in {32, 64, 160}],
    ids=lambda h: f"{h.rate_hz}-{h.bitrate_kbps}-{'mono' if h.mono else 'stereo'}",
)
def test_silent_frames_decode_to_zeros(header: Header) -> None:
    """At each rate, in mono and stereo, ready silence is digital zero of the right length, without a warning."""
    frames = [silent_frame(replace(header, padded=index % 2 == 1)) for index in range(4)]
    sound = decode(b"".join(frames))
    assert len(sound) == 4 * header.samples * 2 * (1 if header.mono else 2)
    assert not any(sound)
    assert {reservoir_bytes(frame) for frame in frames} == {0}


@given(st.lists(st.booleans(), max_size=6))
def test_frames_can_be_a_byte_longer(padded: list[bool]) -> None:
    """The first short frame becomes a long one and nothing else changes; where all are long already, nothing does."""
    frames = [silent_frame(LONG if long else PLAIN) for long in padded]
    longer = split_frames(lengthened(b"".join(frames)))
    short = padded.index(False) if False in padded else len(frames)
    assert [read_header(frame).padded for frame in longer] == [long or at == short for at, long in enumerate(padded)]
    assert [frame[4:208] for frame in longer] == [frame[4:208] for frame in frames]


@pytest.mark.parametrize("version", [1, 2])
def test_bytes_borrowed_from_earlier_frames_are_read(version: int) -> None:
    """Nine bits in MPEG-1 and eight in MPEG-2 tell how far back a frame's data begins."""
    header = Header(version, 64, RATES_HZ[version][0], padded=False, mono=True)
    frame = bytearray(silent_frame(header))
    frame[4:6] = b"\xff\xff"
    assert reservoir_bytes(bytes(frame)) == (511 if version == 1 else 255)


def test_the_check_value_of_the_checksum() -> None:
    """CRC-16/ARC of "123456789" is BB3D."""
    assert crc16(b"123456789") == 0xBB3D


@pytest.mark.parametrize("samples", [48, 1152, 26_399, 47 + 1152 * 30, 48 + 1152 * 30, 44_100 * 60])
@pytest.mark.parametrize("header", [PLAIN, Header(2, 32, 22_050, padded=False, mono=True)], ids=["MPEG-1", "MPEG-2"])
def test_the_exact_length_is_in_the_info_frame(header: Header, samples: int, tmp_path: Path) -> None:
    """Mutagen, ffmpeg and our own count all find the planned number of samples, and mutagen the settings."""
    frames = [silent_frame(header)] * frames_for(samples, header)
    data = stream(frames, samples, header)
    (tmp_path / "a.mp3").write_bytes(data)
    info = MP3(tmp_path / "a.mp3").info
    assert info.length == pytest.approx(samples / header.rate_hz, abs=1e-9)
    assert (info.bitrate_mode, info.encoder_info) == (BitrateMode.CBR, "LAME 3.100.0+")
    assert len(decode(data)) == 2 * samples
    assert counted(data) == samples


def test_every_kind_has_room_for_its_info_frame() -> None:
    """Where a stream's own frames are too short, its Info frame is of a higher bitrate; it is always a whole frame."""
    for header in (kind for kind in EVERY_KIND if not kind.padded):
        frame = info_frame(header, 10, 9 * header.samples - 600, 1000)
        own = read_header(frame)
        assert (len(frame), own.rate_hz, own.mono) == (own.length, header.rate_hz, header.mono)
        assert own.bitrate_kbps == header.bitrate_kbps or header.length < 4 + header.side_bytes + 156


def test_the_fields_of_the_info_frame() -> None:
    """Counts, seek table, delay, padding and checksum stand where the LAME project's description has them."""
    frames = [silent_frame(PLAIN)] * 101
    data = stream(frames, 115_000)
    head = data[: PLAIN.length]
    assert read_header(head) == PLAIN
    assert (head[4:21], head[21:29]) == (bytes(17), b"Info\0\0\0\x0f")
    assert int.from_bytes(head[29:33], "big") == 101
    assert int.from_bytes(head[33:37], "big") == len(data)
    assert list(head[37:137]) == [percent * 256 // 100 for percent in range(100)]
    delays = int.from_bytes(head[162:165], "big")
    assert (delays >> 12, delays & 0xFFF) == (576, 101 * 1152 - 576 - 115_000)
    assert int.from_bytes(head[169:173], "big") == len(data)
    assert crc16(head[:175]) == int.from_bytes(head[175:177], "big")


@given(st.integers(0, 10_000_000), st.sampled_from([PLAIN, Header(2, 32, 24_000, padded=False, mono=False)]))
def test_there_are_enough_frames_and_not_one_more(samples: int, header: Header) -> None:
    """`frames_for` is the smallest number whose decoded stream holds all samples."""
    frames = frames_for(samples, header)
    assert (frames - 1) * header.samples < samples + 576 + 529 <= frames * header.samples
    info_frame(header, frames, samples, 0)
    with pytest.raises(ValueError, match="cannot hold"):
        info_frame(header, frames - 1, samples, 0)


def test_padding_that_has_no_room_is_refused() -> None:
    """The padding has twelve bits; frames that leave more than 4,095 samples are refused."""
    info_frame(PLAIN, 10, 11_520 - 576 - 4095, 0)
    with pytest.raises(ValueError, match="10 frames cannot hold 6848 samples"):
        info_frame(PLAIN, 10, 11_520 - 576 - 4096, 0)


@given(st.lists(st.booleans(), max_size=150), st.integers(0, 3))
def test_every_frame_is_counted(padded: list[bool], even_runs: int) -> None:
    """However long and short frames alternate, and however often a run comes again, each frame counts."""
    run = [silent_frame(PLAIN)] + [silent_frame(LONG)] * 48
    frames = [silent_frame(LONG if long else PLAIN) for long in padded] + even_runs * run
    samples = max(0, len(frames) * 1152 - 576 - 529)
    if frames:
        assert counted(stream(frames, samples)) == samples


def test_more_than_one_window_is_counted() -> None:
    """A stream longer than what is read at a time is counted across the borders."""
    frames = [silent_frame(LONG if index % 7 else PLAIN) for index in range(12_000)]
    assert counted(stream(frames, 12_000 * 1152 - 1105)) == 12_000 * 1152 - 1105


GOOD = stream([silent_frame(LONG if index % 2 else PLAIN) for index in range(120)], 120 * 1152 - 1200)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no MP3 frame"),
        (GOOD[:100], "no Info header"),
        (GOOD[208:], "no Info header"),
        (GOOD[:-1], "cut off"),
        (GOOD[:-209], "another number"),
        (GOOD[:208], "nothing follows"),
        (GOOD + silent_frame(PLAIN), "another number"),
        (GOOD + b"\xff", "cut off"),
        (GOOD + b"TAGx", "begins no frame"),
        (GOOD[:5000] + b"\0" + GOOD[5000:], "begins no frame"),
        (GOOD + silent_frame(replace(PLAIN, bitrate_kbps=128)), "begins no frame"),
    ],
)
def test_a_stream_that_is_not_whole_is_refused(data: bytes, said: str) -> None:
    """Cut off, too short, too long, something in between or behind: the stream is refused, saying why."""
    assert counted(GOOD) == 120 * 1152 - 1200
    with pytest.raises(ValueError, match=said):
        counted(data)


def test_a_file_shorter_than_announced_is_refused() -> None:
    """When fewer bytes can be read than asked for, the stream is cut off."""
    with pytest.raises(ValueError, match="cut off"):
        stream_samples(io.BytesIO(GOOD), len(GOOD) + 1)


@given(st.integers(208, len(GOOD) - 1), st.integers(1, 255))
def test_a_damaged_header_never_passes_unnoticed(at: int, change: int) -> None:
    """A changed byte lies inside a frame and leaves the count as it is, or is refused; it never changes the length."""
    damaged = GOOD[:at] + bytes([GOOD[at] ^ change]) + GOOD[at + 1 :]
    with suppress(ValueError):
        assert counted(damaged) == 120 * 1152 - 1200

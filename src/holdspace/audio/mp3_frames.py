"""MP3 frames as bytes: taking a stream apart, ready silence, and the header that tells players its exact length.

Only Layer III is known here, of MPEG-1 and MPEG-2, since that is all that the encoder writes. Tables and bit positions:
ISO/IEC 11172-3 (2.4.1.3, 2.4.2.3) and 13818-3; the Info header: the "MP3 Info Tag revision 1" of the LAME project.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import BinaryIO

_BITRATES_KBPS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES_HZ = {1: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000)}
_MONO = 3
_INFO_BYTES = 156
"""The Info header behind the side information: counts and seek table (120) and the LAME extension (36)."""
_WINDOW_BYTES = 1 << 20
_KEY_BYTES = 64
_MOST_RUNS = 256
"""So many runs are remembered, by their first bytes: 2.5 MB. The room tone has 20."""
RUN_FRAMES = 49
"""A frame of 64 kb/s at 44.1 kHz has 208 48/49 bytes on average: so many frames come out even."""

ENCODER_DELAY_SAMPLES = 576
"""Samples that LAME puts before the first one it was given."""
DECODER_DELAY_SAMPLES = 529
"""Samples by which every decoder is late (528 and one, by the LAME project's convention)."""
STREAM_DELAY_SAMPLES = ENCODER_DELAY_SAMPLES + DECODER_DELAY_SAMPLES
"""How far into the decoded stream the first sample given to the encoder lies."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the four bytes at the head of a frame say."""

    version: int
    """1 for MPEG-1, 2 for MPEG-2."""
    bitrate_kbps: int
    rate_hz: int
    padded: bool
    """One byte longer, so that the average keeps to the bitrate."""
    mono: bool

    @property
    def samples(self) -> int:
        """Samples of each channel in the frame."""
        return 1152 if self.version == 1 else 576

    @property
    def length(self) -> int:
        """Bytes of the whole frame."""
        return self.samples // 8 * self.bitrate_kbps * 1000 // self.rate_hz + self.padded

    @property
    def side_bytes(self) -> int:
        """Bytes of side information behind the header."""
        if self.version == 1:
            return 17 if self.mono else 32
        return 9 if self.mono else 17

    def to_bytes(self) -> bytes:
        """The four bytes, without checksum, not copyrighted, original."""
        version_bits = 0b11 if self.version == 1 else 0b10
        bits = 0x7FF << 21 | version_bits << 19 | 0b01 << 17 | 1 << 16
        bits |= _BITRATES_KBPS[self.version].index(self.bitrate_kbps) << 12
        bits |= _RATES_HZ[self.version].index(self.rate_hz) << 10 | self.padded << 9
        bits |= (_MONO if self.mono else 0) << 6 | 1 << 2
        return bits.to_bytes(4, "big")


def read_header(data: bytes, at: int = 0) -> Header:
    """The header of the frame at byte `at`. Raises `ValueError` when there is none of a known kind."""
    header = _header(data[at : at + 4])
    if header is None:
        raise ValueError(f"no MP3 frame at byte {at}")
    return header


@lru_cache(maxsize=64)
def _header(four: bytes) -> Header | None:
    """What these four bytes say; thousands of frames have the same."""
    bits = int.from_bytes(four, "big")
    version = {0b11: 1, 0b10: 2}.get(bits >> 19 & 3)
    bitrate, rate = bits >> 12 & 15, bits >> 10 & 3
    if len(four) < 4 or bits >> 21 != 0x7FF or bits >> 17 & 3 != 1 or not version or bitrate in (0, 15) or rate == 3:
        return None
    return Header(
        version=version,
        bitrate_kbps=_BITRATES_KBPS[version][bitrate],
        rate_hz=_RATES_HZ[version][rate],
        padded=bool(bits >> 9 & 1),
        mono=bits >> 6 & 3 == _MONO,
    )


def split_frames(data: bytes) -> list[bytes]:
    """The frames of a stream that holds nothing else. Raises `ValueError` where one is cut off or not a frame."""
    frames = []
    at = 0
    while at < len(data):
        length = read_header(data, at).length
        if at + length > len(data):
            raise ValueError(f"the MP3 frame at byte {at} is cut off")
        frames.append(data[at : at + length])
        at += length
    return frames


def reservoir_bytes(frame: bytes) -> int:
    """How many bytes of earlier frames this one needs (main_data_begin); 0 for a frame that stands alone."""
    header = read_header(frame)
    if header.version == 1:
        return frame[4] << 1 | frame[5] >> 7
    return frame[4]


def silent_frame(header: Header) -> bytes:
    """A frame of digital silence that needs no other: no coded coefficient at all, so it decodes to zeros."""
    return header.to_bytes().ljust(header.length, b"\0")


def lengthened(frames: bytes) -> bytes:
    """`frames` with their first unpadded one padded, a byte longer in all; as they are when all are padded.

    The byte behind a frame's data means nothing as long as no later frame begins its own there: only for frames that
    stand alone.
    """
    at = 0
    while at < len(frames):
        header = read_header(frames, at)
        behind = at + header.length
        if not header.padded:
            head = replace(header, padded=True).to_bytes()
            return frames[:at] + head[:3] + frames[at + 3 : behind] + b"\0" + frames[behind:]
        at = behind
    return frames


def shortened(frames: bytes) -> bytes:
    """`frames` with one padded frame made a byte shorter, the first that does not need its last byte.

    As they are when none can. Only for frames that stand alone.
    """
    at = 0
    while at < len(frames):
        header = read_header(frames, at)
        behind = at + header.length
        if header.padded and spare_bytes(frames[at:behind]):
            head = replace(header, padded=False).to_bytes()
            return frames[:at] + head[:3] + frames[at + 3 : behind - 1] + frames[behind:]
        at = behind
    return frames


def spare_bytes(frame: bytes) -> int:
    """How many bytes at the end of a mono MPEG-1 frame that stands alone hold nothing.

    Its two granules say how many bits they need (part2_3_length): 18 bits into the side information, and 59 further on.
    """
    header = read_header(frame)
    if header.version != 1 or not header.mono:
        return 0
    side = int.from_bytes(frame[4 : 4 + header.side_bytes], "big")
    bits = header.side_bytes * 8
    needed = sum(side >> bits - begin - 12 & 0xFFF for begin in (18, 18 + 59))
    return len(frame) - 4 - header.side_bytes - (needed + 7) // 8


def frames_for(samples: int, header: Header) -> int:
    """How many frames a stream needs so that a decoder can give back all of its `samples`."""
    return -(-(samples + STREAM_DELAY_SAMPLES) // header.samples)


def info_frame(header: Header, frames: int, samples: int, stream_bytes: int) -> bytes:
    """The first frame of a constant-bitrate stream: its count of frames and bytes, seek table, delay and padding.

    `frames` and `stream_bytes` describe what follows (this frame not counted), `samples` the length without delay and
    padding. Raises `ValueError` when the frames are too few for the samples, or so many that the padding has no room.
    """
    padding = frames * header.samples - ENCODER_DELAY_SAMPLES - samples
    if not DECODER_DELAY_SAMPLES <= padding < 4096:
        raise ValueError(f"{frames} frames cannot hold {samples} samples")
    own = _info_header(header)
    lead = own.to_bytes() + bytes(own.side_bytes)
    seek_table = bytes(position * 256 // 100 for position in range(100))
    total = stream_bytes + own.length
    counts = b"Info" + (0b1111).to_bytes(4, "big") + frames.to_bytes(4, "big") + total.to_bytes(4, "big")
    # Revision 0, method 1 (constant bitrate); no lowpass, replay gain or flags known; the bitrate; delay and padding.
    lame = b"LAME3.100" + bytes([0x01, 0]) + bytes(8) + bytes([0, min(255, header.bitrate_kbps)])
    lame += (ENCODER_DELAY_SAMPLES << 12 | padding).to_bytes(3, "big") + bytes(4)
    lame += total.to_bytes(4, "big") + bytes(2)
    tag = counts + seek_table + (0).to_bytes(4, "big") + lame
    head = lead + tag
    return (head + crc16(head).to_bytes(2, "big")).ljust(own.length, b"\0")


def _info_header(header: Header) -> Header:
    """The header of a stream's Info frame: at bitrates whose frames are too short for it, the next that has room."""
    for bitrate in _BITRATES_KBPS[header.version]:
        own = replace(header, bitrate_kbps=bitrate, padded=False)
        if bitrate >= header.bitrate_kbps and own.length >= 4 + own.side_bytes + _INFO_BYTES:
            return own
    raise ValueError(f"no frame at {header.rate_hz} Hz has room for an Info header")


def stream_samples(stream: BinaryIO, length: int) -> int:
    """The samples that a decoder makes of the next `length` bytes: an Info frame and constant-bitrate frames.

    The frames are walked one by one and counted, whatever the Info frame says; a window of them is in memory at a time.
    Behind a Xing frame their bitrates may differ. Raises `ValueError` where they end too early, are followed by
    something else, or are not those that the first frame announces.
    """
    data = stream.read(min(length, _WINDOW_BYTES))
    length -= len(data)
    header = read_header(data)
    tag = 4 + header.side_bytes
    if data[tag : tag + 4] not in {b"Info", b"Xing"} or len(data) < header.length:
        raise ValueError("the first frame is no Info header")
    announced = int.from_bytes(data[tag + 8 : tag + 12], "big")
    delays = int.from_bytes(data[tag + 141 : tag + 144], "big")
    if len(data) == header.length and not length:
        raise ValueError("nothing follows the Info header")
    plain = replace(read_header(data, header.length), padded=False)
    walker = _Walker(_kinds(plain) if data[tag : tag + 4] == b"Xing" else [plain])
    frames, at = walker.walk(data, header.length)
    while length > 0 and (more := stream.read(min(length, _WINDOW_BYTES))):
        length -= len(more)
        data = data[at:] + more
        counted, at = walker.walk(data, 0)
        frames += counted
    if at != len(data) or length:
        raise ValueError("the last frame is cut off")
    if frames != announced:
        raise ValueError("the Info header announces another number of frames")
    return frames * plain.samples - (delays >> 12) - (delays & 0xFFF)


def is_variable(data: bytes) -> bool:
    """Whether these are the first bytes of a stream of variable bitrate, as its own first frame says.

    Raises `ValueError` when they begin no frame.
    """
    tag = 4 + read_header(data).side_bytes
    return data[tag : tag + 4] == b"Xing"


def _kinds(plain: Header) -> list[Header]:
    """Frames alike at every bitrate."""
    return [replace(plain, bitrate_kbps=kbps) for kbps in _BITRATES_KBPS[plain.version] if kbps]


class _Walker:
    """Counts frames alike. An hour has 140,000, so that runs which come again byte for byte are not walked again."""

    def __init__(self, kinds: Sequence[Header]) -> None:
        both = [replace(kind, padded=padded) for kind in kinds for padded in (False, True)]
        self._lengths = {head: kind.length for kind in both for head in _heads(kind)}
        self._runs: dict[bytes, bytes] = {}

    def walk(self, data: bytes, at: int) -> tuple[int, int]:
        """How many whole frames follow byte `at`, and where they end. Raises `ValueError` for anything else."""
        frames, end, run, walked = 0, len(data), at, 0
        while at + 4 <= end:
            known = self._runs.get(data[at : at + _KEY_BYTES])
            if known is not None and data.startswith(known, at):
                frames, at = frames + RUN_FRAMES, at + len(known)
                run, walked = at, 0
                continue
            length = self._lengths.get(data[at : at + 4])
            if length is None:
                raise ValueError(f"byte {at} begins no frame of this stream")
            if at + length > end:
                break
            frames, at, walked = frames + 1, at + length, walked + 1
            if walked == RUN_FRAMES:
                self._remember(data[run:at])
                run, walked = at, 0
        return frames, at

    def _remember(self, run: bytes) -> None:
        if len(self._runs) < _MOST_RUNS:
            self._runs[run[:_KEY_BYTES]] = run


def _heads(header: Header) -> list[bytes]:
    """What a frame alike may begin with: two channels are coded apart or jointly, from frame to frame as it pays."""
    head = header.to_bytes()
    if header.mono:
        return [head]
    return [head[:3] + bytes([mode << 4 | head[3] & 0x0F]) for mode in range(_MONO << 2)]


def crc16(data: bytes) -> int:
    """CRC-16/ARC (polynomial 0x8005, reflected), as the Info header has it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc

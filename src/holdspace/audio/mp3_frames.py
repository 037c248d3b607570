"""MP3 frames as bytes: taking a stream apart, ready silence, and the header that tells players its exact length.

Only Layer III is known here, of MPEG-1 and MPEG-2, since that is all that the encoder writes. Tables and bit positions:
ISO/IEC 11172-3 (2.4.1.3, 2.4.2.3) and 13818-3; the Info header: the "MP3 Info Tag revision 1" of the LAME project.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

_BITRATES_KBPS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_RATES_HZ = {1: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000)}
_MONO = 3

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
    bits = int.from_bytes(data[at : at + 4], "big")
    version = {0b11: 1, 0b10: 2}.get(bits >> 19 & 3)
    bitrate, rate = bits >> 12 & 15, bits >> 10 & 3
    if (
        len(data) < at + 4
        or bits >> 21 != 0x7FF
        or bits >> 17 & 3 != 1
        or not version
        or bitrate in (0, 15)
        or rate == 3
    ):
        raise ValueError(f"no MP3 frame at byte {at}")
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
    plain = Header(header.version, header.bitrate_kbps, header.rate_hz, padded=False, mono=header.mono)
    lead = plain.to_bytes() + bytes(plain.side_bytes)
    seek_table = bytes(position * 256 // 100 for position in range(100))
    total = stream_bytes + plain.length
    counts = b"Info" + (0b1111).to_bytes(4, "big") + frames.to_bytes(4, "big") + total.to_bytes(4, "big")
    # Revision 0, method 1 (constant bitrate); no lowpass, replay gain or flags known; the bitrate; delay and padding.
    lame = b"LAME3.100" + bytes([0x01, 0]) + bytes(8) + bytes([0, min(255, header.bitrate_kbps)])
    lame += (ENCODER_DELAY_SAMPLES << 12 | padding).to_bytes(3, "big") + bytes(4)
    lame += total.to_bytes(4, "big") + bytes(2)
    tag = counts + seek_table + (0).to_bytes(4, "big") + lame
    head = lead + tag
    return (head + crc16(head).to_bytes(2, "big")).ljust(plain.length, b"\0")


def stream_samples(stream: bytes) -> int:
    """The length in samples that a decoder makes of `stream`: an Info frame and constant-bitrate frames, nothing else.

    The frames are walked one by one and counted, whatever the Info frame says. Raises `ValueError` where they end too
    early, are followed by something else, or are not those that the Info frame announces.
    """
    header = read_header(stream)
    tag = 4 + header.side_bytes
    if stream[tag : tag + 4] != b"Info":
        raise ValueError("the first frame is no Info header")
    delays = int.from_bytes(stream[tag + 141 : tag + 144], "big")
    frames = _count_frames(stream, header.length, replace(header, padded=False))
    if frames != int.from_bytes(stream[tag + 8 : tag + 12], "big"):
        raise ValueError("the Info header announces another number of frames")
    return frames * header.samples - (delays >> 12) - (delays & 0xFFF)


def _count_frames(stream: bytes, at: int, plain: Header) -> int:
    """How many frames alike lie between byte `at` and the end; an hour has 140,000, so this loop is kept bare."""
    first, second, third, fourth = plain.to_bytes()
    length, frames, end = plain.length, 0, len(stream)
    while at < end:
        padding = stream[at + 2] & 2 if at + 4 <= end else 0
        if stream[at : at + 4] != bytes((first, second, third | padding, fourth)):
            raise ValueError(f"no frame of this stream at byte {at}")
        at += length + (padding >> 1)
        frames += 1
    if at != end:
        raise ValueError("the last frame is cut off")
    return frames


def crc16(data: bytes) -> int:
    """CRC-16/ARC (polynomial 0x8005, reflected), as the Info header has it."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 if crc & 1 else crc >> 1
    return crc

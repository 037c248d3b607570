"""The formats a session can be written in, and what each of them allows.

Whatever is asked for is written, or refused with the list of what is possible: encoders would put something else in its
place without a word (LAME keeps to 160 kb/s below 32 kHz, ffmpeg's AAC to about five bits a sample). An AAC's and an
Opus's bitrate is still only what they aim at: quiet needs less, so that a session of long holds is always smaller, and
its receipt tells what it has (see `averages`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from holdspace.audio.mp3_encoding import BITRATE_KBPS
from holdspace.errors import BadChoice
from holdspace.timebase import SAMPLE_RATE_HZ

Format = Literal["mp3", "m4b", "opus", "flac", "wav"]

FORMATS: dict[str, Format] = {
    "mp3": "mp3",
    "m4b": "m4b",
    "m4a": "m4b",
    "opus": "opus",
    "ogg": "opus",
    "flac": "flac",
    "wav": "wav",
}
"""The format that a name's suffix stands for."""

_MPEG1_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_MPEG2_KBPS = (32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""ISO/IEC 11172-3, 2.4.2.3, and 13818-3: below 32 kHz an MP3 is MPEG-2. Players take 32 kb/s at least."""
_AAC_KBPS = (24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_AAC_BITS_A_SAMPLE = 4.7
"""For each channel. A frame of 1,024 samples may have 6,144 bits (ISO/IEC 14496-3), but ffmpeg's encoder stops earlier.
Of white noise, which needs the most, it makes 79 kb/s at 16 kHz, 108 at 22.05, 118 at 24, 148 at 32, 205 at 44.1 and
227 at 48 kHz mono, however much it is offered (measured with ffmpeg 9.0.2)."""
_OPUS_KBPS = (6, 256)
"""For each channel (RFC 6716, 2.1.1; libopus takes no more)."""


@dataclass(frozen=True, slots=True)
class Coding:
    """How a session is coded: all that an encoder is told."""

    kind: Format
    channels: int
    rate_hz: int
    kbps: int | None
    """None where the format is lossless or the bitrate variable."""
    vbr: int | None = None
    """LAME's quality of a variable bitrate, 0 (best) to 9; None for a constant one."""

    @property
    def is_lossless(self) -> bool:
        """Whether decoding gives back what went in."""
        return self.kbps is None and self.vbr is None

    @property
    def aims(self) -> bool:
        """Whether the file's bitrate is known only when it is written."""
        return self.vbr is not None or self.kind in {"m4b", "opus"}

    @property
    def is_default(self) -> bool:
        """Whether it is the one kind of MP3 that is put together from ready frames."""
        return self == Coding("mp3", 1, SAMPLE_RATE_HZ, BITRATE_KBPS)


@dataclass(frozen=True, slots=True)
class _Limits:
    rates_hz: tuple[int, ...]
    """All that it allows; the first one is the default."""
    kbps: Callable[[int, int], Sequence[int]]
    """The bitrates for a rate and a number of channels; none for a lossless format."""
    usual_kbps: tuple[int, int, int, int]
    """The default for one and two channels of speech with quiet around it, then of sound all the time."""


def _mp3_kbps(rate_hz: int, _channels: int) -> Sequence[int]:
    return _MPEG1_KBPS if rate_hz >= 32_000 else _MPEG2_KBPS


def _aac_kbps(rate_hz: int, channels: int) -> Sequence[int]:
    most = _AAC_BITS_A_SAMPLE * channels * rate_hz / 1000
    return [kbps for kbps in _AAC_KBPS if kbps <= most]


def _opus_kbps(_rate_hz: int, channels: int) -> Sequence[int]:
    return range(_OPUS_KBPS[0] * channels, _OPUS_KBPS[1] * channels + 1)


def _lossless(_rate_hz: int, _channels: int) -> Sequence[int]:
    return ()


_RATES_HZ = (44_100, 48_000, 32_000, 24_000, 22_050, 16_000)
_LIMITS: dict[Format, _Limits] = {
    "mp3": _Limits(_RATES_HZ, _mp3_kbps, (BITRATE_KBPS, 128, 96, 128)),
    "m4b": _Limits(_RATES_HZ, _aac_kbps, (64, 96, 96, 128)),
    "opus": _Limits((48_000, 24_000, 16_000, 12_000, 8_000), _opus_kbps, (48, 80, 64, 96)),
    "flac": _Limits(_RATES_HZ, _lossless, (0, 0, 0, 0)),
    "wav": _Limits(_RATES_HZ, _lossless, (0, 0, 0, 0)),
}


def format_of(target: Path) -> Format:
    """The format that the target's suffix names; raises `BadChoice` for any other."""
    suffix = target.suffix.lower().removeprefix(".")
    if suffix in FORMATS:
        return FORMATS[suffix]
    given = f'"{target.suffix}" is not a format holdspace writes' if suffix else f"{target} has no suffix"
    raise BadChoice("-o", f"{given}.", f"Let the name end in {_or([f'.{name}' for name in FORMATS])}.")


def suffix_of(name: str) -> str:
    """The suffix of the format called `name`, its dot included; raises `BadChoice` with the list of them."""
    plain = name.lower().removeprefix(".")
    if plain in FORMATS:
        return f".{plain}"
    raise BadChoice("--format", f"--format cannot be {name!r}.", f"Choose {_or(list(FORMATS))}.")


def coding_of(
    kind: Format,
    channels: int,
    rate_hz: int | None = None,
    kbps: int | None = None,
    vbr: int | None = None,
    *,
    full: bool = False,
) -> Coding:
    """The coding of a session; what nobody asked for is the format's own.

    `full` says that there is sound all the time, such as a bed, which needs more bits than speech with quiet around it.
    Raises `BadChoice` with the list of what the format allows.
    """
    limits = _LIMITS[kind]
    rate = limits.rates_hz[0] if rate_hz is None else rate_hz
    if rate not in limits.rates_hz:
        listed = _or([f"{hz / 1000:g}" for hz in sorted(limits.rates_hz)])
        raise BadChoice("--rate", f"{kind} has no sample rate of {rate / 1000:g} kHz.", f"Choose {listed} (kHz).")
    if vbr is not None:
        if kind != "mp3":
            mend = "Name a bitrate in kb/s, or choose mp3." if limits.kbps(rate, channels) else "Leave out --bitrate."
            raise BadChoice("--bitrate", f"only mp3 has a variable bitrate, not {kind}.", mend)
        return Coding(kind, channels, rate, None, vbr)
    allowed = limits.kbps(rate, channels)
    if not allowed:
        if kbps is not None:
            what = f"{kind} has no bitrate: it keeps every sample."
            raise BadChoice("--bitrate", what, "Leave out --bitrate, or choose mp3, m4b or opus.")
        return Coding(kind, channels, rate, None)
    if kbps is None:
        usual = limits.usual_kbps[2 * full + channels - 1]
        kbps = max(bitrate for bitrate in allowed if bitrate <= usual)
    if kbps not in allowed:
        ears = "stereo" if channels == 2 else "mono"
        what = f"{kind} at {rate / 1000:g} kHz {ears} has no bitrate of {kbps} kb/s."
        raise BadChoice("--bitrate", what, f"Choose {_listed(allowed)} (kb/s).")
    return Coding(kind, channels, rate, kbps)


def _listed(allowed: Sequence[int]) -> str:
    if isinstance(allowed, range):
        return f"{allowed[0]} to {allowed[-1]}"
    return _or([str(kbps) for kbps in allowed])


def _or(words: list[str]) -> str:
    """`a, b or c`."""
    return f"{', '.join(words[:-1])} or {words[-1]}"

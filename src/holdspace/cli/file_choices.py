"""The words of the options that are about the file become `FileOptions`."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from holdspace.errors import BadChoice
from holdspace.session.file_options import FileOptions

_NUMBER = re.compile(r"(\d{1,6}(?:\.\d{1,3})?)\s*([a-z/]*)")
_QUALITY = re.compile(r"v([0-9])")
_BITRATE_UNITS = {"": 1, "k": 1, "kb/s": 1, "kbps": 1, "kbit/s": 1}
_RATE_UNITS = {"hz": 0.001, "k": 1, "khz": 1}


def file_options_from(
    *,
    bitrate: str | None = None,
    rate: str | None = None,
    cover: Path | None = None,
    no_cover: bool = False,
    sidecar: str | None = None,
    split: str | None = None,
    suffix: str | None = None,
) -> FileOptions:
    """Read the options' words. Raises `BadChoice` naming the option, what is wrong and what is possible."""
    if cover is not None and no_cover:
        raise BadChoice("--cover", "--cover and --no-cover exclude each other.", "Leave one of them out.")
    if split is not None and sidecar is not None:
        what = "earbuds would try to play what lies beside the parts."
        raise BadChoice("--sidecar", what, "Leave out --sidecar or --split.")
    quality = None if bitrate is None else _quality(bitrate)
    return FileOptions(
        rate_hz=None if rate is None else _rate_hz(rate),
        kbps=None if bitrate is None or quality is not None else _kbps(bitrate),
        vbr=quality,
        with_cover=not no_cover,
        cover=cover,
        sidecars=() if sidecar is None else _sidecars(sidecar),
        is_split=split is not None,
        split_minutes=None if split is None else _split(split),
        split_suffix=suffix or ".mp3",
    )


def _sidecars(words: str) -> tuple[str, ...]:
    from holdspace.session.sidecars import sidecars_from  # late: few ask for it

    return sidecars_from(words)


def _split(words: str) -> Fraction | None:
    from holdspace.session.split_writing import split_from  # late: few ask for it

    return split_from(words)


def _quality(word: str) -> int | None:
    """LAME's V0 to V9; None for anything else."""
    match = _QUALITY.fullmatch(word.strip().lower())
    return int(match[1]) if match else None


def _kbps(word: str) -> int:
    match = _NUMBER.fullmatch(word.strip().lower())
    if match and match[2] in _BITRATE_UNITS and float(match[1]).is_integer():
        return int(float(match[1]))
    raise BadChoice(
        "--bitrate",
        f"--bitrate cannot be {word!r}.",
        "Write it in kb/s, such as 128k, or as a variable one of an mp3, V0 to V9.",
    )


def _rate_hz(word: str) -> int:
    match = _NUMBER.fullmatch(word.strip().lower())
    if match and (match[2] in _RATE_UNITS or not match[2]):
        number = float(match[1])
        return round(number * 1000 * _RATE_UNITS.get(match[2], 0.001 if number >= 1000 else 1))
    raise BadChoice("--rate", f"--rate cannot be {word!r}.", "Write it in kHz, such as 44.1kHz or 48kHz.")

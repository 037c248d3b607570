"""Telling one model from another without reading all of it: a render that speaks nothing must not wait for a hash."""

from __future__ import annotations

import hashlib
from pathlib import Path

_SPOTS = 16
_SPOT_BYTES = 1 << 16
"""A megabyte in all. Retrained weights differ everywhere; the end of a zip archive holds a checksum of each member."""


def fingerprint(*paths: Path) -> str:
    """Twelve hexadecimal digits of the sizes of the files at `paths` and of samples from beginning to end.

    Raises `OSError` when one cannot be read.
    """
    digest = hashlib.sha256()
    for path in paths:
        size = path.stat().st_size
        digest.update(f"{size} ".encode())
        with path.open("rb") as stream:
            for begin in _begins(size):
                stream.seek(begin)
                digest.update(stream.read(_SPOT_BYTES))
    return digest.hexdigest()[:12]


def _begins(size: int) -> list[int]:
    """Where to sample: evenly spaced, the first at the beginning, the last up to the very end."""
    last = max(0, size - _SPOT_BYTES)
    return sorted({last * spot // (_SPOTS - 1) for spot in range(_SPOTS)})

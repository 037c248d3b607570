"""What an entry of a clip store consists of, and whether it is as it was written.

A clip is a line of JSON, which seals itself and the samples behind it; encoded sound has its seal in front; a note is
JSON alone. A seal is a SHA-256: it finds damage, and is no protection from somebody who may write to the store.
"""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any, BinaryIO

from holdspace.speech.clip import Clip, Extent
from holdspace.timebase import SAMPLE_RATE_HZ

_FORMAT = 2
_BYTES_A_SAMPLE = 2
_SEAL_BYTES = 32
"""A SHA-256 before the bytes it seals."""
_LONGEST_HEAD_BYTES = 65_536
"""More than any head has: its text is one sentence."""


def clip_bytes(clip: Clip) -> bytes:
    """The entry of `clip`."""
    pcm: bytes = clip.audio.raw_data
    head = {
        "holdspace-clip": _FORMAT,
        "text": clip.text,
        "samples": len(pcm) // _BYTES_A_SAMPLE,
        "lead_samples": clip.lead_samples,
        "tail_samples": clip.tail_samples,
    }
    head["sha256"] = _seal(head, pcm)
    return json.dumps(head).encode() + b"\n" + pcm


def clip_in(data: bytes) -> Clip | None:
    """The clip in `data`; None when a single byte of it is not as it was written."""
    opened = _opened(data)
    if opened is None:
        return None
    from holdspace.audio.segments import AudioSegment  # late: lengths alone need no sound library

    head, pcm = opened
    try:
        audio = AudioSegment(data=pcm, sample_width=_BYTES_A_SAMPLE, frame_rate=SAMPLE_RATE_HZ, channels=1)
        return Clip(head["text"], audio, head["lead_samples"], head["tail_samples"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def extent_in(stream: BinaryIO, key: str) -> Extent | None:
    """What the head of a clip's file says of its lengths, if the file is as long as that. Raises `OSError`."""
    try:
        line = stream.readline(_LONGEST_HEAD_BYTES)
        head = json.loads(line)
        pcm_bytes = os.fstat(stream.fileno()).st_size - len(line)
        if head["holdspace-clip"] != _FORMAT or pcm_bytes != head["samples"] * _BYTES_A_SAMPLE:
            return None
        lead, tail = int(head["lead_samples"]), int(head["tail_samples"])
        return Extent(key, lead, int(head["samples"]) - lead - tail, tail)
    except (ValueError, KeyError, TypeError):
        return None


def block_bytes(block: bytes) -> bytes:
    """The entry of encoded sound."""
    return hashlib.sha256(block).digest() + block


def block_in(data: bytes) -> bytes | None:
    """The encoded sound in `data`; None when it is damaged."""
    seal, block = data[:_SEAL_BYTES], data[_SEAL_BYTES:]
    return block if seal == hashlib.sha256(block).digest() else None


def note_in(data: bytes) -> dict[str, Any] | None:
    """The note in `data`; None when it is damaged."""
    try:
        note = json.loads(data)
    except ValueError:
        return None
    return note if isinstance(note, dict) else None


def is_whole(name: str, data: bytes) -> bool:
    """Whether `data` is an undamaged entry of the kind that `name` tells by its suffix."""
    kind = name.rpartition(".")[2]
    if kind == "clip":
        return _opened(data) is not None
    return (block_in(data) if kind == "block" else note_in(data)) is not None


def _opened(data: bytes) -> tuple[dict[str, Any], bytes] | None:
    line, _, pcm = data.partition(b"\n")
    try:
        head = json.loads(line)
        if head.pop("sha256") != _seal(head, pcm) or head["holdspace-clip"] != _FORMAT:
            return None
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return head, pcm


def _seal(head: dict[str, Any], pcm: bytes) -> str:
    return hashlib.sha256(json.dumps(head, sort_keys=True).encode() + b"\n" + pcm).hexdigest()

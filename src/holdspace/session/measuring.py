"""What a finished session measures, from what was measured of its parts: no sound is needed here.

Loudness is BS.1770-4 with its blocks on the grid of MP3 frames: 15 frames (392 ms) every 4 frames (104 ms), instead of
400 ms every 100 ms.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

BLOCK_FRAMES = 15
HOP_FRAMES = 4
_ABSOLUTE_GATE_LUFS = -70.0
"""BS.1770-4, Annex 1, equation 5."""
_RELATIVE_GATE_LU = -10.0
"""BS.1770-4, Annex 1, equation 6."""
_OFFSET_LUFS = -0.691
"""BS.1770-4, Annex 1, equation 2."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A hold or rest as it is in the file."""

    planned_seconds: float
    measured_seconds: float
    section: str
    line: int


@dataclass(frozen=True, slots=True)
class Measures:
    """What a session measures."""

    integrated_lufs: float
    """Of everything in the file; minus infinity for silence."""
    speech_lufs: float
    """Of the speech alone."""
    true_peak_dbtp: float
    holds: tuple[Kept, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of a file, before it is put into figures."""

    blocks: tuple[LoudBlock, ...]
    speech: tuple[LoudBlock, ...]
    """Those in which anything is said."""
    peak: float
    """The highest true peak, 1.0 at full scale."""
    holds: tuple[Kept, ...]


def measures_of(files: Sequence[Measured]) -> Measures:
    """The measures of a session in one file, or in several that are played one after the other."""
    return Measures(
        integrated_lufs=gated_lufs(block for one in files for block in one.blocks),
        speech_lufs=gated_lufs(block for one in files for block in one.speech),
        true_peak_dbtp=to_db(max((one.peak for one in files), default=0.0)),
        holds=tuple(hold for one in files for hold in one.holds),
    )


@dataclass(frozen=True, slots=True)
class Run:
    """Frames that follow one another: each with its own energy, or all alike."""

    energies: tuple[float, ...]
    """Mean square of the K-weighted sound of each frame; of all of them when it is one and `times` is more."""
    times: int = 1


@dataclass(frozen=True, slots=True)
class LoudBlock:
    """A gating block, or several alike."""

    first: int
    """Its first frame."""
    energy: float
    times: int = 1


def gating_blocks(runs: Iterable[Run]) -> list[LoudBlock]:
    """The gating blocks of runs that follow one another; those inside a long even run are counted, not listed."""
    blocks: list[LoudBlock] = []
    begin, energies = 0, list[float]()
    for run in runs:
        spare = (run.times - 4 * BLOCK_FRAMES) // HOP_FRAMES if len(run.energies) == 1 else 0
        if spare <= 0:
            energies += run.energies * run.times
            continue
        edge = 2 * BLOCK_FRAMES
        energies += run.energies * edge
        blocks += _blocks(begin, energies)
        begin += len(energies)
        blocks.append(LoudBlock(begin, run.energies[0], spare + BLOCK_FRAMES // HOP_FRAMES))
        energies = list(run.energies * (run.times - edge))
        skipped = spare * HOP_FRAMES
        begin, energies = begin + skipped, energies[skipped:]
    return blocks + _blocks(begin, energies)


def _blocks(begin: int, energies: Sequence[float]) -> list[LoudBlock]:
    sums = [0.0, *accumulate(energies)]
    return [
        LoudBlock(begin + first, (sums[first + BLOCK_FRAMES] - sums[first]) / BLOCK_FRAMES)
        for first in range(0, len(energies) - BLOCK_FRAMES + 1, HOP_FRAMES)
    ]


def gated_lufs(blocks: Iterable[LoudBlock]) -> float:
    """Their loudness in LUFS after both gates; minus infinity when all are too soft to count."""
    gate = 10 ** ((_ABSOLUTE_GATE_LUFS - _OFFSET_LUFS) / 10)
    loud = [block for block in blocks if block.energy > gate]
    if not loud:
        return -math.inf
    gate = _mean(loud) * 10 ** (_RELATIVE_GATE_LU / 10)
    return _OFFSET_LUFS + 10 * math.log10(_mean([block for block in loud if block.energy > gate]))


def _mean(blocks: Sequence[LoudBlock]) -> float:
    return sum(block.energy * block.times for block in blocks) / sum(block.times for block in blocks)


def to_db(amplitude: float) -> float:
    """An amplitude in dB of full scale; minus infinity for nothing."""
    return 20 * math.log10(amplitude) if amplitude > 0 else -math.inf

"""The measures of a session, gathered from what was measured of its stretches; nothing is decoded for it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdspace.audio.mp3_encoding import FRAME_SAMPLES
from holdspace.session.block import Gauged
from holdspace.session.measuring import BLOCK_FRAMES, Kept, LoudBlock, Measured, Run, gating_blocks
from holdspace.session.timeline import Event, Timeline
from holdspace.timebase import samples_to_seconds


@dataclass(frozen=True, slots=True)
class Gathered:
    """What was measured of a session's parts."""

    stretches: tuple[tuple[int, Gauged], ...]
    """The first frame of each, in order, and its measures."""
    quiet_energy: float
    """Mean square of the K-weighted quiet between them."""
    quiet_peak: float
    frames: int
    """Of the whole session."""
    heard_peak: float | None = None
    """The highest true peak of the decoded file, where that was looked for."""

    @property
    def runs(self) -> Iterator[Run]:
        """The energies of all frames in order."""
        at = 0
        for first, gauged in self.stretches:
            yield Run((self.quiet_energy,), first - at)
            yield Run(gauged.energies)
            at = first + len(gauged.energies)
        yield Run((self.quiet_energy,), max(0, self.frames - at))

    @property
    def peak(self) -> float:
        """The highest true peak, 1.0 at full scale."""
        if self.heard_peak is not None:
            return self.heard_peak
        return max([self.quiet_peak, *(gauged.peak for _, gauged in self.stretches)])


def measured_of(timeline: Timeline, gathered: Gathered) -> Measured:
    """What was measured of a file that was put together of these parts."""
    blocks = gating_blocks(gathered.runs)
    holds = tuple(_holds(timeline, gathered))
    return Measured(tuple(blocks), tuple(spoken(blocks, timeline)), gathered.peak, holds)


def spoken(blocks: Sequence[LoudBlock], timeline: Timeline) -> Iterator[LoudBlock]:
    """The blocks in which anything is said."""
    speech = [event for event in timeline.events if event.kind == "speech"]
    starts = [event.start for event in speech]  # no two speeches overlap, so their ends rise too
    for block in blocks:
        first, behind = block.first * FRAME_SAMPLES, (block.first + BLOCK_FRAMES) * FRAME_SAMPLES
        at = bisect_right(starts, behind - 1) - 1
        if block.times == 1 and at >= 0 and speech[at].end > first:
            yield block


def _holds(timeline: Timeline, gathered: Gathered) -> Iterator[Kept]:
    """Each hold and rest from the measured end of what comes before it to the measured beginning of what comes next."""
    firsts = [first * FRAME_SAMPLES for first, _ in gathered.stretches]

    def late(sample: int) -> int:
        at = bisect_right(firsts, sample) - 1
        return gathered.stretches[at][1].late_samples if at >= 0 else 0

    for event in timeline.events:
        if event.kind in {"hold", "rest"}:
            measured = event.samples + late(event.end) - late(event.start)
            yield kept(timeline, event, measured)


def kept(timeline: Timeline, event: Event, measured_samples: int) -> Kept:
    """A hold with its planned and its measured length."""
    return Kept(
        round(samples_to_seconds(event.samples), 3),
        round(samples_to_seconds(measured_samples), 3),
        timeline.sections[event.section].title if timeline.sections else "",
        event.place.line,
    )

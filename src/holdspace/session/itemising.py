"""A timeline as the items that a person wants to read: one for each event, and one for each set of breaths."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from holdspace.diagnostics import Place
from holdspace.score.model import Quiet, Score
from holdspace.session.breath_sets import BreathSet, breath_sets
from holdspace.session.nesting import with_hosts
from holdspace.session.timeline import Event, Timeline

Item = Event | BreathSet


def items(timeline: Timeline, written: Collection[Place], *, every: bool = False) -> Iterator[Item]:
    """The items in their order.

    Pauses are told where they were `written`; the natural gaps between sentences are not. A set of breaths stands for
    its phases and for what is said and sounded in them, unless `every` event is wanted.
    """
    begins = {} if every else {one.start: one for one in breath_sets(timeline)}
    for event, host in with_hosts(timeline):
        if not every and "breath" in (event.kind, host.kind if host else ""):
            if event.spine and event.start in begins:
                yield begins[event.start]
        elif event.kind != "pause" or event.place in written:
            yield event


def written_pauses(score: Score) -> set[Place]:
    """Where the author wrote a pause."""
    return {cue.place for cue in score.cues if isinstance(cue, Quiet) and cue.written}


def section_of(item: Item) -> int:
    """Index of the section that an item belongs to."""
    return item.phases[0].section if isinstance(item, BreathSet) else item.section


def breath_words(timeline: Timeline) -> dict[int, str]:
    """What is said in the first worded round of each set, by the set's first sample."""
    sets = breath_sets(timeline)
    round_of: dict[int, int] = {}  # the first sample of each phase that is wanted -> its set's first sample
    for one in sets:
        if one.worded:
            size = len(one.pattern)
            first = (one.worded[0] - 1) * size
            round_of |= {phase.start: one.start for phase in one.phases[first : first + size]}
    said: dict[int, list[str]] = {}
    for event, host in with_hosts(timeline):
        if event.kind == "speech" and host is not None and host.start in round_of:
            said.setdefault(round_of[host.start], []).append(event.text)
    return {start: " ".join(texts) for start, texts in said.items()}

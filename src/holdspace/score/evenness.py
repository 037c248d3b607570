"""Whether both sides of the body get the same: as many turns, and as long held."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from holdspace.routine.model import Side
from holdspace.score.model import Keep
from holdspace.score.unmirrored import pair_key
from holdspace.score.wording import duration_words, number_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from holdspace.score.steps import Entry, Frame, Step


@dataclass(slots=True)
class _Pair:
    """Everything that is one pose on both sides."""

    first: Entry
    turns: Counter[Side] = field(default_factory=Counter)
    held_ms: Counter[Side] = field(default_factory=Counter)


def check_evenness(steps: Sequence[Step], frame: Frame) -> None:
    """Warn of each pose that is held on both sides, but more often or longer on one of them.

    Reads the holds as they have become under the listener's choices, so a choice for one side alone is seen too.
    """
    for pair in _pairs(steps, frame):
        if len(pair.turns) < len(Side) or not pair.held_ms:
            continue
        if len(set(pair.turns.values())) > 1:
            done, told = "done", {side: _times(pair.turns[side]) for side in Side}
            mend = "take out one turn: [both sides] plays a section on both, [again …] on one"
        elif len({pair.held_ms[side] for side in Side}) > 1:
            done, told = "held", {side: f"for {duration_words(pair.held_ms[side], 'seconds')}" for side in Side}
            mend = "give both sides the same time; a choice for the title without its side counts for both"
        else:
            continue
        what = f"“{pair.first.name}” is {done} {told[Side.RIGHT]} on the right side and {told[Side.LEFT]} on the left"
        frame.report.warning("sides-uneven", pair.first.section.place, what, mend)


def _pairs(steps: Sequence[Step], frame: Frame) -> list[_Pair]:
    keys = [pair_key(entry.name) if entry.side else "" for entry in frame.entries]
    pairs: dict[str, _Pair] = {}
    for key, entry in zip(keys, frame.entries, strict=True):
        if entry.side and entry.one_sided:
            pair = pairs.setdefault(key, _Pair(entry))
            pair.turns[entry.side] += entry.begins
    for step in steps:
        side = frame.entries[step.section].side if step.section < len(frame.entries) else None
        if side and isinstance(step.what, Keep) and step.what.kind == "hold" and keys[step.section] in pairs:
            pairs[keys[step.section]].held_ms[side] += step.what.ms
    return list(pairs.values())


def _times(times: int) -> str:
    return {1: "once", 2: "twice"}.get(times, f"{number_words(times)} times")

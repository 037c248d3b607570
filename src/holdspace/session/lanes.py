"""One row of the ribbon: what happens between two moments, drawn along a line.

Height and shape tell the kinds apart where colours cannot: speech fills the lane, a hold three quarters of it, a rest
is a low bar, breath is a curve, calls and tones are marks above.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdspace.session.breath_sets import BreathSet, breath_sets, levels, pattern_text
from holdspace.session.drawing import Box, Label, Line, Role, Shape, text_width
from holdspace.session.nesting import lies_in, with_hosts
from holdspace.session.timeline import Event, Timeline
from holdspace.timebase import clock, ms_to_samples, samples_to_ms, samples_to_seconds

_MARKS = 0.3
"""The part of a lane's height, from the top, that belongs to calls and tones."""
_HEIGHTS: dict[str, float] = {"speech": 0.7, "hold": 0.52, "rest": 0.2, "breath": 0.68}
"""How much of the lane's height each kind takes, from its foot."""
_LEAST = 1.2
"""However short something is, so wide it is drawn."""
_FINEST_PHASE = 2.0
"""Where the phases of a breath are narrower on average, their zigzag would be a blot: the set becomes a plain area."""
_LABEL_SIZE = 10.5


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of time laid out from left to right."""

    x: float
    y: float
    """Upper edge of the lane."""
    width: float
    """Width of the whole span, even where the session ends earlier."""
    height: float
    start: int
    """First sample."""
    span: int
    """Samples that the whole width stands for."""

    def at(self, sample: int) -> float:
        """The place of a sample, kept within the row."""
        return self.x + self.width * min(1.0, max(0.0, (sample - self.start) / self.span))

    @property
    def end(self) -> int:
        """The first sample after the row."""
        return self.start + self.span

    @property
    def foot(self) -> float:
        """Lower edge of the lane."""
        return self.y + self.height

    def shows(self, item: Event | BreathSet) -> bool:
        """Whether any of it lies in this row."""
        end = item.start + max(1, item.samples)
        return item.start < self.end and end > self.start


class Lanes:
    """Everything that rows are drawn from, looked up once for all rows."""

    def __init__(self, timeline: Timeline, *, labels: bool = True) -> None:
        self._timeline = timeline
        self._labels = labels
        self._hosted = list(with_hosts(timeline))
        self._sets = breath_sets(timeline)

    def shapes(self, row: Row) -> Iterator[Shape]:
        """The lane of `row`, from back to front."""
        here = [(event, host) for event, host in self._hosted if row.shows(event)]
        for event, _ in here:
            if event.spine and event.kind in {"speech", "hold", "rest"}:
                yield from self._block(event, row)
        for one in self._sets:
            if row.shows(one):
                yield from self._breaths(one, row)
        for event, host in here:
            yield from _mark(event, host, row)

    def kinds(self) -> set[str]:
        """Which kinds of things are in the session: the kinds of the spine but pauses, "call", "word" and "tone"."""
        found = {event.kind for event, host in self._hosted if host is None and event.kind != "pause"}
        marks = {_mark_kind(event, host) for event, host in self._hosted}
        return {*found, *marks} - {""}

    def tones(self) -> tuple[str, ...]:
        """The names of the tones that have marks, each once, in the order in which they come."""
        return tuple(dict.fromkeys(e.text for e, host in self._hosted if _mark_kind(e, host) == "tone"))

    def _block(self, event: Event, row: Row) -> Iterator[Shape]:
        left, width = _extent(event, row)
        height = row.height * _HEIGHTS[event.kind]
        role: Role = "hold" if event.kind == "hold" else "rest" if event.kind == "rest" else "speech"
        gap = min(1.0, width / 8) if event.kind != "speech" else 0.0  # two holds in a row stay two
        yield Box(left, row.foot - height, max(_LEAST, width - gap), height, role, hint(event))
        if self._labels and event.kind != "speech" and event.start >= row.start:
            yield from _length_label(event, left, width, row.foot - height, row)

    def _breaths(self, one: BreathSet, row: Row) -> Iterator[Shape]:
        phases = [phase for phase in one.phases if row.shows(phase)]
        yield from _curve(one, phases, row)
        if self._labels and _bears_name(one, row):
            left = row.at(one.start)
            room = row.at(one.start + one.samples) - left
            label = next((text for text in _names(one) if text_width(text, _LABEL_SIZE) <= room), "")
            if label:
                yield Label(left + 1, row.y + row.height * _MARKS - 5, label, _LABEL_SIZE, "curve")


def hint(event: Event) -> str:
    """What a person reads about an event who points at it: exact times, kind, length and words."""
    name = {"speech": "said", "breath": f"breath, {event.text}", "tone": event.text}.get(event.kind, event.kind)
    said = f": {event.text}" if event.kind == "speech" else ""
    return f"{moment(event.start)} to {moment(event.end)}, {name}, {samples_to_seconds(event.samples):.1f} s{said}"


def moment(sample: int) -> str:
    """A position to a hundredth of a second: 4:05.30."""
    hundredths = round(samples_to_ms(sample) / 10)
    return f"{clock(hundredths // 100 * 1000)}.{hundredths % 100:02d}"


def length(samples: int) -> str:
    """A length as it is thought of: 45 s, 5.5 s, 3 min, 2:30."""
    seconds = samples_to_seconds(samples)
    if seconds < 99.5:
        return f"{seconds:.1f}".removesuffix(".0") + " s"
    whole = round(seconds)
    return f"{whole // 60} min" if whole % 60 == 0 else clock(whole * 1000)


def _bears_name(one: BreathSet, row: Row) -> bool:
    """A set is named in its first row, or in the second where only that one has room for the whole name."""
    wanted = text_width(next(_names(one)), _LABEL_SIZE) / row.width * row.span
    first_row = one.start // row.span * row.span
    in_first = min(one.samples, first_row + row.span - one.start)
    is_second_better = in_first < wanted <= one.samples - in_first
    return row.start == first_row + (row.span if is_second_better else 0)


def _names(one: BreathSet) -> Iterator[str]:
    """What a set is called, from the fullest to the shortest name."""
    pattern = pattern_text(one.pattern)
    short = "-".join(word.split()[-1] for word in pattern.split(", "))
    if one.rounds > 1:
        yield f"{pattern}, {one.rounds} rounds"
        yield f"{short}, {one.rounds} rounds"
        yield f"{one.rounds} rounds"
    yield pattern
    yield short


def _extent(event: Event, row: Row) -> tuple[float, float]:
    left = row.at(event.start)
    return left, max(_LEAST, row.at(event.end) - left)


def _length_label(event: Event, left: float, width: float, top: float, row: Row) -> Iterator[Shape]:
    """The length of a hold, inside it; that of a rest, above it."""
    text = length(event.samples)
    if text_width(text, _LABEL_SIZE) > width - 4:
        return
    is_hold = event.kind == "hold"
    y = (top + row.foot) / 2 + 4 if is_hold else top - 4
    yield Label(left + width / 2, y, text, _LABEL_SIZE, "on-hold" if is_hold else "faint", anchor="middle")


def _curve(one: BreathSet, phases: Sequence[Event], row: Row) -> Iterator[Shape]:
    """The lungs' fill over the set, as an area with a line on top, and a hint for each phase."""
    top = row.height * _HEIGHTS["breath"]
    left, right = row.at(phases[0].start), row.at(phases[-1].end)
    told = f"{moment(one.start)} to {moment(one.start + one.samples)}, breath: {pattern_text(one.pattern)}, "
    told += f"{one.rounds} rounds" if one.rounds != 1 else "1 round"
    if right - left < _FINEST_PHASE * len(phases):
        yield Box(left, row.foot - top, max(_LEAST, right - left), top, "breath", told)
        yield Line(((left, row.foot - top), (max(left + _LEAST, right), row.foot - top)), "curve", 2)
        return
    line = tuple(
        (x, row.foot - 1.5 - (top - 1.5) * level) for x, level in _points(one, row) if left - 0.01 <= x <= right + 0.01
    )
    yield Line(((line[0][0], row.foot), *line, (line[-1][0], row.foot)), "breath", fill=True, hint=told)
    yield Line(line, "curve", 1.8)
    for phase in phases:
        x, width = _extent(phase, row)
        yield Box(x, row.foot - top, width, top, "clear", hint(phase))


def _points(one: BreathSet, row: Row) -> Iterator[tuple[float, float]]:
    """Place and fill at both ends of what of each phase lies in the row."""
    for phase, (before, after) in zip(one.phases, levels([phase.text for phase in one.phases]), strict=True):
        if row.shows(phase):
            for sample in (max(phase.start, row.start), min(phase.end, row.end)):
                part = (sample - phase.start) / phase.samples if phase.samples else 1.0
                yield row.at(sample), before + (after - before) * part


def _mark_kind(event: Event, host: Event | None) -> str:
    """What a mark stands for: "call", "tone" (a bell, a stir), "word" (said in a breath), or "" for no mark."""
    if event.kind == "tone":
        return "" if lies_in(host, "breath") and host is not None and event.samples == host.samples else "tone"
    if host is None or event.kind != "speech":
        return ""
    return "word" if host.kind == "breath" else "call"


def _mark(event: Event, host: Event | None, row: Row) -> Iterator[Shape]:
    kind = _mark_kind(event, host)
    if not kind or not row.start <= event.start < row.end:
        return
    left, width = _extent(event, row)
    if kind == "call":
        strip = row.height * _MARKS
        yield Box(left, row.y + strip * 0.2, max(2.0, width), strip * 0.8, "call", hint(event))
    elif kind == "word":
        yield Box(left, row.foot - row.height * 0.1, width, row.height * 0.1, "speech", hint(event))
    else:
        yield diamond(left, row.y + row.height * _MARKS / 2, row.height * _MARKS / 2, hint(event))


def diamond(x: float, y: float, size: float, told: str = "") -> Shape:
    """The mark of a tone."""
    points = ((x, y - size), (x + size * 0.7, y), (x, y + size), (x - size * 0.7, y))
    return Line(points, "tone", fill=True, hint=told)


def seconds(number: float) -> int:
    """So many seconds in samples."""
    return ms_to_samples(round(number * 1000))

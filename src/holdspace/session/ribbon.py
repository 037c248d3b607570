"""A session as a ribbon: its whole length from left to right, wrapped into rows like the lines of a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from holdspace.session.drawing import Box, Drawing, Label, Line, Shape, shortened, text_width
from holdspace.session.lanes import Lanes, Row, diamond, moment, seconds
from holdspace.session.timeline import Timeline
from holdspace.timebase import clock, samples_to_ms

WIDTH = 1200
_MARGIN = 28
_HEADER = 78
_BAND, _BAND_GAP, _LANE, _AXIS, _ROW_GAP = 20, 5, 50, 20, 16
_ROW = _BAND + _BAND_GAP + _LANE + _AXIS + _ROW_GAP
_LEGEND = 46
_MINUTE = 60
_SPANS = tuple(minutes * _MINUTE for minutes in (1, 2, 3, 5, 10, 15, 20, 30, 60, 120, 180, 240, 360, 480, 720))
"""Seconds that a row may stand for, where there is more than one."""
_MOST_ROWS = 8
_STEPS = (1, 2, 5, 10, 15, 30, *(minutes * _MINUTE for minutes in (1, 2, 5, 10, 15, 30, 60, 120)))
"""Seconds from one labelled tick to the next."""
_MINOR = {1: 1, 2: 1, 5: 1, 10: 5, 15: 5, 30: 10, 60: 15, 120: 30, 300: 60, 600: 120, 900: 300, 1800: 600, 3600: 900}
"""Seconds from one small tick to the next."""
_LEAST_TICK = 68
"""Units from one labelled tick to the next, at least: 1:04:05 has room."""


def ribbon(timeline: Timeline, voice: str | None = None) -> Drawing:
    """The whole session: title, length and voice; sections, speech, holds, rests, breath, calls and tones; a legend."""
    rows = list(_rows(timeline))
    height = _HEADER + _ROW * len(rows) + _LEGEND
    about = _about(timeline, voice)
    drawing = Drawing(WIDTH, height, timeline.title, f"The session as a ribbon of time. {about}.")
    lanes = Lanes(timeline)
    drawing.shapes += _header(timeline.title, about)
    for row in rows:
        drawing.shapes += [*_bands(timeline, row), *_axis(timeline, row), *lanes.shapes(row)]
    drawing.shapes += _legend(lanes, height)
    return drawing


def rows_within(timeline: Timeline, most: int) -> tuple[int, int]:
    """How many rows the session takes, at most so many, and the samples of one: the shortest span that will do.

    A session that fits into one row fills it; one of several days gets spans of whole half days.
    """
    length = max(1, timeline.samples)
    if length <= seconds(_SPANS[0]):
        return 1, length
    longest = seconds(_SPANS[-1])
    span = next((seconds(span) for span in _SPANS if length <= most * seconds(span)), 0)
    span = span or longest * -(-length // (most * longest))
    return -(-length // span), span


def _rows(timeline: Timeline) -> Iterator[Row]:
    count, span = rows_within(timeline, _MOST_ROWS)
    for number in range(count):
        y = _HEADER + _ROW * number + _BAND + _BAND_GAP
        yield Row(_MARGIN, y, WIDTH - 2 * _MARGIN, _LANE, number * span, span)


def _about(timeline: Timeline, voice: str | None) -> str:
    about = "about " if timeline.estimated else ""
    sections = len(timeline.sections)
    parts = [
        f"{about}{clock(samples_to_ms(timeline.samples))}",
        f"voice {voice}" if voice else "",
        f"{sections} sections" if sections > 1 else "",
    ]
    return " · ".join(filter(None, parts))


def _header(title: str, about: str) -> Iterator[Shape]:
    room = WIDTH - 2 * _MARGIN
    yield Label(_MARGIN, 38, shortened(title, 24, room, bold=True), 24, bold=True)
    yield Label(_MARGIN, 61, shortened(about, 14, room), 14, "faint")


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The time of one section."""

    number: int
    title: str
    start: int
    end: int


def _stretches(timeline: Timeline) -> Iterator[_Stretch]:
    bounds = pairwise((*timeline.section_starts, timeline.samples))
    for number, (section, (start, end)) in enumerate(zip(timeline.sections, bounds, strict=True)):
        if end > start:
            yield _Stretch(number, section.title, start, end)


def _bands(timeline: Timeline, row: Row) -> Iterator[Shape]:
    """The sections above the lane, each with as much of its name as it has room for."""
    top = row.y - _BAND_GAP - _BAND
    for one in _stretches(timeline):
        if one.end <= row.start or one.start >= row.end:
            continue
        left, right = row.at(one.start), row.at(one.end)
        width = max(0.6, right - left - 1.5)
        told = f"{moment(one.start)} to {moment(one.end)}: {one.title}"
        yield Box(left, top, width, _BAND, "band" if one.number % 2 == 0 else "band-other", told)
        yield Box(left, top, min(2.5, width), _BAND, "line" if one.start < row.start else "faint")
        name = f"… {one.title}" if one.start < row.start else one.title
        label = shortened(name, 12, width - 12, keep_end=True)
        if label:
            yield Label(left + 7, top + 14.5, label, 12)


def _axis(timeline: Timeline, row: Row) -> Iterator[Shape]:
    """A line beneath the lane as long as the session goes on, with ticks, and the session's end."""
    end = min(row.end, timeline.samples)
    yield Line(((row.x, row.foot + 0.5), (row.at(end), row.foot + 0.5)), "faint", 1)
    step = next((one for one in _STEPS if row.width * seconds(one) / row.span >= _LEAST_TICK), _STEPS[-1])
    yield from (_tick(row, at, 4) for at in _moments(row, end, _MINOR.get(step, step)))
    is_last = end == timeline.samples
    for at in _moments(row, end, step):
        yield _tick(row, at, 7)
        text = clock(samples_to_ms(at))
        if at < end and not (is_last and row.at(end) - row.at(at) < _LEAST_TICK and at > row.start):
            yield Label(row.at(at), row.foot + 18, text, 11, "faint", anchor="start" if at == row.start else "middle")
    if is_last:
        yield from _end(row, end)


def _moments(row: Row, end: int, step: int) -> Iterator[int]:
    """The multiples of `step` seconds in the row, up to `end`."""
    at = row.start
    while at < end:
        yield at
        at += seconds(step)


def _tick(row: Row, at: int, length: float) -> Shape:
    return Line(((row.at(at), row.foot + 0.5), (row.at(at), row.foot + length)), "faint", 1)


def _end(row: Row, end: int) -> Iterator[Shape]:
    """Where the session ends, and when."""
    x = row.at(end)
    yield Line(((x, row.y + 4), (x, row.foot + 7)), "ink", 1.6)
    text = clock(samples_to_ms(end))
    room = text_width(text, 11, bold=True)
    if x - row.x > 2 * room:
        yield Label(min(x, row.x + row.width), row.foot + 18, text, 11, bold=True, anchor="end")
    else:
        yield Label(x + 5, row.foot - 4, text, 11, bold=True)


_LEGENDS = (
    ("speech", "speech"), ("hold", "hold"), ("rest", "rest"), ("breath", "breath: up is in, down is out"),
    ("word", "word in a breath"), ("call", "call in a hold or rest"), ("tone", ""),
)  # fmt: skip
_TONES = {"release": "end of hold", "stir": "stir before words"}
"""What tones are called in the legend, where their own names would not tell."""


def _legend(lanes: Lanes, height: float) -> Iterator[Shape]:
    """What the session's marks mean; what it does not have is not explained."""
    x, foot = float(_MARGIN), height - 20.0
    kinds, tones = lanes.kinds(), ", ".join(_TONES.get(tone, tone) for tone in lanes.tones())
    for kind, legend in _LEGENDS:
        if kind in kinds:
            name = legend or tones
            yield from _sample(kind, x, foot)
            yield Label(x + 26, foot - 1, name, 12, "faint")
            x += 26 + 0.92 * text_width(name, 12) + 16


def _sample(kind: str, x: float, foot: float) -> Iterator[Shape]:
    match kind:
        case "speech":
            yield Box(x, foot - 15, 18, 15, "speech")
        case "hold":
            yield Box(x, foot - 11, 18, 11, "hold")
        case "rest":
            yield Box(x, foot - 5, 18, 5, "rest")
        case "breath":
            line = ((x, foot - 1.0), (x + 6, foot - 14), (x + 11, foot - 14), (x + 18, foot - 1))
            yield Line(line, "breath", fill=True)
            yield Line(line, "curve", 1.8)
        case "word":
            yield Box(x, foot - 5, 12, 5, "speech")
        case "call":
            yield Box(x + 8, foot - 15, 4, 12, "call")
        case "tone":
            yield diamond(x + 10, foot - 8, 7)

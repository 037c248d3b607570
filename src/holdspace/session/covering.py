"""A session's cover: the picture that a player shows, made of the session itself."""

from __future__ import annotations

from collections.abc import Iterator

from holdspace.session.drawing import Box, Drawing, Label, Shape, shortened, text_width
from holdspace.session.lanes import Lanes, Row
from holdspace.session.painting import to_jpeg
from holdspace.session.ribbon import rows_within
from holdspace.session.timeline import Timeline
from holdspace.timebase import clock, samples_to_ms

SIDE = 600
"""Pixels: what car displays and old players still take; they refuse progressive JPEGs and large ones."""
_MARGIN = 36
_TITLE_SIZE, _TITLE_LINES = 44, 3
_FIRST_ROW, _LAST_FOOT = 216, 506
_MOST_ROWS = 5


def cover(timeline: Timeline) -> Drawing:
    """Title, ribbon and length on a square, legible when it is as small as a thumb."""
    drawing = Drawing(SIDE, SIDE, timeline.title, "The session's cover.")
    drawing.shapes += _title(timeline.title)
    lanes = Lanes(timeline, labels=False)
    for row in _rows(timeline):
        drawing.shapes.append(Box(row.x, row.foot, row.at(timeline.samples) - row.x, 2, "faint"))
        drawing.shapes += lanes.shapes(row)
    drawing.shapes.append(Label(_MARGIN, SIDE - 36, clock(samples_to_ms(timeline.samples)), 40, "faint", bold=True))
    drawing.shapes.append(Label(SIDE - _MARGIN, SIDE - 36, "holdspace", 22, "faint", anchor="end"))
    return drawing


def cover_jpeg(timeline: Timeline) -> bytes:
    """The cover as a baseline JPEG of 600 by 600 pixels, well under 200 KB.

    The same timeline gives the same bytes with the same Pillow. Raises `MissingExtra`.
    """
    return to_jpeg(cover(timeline))


def _title(title: str) -> Iterator[Shape]:
    for number, line in enumerate(_lines(title.split(), SIDE - 2 * _MARGIN)):
        yield Label(_MARGIN, 74 + number * 52, line, _TITLE_SIZE, bold=True)


def _lines(words: list[str], room: float) -> Iterator[str]:
    """The words in at most three lines, the last one shortened when there are more."""
    for number in range(_TITLE_LINES):
        taken = 0
        while taken < len(words) and text_width(" ".join(words[: taken + 1]), _TITLE_SIZE, bold=True) <= room:
            taken += 1
        if number == _TITLE_LINES - 1 or not taken:
            taken = len(words) if number == _TITLE_LINES - 1 else 1
        if words:
            yield shortened(" ".join(words[:taken]), _TITLE_SIZE, room, bold=True)
        words = words[taken:]


def _rows(timeline: Timeline) -> Iterator[Row]:
    count, span = rows_within(timeline, _MOST_ROWS)
    pitch = (_LAST_FOOT - _FIRST_ROW) / count
    height = min(pitch * 0.8, 90.0)
    for number in range(count):
        y = _FIRST_ROW + pitch * number + pitch - height
        yield Row(_MARGIN, y, SIDE - 2 * _MARGIN, height, number * span, span)

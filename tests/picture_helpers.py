"""Sessions to draw, and what was drawn."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from itertools import pairwise
from pathlib import Path

from holdspace.score.model import Choices
from holdspace.session.drafting import Placed, draft, estimate
from holdspace.session.drawing import Drawing, Label, text_width

SVG = "{http://www.w3.org/2000/svg}"
AWKWARD = "Night 😴 of <script>alert('x')</script> \"quotes\" & योग 静かな夜"
EVERYTHING = f"""\
---
title: {AWKWARD}
---
## Stand
Stand tall. [bell]
Hold for {{40 seconds}}. [rest 15s]
## Breathe & <b>
[breathe in 4, hold 7, out 8, 15 rounds]
[chime] Done. [pause 4s]
""".replace("<b>", "soft")


def placed(text: str, folder: Path) -> Placed:
    """The script of these words, with estimated lengths of speech."""
    script = folder / "routine.md"
    script.write_text(text, encoding="utf-8")
    return placed_file(script)


def placed_file(script: Path) -> Placed:
    """The script with estimated lengths of speech."""
    return estimate(draft(script, Choices(), Choices()), Choices(), Choices())


def hints(svg: str) -> list[str]:
    """What the elements of a drawing say when they are pointed at; fails where the document is not well-formed."""
    root = ET.fromstring(svg)  # noqa: S314 -- made by ourselves
    return [title.text or "" for title in list(root.iter(f"{SVG}title"))[1:]]


def overlapping(drawing: Drawing) -> list[tuple[str, str]]:
    """Labels of one line of the drawing that run into each other, measured in the widest of the usual fonts."""
    spans = sorted((label.y, *_span(label), label.text) for label in drawing.shapes if isinstance(label, Label))
    return [(one[3], other[3]) for one, other in pairwise(spans) if one[0] == other[0] and other[1] < one[2]]


def _span(label: Label) -> tuple[float, float]:
    width = text_width(label.text, label.size, bold=label.bold)
    left = label.x - {"start": 0.0, "middle": width / 2, "end": width}[label.anchor]
    return left, left + width

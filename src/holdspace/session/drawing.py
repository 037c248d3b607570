"""A picture before it is a file: boxes, lines and labels with the part they play, in units of one CSS pixel.

What is drawn once can then be written as SVG, or painted as PNG or JPEG, and looks the same. Colours are chosen by the
part a shape plays, for light and for dark surroundings. They differ in lightness as well as in hue (speech dark, holds
amber, breath teal; after Okabe and Ito, "Color Universal Design", 2008), and each kind has a height or a shape of its
own, so that the picture needs no colour at all.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Literal

Role = Literal[
    "paper", "ink", "faint", "line", "band", "band-other", "speech", "call", "hold", "on-hold", "rest", "breath",
    "curve", "tone", "clear",
]  # fmt: skip
"""The part a shape plays. What is "clear" is not seen: it only carries a hint."""

LIGHT: dict[Role, str] = {
    "paper": "#ffffff", "ink": "#17202a", "faint": "#55626f", "line": "#b4bec8", "band": "#dde5ed",
    "band-other": "#eef2f6", "speech": "#0b3d66", "call": "#b5361c", "hold": "#f2b632", "on-hold": "#3a2a00",
    "rest": "#93a5b6", "breath": "#c5e6e0", "curve": "#00695c", "tone": "#7b2d8e",
}  # fmt: skip
DARK: dict[Role, str] = {
    "paper": "#12181f", "ink": "#e8eef4", "faint": "#9fb0bf", "line": "#435160", "band": "#2a3847",
    "band-other": "#1f2a36", "speech": "#a3d3ff", "call": "#ff9b78", "hold": "#85600f", "on-hold": "#fff2d0",
    "rest": "#5c6f82", "breath": "#1d4843", "curve": "#6fdccd", "tone": "#e0b0f7",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle."""

    x: float
    y: float
    width: float
    height: float
    role: Role
    hint: str = ""
    """Shown while the pointer rests on it, where the format can do that."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, or with `fill` the area it encloses."""

    points: tuple[tuple[float, float], ...]
    role: Role
    width: float = 1.0
    fill: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text; `y` is its baseline."""

    x: float
    y: float
    text: str
    size: float
    role: Role = "ink"
    bold: bool = False
    anchor: Literal["start", "middle", "end"] = "start"


Shape = Box | Line | Label


@dataclass(slots=True)
class Drawing:
    """Shapes from back to front on a sheet of paper."""

    width: float
    height: float
    title: str
    description: str
    """What the picture shows, for those who cannot see it."""
    shapes: list[Shape] = field(default_factory=list)


_NARROW = frozenset("iIjlrtf.,;:!|'’‘()[] ·")
_BROAD = frozenset("mwMW@%—…")
_SHORT_WORD = 5


def text_width(text: str, size: float, *, bold: bool = False) -> float:
    """Width of `text` in a sans-serif font of `size`: estimated for the widest of the usual ones (DejaVu)."""
    return sum(_advance(character) for character in text) * size * (1.12 if bold else 1.0)


def shortened(text: str, size: float, room: float, *, bold: bool = False, keep_end: bool = False) -> str:
    """`text`, cut to `room` with an ellipsis; empty where not even three characters of it would be left.

    With `keep_end` a short last word stays where it can, such as the 12 of "Station 12" or the side of a pose.
    """
    text = " ".join(text.split())
    if text_width(text, size, bold=bold) <= room:
        return text
    last = text.rpartition(" ")[2]
    tails = (f" {last}", "") if keep_end and len(last) <= _SHORT_WORD else ("",)
    for tail in tails:
        kept = text.removesuffix(tail)
        while kept and text_width(f"{kept}…{tail}", size, bold=bold) > room:
            kept = kept[:-1]
        kept = kept.rstrip(" ,.;:-\u200d")
        if len(kept.lstrip("… ")) >= (1 if tail else 3):
            return f"{kept}…{tail}"
    return ""


def _advance(character: str) -> float:
    """In ems."""
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return 1.1
    if character in _BROAD:
        return 1.0
    if character in _NARROW:
        return 0.4
    return 0.72 if character.isupper() else 0.64

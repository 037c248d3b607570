# ruff: noqa: INP001 -- a script, not a package
"""Bars as SVG, written by hand: a plot needs no library."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

_WIDTH, _LEFT, _ROW, _TOP = 760, 250, 26, 56
_COLOURS = {"peers' way": "#b3541e", "holdspace, cold": "#6b8f71", "holdspace, again": "#2f5d50"}


def bars(title: str, rows: Sequence[tuple[str, str, float]]) -> str:
    """Bars for (group, series, seconds) on a logarithmic scale from 0.1 s on, each with its figure."""
    longest = max(seconds for _, _, seconds in rows)
    scale = (_WIDTH - _LEFT - 90) / max(1.0, math.log10(longest / 0.1))
    height = _TOP + _ROW * len(rows) + 16
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"',
        'font-family="sans-serif" font-size="13">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        f'<text x="16" y="24" font-size="16" font-weight="bold">{escape(title)}</text>',
        '<text x="16" y="42" fill="#555">seconds of the whole process, logarithmic; shorter is better</text>',
    ]
    for index, (group, series, seconds) in enumerate(rows):
        y = _TOP + _ROW * index
        length = max(1.0, scale * math.log10(max(seconds, 0.1) / 0.1))
        parts += [
            f'<text x="{_LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(f"{group}: {series}")}</text>',
            f'<rect x="{_LEFT}" y="{y + 2}" width="{length:.1f}" height="18" fill="{_COLOURS.get(series, "#888")}"/>',
            f'<text x="{_LEFT + length + 6:.1f}" y="{y + 15}">{seconds:.2f} s</text>',
        ]
    return "\n".join([*parts, "</svg>", ""])

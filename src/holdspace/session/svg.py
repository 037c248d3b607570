"""A drawing as SVG, written by hand: a handful of element kinds needs no library."""

from __future__ import annotations

import re
from html import escape

from holdspace.session.drawing import DARK, LIGHT, Box, Drawing, Label, Line, Role, Shape

_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML document may contain, not even escaped (XML 1.0, 2.2)."""


def to_svg(drawing: Drawing, *, mark: str = "") -> str:
    """The drawing as an SVG document; `mark` becomes a comment at its head.

    It has its own paper, and its colours follow the viewer's wish for light or dark.
    """
    width, height = _number(drawing.width), _number(drawing.height)
    sheet = f'viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
    access = 'role="img" aria-labelledby="hs-title hs-desc"'
    head = [
        f"<!-- {mark} -->" if mark else "",
        f'<svg xmlns="http://www.w3.org/2000/svg" {sheet} {access} font-family="{_FONT}">',
        f'<title id="hs-title">{text(drawing.title)}</title>',
        f'<desc id="hs-desc">{text(drawing.description)}</desc>',
        f"<style>{_style()}</style>",
        f'<rect width="{width}" height="{height}" fill="{LIGHT["paper"]}" class="paper"/>',
    ]
    return "\n".join([*filter(None, head), *map(_element, drawing.shapes), "</svg>", ""])


def text(words: str) -> str:
    """`words` as the text of an element or attribute: markup is escaped, what XML forbids is replaced."""
    return escape(_NOT_XML.sub("\ufffd", words))


def _style() -> str:
    """Colours for dark surroundings; a viewer that knows no style sheets keeps the light ones of the attributes."""
    rules = "".join(f".{role}{{fill:{colour}}}.s-{role}{{stroke:{colour}}}" for role, colour in DARK.items())
    return f"@media (prefers-color-scheme:dark){{{rules}}}"


def _element(shape: Shape) -> str:
    match shape:
        case Box():
            body = (
                f'<rect x="{_number(shape.x)}" y="{_number(shape.y)}" width="{_number(shape.width)}" '
                f'height="{_number(shape.height)}" {_fill(shape.role)}'
            )
            return _hinted(body, "rect", shape.hint)
        case Line():
            points = " ".join(f"{_number(x)},{_number(y)}" for x, y in shape.points)
            if shape.fill:
                return _hinted(f'<polygon points="{points}" {_fill(shape.role)}', "polygon", shape.hint)
            body = (
                f'<polyline points="{points}" fill="none" stroke="{LIGHT[shape.role]}" class="s-{shape.role}" '
                f'stroke-width="{_number(shape.width)}" stroke-linejoin="round"'
            )
            return _hinted(body, "polyline", shape.hint)
        case Label():
            return _label(shape)


def _label(label: Label) -> str:
    anchor = "" if label.anchor == "start" else f' text-anchor="{label.anchor}"'
    weight = ' font-weight="600"' if label.bold else ""
    return (
        f'<text x="{_number(label.x)}" y="{_number(label.y)}" font-size="{_number(label.size)}"{anchor}{weight} '
        f'{_fill(label.role)} pointer-events="none">{text(label.text)}</text>'
    )


def _fill(role: Role) -> str:
    if role == "clear":
        return 'fill="none" pointer-events="all"'
    return f'fill="{LIGHT[role]}" class="{role}"'


def _hinted(body: str, name: str, hint: str) -> str:
    return f"{body}><title>{text(hint)}</title></{name}>" if hint else f"{body}/>"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")

"""A drawing as PNG or JPEG, painted by Pillow with the font that it brings along: the same on every machine.

Pillow is the extra "pictures": well kept (a release each quarter), under MIT-CMU, and it also writes the JPEG of a
cover. resvg and Cairo would draw our SVG, but take their letters from whatever fonts the system has, or none.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from holdspace.errors import MissingExtra
from holdspace.session.drawing import LIGHT, Box, Drawing, Label, Line

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

_FINER = 2
"""Painted so many times larger than wanted, then reduced: Pillow draws lines and areas without smoothing."""
_OTHER_FONTS = (
    "DejaVuSans.ttf", "NotoSans-Regular.ttf", "Arial Unicode.ttf", "arialuni.ttf", "segoeui.ttf", "Nirmala.ttc",
    "NotoSansCJK-Regular.ttc", "msgothic.ttc", "msyh.ttc", "Hiragino Sans GB.ttc", "malgun.ttf",
)  # fmt: skip
"""Where the machine has one of these, it writes what Pillow's own font cannot."""

_UNASSIGNED = ("\u0378", "\uffff", "\U0010fffe")
"""No font has these: what it draws for them is its sign for whatever is missing."""


def to_png(drawing: Drawing, *, scale: float = 2.0, mark: str = "") -> bytes:
    """The drawing as a PNG of `scale` pixels a unit; `mark` becomes its "Software". Raises `MissingExtra`."""
    image = _painted(drawing, scale)
    from PIL import Image
    from PIL.PngImagePlugin import PngInfo

    info = PngInfo()
    if mark:
        info.add_text("Software", mark)
    stream = io.BytesIO()
    image.quantize(256, dither=Image.Dither.NONE).save(stream, "PNG", pnginfo=info, optimize=True)
    return stream.getvalue()


def to_jpeg(drawing: Drawing, *, scale: float = 1.0, quality: int = 88) -> bytes:
    """The drawing as a baseline JPEG of `scale` pixels a unit, with no metadata. Raises `MissingExtra`."""
    stream = io.BytesIO()
    _painted(drawing, scale).save(stream, "JPEG", quality=quality, subsampling=0, optimize=True, progressive=False)
    return stream.getvalue()


def require_pillow() -> None:
    """Raise `MissingExtra` where Pillow is not installed."""
    if find_spec("PIL") is None:
        raise MissingExtra("pictures", "a PNG or a cover")


def _painted(drawing: Drawing, scale: float) -> Image.Image:
    require_pillow()
    from PIL import Image, ImageDraw

    fine = scale * _FINER
    size = (round(drawing.width * fine), round(drawing.height * fine))
    image = Image.new("RGB", size, LIGHT["paper"])
    brush = ImageDraw.Draw(image)
    for shape in drawing.shapes:
        _paint(shape, brush, fine)
    return image.reduce(_FINER)


def _paint(shape: Box | Line | Label, brush: ImageDraw.ImageDraw, scale: float) -> None:
    if shape.role == "clear":
        return
    colour = LIGHT[shape.role]
    match shape:
        case Box():
            left, top = round(shape.x * scale), round(shape.y * scale)
            right = max(left + 1, round((shape.x + shape.width) * scale))
            bottom = max(top + 1, round((shape.y + shape.height) * scale))
            brush.rectangle((left, top, right - 1, bottom - 1), fill=colour)
        case Line():
            points = [(x * scale, y * scale) for x, y in shape.points]
            if shape.fill:
                brush.polygon(points, fill=colour)
            else:
                brush.line(points, fill=colour, width=max(1, round(shape.width * scale)), joint="curve")
        case Label():
            _write(shape, brush, scale, colour)


def _write(label: Label, brush: ImageDraw.ImageDraw, scale: float, colour: str) -> None:
    font, text = _font_for(label.text, round(label.size * scale))
    anchor = {"start": "ls", "middle": "ms", "end": "rs"}[label.anchor]
    stroke = label.size * scale / 40 if label.bold else 0  # the font has no bold cut
    brush.text((label.x * scale, label.y * scale), text, fill=colour, font=font, anchor=anchor, stroke_width=stroke)


def _font_for(text: str, size: int) -> tuple[ImageFont.FreeTypeFont | Any, str]:
    """The first font that has every character; failing that, our own and the text without those that it lacks."""
    own, *others = _fonts(size)
    for font in (own, *others):
        if all(_has(font, character) for character in set(text)):
            return font, text
    best = max((own, *others), key=lambda font: sum(_has(font, character) for character in text))
    return best, " ".join("".join(_writable(best, text)).split())


def _writable(font: Any, text: str) -> Iterator[str]:
    """The characters that the font has; an accent goes with the letter that it stands on."""
    kept = True
    for character in text:
        if not unicodedata.category(character).startswith("M"):
            kept = _has(font, character)
        if kept:
            yield character


@lru_cache(maxsize=64)
def _fonts(size: int) -> tuple[Any, ...]:
    from PIL import ImageFont

    found = [ImageFont.load_default(size)]
    for name in _OTHER_FONTS:
        try:
            found.append(ImageFont.truetype(name, size))
        except OSError:
            continue
    return tuple(found)


@lru_cache(maxsize=4096)
def _has(font: Any, character: str) -> bool:
    """Whether the font draws the character itself and not the box that stands for missing ones."""
    return character.isspace() or _ink(font, character) not in [_ink(font, missing) for missing in _UNASSIGNED]


def _ink(font: Any, character: str) -> tuple[Any, bytes]:
    mask = font.getmask(character)
    return mask.size, bytes(mask)

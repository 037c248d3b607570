"""The picture that a player shows: the session's own, kept in the store once it is drawn, or the listener's.

Old displays take a baseline JPEG of at most 600 by 600 pixels and 200 KB, and nothing else. Players show it in a
square, and some stretch what is none.
"""

from __future__ import annotations

import hashlib
import io
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from holdspace import __version__
from holdspace.errors import BadChoice, MissingExtra
from holdspace.session.file_options import FileOptions

if TYPE_CHECKING:
    from PIL.Image import Image

    from holdspace.session.assembling import BlockStore
    from holdspace.session.timeline import Timeline

SIDE = 600
"""Pixels."""
LARGEST_BYTES = 200_000
_LARGEST_SOURCE_BYTES = 50_000_000
_LARGEST_SOURCE_PIXELS = 100_000_000
_MOST_CROPPED = 1.5
"""The longer side by the shorter one: cameras make 4:3 and 3:2."""
_SCALE_IT = f"Scale it to about {SIDE} by {SIDE} pixels first."
_QUALITIES = (90, 80, 70, 55, 40)
_BASELINE = 0xC0
_COLOURS = (b"\x01", b"\x03")
"""Grey, or three colours; of four, which printers use, few players make anything."""
_OTHER_FRAMES = set(range(0xC1, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of the other kinds of JPEG, progressive ones among them (ITU-T T.81, table B.1)."""


def cover_for(timeline: Timeline, options: FileOptions, store: BlockStore) -> bytes | None:
    """The cover of a session as a baseline JPEG; None where none is wanted, or nothing here can draw one.

    Raises `BadChoice` for a picture that cannot be used, `MissingExtra` where it must be made smaller and Pillow is not
    installed.
    """
    if not options.with_cover:
        return None
    return drawn_cover(timeline, store) if options.cover is None else own_cover(options.cover)


def drawn_cover(timeline: Timeline, store: BlockStore) -> bytes | None:
    """The picture of the session, drawn once and then taken from the store: drawing needs libraries that take time."""
    key = _key(timeline)
    kept = store.get_block(key)
    if kept is not None:
        return kept
    try:
        made: bytes = import_module("holdspace.session.covering").cover_jpeg(timeline)
    except (MissingExtra, ModuleNotFoundError):  # a session is whole without a cover
        return None
    store.put_block(key, made)
    return made


def _key(timeline: Timeline) -> str:
    """A name made of all that can be seen: titles, and what happens when."""
    events = [(event.kind, event.start, event.samples, event.text, event.section) for event in timeline.events]
    seen = (timeline.title, timeline.samples, timeline.section_starts, [s.title for s in timeline.sections], events)
    return hashlib.sha256(repr(("cover", __version__, seen)).encode("utf-8", "backslashreplace")).hexdigest()


def own_cover(path: Path) -> bytes:
    """The listener's picture: as it is where players take it so, else made 600 by 600 pixels large.

    Raises as `cover_for` does.
    """
    data = _read(path)
    if len(data) <= LARGEST_BYTES and _is_baseline(data):
        return data
    try:
        return _scaled(data)
    except MissingExtra as error:
        error.mend += (
            f" Or give a baseline JPEG of at most {SIDE} by {SIDE} pixels, a square, and {LARGEST_BYTES // 1000} KB."
        )
        raise
    except _TooLarge as error:
        raise BadChoice("--cover", f"{path} is too large: {error}.", _SCALE_IT) from error
    except Exception as error:  # a broken picture ends in an error of any kind
        raise BadChoice("--cover", f"{path} is no picture that can be read.", "Give a JPEG or PNG.") from error


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            data = stream.read(_LARGEST_SOURCE_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise BadChoice("--cover", f"{path} cannot be read: {reason}.", "Give the path of a picture.") from error
    if len(data) > _LARGEST_SOURCE_BYTES:
        what = f"{path} is larger than {_LARGEST_SOURCE_BYTES // 1_000_000} MB."
        raise BadChoice("--cover", what, _SCALE_IT)
    return data


def _is_baseline(data: bytes) -> bool:
    """Whether this is a whole and square baseline JPEG that needs no change, by its segments up to the first frame."""
    is_whole = data.startswith(b"\xff\xd8") and data.rstrip(b"\0").endswith(b"\xff\xd9")
    at = 2
    while is_whole and data[at : at + 1] == b"\xff" and at + 10 <= len(data):
        marker = data[at + 1]
        if marker == _BASELINE:
            height, width = (int.from_bytes(data[at + n : at + n + 2], "big") for n in (5, 7))
            return 0 < height == width <= SIDE and data[at + 9 : at + 10] in _COLOURS
        if marker in _OTHER_FRAMES:
            return False
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return False


class _TooLarge(Exception):
    """A picture with more pixels than are unpacked; never leaves this file."""


def _scaled(data: bytes) -> bytes:
    """The picture in 600 by 600 pixels, as good as 200 KB allow."""
    try:
        from PIL import Image, ImageOps
    except ImportError:
        raise MissingExtra("pictures", "a cover that has to be scaled") from None
    with Image.open(io.BytesIO(data)) as opened:
        if opened.width * opened.height > _LARGEST_SOURCE_PIXELS:
            message = f"it has {opened.width} by {opened.height} pixels"
            raise _TooLarge(message)
        upright = ImageOps.exif_transpose(opened)
        square = _square(_opaque(upright))
    for quality in _QUALITIES:
        stream = io.BytesIO()
        square.save(stream, "JPEG", quality=quality, optimize=True, progressive=False)
        if stream.tell() <= LARGEST_BYTES:
            break
    return stream.getvalue()


def _opaque(image: Image) -> Image:
    """The picture on white, where it can be seen through."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    from PIL import Image

    white = Image.new("RGBA", image.size, "white")
    return Image.alpha_composite(white, image.convert("RGBA")).convert("RGB")


def _square(image: Image) -> Image:
    """A photograph fills the square and loses its edges; a wider picture, such as a logo, is whole on its ground."""
    from PIL import ImageOps

    if max(image.size) <= _MOST_CROPPED * min(image.size):
        return ImageOps.fit(image, (SIDE, SIDE))
    red, green, blue = image.crop((0, 0, 1, 1)).tobytes()
    return ImageOps.pad(image, (SIDE, SIDE), color=(red, green, blue))

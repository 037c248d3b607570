"""A session becomes a picture file: SVG, PNG or a web page, by the target's suffix; all of it or none."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from holdspace import __version__
from holdspace.errors import BadChoice, OutputExists, OutputUnwritable
from holdspace.files import replacing, translated
from holdspace.session.drafting import Placed
from holdspace.session.itemising import written_pauses
from holdspace.session.ribbon import ribbon
from holdspace.session.svg import to_svg

PictureFormat = Literal["svg", "png", "html"]
PICTURE_FORMATS: tuple[PictureFormat, ...] = ("svg", "png", "html")

_OPTION = "--plot"
_SIGN = "made by holdspace"
_MARK = f"{_SIGN} {__version__}"
_HEAD_BYTES = 512
"""Every picture of ours carries its sign within so many bytes from its beginning."""


def picture_format_of(target: Path) -> PictureFormat:
    """The format that the target's suffix names; raises `BadChoice` for any other."""
    suffix = target.suffix.lower().removeprefix(".")
    for known in PICTURE_FORMATS:
        if suffix == known:
            return known
    given = f'"{target.suffix}" is not a kind of picture holdspace draws' if suffix else f"{target} has no suffix"
    raise BadChoice(_OPTION, f"{given}.", "Let the name end in .svg, .png or .html.")


def check_picture_target(target: Path, *, force: bool = False) -> None:
    """See, before any work is done, whether a picture may be written to `target`.

    Raises `BadChoice` for another suffix, `MissingExtra` for a PNG without Pillow, `OutputUnwritable` for a folder in
    its place, and `OutputExists` for a file without our sign in its head, unless `force` is set.
    """
    if picture_format_of(target) == "png":
        from holdspace.session.painting import require_pillow

        require_pillow()
    with _for_plot(), translated(target):
        if not target.exists():
            return
        if not target.is_file():
            raise OutputUnwritable(f"{target} is not a regular file.", "Give the name of a file with -o.")
        is_ours = _is_ours(target)
    if not force and not is_ours:
        raise OutputExists(str(target), option=_OPTION)


def write_picture(placed: Placed, target: Path, *, force: bool = False) -> None:
    """Draw the session's ribbon into `target`. Raises what `check_picture_target` raises."""
    check_picture_target(target, force=force)
    picture = picture_of(placed, picture_format_of(target))
    with _for_plot(), replacing(target.resolve()) as part:
        part.write_bytes(picture)


def picture_of(placed: Placed, kind: PictureFormat) -> bytes:
    """The picture itself; the same session gives the same bytes. Raises `MissingExtra` for a PNG without Pillow."""
    drawing = ribbon(placed.timeline, placed.voice)
    if kind == "png":
        from holdspace.session.painting import to_png

        return to_png(drawing, mark=_MARK)
    if kind == "svg":
        return to_svg(drawing, mark=_MARK).encode()
    from holdspace.session.webpage import to_page

    pauses = written_pauses(placed.score)
    return to_page(placed.timeline, drawing, pauses, language=placed.score.language, mark=_MARK).encode()


def _is_ours(target: Path) -> bool:
    with target.open("rb") as stream:
        return _SIGN.encode() in stream.read(_HEAD_BYTES)


@contextmanager
def _for_plot() -> Iterator[None]:
    """What cannot be written is told with the option that a picture is asked for with."""
    try:
        yield
    except OutputUnwritable as error:
        raise OutputUnwritable(error.what, error.mend.replace("-o", _OPTION)) from error

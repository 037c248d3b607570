"""Sessions as picture files."""

from __future__ import annotations

import io
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from holdspace.errors import BadChoice, MissingExtra, OutputExists, OutputUnwritable
from holdspace.session.covering import cover_jpeg
from holdspace.session.drafting import Placed
from holdspace.session.picturing import check_picture_target, picture_of, write_picture
from picture_helpers import AWKWARD, EVERYTHING, hints, placed

Image = pytest.importorskip("PIL.Image")


@pytest.fixture
def session(tmp_path: Path) -> Placed:
    return placed(EVERYTHING, tmp_path)


class Page(HTMLParser):
    """Element names, texts and table headings of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.texts: list[str] = []
        self.scopes: list[str] = []
        self.links: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        for name, value in attrs:
            if name == "scope":
                self.scopes.append(value or "")
            if name in {"src", "href"}:
                self.links.append(value or "")

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def test_an_svg_tells_exact_times(session: Placed) -> None:
    """It is well-formed with any title, has no script, and whoever points at a hold reads when it begins and ends."""
    svg = picture_of(session, "svg").decode()
    told = hints(svg)
    hold = next(event for event in session.timeline.events if event.kind == "hold")
    begin = hold.start / 44_100
    assert any(hint.startswith(f"0:{begin:05.2f} to ") and "hold, 40.0 s" in hint for hint in told)
    assert any(", said, " in hint and hint.endswith(": Stand tall.") for hint in told)
    assert sum("breath, hold, 7.0 s" in hint for hint in told) >= 15
    assert "<script" not in svg


def test_an_svg_survives_what_xml_forbids(session: Placed) -> None:
    """A control character in a title is replaced instead of breaking the document."""
    from dataclasses import replace

    odd = replace(session, timeline=replace(session.timeline, title="a\x00b\x1b\ud800c"))
    assert hints(picture_of(odd, "svg").decode())


def test_a_page_needs_nothing_else(session: Placed) -> None:
    """The picture and a table with headings, sections and words; no script, no link to anywhere; the title as it is."""
    page = Page(picture_of(session, "html").decode())
    assert {"svg", "table", "caption", "h1"} <= set(page.names)
    assert "script" not in page.names
    assert page.links == []
    assert page.scopes.count("col") == 4
    assert page.scopes.count("rowgroup") == len(session.timeline.sections)
    assert page.texts.count(AWKWARD) >= 2
    assert "Hold for forty seconds." in page.texts
    assert "in 4, hold 7, out 8, 15 rounds" in page.texts


def test_a_png_is_large_enough_to_print(session: Placed) -> None:
    """It opens, is 2400 pixels wide, and is more than paper."""
    image = Image.open(io.BytesIO(picture_of(session, "png")))
    assert image.format == "PNG"
    assert image.width == 2400
    assert len(image.convert("L").getcolors(256)) > 20


def test_a_cover_suits_old_players(session: Placed) -> None:
    """A baseline JPEG of 600 by 600 pixels under 200 KB, the same each time, whatever the title."""
    cover = cover_jpeg(session.timeline)
    image = Image.open(io.BytesIO(cover))
    assert (image.format, image.size, image.mode) == ("JPEG", (600, 600), "RGB")
    assert "progressive" not in image.info
    assert len(cover) < 200_000
    assert cover == cover_jpeg(session.timeline)


@pytest.mark.parametrize("suffix", ["svg", "png", "html"])
def test_the_same_session_is_the_same_picture_and_may_be_drawn_again(
    session: Placed, suffix: str, tmp_path: Path
) -> None:
    """Its own picture is replaced without a question, and the bytes do not depend on the time or the folder."""
    target = tmp_path / "new" / f"a.{suffix}"
    write_picture(session, target)
    first = target.read_bytes()
    write_picture(session, target)
    assert target.read_bytes() == first
    assert [path.name for path in target.parent.iterdir()] == [target.name]


def test_a_foreign_file_stays_unless_forced(session: Placed, tmp_path: Path) -> None:
    """What holdspace did not draw is replaced only by force; the message names the option of a picture."""
    target = tmp_path / "a.svg"
    target.write_text("<svg/>", encoding="utf-8")
    with pytest.raises(OutputExists, match="--plot"):
        write_picture(session, target)
    assert target.read_text(encoding="utf-8") == "<svg/>"
    write_picture(session, target, force=True)
    assert hints(target.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["a.pdf", "a", "a.svg.txt", "routine.md"])
def test_other_suffixes_are_refused_with_those_that_work(name: str, tmp_path: Path) -> None:
    """The mend lists every kind of picture."""
    with pytest.raises(BadChoice, match=r"\.svg, \.png or \.html"):
        check_picture_target(tmp_path / name)


def test_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    """A folder named like a picture is no traceback."""
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(OutputUnwritable, match="--plot"):
        check_picture_target(tmp_path / "a.svg", force=True)


def test_without_pillow_a_png_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It is told before anything is spoken, with a command that installs it; an SVG needs no library."""
    monkeypatch.setitem(sys.modules, "PIL", None)
    monkeypatch.setattr("holdspace.session.painting.find_spec", lambda _name: None)
    with pytest.raises(MissingExtra, match="pip install"):
        check_picture_target(tmp_path / "a.png")
    check_picture_target(tmp_path / "a.svg")
    assert picture_of(placed("Sit. [hold 5s]\n", tmp_path), "svg")

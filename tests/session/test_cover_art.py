"""The picture that a player shows."""

from __future__ import annotations

import io
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from mutagen.id3 import ID3
from PIL import Image

from command_helpers import House
from file_helpers import written
from holdspace.errors import BadChoice, MissingExtra
from holdspace.session.cover_art import drawn_cover, own_cover
from holdspace.session.file_options import FileOptions
from session_helpers import timeline


class Shelf(dict[str, bytes]):
    """A store of blocks in memory."""

    def bring_blocks(self, keys: Iterable[str]) -> None:
        pass

    def has_block(self, key: str) -> bool:
        return key in self

    def get_block(self, key: str) -> bytes | None:
        return self.get(key)

    def put_block(self, key: str, block: bytes) -> None:
        self[key] = block


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("covers")) as house:
        yield house


def picture(kind: str = "JPEG", side: int = 300, *, noisy: bool = False, **more: object) -> bytes:
    """A picture file."""
    data = random.Random(1).randbytes(side * side * 3) if noisy else bytes(side * side * 3)
    stream = io.BytesIO()
    Image.frombytes("RGB", (side, side), data).save(stream, kind, **more)
    return stream.getvalue()


def read(data: bytes) -> Image.Image:
    """The picture that players see: a baseline JPEG within their limits."""
    assert len(data) <= 200_000
    image = Image.open(io.BytesIO(data))
    assert image.format == "JPEG"
    assert "progressive" not in image.info
    assert image.size == (600, 600)
    return image


def test_a_picture_that_fits_is_taken_as_it_is(tmp_path: Path) -> None:
    """A small baseline JPEG goes into the file byte for byte; nothing is needed for it."""
    path = tmp_path / "a.jpg"
    path.write_bytes(picture())
    assert own_cover(path) == path.read_bytes()


@pytest.mark.parametrize(
    "data",
    [
        picture(side=900), picture("PNG"), picture(progressive=True), picture(side=590, noisy=True, quality=98),
        picture("BMP", side=2600, noisy=True),
    ],
    ids=["large", "png", "progressive", "heavy", "20 MB"],
)  # fmt: skip
def test_a_picture_that_does_not_fit_is_scaled(data: bytes, tmp_path: Path) -> None:
    """Too wide, too heavy, progressive or no JPEG, even 20 MB of it: it becomes a baseline JPEG that players take."""
    path = tmp_path / "a.picture"
    path.write_bytes(data)
    read(own_cover(path))


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize(
    ("size", "is_cut"), [((600, 578), True), ((578, 600), False), ((300, 200), True), ((900, 300), False)]
)
def test_a_picture_that_is_no_square(size: tuple[int, int], is_cut: bool, kind: str, tmp_path: Path) -> None:
    """A photograph fills the square by its middle; a banner is whole with its right edge, and nothing is stretched."""
    image, path = Image.new("RGB", size, (0, 0, 255)), tmp_path / "a.picture"
    x, y = size[0] // 2, size[1] // 2
    image.paste((255, 0, 0), (x - 50, y - 50, x + 50, y + 50))
    image.paste((0, 255, 0), (size[0] - 8, 0, size[0], size[1]))
    image.save(path, kind)
    made = np.asarray(read(own_cover(path)).convert("RGB"))
    across, down = (np.flatnonzero(line[:, 0] > 128) for line in (made[300], made[:, 300]))
    assert len(across) == pytest.approx(len(down), abs=2)
    assert (across[0] + across[-1], down[0] + down[-1]) == (pytest.approx(599, abs=2), pytest.approx(599, abs=2))
    assert (made[300, :, 1].max() < 128) == is_cut
    assert made[2, 2, 2] > 200  # beside a banner is its own ground


def test_a_printers_picture_gets_three_colours(tmp_path: Path) -> None:
    """A small baseline JPEG of four colours is what car radios show as nothing or in false colours."""
    path = tmp_path / "a.jpg"
    Image.new("CMYK", (300, 300), (0, 255, 255, 0)).save(path)
    image = read(own_cover(path))
    assert image.mode == "RGB"


def test_what_can_be_seen_through_is_white(tmp_path: Path) -> None:
    """A logo on nothing is not black on black."""
    path = tmp_path / "a.png"
    Image.new("RGBA", (400, 400), (0, 0, 0, 0)).save(path)
    assert read(own_cover(path)).getpixel((300, 300)) == (255, 255, 255)


def test_without_pillow_a_large_picture_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the extra, and what can be used without it."""
    path = tmp_path / "a.png"
    path.write_bytes(picture("PNG"))
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(MissingExtra) as caught:
        own_cover(path)
    assert "pillow" in caught.value.mend
    assert "600 by 600" in caught.value.mend


@pytest.mark.parametrize("data", [None, b"", b"no picture", picture()[:200], b"\xff\xd8\xff\xc0"])
def test_what_is_no_picture_is_refused(data: bytes | None, tmp_path: Path) -> None:
    """A missing, empty, foreign or broken file is told as such."""
    path = tmp_path / "a.jpg"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(BadChoice, match=r"a\.jpg"):
        own_cover(path)


def test_a_picture_of_too_many_pixels_is_told_as_such(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not as one that cannot be read: its owner only has to scale it."""
    monkeypatch.setattr("holdspace.session.cover_art._LARGEST_SOURCE_PIXELS", 100_000)
    path = tmp_path / "a.png"
    path.write_bytes(picture("PNG", side=400))
    with pytest.raises(BadChoice, match="400 by 400 pixels"):
        own_cover(path)


def test_a_picture_of_gigantic_size_is_refused(tmp_path: Path) -> None:
    """A few bytes that unpack to gigapixels are refused before they are unpacked."""
    head = picture("PNG", side=1)
    path = tmp_path / "bomb.png"
    path.write_bytes(head[:16] + (60_000).to_bytes(4, "big") * 2 + head[24:])
    with pytest.raises(BadChoice):
        own_cover(path)


def test_no_cover_is_no_cover(house: House) -> None:
    """`--no-cover` leaves it out."""
    assert ID3(written(house, "bare.mp3", FileOptions(with_cover=False)).file).getall("APIC") == []


def test_a_session_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same plan is drawn once and then taken from the store; another plan is another picture."""
    drawn = []
    module = ModuleType("holdspace.session.covering")
    module.cover_jpeg = lambda plan: drawn.append(plan) or picture()  # type: ignore[attr-defined]  # a stand-in
    monkeypatch.setitem(sys.modules, module.__name__, module)
    store = Shelf()
    assert drawn_cover(timeline(samples=44_100), store) == drawn_cover(timeline(samples=44_100), store) == picture()
    assert len(drawn) == 1
    drawn_cover(timeline(samples=88_200), store)
    assert len(drawn) == 2


def test_without_pillow_a_session_has_no_cover(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is whole without one, and nothing is kept that would stand in the way later."""

    def missing(_plan: object) -> bytes:
        raise MissingExtra("pictures", "a cover")

    module = ModuleType("holdspace.session.covering")
    module.cover_jpeg = missing  # type: ignore[attr-defined]  # a stand-in
    monkeypatch.setitem(sys.modules, module.__name__, module)
    store = Shelf()
    assert drawn_cover(timeline(samples=44_100), store) is None
    assert not store

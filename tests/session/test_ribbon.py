"""A session as a ribbon of time."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.audio.ringing import RING_MS
from holdspace.session.drawing import DARK, LIGHT, Box, Label, shortened, text_width
from holdspace.session.ribbon import WIDTH, ribbon, rows_within
from holdspace.session.timeline import Event
from picture_helpers import EVERYTHING, overlapping, placed, placed_file
from session_helpers import speech, timeline, tone_event

SECOND = 44_100
ROUTINES = sorted((Path(__file__).resolve().parents[2] / "routines").glob("*.md"))


def labels(text: str, folder: Path) -> list[str]:
    return [shape.text for shape in ribbon(placed(text, folder).timeline).shapes if isinstance(shape, Label)]


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda path: path.stem)
def test_the_shipped_routines_can_be_read(routine: Path) -> None:
    """No label runs into another, and nothing lies outside the paper."""
    drawing = ribbon(placed_file(routine).timeline, "hibari:heart")
    assert overlapping(drawing) == []
    boxes = [shape for shape in drawing.shapes if isinstance(shape, Box)]
    assert all(box.x >= 0 and box.x + box.width <= WIDTH for box in boxes)
    assert all(box.y >= 0 and box.y + box.height <= drawing.height for box in boxes)


def test_everything_that_happens_is_drawn(tmp_path: Path) -> None:
    """Speech, hold, rest, breath, calls and tones are in the picture and its legend, holds with their length."""
    drawing = ribbon(placed(EVERYTHING, tmp_path).timeline, "hibari:heart")
    texts = [shape.text for shape in drawing.shapes if isinstance(shape, Label)]
    assert {"40 s", "15 s", "in 4, hold 7, out 8, 15 rounds"} <= set(texts)
    assert {"speech", "hold", "rest", "call in a hold or rest"} <= set(texts)
    assert "bell, stir before words, end of hold, chime" in texts
    assert any(text.startswith("about ") and "voice hibari:heart" in text for text in texts)
    assert {"speech", "hold", "rest", "breath", "curve", "call", "tone"} <= {shape.role for shape in drawing.shapes}


def test_the_legend_explains_only_what_is_there(tmp_path: Path) -> None:
    """A session of words and a hold says nothing of breath or tones."""
    texts = labels("Sit. [hold 4s]\n", tmp_path)
    assert "hold" in texts
    assert not {"rest", "word in a breath"} & set(texts)
    assert not any("bell" in text or "stir" in text for text in texts)


def test_the_longest_legend_has_room() -> None:
    """With every kind of mark and every tone there is, what explains them stays on the paper, each name by itself."""
    tones = [tone_event(name, SECOND * at, 100) for at, name in enumerate(RING_MS)]
    held = [Event(kind, SECOND * at, 9 * SECOND, "", 0, spine=True) for at, kind in ((10, "hold"), (20, "rest"))]
    breath = Event("breath", 30 * SECOND, 9 * SECOND, "in", 0, spine=True)
    words = [replace(speech("a", SECOND * at), spine=at < 9) for at in (8, 12, 31)]
    drawing = ribbon(timeline(*tones, *held, breath, *words, samples=40 * SECOND))
    (told,) = (s for s in drawing.shapes if isinstance(s, Label) and s.text.startswith("bell, "))
    assert told.text == "bell, chime, bowl, wood, end of hold, stir before words"
    assert told.x + text_width(told.text, told.size) < WIDTH
    assert overlapping(drawing) == []


def test_a_hold_is_as_wide_as_it_is_long(tmp_path: Path) -> None:
    """Two holds in one row have widths like their lengths, 20 to 5 seconds, to a unit."""
    drawing = ribbon(placed("Sit. [hold 20s] Stand. [hold 5s]\n", tmp_path).timeline)
    long, short = (s.width + 1 for s in drawing.shapes if isinstance(s, Box) and s.role == "hold" and s.hint)
    assert long / short == pytest.approx(4, rel=0.02)


@given(st.integers(0, 40 * 24 * 3600))
def test_sessions_of_any_length_keep_to_their_rows(seconds: int) -> None:
    """From nothing to forty days, a picture has one to eight rows, and they hold the whole session."""
    count, span = rows_within(timeline(samples=seconds * SECOND), 8)
    assert 1 <= count <= 8
    assert (count - 1) * span < max(1, seconds * SECOND) <= count * span


def test_eight_hours_can_be_read(tmp_path: Path) -> None:
    """A night is eight rows of an hour; its labels keep apart, and a curve too fine to see becomes an area."""
    parts = "".join(f"## Part {n} of the night\nRest. [hold 28m]\n[breathe in 3, out 3, 20m]\n" for n in range(1, 11))
    drawing = ribbon(placed(parts, tmp_path).timeline)
    assert overlapping(drawing) == []
    assert len(drawing.shapes) < 6000
    assert drawing.height < 1100


def test_hundreds_of_sections_keep_their_names_apart() -> None:
    """Where a section has no room for its name, it has none; numbers at the end of a name outlive the rest of it."""
    count = 120
    plan = timeline(
        *(Event("hold", n * 10 * SECOND, 10 * SECOND, "", n, spine=True) for n in range(count)),
        samples=count * 10 * SECOND,
        sections=[(f"Station {n}", n * 10 * SECOND) for n in range(count)],
    )
    drawing = ribbon(plan)
    assert overlapping(drawing) == []
    assert any("…" in shape.text and "77" in shape.text for shape in drawing.shapes if isinstance(shape, Label))


def test_a_session_of_nothing_can_be_drawn() -> None:
    """No events and no sections give an empty ribbon and no exception."""
    assert ribbon(timeline(samples=0, sections=())).shapes


@given(st.text(max_size=25), st.floats(0, 300), st.booleans())
def test_shortened_text_fits(text: str, room: float, keep_end: bool) -> None:
    """Whatever is left of a text has room."""
    assert text_width(shortened(text, 12, room, keep_end=keep_end), 12) <= max(room, 0)


def luminance(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_words_stand_out_and_tones_differ_in_grey(palette: dict[str, str]) -> None:
    """Text has the contrast that WCAG asks for (4.5); speech, hold and paper differ in lightness alone (by 2)."""

    def contrast(one: str, other: str) -> float:
        high, low = sorted((luminance(palette[one]), luminance(palette[other])), reverse=True)
        return (high + 0.05) / (low + 0.05)

    for text, ground in (
        ("ink", "paper"),
        ("faint", "paper"),
        ("ink", "band"),
        ("on-hold", "hold"),
        ("curve", "paper"),
    ):
        assert contrast(text, ground) >= 4.5, (text, ground)
    for one, other in (
        ("speech", "hold"),
        ("speech", "paper"),
        ("curve", "breath"),
        ("call", "paper"),
        ("tone", "paper"),
    ):
        assert contrast(one, other) >= 2, (one, other)
    lightness = sorted(luminance(palette[role]) for role in ("paper", "hold", "speech"))
    assert all((high + 0.05) / (low + 0.05) > 1.7 for low, high in pairwise(lightness))

"""File names for every player."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdspace.session.naming import safe_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Lower back and tight hips", "Lower back and tight hips"),
        ("Morning: 10 min / R&L?", "Morning 10 min R&L"),
        ("lower-back-and-tight-hips", "lower-back-and-tight-hips"),
        ("Śavāsana 🧘", "Śavāsana"),
        ("S\u0301ava\u0304sana", "Śavāsana"),
        ('a\\b/c:d*e?f"g<h>i|j', "a b c d e f g h i j"),
        ("tabs\tand\nlines\x07", "tabs and lines"),
        ("ends in dots... ", "ends in dots"),
        ("-x", "x"),
        (".hidden", "hidden"),
        ("CON", "session CON"),
        ("nul.mp3", "session nul.mp3"),
        ("Com1", "session Com1"),
        ("Console", "Console"),
        ("", "session"),
        ("   ", "session"),
        ("v1.2", "v1.2"),
    ],
)
def test_titles_become_names(title: str, name: str) -> None:
    """Words stay, what a file system forbids goes."""
    assert safe_name(title) == name


@pytest.mark.parametrize(
    "titles", [("🧘", "🌞"), ("..", "..."), ("?", "/"), ("x" * 300, "x" * 301), ("é" * 40, "é" * 41)]
)
def test_titles_that_lose_their_words_stay_apart(titles: tuple[str, str]) -> None:
    """Titles that have nothing readable or are too long still get different names, so that none overwrites another."""
    assert safe_name(titles[0]) != safe_name(titles[1])


@given(st.text(max_size=200))
def test_every_name_is_safe(title: str) -> None:
    """For any title the name is safe on FAT32, not too long, and as it would be if it were the title."""
    name = safe_name(title)
    assert 1 <= len(name.encode()) <= 64
    assert not set(name) & set('\\/:*?"<>|')
    assert name[0] not in " -.~"
    assert name[-1] not in " ."
    assert all(unicodedata.category(c)[0] != "C" for c in name)
    assert safe_name(name) == name
    assert unicodedata.is_normalized("NFC", name)

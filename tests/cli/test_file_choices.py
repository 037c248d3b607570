"""The words of the options that are about the file."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from holdspace.cli.file_choices import file_options_from
from holdspace.errors import BadChoice
from holdspace.session.file_options import PLAIN, FileOptions


def test_nothing_said_is_nothing_asked() -> None:
    """Without options the file is as the format usually is."""
    assert file_options_from() == PLAIN


@pytest.mark.parametrize("word", ["128", "128k", "128 kb/s", "128kbps", "128K"])
def test_bitrates(word: str) -> None:
    """A bitrate is in kb/s, with or without a unit."""
    assert file_options_from(bitrate=word).kbps == 128


@pytest.mark.parametrize(
    ("word", "hz"), [("48", 48_000), ("48k", 48_000), ("44.1kHz", 44_100), ("44100", 44_100), ("22050 Hz", 22_050)]
)
def test_rates(word: str, hz: int) -> None:
    """A rate is in Hz or kHz; a bare number is taken for what it must be."""
    assert file_options_from(rate=word).rate_hz == hz


def test_the_rest() -> None:
    """Cover, sidecars and split."""
    wanted = FileOptions(sidecars=("lrc", "srt"), cover=Path("a.png"))
    assert file_options_from(sidecar="lrc,srt", cover=Path("a.png")) == wanted
    split = file_options_from(split="2.5", suffix=".opus", no_cover=True)
    assert (split.is_split, split.split_minutes, split.split_suffix) == (True, Fraction(5, 2), ".opus")
    assert not split.with_cover


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"bitrate": "loud"}, "128k"),
        ({"bitrate": "0.5"}, "128k"),
        ({"rate": "8GHz"}, "48kHz"),
        ({"rate": "-48"}, "48kHz"),
        ({"sidecar": "ass"}, "chapters.json"),
        ({"split": "often"}, "sections"),
        ({"split": "5", "sidecar": "lrc"}, "--split"),
        ({"cover": Path("x"), "no_cover": True}, "one of them"),
    ],
)
def test_what_cannot_be_read_is_told_with_what_can(words: dict[str, Any], told: str) -> None:
    """The error names the option, and the mend what it may be."""
    with pytest.raises(BadChoice) as caught:
        file_options_from(**words)
    assert told in caught.value.mend


def test_a_variable_bitrate_is_named_by_its_quality() -> None:
    """V0 to V9, in any case; anything else with a V is refused with both ways to write it."""
    options = file_options_from(bitrate="v4")
    assert (options.vbr, options.kbps) == (4, None)
    with pytest.raises(BadChoice) as caught:
        file_options_from(bitrate="V12")
    assert "V0 to V9" in caught.value.mend

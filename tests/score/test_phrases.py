from __future__ import annotations

from dataclasses import fields

import pytest

from holdspace.diagnostics import Place
from holdspace.score.languages import languages
from holdspace.score.phrases import Phrases, phrases_for, phrases_in
from holdspace.score.reporting import Report

PLACE = Place("a.md", 1, 1)


@pytest.mark.parametrize("table", [*map(phrases_in, languages())], ids=lambda table: table.language)
def test_every_table_is_complete(table: Phrases) -> None:
    """A language has every phrase, and its templates take what is filled in."""
    assert all(getattr(table, field.name) for field in fields(table))
    assert "Pigeon" in table.next_section.format(title="Pigeon")
    assert {"two", "three"} <= set(table.round_of.format(number="two", total="three").rstrip(".").split())
    assert {"two", "three"} <= set(table.set_of.format(number="two", total="three").rstrip(".").split())
    assert "ten seconds" in table.time_left.format(time="ten seconds")
    assert "Pigeon" in table.other_side_title.format(title="Pigeon")
    assert "Pigeon" in table.side_title.format(title="Pigeon", side=table.left)
    assert table.left in table.side_title.format(title="Pigeon", side=table.left)


def test_five_languages_are_shipped() -> None:
    """English, German, Spanish, French and Portuguese, of Brazil too, have phrases of their own."""
    assert languages() == ("de", "en", "es", "fr", "pt", "pt-br")


@pytest.mark.parametrize("tag", [tag for tag in languages() if tag != "en"])
def test_nothing_is_left_in_english(tag: str) -> None:
    """No phrase of another language is the English one, forgotten."""
    own, english = phrases_in(tag), phrases_in("en")
    assert [f.name for f in fields(Phrases) if getattr(own, f.name) == getattr(english, f.name)] == []


@pytest.mark.parametrize("tag", languages())
def test_no_two_phrases_sound_alike(tag: str) -> None:
    """What asks for different things is said differently."""
    table = phrases_in(tag)
    spoken = [
        table.halfway, table.ten_seconds, table.get_ready, table.other_side, table.breathe_in, table.breathe_in_more,
        table.breathe_out, table.hold_breath, table.last_round,
    ]  # fmt: skip
    assert len({text.casefold().strip(".") for text in spoken}) == len(spoken)


@pytest.mark.parametrize(
    ("tag", "file"),
    [
        ("en", "en"),
        ("EN", "en"),
        ("en-GB", "en"),
        ("en_us", "en"),
        ("de-AT", "de"),
        ("pt-PT", "pt"),
        ("pt_BR", "pt-br"),
    ],
)
def test_a_regional_tag_finds_its_language(tag: str, file: str) -> None:
    """A language of any region has its phrases, without a warning; a region with a file has its own."""
    report = Report()
    assert phrases_for(tag, PLACE, report) is phrases_in(file)
    assert report.diagnostics() == ()


def test_a_language_without_phrases_is_told_what_to_do() -> None:
    """An unknown language falls back to English with a warning that names the ways out."""
    report = Report()
    assert phrases_for("eo", PLACE, report) is phrases_in("en")
    (found,) = report.diagnostics()
    assert (found.code, found.severity, found.place) == ("language-without-phrases", "warning", PLACE)
    assert found.what == "holdspace has no phrases of its own in the language 'eo', so its calls are in English"
    assert "`calls: silent`" in found.mend


def test_the_same_finding_is_told_once() -> None:
    """A repeat that meets one mistake three times reports it once."""
    report = Report()
    for _ in range(3):
        report.warning("bed-not-yet", PLACE, "what", "mend")
    assert len(report.diagnostics()) == 1

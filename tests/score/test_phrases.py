from __future__ import annotations

from dataclasses import fields

import pytest

from holdspace.diagnostics import Place
from holdspace.score.phrases import ENGLISH, PHRASES, Phrases, phrases_for
from holdspace.score.reporting import Report

PLACE = Place("a.md", 1, 1)


@pytest.mark.parametrize("table", PHRASES.values(), ids=lambda table: table.language)
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


def test_tables_stand_under_their_own_language() -> None:
    """The key of a table is its language's primary tag."""
    assert all(name == table.language for name, table in PHRASES.items())


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "en_us"])
def test_a_regional_tag_finds_its_language(tag: str) -> None:
    """English of any region has the English phrases, without a warning."""
    report = Report()
    assert phrases_for(tag, PLACE, report) is ENGLISH
    assert report.diagnostics() == ()


def test_a_language_without_phrases_is_told_what_to_do() -> None:
    """An unknown language falls back to English with a warning that names the ways out."""
    report = Report()
    assert phrases_for("eo", PLACE, report) is ENGLISH
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

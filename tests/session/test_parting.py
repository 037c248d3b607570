"""A session as a folder of parts for players that cannot seek."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mutagen.id3 import ID3

from command_helpers import House
from file_helpers import VOICE, heard
from holdspace.cli.receipts import measured_line
from holdspace.errors import BadChoice, OutputUnwritable
from holdspace.score.model import Choices
from holdspace.session.drafting import Placed, draft, estimate
from holdspace.session.file_options import FileOptions
from holdspace.session.parting import Part, by_minutes, by_sections
from holdspace.session.split_writing import part_names, split_from
from holdspace.session.timeline import BedSpan, Timeline

SCRIPT = """---
title: Evening
---
Lie down.

## Table top: one / two?
Come to all fours. [hold 20s]

## Hips
Sit back. [bell]

## Hips
[pause 4s]
Hold for {30 seconds}.
[breathe in 4, out 6, 3 rounds]
"""
SECTIONS = FileOptions(is_split=True, with_cover=False)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("parts")) as house:
        yield house


@pytest.fixture(scope="module")
def plan(house: House) -> Timeline:
    return placed(house).timeline


def placed(house: House) -> Placed:
    """The whole session."""
    chosen = Choices(voice=VOICE)
    return house.workshop.place(draft(house.script(SCRIPT), chosen, Choices()), chosen, Choices())


def split(house: House, name: str, options: FileOptions = SECTIONS) -> list[Path]:
    """Render the script in parts; their files as they are played."""
    folder = house.folder / name
    chosen = Choices(voice=VOICE)
    receipt = house.workshop.render(house.script(SCRIPT), chosen, Choices(), folder, options=options)
    assert sorted(folder.iterdir()) == list(receipt.parts)
    return list(receipt.parts)


def said(parts: list[Part]) -> list[str]:
    """What is spoken in all parts, in order."""
    return [event.text for part in parts for event in part.timeline.events if event.kind == "speech"]


def test_a_part_for_each_section(house: House, plan: Timeline) -> None:
    """Names sort as they are played, tracks are numbered, times rise by 2 s, and lengths add up."""
    files = split(house, "sections")
    assert [file.name for file in files] == [
        "01 Evening.mp3", "02 Table top one two.mp3", "03 Hips.mp3", "04 Hips.mp3"
    ]  # fmt: skip
    tags = [ID3(file) for file in files]
    assert [str(tag["TRCK"]) for tag in tags] == ["1/4", "2/4", "3/4", "4/4"]
    assert [str(tag["TIT2"]) for tag in tags] == ["Evening", "Table top: one / two?", "Hips", "Hips"]
    assert {str(tag["TALB"]) for tag in tags} == {"Evening"}
    assert [file.read_bytes()[-2] for file in files] == [1, 2, 3, 4]
    assert [len(tag.getall("CHAP")) for tag in tags] == [1, 1, 1, 1]
    times = [file.stat().st_mtime for file in files]
    assert {b - a for a, b in pairwise(times)} == {2.0}
    lengths = [len(heard(file)) for file in files]
    assert lengths == [part.timeline.samples for part in by_sections(plan)]
    assert sum(lengths) == plan.samples


def test_the_parts_sound_like_the_whole(house: House) -> None:
    """Played one after the other they are the whole session to 1 %: no word is cut, and the bell rings on."""
    parts = split(house, "alike")
    whole = house.folder / "whole.mp3"
    house.workshop.render(house.script(SCRIPT), Choices(voice=VOICE, room_tone_db=-70.0), Choices(), whole)
    joined = np.concatenate([heard(part) for part in parts])
    apart = joined - heard(whole)
    assert np.sqrt(np.mean(apart**2)) < 0.003
    assert np.abs(apart).max() < 0.02


def test_the_parts_measure_what_the_whole_measures(house: House) -> None:
    """Loudness to 0.3 LU, the same true peak, and every hold, whether put together or decoded; the words are told."""
    chosen, script = Choices(voice=VOICE), house.script(SCRIPT)
    whole = house.workshop.render(script, chosen, Choices(), house.folder / "one.mp3").measures
    assert whole is not None
    for verify in (False, True):
        options, folder = SECTIONS, house.folder / f"measured-{verify}"
        receipt = house.workshop.render(script, chosen, Choices(), folder, options=options, verify=verify)
        parts = receipt.measures
        assert parts is not None
        assert parts.integrated_lufs == pytest.approx(whole.integrated_lufs, abs=0.3)
        assert parts.speech_lufs == pytest.approx(whole.speech_lufs, abs=0.3)
        assert parts.true_peak_dbtp == pytest.approx(whole.true_peak_dbtp, abs=0.15)
        assert [hold.line for hold in parts.holds] == [hold.line for hold in whole.holds] == [7, 14]
        assert all(hold.measured_seconds == pytest.approx(hold.planned_seconds, abs=0.05) for hold in parts.holds)
        assert "LUFS" in measured_line(parts, verified=verify)


def test_every_part_gives_back_the_whole_script(house: House) -> None:
    """Whichever part is at hand, its file remembers the routine."""
    from holdspace.session.recalling import recall

    assert {tuple(recall(file).sources.values()) for file in split(house, "memory")} == {(SCRIPT.encode(),)}


def test_parts_of_minutes(house: House, plan: Timeline) -> None:
    """Parts of half a minute are about so long, hold every word once, and are cut where nothing sounds."""
    parts = by_minutes(plan, Fraction(1, 2))
    assert said(parts) == [event.text for event in plan.events if event.kind == "speech"]
    assert sum(part.timeline.samples for part in parts) == plan.samples
    assert all(15 < part.timeline.samples / 44_100 < 45 for part in parts[:-1])
    minutes = FileOptions(is_split=True, split_minutes=Fraction(1, 2), with_cover=False)
    files = split(house, "minutes", minutes)
    assert [len(heard(file)) for file in files] == [part.timeline.samples for part in parts]


@given(
    st.lists(
        st.sampled_from(["Word. ", "[hold 9s] ", "[pause 2s] ", "[bell] ", "\n\n## Next\n", "[rest 5s]"]), max_size=30
    )
)
@settings(max_examples=40)
def test_any_session_adds_up(pieces: list[str]) -> None:
    """However a session is made, its parts follow one another to the sample and lose no word."""
    from holdspace.routine.parser import parse
    from holdspace.session.drafting import draft_routine

    routine = parse("Begin. " + "".join(pieces)).routine
    timeline = estimate(draft_routine(routine, Choices(), Choices()), Choices(), Choices()).timeline
    for parts in (by_sections(timeline), by_minutes(timeline, Fraction(1, 6))):
        assert sum(part.timeline.samples for part in parts) == timeline.samples
        assert said(parts) == [event.text for event in timeline.events if event.kind == "speech"]
        assert all(part.timeline.samples >= min(44_100, timeline.samples) for part in parts)
        for part in parts:
            ends = [event.end for event in part.timeline.events if event.kind == "speech"]
            assert max(ends, default=0) <= part.timeline.samples
            assert len(part.timeline.sections) == len(part.timeline.section_starts)
            assert all(event.section < len(part.timeline.sections) for event in part.timeline.events)


def test_beds_go_on_from_part_to_part(plan: Timeline) -> None:
    """A bed is where it would be in the whole, so that parts played in a row have no gap in it."""
    from dataclasses import replace

    bed = BedSpan(44_100, plan.samples, "rain", None)
    at = 0
    for part in by_sections(replace(plan, beds=(bed,))):
        (span,) = part.timeline.beds
        assert (span.start + at, span.end + at) == (bed.start, bed.end)
        at += part.timeline.samples


def test_a_folder_of_ours_is_replaced_and_others_stay(house: House) -> None:
    """Fewer parts leave none of the old ones behind; a folder with anything else in it is never touched."""
    assert len(split(house, "again")) == 4
    minutes = FileOptions(is_split=True, split_minutes=Fraction(1), with_cover=False)
    assert len(split(house, "again", minutes)) == 2
    (house.folder / "again" / "diary.txt").write_text("mine", encoding="utf-8")
    before = sorted((house.folder / "again").iterdir())
    with pytest.raises(OutputUnwritable, match=r"holds diary\.txt"):
        split(house, "again")
    assert sorted((house.folder / "again").iterdir()) == before
    (house.folder / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputUnwritable, match="is a file"):
        split(house, "file")


@pytest.mark.parametrize(
    "failing", ["holdspace.session.split_writing.settle_folder", "holdspace.session.writing.settle"]
)
def test_all_parts_or_none(failing: str, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupted while writing or at the very end, there is no half folder and nothing else is left behind."""
    calls = []

    def interrupt(*_args: object) -> None:
        calls.append(1)
        raise KeyboardInterrupt

    monkeypatch.setattr(failing, interrupt)
    before = sorted(house.folder.iterdir())
    with pytest.raises(KeyboardInterrupt):
        split(house, "never")
    assert calls
    assert sorted(house.folder.iterdir()) == before


def test_hundreds_of_parts_sort_as_they_are_played() -> None:
    """Numbers are as wide as the last one, and names stay within 64 bytes, whatever the titles."""
    names = part_names([f"🧘 CON: {'é' * 60} {n}" for n in range(120)], ".mp3")
    assert names == sorted(names)
    assert names[0].startswith("001 CON")
    assert max(len(name.removesuffix(".mp3").encode()) for name in names) <= 64
    assert part_names(["🧘", ".."], ".mp3") == ["01.mp3", "02.mp3"]


def test_the_words_of_split() -> None:
    """Sections, or minutes with or without a unit; anything else is told what is possible."""
    assert (split_from("Sections"), split_from("5"), split_from("2.5m")) == (None, 5, Fraction(5, 2))
    for wrong in ("", "0", "-5", "0.1", "1e9", "many", "9999999", "٣"):
        with pytest.raises(BadChoice, match="--split cannot be"):
            split_from(wrong)

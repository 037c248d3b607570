"""A timeline as plain data."""

from __future__ import annotations

import json
from dataclasses import replace

from holdspace.diagnostics import Place
from holdspace.session.describing import describe
from holdspace.session.timeline import Event
from session_helpers import speech, timeline

PLAN = timeline(
    Event("pause", 0, 44_100, "", 0, spine=True),
    replace(speech("Stand tall.", 44_100, 22_050), place=Place("routine.md", 3, 1)),
    Event("hold", 66_150, 44_100 * 3, "", 1, spine=True, place=Place("routine.md", 4, 9)),
    samples=198_451,
    sections=(("Before", 0), ("Stand", 66_150)),
)


def test_it_is_the_promised_json() -> None:
    """Title, seconds, voice and events with exactly the promised keys, in order; nothing that JSON cannot hold."""
    told = json.loads(json.dumps(describe(PLAN, "hibari:heart")))
    assert {key: told[key] for key in told if key not in {"events", "beds"}} == {
        "title": "Test",
        "seconds": 4.50002,
        "voice": "hibari:heart",
    }
    assert told["events"][1:] == [
        {"kind": "speech", "start": 1.0, "seconds": 0.5, "text": "Stand tall.", "section": "Before", "line": 3},
        {"kind": "hold", "start": 1.5, "seconds": 3.0, "text": "", "section": "Stand", "line": 4},
    ]


def test_seconds_name_one_sample() -> None:
    """Times are rounded finer than a sample, so that each can be found again."""
    for start in (1, 12_345, 158_760_001):
        told = describe(timeline(speech("a", start), samples=start + 22_050), "silent:tone")
        assert round(told["events"][0]["start"] * 44_100) == start


def test_estimates_are_marked_and_only_they() -> None:
    """An estimated timeline says so as a whole and at each speech, an exact one nowhere."""
    estimated = describe(replace(PLAN, estimated=True), None)
    assert estimated["estimated"] is True
    assert [event.get("estimated") for event in estimated["events"]] == [None, True, None]
    assert "estimated" not in json.dumps(describe(PLAN, "x"))


def test_a_bed_of_music_is_named_without_its_folder() -> None:
    """So that a session and the file that remembers it are told alike."""
    from holdspace.session.timeline import BedSpan

    (bed,) = describe(replace(PLAN, beds=(BedSpan(0, 44_100, "/home/ann/sea.mp3", -20.0),)), "x")["beds"]
    assert bed == {"name": "sea.mp3", "level_db": -20.0, "start": 0.0, "seconds": 1.0}


def test_an_empty_timeline_is_told_too() -> None:
    """No events, no sections: an empty list, and no exception."""
    assert describe(timeline(samples=0, sections=()), "x")["events"] == []

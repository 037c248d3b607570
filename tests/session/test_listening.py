"""What a listener gets to hear, in figures."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from holdspace.score.model import Utterance
from holdspace.session.listening import as_data, listen
from holdspace.session.timeline import Event, EventKind
from session_helpers import speech, timeline

SECOND = 44_100


def spine(kind: EventKind, start: int, seconds: int, text: str = "", section: int = 0) -> Event:
    return Event(kind, start * SECOND, seconds * SECOND, text, section, spine=True)


def inner(text: str, start: int, kind: str = "call") -> Event:
    return Event("speech", start * SECOND, SECOND, text, 0, spine=False, utterance=Utterance(text, kind=kind))  # type: ignore[arg-type] # any kind


PLAN = replace(
    timeline(
        speech("Stand tall, now.", 0, 2 * SECOND),
        spine("hold", 2, 60),
        inner("Halfway.", 32),
        inner("Ten seconds.", 52),
        spine("rest", 62, 30, section=1),
        inner("Next, sit down.", 70),
        spine("breath", 92, 4, "in", section=1),
        inner("Inhale.", 92, "breath"),
        spine("breath", 96, 4, "out", section=1),
        Event("tone", 96 * SECOND, 4 * SECOND, "exhale", 1, spine=False),
        spine("tone", 100, 2, "bell", section=1),
        spine("pause", 102, 18, section=1),
        samples=120 * SECOND,
        sections=(("Stand", 0), ("Sit", 62 * SECOND)),
    ),
    left_out=("a.md:3:1: one call does not fit.",),
)


def test_the_times_are_the_whole_session() -> None:
    """Each second belongs to one kind: their seconds add up to the session and their shares to one."""
    heard = listen(PLAN)
    assert {time.kind: time.seconds for time in heard.times} == {
        "speech": 2, "hold": 60, "rest": 30, "breath": 8, "pause": 18, "tone": 2,
    }  # fmt: skip
    assert sum(time.seconds for time in heard.times) == heard.seconds == 120
    assert sum(time.share for time in heard.times) == pytest.approx(1)


def test_words_are_counted_where_they_disturb() -> None:
    """Three words in a minute of hold, those of the rest are not its; all words go into the whole."""
    heard = listen(PLAN)
    assert (heard.words_a_minute_of_hold, heard.words, heard.words_a_minute) == (3.0, 10, 5.0)


def test_the_longest_silence_is_found_and_placed() -> None:
    """It lies between the first words and "halfway"; its start, length and section are told."""
    silence = listen(PLAN).longest_silence
    assert (silence.start, silence.seconds, silence.section) == (2.0, 30.0, "Stand")


@pytest.mark.parametrize(("first", "start", "section"), [(5, 6, "Late"), (40, 0, "Early")])
def test_a_silence_at_either_end_counts(first: int, start: int, section: str) -> None:
    """Quiet ahead of the first word and after the last is quiet too; it belongs to the section where it begins."""
    plan = timeline(
        speech("Now.", first * SECOND, SECOND),
        samples=60 * SECOND,
        sections=(("Early", 0), ("Late", 4 * SECOND)),
    )
    silence = listen(plan).longest_silence
    assert (silence.start, silence.section) == (start, section)


def test_calls_are_counted_with_those_left_out() -> None:
    """Three are heard and one is not: a quarter of the planned ones."""
    heard = listen(PLAN)
    assert (heard.calls_planned, heard.calls_left_out, heard.share_left_out) == (4, 1, 0.25)


def test_cues_are_told_by_kind() -> None:
    """A tone that leads a breath is no bell."""
    assert dict(listen(PLAN).cues) == {"narration": 1, "call": 3, "breath": 1, "breath tone": 1, "tone": 1}


def test_the_figures_are_plain_data() -> None:
    """JSON holds all of them, and a session without a second has none that cannot be written."""
    told = json.loads(json.dumps(as_data(listen(PLAN)), allow_nan=False))
    assert told["times"]["hold"] == {"seconds": 60.0, "share": 0.5}
    assert told["longest_silence"] == {"start": 2.0, "seconds": 30.0, "section": "Stand"}
    empty = as_data(listen(timeline(samples=0, sections=())))
    assert (empty["words_a_minute_of_hold"], empty["share_left_out"], empty["cues"]) == (0, 0, {})

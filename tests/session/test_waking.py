"""The sound that wakes earphones before speech that follows a long quiet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from command_helpers import House, audible_onset
from holdspace.score.model import NO_ROOM_TONE, Breath, Cue
from holdspace.session.placing import place
from holdspace.session.timeline import Event, Timeline
from holdspace.session.waking import ASLEEP_AFTER_MS, woken
from room_helpers import heard, rms_db
from session_helpers import Spoken, clip, keep, quiet, say, score, text_of, timeline, tone_event

FRAME, RATE_HZ = 1152, 44_100


def placed(*cues: Cue, room_tone_db: float = -62.0, grid: int = FRAME) -> Timeline:
    """A timeline in which each word is a second long, woken."""
    plan = place(score(*cues), lambda _u: RATE_HZ, text_of, grid=grid)
    return woken(replace(plan, room_tone_db=room_tone_db), grid=grid)


def stirs(plan: Timeline) -> list[Event]:
    """What wakes."""
    return [event for event in plan.events if event.text == "stir"]


def words(plan: Timeline) -> list[Event]:
    """What is said."""
    return [event for event in plan.events if event.kind == "speech"]


@given(st.lists(st.tuples(st.sampled_from(["hold", "pause"]), st.integers(1, 20_000)), min_size=1, max_size=6))
@settings(max_examples=60)
def test_only_a_long_quiet_is_stirred(quiets: list[tuple[str, int]]) -> None:
    """Before each word after more than 5 s of a hold, or 10 s of a pause, and before no other.

    It begins a second ahead, to half a frame, inside the quiet, on the grid, and no other event is changed by it.
    """
    cues = [
        cue for kind, ms in quiets for cue in (say("word"), keep(ms) if kind == "hold" else quiet(ms, written=True))
    ]
    plan = placed(*cues, say("word"))
    silent = placed(*cues, say("word"), room_tone_db=NO_ROOM_TONE)
    assert tuple(event for event in plan.events if event.text != "stir") == silent.events
    assert plan.samples == silent.samples
    spoken = words(plan)
    woken_words = {event.end: event for event in stirs(plan)}
    for (kind, _), before, behind in ((one, *pair) for one, pair in zip(quiets, pairwise(spoken), strict=True)):
        gap_ms = (behind.start - before.end) / 44.1
        if gap_ms > ASLEEP_AFTER_MS[kind]:  # type: ignore[index]  # both kinds have a limit
            stir = woken_words.pop(behind.start)
            assert stir.samples == pytest.approx(RATE_HZ, abs=FRAME // 2)
            assert stir.start % FRAME == 0
            assert stir.start > before.end
    assert not woken_words


def test_the_first_word_of_a_session_is_woken_too() -> None:
    """A session that begins with a long pause stirs before its first word; one that begins with a word does not."""
    assert len(stirs(placed(quiet(11_000), say("a")))) == 1
    assert stirs(placed(say("a"), keep(60_000))) == []


def test_breaths_are_left_alone() -> None:
    """Inside a set of breaths no phase is disturbed, however long nobody speaks."""
    phases = [Breath("in" if n % 2 else "out", 6_000, 0, n, 12, None, None) for n in range(1, 12)]
    said = Breath("in", 6_000, 0, 12, 12, say("Inhale.").utterance, None)
    assert stirs(placed(say("a"), *phases, said)) == []


def test_calls_and_tones_keep_awake() -> None:
    """A call in a hold counts as sound: the quiet is measured from its end; so does a bell that rings."""
    long = placed(say("a"), keep(20_000, ("Halfway.", 10_000, 1)), say("b"))
    assert [event.end for event in stirs(long)] == [word.start for word in words(long)[1:]]
    short = placed(say("a"), keep(10_700, ("Halfway.", 4_900, 1)), say("b"))
    assert stirs(short) == []
    rung = timeline(
        Event("hold", 0, 8 * RATE_HZ, "", 0, spine=True),
        tone_event("bell", 0, 100),
        replace(words(long)[0], start=8 * RATE_HZ),
        samples=10 * RATE_HZ,
        room_tone_db=-62.0,
    )
    assert stirs(woken(rung)) == []
    assert len(stirs(woken(replace(rung, events=(rung.events[0], rung.events[2]))))) == 1


def test_it_is_heard_a_second_before_the_word(tmp_path: Path) -> None:
    """In the decoded file a sound well above the room begins 1.0 ±0.1 s before the word, which comes on its sample."""
    click = clip(np.concatenate([np.full(1_000, 0.3), np.full(43_100, 0.01)]))
    plan = placed(say("a"), keep(60_000), say("b"), quiet(1_000))
    sound = heard(plan, Spoken(lambda _u: click), tmp_path)
    word = words(plan)[1]
    assert word.start - words(plan)[0].end == pytest.approx(60 * RATE_HZ, abs=FRAME // 2)
    assert rms_db(sound[word.start - RATE_HZ * 5 // 2 : word.start - RATE_HZ * 11 // 10]) == pytest.approx(-62, abs=2)
    assert rms_db(sound[word.start - RATE_HZ * 8 // 10 : word.start - RATE_HZ * 6 // 10]) > -40
    loud = np.flatnonzero(np.abs(sound[word.start - 3 * RATE_HZ : word.start]) > 0.01 * 32_768)
    assert int(loud[0]) == pytest.approx(2 * RATE_HZ, abs=RATE_HZ // 10)
    assert np.abs(sound[word.start - 30 : word.start + 30].astype(int)).max() > 6_000


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("house")) as house:
        yield house


@pytest.mark.parametrize(
    ("quiet_for", "room_tone_db", "sounds"),
    [
        ("[pause 60s]", None, ["stir"]),
        ("[pause 60s]", NO_ROOM_TONE, []),
        ("[hold 60s]", None, ["release"]),
    ],
)
def test_a_render_wakes_unless_silence_is_wanted(
    house: House, quiet_for: str, room_tone_db: float | None, sounds: list[str]
) -> None:
    """A minute ends with one sound a second before the word: a stir, or the sound that ends a hold.

    Without room tone a pause ends in silence. The minute lasts a minute, and the word decodes where it is planned.
    """
    made = house.make(f"Sit tall. {quiet_for}\nLet go.\n", name="a.mp3", calls="calm", room_tone_db=room_tone_db)
    plan = made.placed.timeline
    before, last = words(plan)[-2:]
    assert last.start - before.end == pytest.approx(60 * RATE_HZ, abs=FRAME)
    ahead = [e for e in plan.events if e.kind == "tone" and e.start > before.end + 50 * RATE_HZ]
    assert [event.text for event in ahead] == sounds
    for event in ahead:
        assert last.start - event.start == pytest.approx(RATE_HZ, abs=RATE_HZ // 10)
        onset = audible_onset(made.samples, event.start, reach=6_000, floor_dbfs=-50)
        assert onset == pytest.approx(event.start, abs=RATE_HZ // 10)
    assert audible_onset(made.samples, last.start, reach=2_000, floor_dbfs=-35) == pytest.approx(last.start, abs=2_000)

"""Speech that begins with an MP3 frame: what that may cost, and what it must not."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.diagnostics import Place
from holdspace.score.model import BedChange, Breath, Call, Cue, Keep, Quiet, Say, Sound
from holdspace.session.placing import NUMBER_IMPORTANCE, place
from holdspace.session.timeline import Event, Timeline
from holdspace.timebase import ms_to_samples
from session_helpers import keep, lengths, quiet, say, score, text_of, utterance

GRID = 1152
HALF = GRID // 2
TABLE = {"a": 1, "bb": 12_345, "ccc": 44_101, "dddd": 200_003}


def placed(*cues: Cue, table: dict[str, int] | None = None, grid: int = GRID) -> Timeline:
    """These cues placed with lengths from the table."""
    return place(score(*cues), lengths(table or TABLE), text_of, grid=grid)


def spine(timeline: Timeline) -> list[Event]:
    """The events that follow one another."""
    return [event for event in timeline.events if event.spine]


def breath(phase: str, ms: int, words: str = "", tone: str | None = None) -> Breath:
    """One phase of a breath."""
    return Breath(phase, ms, 0, 1, 4, utterance(words) if words else None, tone)  # type: ignore[arg-type]  # literals


SOMEWHERE = Place("routine.md", 3, 1)
QUIETS = st.builds(lambda ms: Quiet(ms, 0, written=True, place=SOMEWHERE), st.integers(0, 20_000))
SAYS = st.builds(say, st.sampled_from(sorted(TABLE)))
KEEPS = st.builds(
    lambda ms, calls: Keep("hold", ms, 0, tuple(Call(utterance(t), at, w) for t, at, w in calls)),
    st.integers(1, 60_000),
    st.lists(
        st.tuples(st.sampled_from(["a", "bb"]), st.integers(0, 65_000), st.sampled_from([20, 30, 50])), max_size=4
    ),
)
SETS = st.lists(
    st.builds(
        breath,
        st.sampled_from(["in", "out"]),
        st.integers(250, 12_000),
        st.sampled_from(["", "a", "bb"]),
        st.sampled_from([None, "inhale"]),
    ),
    min_size=1,
    max_size=5,
)
SOUNDS = st.builds(lambda ms: Sound("bell", ms, 0), st.integers(0, 5_000))
SCORES = st.lists(
    st.one_of(
        *(one.map(lambda cue: [cue]) for one in (QUIETS, SAYS, KEEPS, SOUNDS, st.just(BedChange("rain", None, 0)))),
        SETS,
    ),
    max_size=20,
).map(lambda groups: [cue for group in groups for cue in group])


@given(SCORES, st.sampled_from([GRID, 576, 7]))
@settings(max_examples=150, deadline=None)
def test_the_spine_has_no_gap_and_speech_begins_on_the_grid(cues: list[Cue], grid: int) -> None:
    """Whatever the score: no gap, no overlap, nothing negative; words, calls and bells begin on the grid."""
    timeline = placed(*cues, grid=grid)
    here = 0
    for event in spine(timeline):
        assert event.start == here
        assert event.samples >= 0
        here = event.end
        if event.kind in {"speech", "tone"}:
            assert event.start % grid == 0
    assert here == timeline.samples
    assert [e.start for e in timeline.events] == sorted(e.start for e in timeline.events)
    calls = {id(call.utterance) for cue in cues if isinstance(cue, Keep) for call in cue.calls}
    assert all(event.start % grid == 0 for event in timeline.events if id(event.utterance) in calls)


@given(SCORES)
@settings(max_examples=150, deadline=None)
def test_no_two_speeches_overlap(cues: list[Cue]) -> None:
    """However a hold is shortened for the grid, its calls end before the next words begin, and inside it."""
    timeline = placed(*cues)
    spoken = sorted((e for e in timeline.events if e.kind == "speech"), key=lambda event: event.start)
    assert all(one.end <= other.start for one, other in pairwise(spoken))
    keeps = [event for event in spine(timeline) if event.kind == "hold"]
    for event in timeline.events:
        assert 0 <= event.start <= event.end <= timeline.samples
        if event.kind == "speech" and not event.spine and not _is_word_of_breath(event, timeline):
            assert any(hold.start <= event.start and event.end <= hold.end for hold in keeps)


def _is_word_of_breath(event: Event, timeline: Timeline) -> bool:
    return any(e.kind == "breath" and e.start == event.start for e in timeline.events)


@given(SCORES)
@settings(max_examples=150, deadline=None)
def test_each_length_is_within_a_step_of_its_plan(cues: list[Cue]) -> None:
    """Holds, pauses and bells last what is planned to less than a step of the grid; words exactly."""
    timeline = placed(*cues)
    events = [event for event in spine(timeline) if event.kind != "pause" or event.place == SOMEWHERE]
    timed = [cue for cue in cues if not isinstance(cue, BedChange)]
    assert len(events) == len(timed)
    for event, cue in zip(events, timed, strict=True):
        match cue:
            case Say():
                assert event.samples == TABLE[cue.utterance.text]
            case Quiet() | Keep() | Sound():
                assert abs(event.samples - ms_to_samples(cue.ms)) <= GRID
            case _:
                assert event.kind == "breath"


@given(SETS)
def test_breaths_inside_a_set_are_exact(phases: list[Cue]) -> None:
    """A set begins on the grid, and each phase begins to the sample where the sum of those before it says."""
    timeline = placed(say("bb"), quiet(450), *phases, say("a"))
    found = [event for event in spine(timeline) if event.kind == "breath"]
    alone = [event for event in spine(placed(*phases)) if event.kind == "breath"]
    assert found[0].start % GRID == 0
    assert [e.start - found[0].start for e in found] == [e.start for e in alone]
    assert abs(found[-1].samples - alone[-1].samples) <= HALF + 1


def test_a_tone_ends_with_its_phase() -> None:
    """Where the last phase of a set is lengthened or shortened for the next words, its tone is too."""
    for ms in range(4000, 4026):
        timeline = placed(breath("in", ms, "", "inhale"), say("a"))
        phase, tone = (event for event in timeline.events if event.kind in {"breath", "tone"})
        assert (tone.start, tone.end) == (phase.start, phase.end)
        assert phase.end % GRID == 0


def long_routine(cues: int) -> list[Cue]:
    """Sentences, pauses and holds as a composed score has them, with odd lengths."""
    chance = random.Random(7)
    found: list[Cue] = [quiet(1000)]
    for _ in range(cues):
        found.append(say(chance.choice(["bb", "ccc", "dddd"])))
        found.append(chance.choice([quiet(450), quiet(900), keep(chance.randrange(5_000, 60_000)), quiet(3_333)]))
    return [*found, quiet(2000)]


@pytest.mark.parametrize("holds_only", [False, True])
def test_nothing_drifts_over_two_thousand_cues(*, holds_only: bool) -> None:
    """After each of 2,000 cues the session is within two steps (52 ms) of the exact plan; so is its whole length."""
    cues = [keep(cue.ms) if holds_only and isinstance(cue, Quiet) else cue for cue in long_routine(2000)]
    on, off = placed(*cues), placed(*cues, grid=1)
    words = [[event.start for event in spine(t) if event.kind == "speech"] for t in (on, off)]
    assert len(words[0]) == 2000
    assert max(abs(one - other) for one, other in zip(*words, strict=True)) <= 2 * GRID
    assert abs(on.samples - off.samples) <= 2 * GRID


def test_most_holds_are_exact_to_half_a_step() -> None:
    """Where pauses come between, nine holds in ten last what is planned to 13 ms, and all to 26 ms."""
    cues = long_routine(2000)
    planned = [ms_to_samples(cue.ms) for cue in cues if isinstance(cue, Keep)]
    lasting = [event.samples for event in spine(placed(*cues)) if event.kind == "hold"]
    errors = [abs(one - other) for one, other in zip(lasting, planned, strict=True)]
    assert max(errors) <= GRID
    assert sum(error <= HALF for error in errors) >= 0.9 * len(errors)


def test_the_same_words_lie_alike_in_their_frames() -> None:
    """A sentence, a bell and the words of a set of breaths have one place in the frame wherever they come."""
    block: list[Cue] = [
        say("bb"),
        keep(7_777),
        breath("in", 4_001, "a"),
        breath("out", 6_007, "bb"),
        Sound("bell", 999, 0),
    ]
    timeline = placed(*[cue for index in range(30) for cue in (*block, quiet(333 + index))])
    spoken = [event.start % GRID for event in timeline.events if event.kind in {"speech", "tone"}]
    assert len(spoken) == 120
    assert {spoken[at] for at in range(0, 120, 4)} == {0}
    assert len({tuple(spoken[at : at + 4]) for at in range(0, 120, 4)}) == 1


def test_a_hold_is_as_long_whoever_speaks() -> None:
    """Whatever the lengths of the words around it, a hold of 30 s differs by less than 26 ms between two voices."""
    for samples in range(30_000, 31_152, 64):
        slow, quick = (
            placed(say("a"), quiet(450), say("bb"), keep(30_000), say("a"), table={"a": 9_000, "bb": words})
            for words in (samples, 20_000)
        )
        holds = [next(e.samples for e in spine(t) if e.kind == "hold") for t in (slow, quick)]
        assert all(abs(hold - 30 * 44_100) <= HALF for hold in holds)
        assert abs(holds[0] - holds[1]) <= GRID


def test_calls_have_their_onset_where_asked_to_half_a_step() -> None:
    """Counted numbers begin within 13 ms of their seconds, and none is lost to the grid when there is room."""
    calls = [(str(number), 25_000 - 1_000 * number, 50) for number in range(10, 0, -1)]
    words = dict.fromkeys(["a", *(text for text, _, _ in calls)], 9_000) | {"bb": 10_001}
    timeline = placed(say("bb"), keep(25_000, ("a", 12_500, 20), *calls), say("a"), table=words)
    hold = next(event for event in timeline.events if event.kind == "hold")
    heard = {event.text: event.start for event in timeline.events if event.kind == "speech" and not event.spine}
    for text, at_ms, _ in calls:
        assert abs(heard[text] - hold.start - ms_to_samples(at_ms)) <= HALF
    assert timeline.left_out == ()


def test_a_call_may_begin_with_its_hold() -> None:
    """A call at the very beginning of a hold is not lost to the grid: it begins on the next step."""
    for sentence in ("bb", "ccc"):
        timeline = placed(say(sentence), keep(10_000, ("a", 0, 20)))
        assert timeline.left_out == ()
        assert [e.start for e in timeline.events if e.text == "a"] == [-(-TABLE[sentence] // GRID) * GRID]


def test_words_behind_words_wait_for_the_grid() -> None:
    """Where nothing lies between two sentences a pause of less than a step does; after it nothing is owed for long."""
    timeline = placed(say("bb"), say("ccc"), quiet(900), say("a"), quiet(900), say("a"))
    first, filler, second, *_ = spine(timeline)
    assert (first.kind, filler.kind, second.kind) == ("speech", "pause", "speech")
    assert 0 < filler.samples < GRID
    exact = 12_345 + 44_101 + 2 * ms_to_samples(900) + 1
    assert abs(spine(timeline)[-1].start - exact) <= HALF


def test_a_counted_hold_is_ended_on_its_second_note() -> None:
    """The sound that ends a hold begins a second before the end, after a count half a second: its second note is it."""
    number = Call(utterance("One."), 59_000, NUMBER_IMPORTANCE)
    for calls, ahead in (((), 44_100), ((number,), 22_050)):
        kept = Keep("hold", 60_000, 0, calls, ends_with="release")
        plan = place(score(say("Stay."), kept, say("Rise.")), lengths(otherwise=20_000), text_of, grid=GRID)
        (sound,) = [event for event in plan.events if event.kind == "tone"]
        (held,) = [event for event in plan.events if event.kind == "hold"]
        assert sound.end == held.end
        assert abs(sound.samples - ahead) <= GRID

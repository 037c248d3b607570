"""From a score to exact samples."""

from __future__ import annotations

import itertools
from fractions import Fraction
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.score.model import BedChange, Breath, Call, Cue, Keep, Quiet, Say, Sound
from holdspace.session.placing import place
from holdspace.session.timeline import Event, Timeline
from holdspace.timebase import ms_to_samples
from session_helpers import keep, lengths, quiet, say, score, text_of, utterance


def placed(*cues: Cue, table: dict[str, int] | None = None, sections: tuple[str, ...] = ("Main",)) -> Timeline:
    """These cues placed with lengths from `table`, one second otherwise."""
    return place(score(*cues, sections=sections), lengths(table), text_of)


def of_kind(timeline: Timeline, *kinds: str) -> list[Event]:
    """The events of these kinds, in order."""
    return [event for event in timeline.events if event.kind in kinds]


def breath(phase: str, ms: int, words: str = "", tone: str | None = None, round_: int = 1, line: int = 1) -> Breath:
    """One phase of a breath."""
    spoken = utterance(words, line) if words else None
    return Breath(phase, ms, 0, round_, 4, spoken, tone)  # type: ignore[arg-type]  # literals from the table below


def test_a_hold_counts_from_the_end_of_its_sentence() -> None:
    """A minute's hold lies exactly between the end of one sentence and the onset of the next."""
    timeline = placed(say("Hold."), keep(60_000), say("Release."), table={"Hold.": 30_001, "Release.": 12_345})
    hold, release = timeline.events[1], timeline.events[2]
    assert (hold.kind, hold.start, hold.samples) == ("hold", 30_001, 2_646_000)
    assert (release.start, timeline.samples) == (2_676_001, 2_676_001 + 12_345)


def test_a_thousand_odd_holds_do_not_drift() -> None:
    """1,000 holds of 333 ms last 333 s, to the sample."""
    timeline = placed(*[keep(333)] * 1000)
    assert timeline.samples == 333 * 44_100
    assert all(event.start == ms_to_samples(333 * i) for i, event in enumerate(timeline.events))


CUES = st.one_of(
    st.builds(say, st.sampled_from(["a", "bb", "ccc", "dddd"])),
    st.builds(lambda ms, written: quiet(ms, written=written), st.integers(0, 20_000), st.booleans()),
    st.builds(
        lambda ms, kind, calls: Keep(kind, ms, 0, tuple(Call(utterance(t), at, w) for t, at, w in calls)),
        st.integers(1, 90_000),
        st.sampled_from(["hold", "rest"]),
        st.lists(
            st.tuples(st.sampled_from(["a", "bb"]), st.integers(-500, 95_000), st.sampled_from([20, 30, 40, 50])),
            max_size=6,
        ),
    ),
    st.builds(
        breath,
        st.sampled_from(["in", "hold", "out"]),
        st.integers(250, 12_000),
        st.sampled_from(["", "a", "bb", "dddd"]),
        st.sampled_from([None, "inhale", "exhale", "hold"]),
    ),
    st.builds(lambda ms: Sound("bell", ms, 0), st.integers(0, 5_000)),
    st.just(BedChange("rain", None, 0)),
)
TABLE = {"a": 1, "bb": 12_345, "ccc": 44_101, "dddd": 200_003}


def exact_positions(cues: list[Cue]) -> list[Fraction]:
    """Where each cue begins and the last one ends, in exact samples, by adding up fractions."""
    positions = [Fraction(0)]
    for cue in cues:
        rate = Fraction(44_100, 1000)
        match cue:
            case Say():
                length = Fraction(TABLE[cue.utterance.text])
            case Breath(words=words) if words:
                length = max(cue.ms * rate, TABLE[words.text] + 200 * rate)
            case BedChange():
                length = Fraction(0)
            case _:
                length = cue.ms * rate
        positions.append(positions[-1] + length)
    return positions


@given(st.lists(CUES, max_size=40))
@settings(max_examples=300, deadline=None)
def test_every_cue_lies_where_the_plan_says(cues: list[Cue]) -> None:
    """For any score each cue begins within one sample of the exact sum of what comes before it; nothing is lost."""
    timeline = placed(*cues, table=TABLE)
    exact = exact_positions(cues)
    spine = [event for event in timeline.events if event.spine]
    timed = [index for index, cue in enumerate(cues) if not isinstance(cue, BedChange)]
    assert len(spine) == len(timed)
    for event, index in zip(spine, timed, strict=True):
        assert abs(event.start - exact[index]) <= 1
        assert abs(event.end - exact[index + 1]) <= 1
    assert abs(timeline.samples - exact[-1]) <= 1


@given(st.lists(CUES, max_size=40))
@settings(max_examples=300, deadline=None)
def test_no_timeline_overlaps_two_speeches(cues: list[Cue]) -> None:
    """The spine has neither gap nor overlap, no two speeches overlap, and all lies inside the session."""
    timeline = placed(*cues, table=TABLE)
    here = 0
    for event in (event for event in timeline.events if event.spine):
        assert event.start == here
        here = event.end
    assert here == timeline.samples
    spoken = sorted(of_kind(timeline, "speech"), key=lambda event: event.start)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spoken))
    assert all(0 <= event.start <= event.end <= timeline.samples for event in timeline.events)
    assert [e.start for e in timeline.events] == sorted(e.start for e in timeline.events)


@given(st.lists(CUES, max_size=30))
@settings(max_examples=100, deadline=None)
def test_calls_are_placed_or_listed(cues: list[Cue]) -> None:
    """Every call is either heard or named among those left out."""
    timeline = placed(*cues, table=TABLE)
    calls = sum(len(cue.calls) for cue in cues if isinstance(cue, Keep))
    words = sum(1 for cue in cues if isinstance(cue, Say) or (isinstance(cue, Breath) and cue.words))
    assert len(of_kind(timeline, "speech")) - words + len(timeline.left_out) == calls


def test_each_cue_has_its_kind() -> None:
    """Speech, holds, rests, pauses, breaths and tones are told apart."""
    timeline = placed(
        say("a"), quiet(100), quiet(100, written=True), keep(100), Keep("rest", 100, 0), Sound("bell", 100, 0)
    )
    assert [(e.kind, e.text) for e in timeline.events] == [
        ("speech", "a"),
        ("pause", ""),
        ("pause", ""),
        ("hold", ""),
        ("rest", ""),
        ("tone", "bell"),
    ]


def test_speech_tells_what_is_really_said() -> None:
    """The event carries the spoken form, its utterance and its place in the script."""
    timeline = place(score(say("Hold 30s")), lengths(), lambda u: u.text.replace("30s", "thirty seconds"))
    event = timeline.events[0]
    assert (event.text, event.utterance, event.place.file) == (
        "Hold thirty seconds",
        utterance("Hold 30s"),
        "routine.md",
    )


def test_estimates_are_marked() -> None:
    """A timeline made from estimated lengths says so."""
    assert place(score(say("a")), lengths(), text_of, estimated=True).estimated
    assert not placed(say("a")).estimated


# --- calls ----------------------------------------------------------------------------------------------------------


def test_calls_have_their_onset_exactly_where_asked() -> None:
    """A call of "ten seconds" begins exactly ten seconds before the hold's end and changes nothing about its length."""
    timeline = placed(say("a"), keep(60_000, ("Halfway.", 30_000, 20), ("Ten seconds.", 50_000, 30)))
    start = 44_100
    assert [(e.kind, e.start, e.spine) for e in timeline.events] == [
        ("speech", 0, True),
        ("hold", start, True),
        ("speech", start + 30 * 44_100, False),
        ("speech", start + 50 * 44_100, False),
    ]
    assert timeline.events[1].samples == 60 * 44_100


def test_the_less_important_call_gives_way() -> None:
    """Of two calls that collide the less important is left out, and named with its place and its hold."""
    timeline = placed(
        keep(20_000, ("Halfway.", 10_000, 20), ("Ten seconds.", 10_200, 30)),
    )
    assert [e.text for e in of_kind(timeline, "speech")] == ["Ten seconds."]
    assert timeline.left_out == ('routine.md:1:1: "Halfway." does not fit into the hold of 20 s and is left out.',)


@pytest.mark.parametrize(("gap_ms", "kept"), [(299, 1), (300, 2)])
def test_calls_need_three_tenths_of_a_second_between_them(gap_ms: int, kept: int) -> None:
    """Calls closer than 300 ms collide."""
    timeline = placed(keep(20_000, ("a", 5_000, 20), ("b", 6_000 + gap_ms, 30)))
    assert len(of_kind(timeline, "speech")) == kept


@pytest.mark.parametrize(("samples", "kept"), [(41_895, 5), (41_896, 3), (52_000, 3)])
def test_numbers_may_follow_each_other_closely(samples: int, kept: int) -> None:
    """Counted numbers need 50 ms between them; where a voice is too slow for that, some are left out, none overlaps."""
    calls = [(number, 5_000 + 1_000 * index, 50) for index, number in enumerate(["5", "4", "3", "2", "1"])]
    timeline = placed(keep(10_500, *calls), table=dict.fromkeys(["5", "4", "3", "2", "1"], samples))
    assert len(of_kind(timeline, "speech")) == kept


@pytest.mark.parametrize(("at_ms", "kept"), [(9_000, 1), (9_001, 0), (-1, 0), (12_000, 0)])
def test_a_call_lies_inside_its_hold(at_ms: int, kept: int) -> None:
    """A call that would outlast its hold, or begin before it, is left out."""
    timeline = placed(keep(10_000, ("a", at_ms, 20)))
    assert len(of_kind(timeline, "speech")) == kept
    assert len(timeline.left_out) == 1 - kept


# --- breath ---------------------------------------------------------------------------------------------------------


def test_four_seven_eight_is_four_seven_eight() -> None:
    """Phases begin 4, 7 and 8 seconds apart, for four rounds, to the sample."""
    cycle = [breath("in", 4000, "Inhale."), breath("hold", 7000, "Hold."), breath("out", 8000, "Exhale.")]
    timeline = placed(*cycle * 4)
    starts = [event.start for event in of_kind(timeline, "breath")] + [timeline.samples]
    assert [b - a for a, b in itertools.pairwise(starts)] == [4 * 44_100, 7 * 44_100, 8 * 44_100] * 4
    assert [e.start for e in of_kind(timeline, "speech")] == starts[:-1]


def test_a_phase_waits_for_its_words() -> None:
    """A phase whose words need more is stretched in that round alone, and one warning tells by how much."""
    long, short = "Exhale. Round your spine toward the ceiling.", "Exhale."
    timeline = placed(
        breath("out", 3000, long, line=7),
        breath("out", 3000, long, line=7),
        breath("out", 3000, short, line=7),
        table={long: 4 * 44_100, short: 20_000},
    )
    assert [e.samples for e in of_kind(timeline, "breath")] == [4.2 * 44_100, 4.2 * 44_100, 3 * 44_100]
    (warning,) = timeline.diagnostics
    assert (warning.code, warning.severity, warning.place.line) == ("cue-longer-than-phase", "warning", 7)
    assert "1.2 s too long for its breath phase of 3 s" in warning.what
    assert warning.mend


def test_words_that_just_fit_stretch_nothing() -> None:
    """Words and their 200 ms of quiet may fill the phase exactly."""
    timeline = placed(breath("in", 4000, "a"), table={"a": int(3.8 * 44_100)})
    assert timeline.samples == 4 * 44_100
    assert timeline.diagnostics == ()


def test_a_breath_tone_spans_its_phase() -> None:
    """The tone begins and ends with its phase, also when a number is said over it."""
    timeline = placed(breath("in", 4000, "Seven.", "inhale"), breath("out", 6000, "", "exhale"))
    assert [(e.text, e.start, e.samples, e.spine) for e in of_kind(timeline, "tone")] == [
        ("inhale", 0, 4 * 44_100, False),
        ("exhale", 4 * 44_100, 6 * 44_100, False),
    ]


# --- sections and warnings ------------------------------------------------------------------------------------------


def test_a_section_begins_with_its_announcement() -> None:
    """A chapter begins where its title is said, not in the quiet before it; the first with the session."""
    timeline = placed(
        quiet(1000, 0),
        say("One", 0),
        quiet(1200, 1),
        say("Two", 1),
        quiet(2000, 2, written=True),
        Sound("bell", 500, 2),
        say("Three", 2),
        sections=("One", "Two", "Three"),
    )
    two = 2 * 44_100 + ms_to_samples(1200)
    assert timeline.section_starts == (0, two, two + 3 * 44_100)


def test_sections_of_quiet_or_of_nothing_keep_the_order() -> None:
    """An empty section begins with the next one, a silent one with its pause; starts never fall."""
    timeline = placed(
        say("a", 0), quiet(5000, 2, written=True), say("b", 3), sections=("A", "empty", "still", "B", "end")
    )
    assert timeline.section_starts == (0, 44_100, 44_100, 6 * 44_100, 7 * 44_100)


def test_more_than_three_hours_is_doubted() -> None:
    """A session over three hours gets a warning with its length, one of exactly three does not."""
    (warning,) = placed(keep(10_800_001)).diagnostics
    assert (warning.code, warning.place.file) == ("session-over-three-hours", "routine.md")
    assert "3:00:00" in warning.what
    assert placed(keep(10_800_000)).diagnostics == ()


def test_an_empty_score_is_an_empty_timeline() -> None:
    """No cues, no sections: nothing, and no exception."""
    timeline = place(score(sections=()), lengths(), text_of)
    assert (timeline.samples, timeline.events, timeline.section_starts) == (0, (), ())


def test_a_natural_gap_is_told_as_a_pause() -> None:
    """Natural gaps are events too, so that the spine has no holes."""
    assert placed(Quiet(450, 0, written=False)).events[0].kind == "pause"


@pytest.mark.parametrize("grid", [1, 1152])
@pytest.mark.parametrize("kind", ["hold", "rest"])
def test_a_hold_ends_with_a_sound_a_second_before_its_end(kind: Literal["hold", "rest"], grid: int) -> None:
    """It lies inside the hold, on the grid, a second before the end to half a frame, and changes no length."""
    cues = (say("Hold."), Keep(kind, 20_017, 0, ends_with="release"), say("Go."))
    plan = place(score(*cues), lengths(), text_of, grid=grid)
    without = place(score(cues[0], Keep(kind, 20_017, 0), cues[2]), lengths(), text_of, grid=grid)
    (tone,) = of_kind(plan, "tone")
    (kept,) = of_kind(plan, kind)
    assert tone.text == "release"
    assert (tone.end, tone.spine, tone.start % grid) == (kept.end, False, 0)
    assert kept.end - tone.start == pytest.approx(44_100, abs=grid // 2 + 1)
    assert tuple(event for event in plan.events if event != tone) == without.events


def test_a_hold_shorter_than_its_ending_goes_without() -> None:
    """Where there is no second before the end there is no sound; it would lie over the words before."""
    assert of_kind(placed(say("a"), Keep("hold", 999, 0, ends_with="release"), say("b")), "tone") == []
    assert len(of_kind(placed(say("a"), Keep("hold", 1_000, 0, ends_with="release"), say("b")), "tone")) == 1

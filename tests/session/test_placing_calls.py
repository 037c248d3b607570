"""Calls in their holds, placed: they never move a hold, never leave it, and a count keeps its seconds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from holdspace.score.composing import compose
from holdspace.score.model import CallStyle, Choices, Keep, Score, Utterance
from holdspace.session.placing import place
from holdspace.session.timeline import Event, Timeline
from holdspace.timebase import ms_to_samples
from score_helpers import both, breathe, end, h, hold, p, pause, repeat, rest, routine
from session_helpers import text_of

FRAME = 1152
NUMBERS = ("One.", "Two.", "Three.", "Four.", "Five.", "Six.", "Seven.", "Eight.", "Nine.", "Ten.")

steps = st.lists(
    st.one_of(
        st.integers(1, 400).map(hold),
        st.integers(1, 60).map(rest),
        st.integers(333, 9_999).map(lambda ms: hold(ms / 1000)),
        st.integers(1, 9).map(pause),
        st.integers(1, 14).map(breathe),
        st.sampled_from(["Fold forward. ", "Now let the whole of your back grow wide and heavy. "]),
    ),
    min_size=1,
    max_size=4,
)
sections = st.tuples(
    st.sampled_from(["Cat", "The very long name of a pose that nobody can say in a breath", "Right side"]), steps
).map(lambda made: [h(made[0]), p("Go. ", *made[1])])
looped = st.tuples(st.integers(1, 3), sections).map(lambda made: [p(repeat(made[0])), *made[1], p(end)])
sided = sections.map(lambda made: [made[0], both, p("Your right leg."), *made[1:]])
scores = st.builds(
    lambda made, style, countdown: (
        compose(
            routine(p("Welcome."), *[block for group in made for block in group]),
            Choices(calls=style, countdown=countdown),
        ).score
    ),
    st.lists(st.one_of(sections, looped, sided), min_size=1, max_size=3),
    st.sampled_from(get_args(CallStyle)),
    st.sampled_from([None, "off", "3", "5", "10"]),
)


def lengths(ms_a_letter: int) -> Callable[[Utterance], int]:
    return lambda utterance: ms_to_samples(200 + ms_a_letter * len(utterance.text))


def placed(score: Score, ms_a_letter: int) -> Timeline:
    return place(score, lengths(ms_a_letter), text_of, grid=FRAME)


def keeps_of(timeline: Timeline) -> list[Event]:
    return [event for event in timeline.events if event.spine and event.kind in {"hold", "rest"}]


def calls_of(timeline: Timeline) -> list[Event]:
    return [e for e in timeline.events if e.utterance is not None and e.utterance.kind == "call" and not e.spine]


@settings(max_examples=60, deadline=None)
@given(scores, st.sampled_from([20, 55, 160]))
def test_calls_never_move_or_leave_their_hold(score: Score, ms_a_letter: int) -> None:
    """Slow voices and fast ones: the session is the same without its calls, and each call lies within its hold."""
    timeline = placed(score, ms_a_letter)
    mute = replace(score, cues=tuple(replace(cue, calls=()) if isinstance(cue, Keep) else cue for cue in score.cues))
    spine = [(event.kind, event.start, event.samples) for event in timeline.events if event.spine]
    assert spine == [(e.kind, e.start, e.samples) for e in placed(mute, ms_a_letter).events if e.spine]
    keeps = keeps_of(timeline)
    for event in calls_of(timeline):
        assert any(keep.start <= event.start and event.end <= keep.end for keep in keeps)
    spoken = sorted((e for e in timeline.events if e.kind == "speech"), key=lambda event: event.start)
    assert all(one.end <= other.start for one, other in pairwise(spoken))


@settings(max_examples=60, deadline=None)
@given(scores, st.sampled_from([20, 55]))
def test_a_count_keeps_its_seconds(score: Score, ms_a_letter: int) -> None:
    """Each counted number begins within 40 ms of its whole second before the end of its hold."""
    timeline = placed(score, ms_a_letter)
    keeps = keeps_of(timeline)
    for event in calls_of(timeline):
        if event.text in NUMBERS:
            (keep,) = (keep for keep in keeps if keep.start <= event.start < keep.end)
            before_end = ms_to_samples(1000 * (NUMBERS.index(event.text) + 1))
            assert abs(keep.end - event.start - before_end) <= ms_to_samples(40)


@settings(max_examples=60, deadline=None)
@given(scores)
def test_what_is_left_out_matters_least(score: Score) -> None:
    """A number of a count is never left out for anything else, and what is left out is told."""
    timeline = placed(score, 55)
    planned = sum(len(cue.calls) for cue in score.cues if isinstance(cue, Keep))
    assert len(calls_of(timeline)) + len(timeline.left_out) == planned
    assert not any(f'"{number}"' in sentence for number in NUMBERS for sentence in timeline.left_out)
